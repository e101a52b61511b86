/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-source.h"

#include <string.h>

static gboolean
is_host (const char *host, const char *name)
{
  gsize length = strlen (host);
  gsize name_length = strlen (name);

  if (g_ascii_strcasecmp (host, name) == 0)
    return TRUE;

  return length > name_length && host[length - name_length - 1] == '.'
         && g_ascii_strcasecmp (host + length - name_length, name) == 0;
}

static char *
dup_id (const char *start, const char *extra)
{
  const char *p = start;

  while (g_ascii_isalnum (*p) || (*p != '\0' && strchr (extra, *p) != NULL))
    p++;

  return p > start ? g_strndup (start, p - start) : NULL;
}

/* `/video/BV1p4411c7mB/?p=2` */
static char *
find_bilibili (const char *path)
{
  const char *p = strstr (path, "/video/");
  char *id;

  if (p == NULL)
    return NULL;
  p += strlen ("/video/");
  id = dup_id (p, "");
  if (id != NULL && g_ascii_strncasecmp (id, "BV", 2) != 0
      && g_ascii_strncasecmp (id, "av", 2) != 0)
    g_clear_pointer (&id, g_free);

  return id;
}

static char *
find_youtube (const char *host, const char *path, const char *query)
{
  static const char *const prefixes[] = { "/embed/", "/shorts/", "/live/", "/v/" };

  if (is_host (host, "youtu.be"))
    return dup_id (path + (*path == '/'), "-_");
  if (g_str_equal (path, "/watch") && query != NULL)
    {
      g_auto (GStrv) params = g_strsplit (query, "&", 20);

      for (guint i = 0; params[i] != NULL; i++)
        if (g_str_has_prefix (params[i], "v="))
          return dup_id (params[i] + 2, "-_");
    }
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (path, prefixes[i]))
      return dup_id (path + strlen (prefixes[i]), "-_");

  return NULL;
}

/* `/76979871`, `/channels/staffpicks/76979871`, `/video/76979871` */
static char *
find_vimeo (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 8);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_ascii_isdigit (*parts[i]) && strspn (parts[i], "0123456789") == strlen (parts[i]))
      return g_strdup (parts[i]);

  return NULL;
}

static gboolean
find_video (GalleyEntrySource *self, const char *host, const char *path, const char *query)
{
  if (is_host (host, "bilibili.com"))
    {
      self->video = find_bilibili (path);
      self->video_host = "bilibili";
    }
  else if (is_host (host, "youtube.com") || is_host (host, "youtu.be")
           || is_host (host, "youtube-nocookie.com"))
    {
      self->video = find_youtube (host, path, query);
      self->video_host = "youtube";
    }
  else if (is_host (host, "vimeo.com"))
    {
      self->video = find_vimeo (path);
      self->video_host = "vimeo";
    }

  if (self->video == NULL)
    self->video_host = NULL;

  return self->video != NULL;
}

/* `/owner/name/…`; what GitHub itself has there is no project. */
static char *
find_repository (const char *path)
{
  static const char *const reserved[] = { "about",  "features", "topics",      "explore",
                                          "orgs",   "settings", "marketplace", "sponsors",
                                          "search", "users",    "collections", "trending" };
  g_auto (GStrv) parts = g_strsplit (path + (*path == '/'), "/", 4);
  gsize length;

  if (g_strv_length (parts) < 2 || *parts[0] == '\0' || *parts[1] == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (parts[0], reserved[i]) == 0)
      return NULL;

  length = strlen (parts[1]);
  if (length > 4 && g_str_has_suffix (parts[1], ".git"))
    parts[1][length - 4] = '\0';

  return g_strdup (parts[1]);
}

static gboolean
is_among (const char *host, const char *const *hosts)
{
  if (g_ascii_strncasecmp (host, "www.", 4) == 0)
    host += 4;
  for (; *hosts != NULL; hosts++)
    if (g_ascii_strcasecmp (host, *hosts) == 0)
      return TRUE;

  return FALSE;
}

/* Whether the link makes an entry of a kind for itself, and what it tells then. */
static gboolean
read_link (GalleyEntrySource *self, const GalleyEntryKindInfo *kind, GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (kind->hosts != NULL && !is_among (host, kind->hosts))
    return FALSE;

  switch (kind->link)
    {
    case GALLEY_ENTRY_LINK_VIDEO:
      return find_video (self, host, g_uri_get_path (uri), g_uri_get_query (uri));
    case GALLEY_ENTRY_LINK_REPOSITORY:
      self->title = find_repository (g_uri_get_path (uri));
      return self->title != NULL;
    default:
      return kind->hosts != NULL;
    }
}

/**
 * galley_entry_source_new:
 * @text: what was pasted or typed
 *
 * Tells by an address what kind of entry it makes; by most, a text to read.
 *
 * Returns: (transfer full) (nullable): what it is; %NULL when @text is not one http or https
 *   address
 */
GalleyEntrySource *
galley_entry_source_new (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (GUri) uri = NULL;
  GalleyEntrySource *self;
  const char *scheme, *host;

  if (!g_utf8_validate (trimmed, -1, NULL) || strpbrk (trimmed, " \t\r\n<>\"") != NULL)
    return NULL;
  uri = g_uri_parse (trimmed, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0'
      || !(g_str_equal (scheme, "http") || g_str_equal (scheme, "https")))
    return NULL;

  self = g_new0 (GalleyEntrySource, 1);
  self->kind = GALLEY_ENTRY_BLOG;
  self->url = g_steal_pointer (&trimmed);
  for (guint kind = 0; kind < GALLEY_N_ENTRY_KINDS; kind++)
    if (read_link (self, &galley_entry_kinds[kind], uri))
      {
        self->kind = kind;
        break;
      }

  return self;
}

void
galley_entry_source_free (GalleyEntrySource *self)
{
  g_free (self->url);
  g_free (self->title);
  g_free (self->video);
  g_free (self);
}

/**
 * galley_entry_source_init_draft:
 * @self: a source
 * @page: (nullable): what the page says of itself, when it was fetched
 * @draft: (out caller-allocates): what an entry for it says; it borrows from both
 *
 * Says what stands in an entry for a link. A project is titled by its repository, whatever its
 * page says; the picture of a video is the video itself.
 */
void
galley_entry_source_init_draft (const GalleyEntrySource *self,
                                const GalleyWebPage *page,
                                GalleyEntryDraft *draft)
{
  *draft = (GalleyEntryDraft) {
    .title = self->title,
    .url = self->url,
    .video = self->video,
    .video_host = self->video_host,
  };
  if (page == NULL)
    return;

  if (draft->title == NULL)
    draft->title = page->title;
  draft->text = page->description;
  if (self->video == NULL)
    draft->image = page->image;
}
