/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-values.h"

#include <string.h>

/* A name for an entry and an address are short; a whole article in the clipboard is none. */
#define MAX_LINK 2000

static char *
find_link (const GalleySnippetValues *values)
{
  g_autofree char *link = NULL;

  if (values->clipboard == NULL || strlen (values->clipboard) > MAX_LINK)
    return g_strdup ("");
  link = g_strstrip (g_strdup (values->clipboard));
  if ((!g_str_has_prefix (link, "https://") && !g_str_has_prefix (link, "http://"))
      || strpbrk (link, " \t\r\n<>\"") != NULL || !g_uri_is_valid (link, G_URI_FLAGS_ENCODED, NULL))
    return g_strdup ("");
  return g_steal_pointer (&link);
}

static char *
find_image (const GalleySnippetValues *values)
{
  static const char *const suffixes[] = {
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"
  };
  g_autofree char *link = find_link (values);
  g_autofree char *path = g_ascii_strdown (link, (gssize) strcspn (link, "?#"));

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (path, suffixes[i]))
      return g_steal_pointer (&link);
  return g_strdup ("");
}

static char *
dup_id (const char *start)
{
  gsize length = 0;

  while (g_ascii_isalnum (start[length]) || start[length] == '-' || start[length] == '_')
    length++;
  return g_strndup (start, length);
}

static char *
find_query (const char *query, const char *key)
{
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", 0);
  gsize length = strlen (key);

  for (guint i = 0; pairs[i] != NULL; i++)
    if (strncmp (pairs[i], key, length) == 0 && pairs[i][length] == '=')
      return dup_id (pairs[i] + length + 1);
  return g_strdup ("");
}

static gboolean
is_host (const char *host, const char *name)
{
  gsize length = strlen (host);
  gsize name_length = strlen (name);

  return length >= name_length && g_ascii_strcasecmp (host + length - name_length, name) == 0
         && (length == name_length || host[length - name_length - 1] == '.');
}

/* The shortcode that plays the video in the clipboard, and what it is called there. */
static void
find_video (const GalleySnippetValues *values, const char **site, char **id)
{
  g_autofree char *link = find_link (values);
  g_autoptr (GUri) uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : NULL;

  *site = "";
  *id = NULL;
  if (host == NULL)
    return;
  if (is_host (host, "bilibili.com") && g_str_has_prefix (path, "/video/"))
    {
      *site = "bilibili";
      *id = dup_id (path + strlen ("/video/"));
    }
  else if (is_host (host, "youtu.be"))
    {
      *site = "youtube";
      *id = dup_id (path + (*path == '/'));
    }
  else if (is_host (host, "youtube.com") && g_str_has_prefix (path, "/watch"))
    {
      *site = "youtube";
      *id = find_query (g_uri_get_query (uri), "v");
    }
  else if (is_host (host, "vimeo.com") && *path == '/' && g_ascii_isdigit (path[1]))
    {
      *site = "vimeo";
      *id = dup_id (path + 1);
    }
}

/**
 * galley_snippet_values_lookup:
 * @name: the name of a variable
 * @user_data: a #GalleySnippetValues
 *
 * A #GalleySnippetLookup.
 *
 * Returns: (transfer full) (nullable): the value, %NULL if there is no such variable
 */
char *
galley_snippet_values_lookup (const char *name, gpointer user_data)
{
  const GalleySnippetValues *values = user_data;
  const char *site;
  g_autofree char *id = NULL;

  if (g_str_equal (name, "TM_SELECTED_TEXT"))
    return g_strdup (values->selection != NULL ? values->selection : "");
  if (g_str_equal (name, "CLIPBOARD"))
    return g_strdup (values->clipboard != NULL ? values->clipboard : "");
  if (g_str_equal (name, "SEPARATOR"))
    return g_strdup (values->separator);
  if (g_str_equal (name, "LINK"))
    return find_link (values);
  if (g_str_equal (name, "IMAGE"))
    return find_image (values);
  if (g_str_equal (name, "DATE"))
    return g_date_time_format (values->now, "%Y-%m-%dT%H:%M:%S%:z");
  if (g_str_equal (name, "CURRENT_YEAR"))
    return g_date_time_format (values->now, "%Y");
  if (g_str_equal (name, "CURRENT_MONTH"))
    return g_date_time_format (values->now, "%m");
  if (g_str_equal (name, "CURRENT_DATE"))
    return g_date_time_format (values->now, "%d");

  find_video (values, &site, &id);
  if (g_str_equal (name, "VIDEO_SITE"))
    return g_strdup (site);
  if (g_str_equal (name, "VIDEO_ID"))
    return g_strdup (id != NULL ? id : "");
  return NULL;
}

/**
 * galley_snippet_values_need_clipboard:
 * @text: the text of a snippet
 *
 * Returns: whether one of its variables needs to know what is in the clipboard
 */
gboolean
galley_snippet_values_need_clipboard (const char *text)
{
  static const char *const names[] = { "$CLIPBOARD", "${CLIPBOARD", "$LINK",   "${LINK", "$IMAGE",
                                       "${IMAGE",    "$VIDEO",      "${VIDEO", NULL };

  return galley_snippet_text_uses (text, names);
}
