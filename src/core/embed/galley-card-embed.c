/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-card-private.h"

#include "galley-html.h"

#include <string.h>

/* What sites embed from elsewhere: a video, a post, a piece of code. A card links to it. */

/* The shortcode's name, what people call the site, its address before and behind the id. */
typedef struct
{
  const char *name;
  const char *site;
  const char *address;
} Site;

static const Site videos[] = {
  { "bilibili", "bilibili", "https://www.bilibili.com/video/" },
  { "youtube", "YouTube", "https://www.youtube.com/watch?v=" },
  { "vimeo", "Vimeo", "https://vimeo.com/" },
  { "vimeo_simple", "Vimeo", "https://vimeo.com/" },
};

static const Site posts[] = {
  { "gist", "GitHub Gist", "https://gist.github.com/" },
  { "instagram", "Instagram", "https://www.instagram.com/p/" },
  { "tweet", "X", "https://x.com/" },
  { "twitter", "X", "https://x.com/" },
  { "twitter_simple", "X", "https://x.com/" },
  { "x", "X", "https://x.com/" },
  { "x_simple", "X", "https://x.com/" },
};

static const Site *
find_site (const Site *sites, guint n_sites, const char *name)
{
  for (guint i = 0; i < n_sites; i++)
    if (g_ascii_strcasecmp (sites[i].name, name) == 0)
      return &sites[i];

  return NULL;
}

static const char *
get_first (const GalleyShortcode *shortcode, const char *const *names)
{
  const char *value = NULL;

  for (guint i = 0; names[i] != NULL && value == NULL; i++)
    value = galley_shortcode_get_param (shortcode, names[i], 0);

  return value;
}

/* The part of an address that is an id: behind one of the marks, up to what ends it. */
static char *
dup_marked (const char *address, const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    {
      const char *found = strstr (address, marks[i]);

      if (found != NULL)
        {
          found += strlen (marks[i]);
          return g_strndup (found, strcspn (found, "?&#/ "));
        }
    }

  return NULL;
}

static char *
dup_video_id (const Site *site, const GalleyShortcode *shortcode)
{
  static const char *const names[] = { "src", "id", "bvid", "bv", "aid", "av", "url", NULL };
  static const char *const marks[] = { "bvid=",     "/video/", "aid=",       "watch?v=",
                                       "youtu.be/", "/embed/", "vimeo.com/", NULL };
  const char *value = get_first (shortcode, names);
  g_autofree char *id = NULL;

  if (value == NULL || *value == '\0')
    return NULL;

  id = strchr (value, '/') != NULL ? dup_marked (value, marks) : NULL;
  if (id == NULL)
    id = g_strndup (value, strcspn (value, "?&#"));
  if (site == &videos[0] && *id != '\0' && strspn (id, "0123456789") == strlen (id))
    {
      g_autofree char *number = g_steal_pointer (&id);

      id = g_strconcat ("av", number, NULL);
    }

  return g_uri_escape_string (id, NULL, FALSE);
}

/* A video of several parts: which of them. */
static guint
get_part (const GalleyShortcode *shortcode)
{
  static const char *const names[] = { "page", "p", NULL };
  static const char *const ids[] = { "src", "url", "id", NULL };
  const char *page = NULL;
  const char *address = get_first (shortcode, ids);

  for (guint i = 0; names[i] != NULL && page == NULL; i++)
    page = galley_shortcode_get_param (shortcode, names[i], 1);
  if (page == NULL && address != NULL)
    {
      page = strstr (address, "?p=");
      page = page != NULL ? page : strstr (address, "&p=");
      page = page != NULL ? page + 3 : NULL;
    }

  return page != NULL ? (guint) MIN (g_ascii_strtoull (page, NULL, 10), 9999) : 0;
}

static gboolean
append_video (GString *out, const GalleyShortcode *shortcode, GalleyShortcodePlace place)
{
  const Site *site = find_site (videos, G_N_ELEMENTS (videos), shortcode->name);
  g_autofree char *id = NULL;
  guint part;

  if (site == NULL || (id = dup_video_id (site, shortcode)) == NULL)
    return FALSE;

  part = site == &videos[0] ? get_part (shortcode) : 0;
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "<div class=\"galley-video\">");
  g_string_append_printf (out, "<a class=\"galley-video-link\" href=\"%s%s", site->address, id);
  if (part > 1)
    g_string_append_printf (out, "?p=%u", part);
  g_string_append_printf (out,
                          "\"><span class=\"galley-play\"></span>"
                          "<span class=\"galley-name\">%s</span> "
                          "<span class=\"galley-param\">%s",
                          site->site, id);
  if (part > 1)
    g_string_append_printf (out, " · P%u", part);
  g_string_append (out, "</span></a>");
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "</div>\n");

  return TRUE;
}

static char *
dup_post_path (const GalleyShortcode *shortcode)
{
  const char *user = galley_shortcode_get_param (shortcode, "user", 0);
  const char *id = galley_shortcode_get_param (shortcode, "id", 1);
  g_autofree char *user_part = user != NULL ? g_uri_escape_string (user, NULL, FALSE) : NULL;
  g_autofree char *id_part = id != NULL ? g_uri_escape_string (id, NULL, FALSE) : NULL;

  if (g_str_equal (shortcode->name, "instagram") || id == NULL)
    return g_steal_pointer (&user_part);
  if (user == NULL)
    return g_strconcat ("i/status/", id_part, NULL);

  return g_strconcat (user_part, g_str_equal (shortcode->name, "gist") ? "/" : "/status/", id_part,
                      NULL);
}

static gboolean
append_post (GString *out, const GalleyShortcode *shortcode, GalleyShortcodePlace place)
{
  const Site *site = find_site (posts, G_N_ELEMENTS (posts), shortcode->name);
  g_autofree char *path = site != NULL ? dup_post_path (shortcode) : NULL;
  const char *file;

  if (path == NULL)
    return FALSE;

  file = site == &posts[0] ? galley_shortcode_get_param (shortcode, "file", 2) : NULL;
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "<div class=\"galley-post\">");
  g_string_append_printf (out,
                          "<a class=\"galley-post-link\" href=\"%s%s\">"
                          "<span class=\"galley-avatar\"></span>"
                          "<span class=\"galley-name\">%s</span> "
                          "<span class=\"galley-param\">%s",
                          site->address, path, site->site, path);
  if (file != NULL)
    {
      g_string_append (out, " · ");
      galley_html_append_text (out, file, -1);
    }
  g_string_append (out, "</span></a>");
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "</div>\n");

  return TRUE;
}

/* A repository by `owner/name`, wherever it is written. */
static gboolean
append_repository (GString *out, const GalleyShortcode *shortcode, GalleyShortcodePlace place)
{
  static const char *const shortcodes[] = { "github",     "github-card", "ghcard",
                                            "githubcard", "github-repo", NULL };
  static const char *const names[] = { "repo", "name", "url", "link", NULL };
  const char *name = get_first (shortcode, names);
  const char *owner = galley_shortcode_get_param (shortcode, "user", G_MAXUINT);
  const char *about = galley_shortcode_get_param (shortcode, "description", G_MAXUINT);
  g_autofree char *full = NULL;

  if (!g_strv_contains (shortcodes, shortcode->name) || name == NULL)
    return FALSE;
  if (strstr (name, "github.com/") != NULL)
    name = strstr (name, "github.com/") + strlen ("github.com/");
  full = owner != NULL ? g_strconcat (owner, "/", name, NULL) : g_strdup (name);

  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "<div class=\"galley-post\">");
  g_string_append (out,
                   "<a class=\"galley-post-link galley-repository\" href=\"https://github.com/");
  galley_html_append_url (out, full);
  g_string_append (out, "\"><span class=\"galley-avatar\"></span><span class=\"galley-name\">");
  galley_html_append_text (out, full, -1);
  g_string_append (out, "</span> <span class=\"galley-param\">");
  galley_html_append_text (out, about != NULL ? about : "GitHub", -1);
  g_string_append (out, "</span></a>");
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "</div>\n");

  return TRUE;
}

/* A file that is played. */
static gboolean
append_media (GString *out, const GalleyShortcode *shortcode, GalleyShortcodePlace place)
{
  static const char *const shortcodes[] = { "audio", "video", "music", "mp3", NULL };
  static const char *const names[] = { "src", "url", "file", "mp3", "mp4", NULL };
  const char *src = get_first (shortcode, names);
  const char *title = galley_shortcode_get_param (shortcode, "title", G_MAXUINT);
  const char *slash;

  if (!g_strv_contains (shortcodes, shortcode->name) || src == NULL)
    return FALSE;

  slash = strrchr (src, '/');
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "<div class=\"galley-media\">");
  g_string_append (out, "<a class=\"galley-video-link\" href=\"");
  galley_html_append_url (out, src);
  g_string_append (out, "\"><span class=\"galley-play\"></span><span class=\"galley-name\">");
  galley_html_append_text (out, title != NULL ? title : shortcode->name, -1);
  g_string_append (out, "</span> <span class=\"galley-param\">");
  galley_html_append_text (out, slash != NULL && slash[1] != '\0' ? slash + 1 : src, -1);
  g_string_append (out, "</span></a>");
  if (place == GALLEY_PLACE_BLOCK)
    g_string_append (out, "</div>\n");

  return TRUE;
}

/* Appends the card of what is shown from elsewhere. Returns whether it is such. */
gboolean
galley_card_append_embed (GString *out,
                          const GalleyShortcode *shortcode,
                          GalleyShortcodePlace place)
{
  return append_video (out, shortcode, place) || append_post (out, shortcode, place)
         || append_repository (out, shortcode, place) || append_media (out, shortcode, place);
}
