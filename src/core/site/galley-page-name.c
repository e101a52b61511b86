/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-name.h"

#include <string.h>

/* The first are Markdown's. */
#define N_MARKDOWN 3

/* What ends the name of a page's file, for Hugo; %NULL at the end. */
const char *const galley_page_endings[] = { "md",   "markdown", "mdown", "html", "htm",
                                            "adoc", "asciidoc", "ad",    "rst",  "rest",
                                            "org",  "pandoc",   "pdc",   NULL };

static guint
find_ending (const char *path, char **point)
{
  guint i = 0;

  *point = strrchr (path, '.');
  while (*point != NULL && galley_page_endings[i] != NULL
         && g_ascii_strcasecmp (*point + 1, galley_page_endings[i]) != 0)
    i++;

  return *point != NULL && *point > path ? i : G_N_ELEMENTS (galley_page_endings) - 1;
}

/**
 * galley_page_name_is_page:
 * @path: a path or an address without query
 *
 * Returns: whether it is named as the source of a page that Galley can open
 */
gboolean
galley_page_name_is_page (const char *path)
{
  char *point;

  return find_ending (path, &point) < N_MARKDOWN;
}

static const char *
get_base (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/**
 * galley_page_name_is_section:
 * @path: (type filename): the path of a page
 *
 * Returns: whether it is the page of a section, a list of pages, and none among them
 */
gboolean
galley_page_name_is_section (const char *path)
{
  return g_str_has_prefix (get_base (path), "_index.");
}

/**
 * galley_page_name_is_bundle:
 * @path: (type filename): the path of a page
 *
 * Returns: whether its folder is the page, with the pictures in it
 */
gboolean
galley_page_name_is_bundle (const char *path)
{
  return g_str_has_prefix (get_base (path), "index.") || galley_page_name_is_section (path);
}

/**
 * galley_page_name_strip:
 * @name: the path or name of a file, that becomes shorter
 * @languages: (nullable): the languages of the site
 * @language: (out) (optional) (transfer full): takes the language that was in the name, in lower
 *   case; stays as it is when there was none
 *
 * Takes the ending of a page and the language off a name.
 *
 * Returns: whether it had the ending of a page
 */
gboolean
galley_page_name_strip (char *name, const char *const *languages, char **language)
{
  char *point;

  if (galley_page_endings[find_ending (name, &point)] == NULL)
    return FALSE;

  *point = '\0';
  point = strrchr (name, '.');
  for (guint i = 0; point != NULL && languages != NULL && languages[i] != NULL; i++)
    if (g_ascii_strcasecmp (point + 1, languages[i]) == 0)
      {
        if (language != NULL)
          *language = g_ascii_strdown (languages[i], -1);
        *point = '\0';
        break;
      }

  return TRUE;
}

/**
 * galley_page_name_drop_index:
 * @place: a place in the content, that becomes shorter: `/a/index` and `/a/_index` are `/a`
 *
 * Returns: whether it was that of a section
 */
gboolean
galley_page_name_drop_index (char *place)
{
  char *slash = strrchr (place, '/');
  char *name = slash != NULL ? slash + 1 : place;
  gboolean is_section = g_ascii_strcasecmp (name, "_index") == 0;

  if (is_section || g_ascii_strcasecmp (name, "index") == 0)
    *(slash != NULL ? slash : name) = '\0';

  return is_section;
}

/**
 * galley_page_name_dup_logical:
 * @place: a place in the content
 *
 * Returns: (transfer full): the same as Hugo looks for it
 */
char *
galley_page_name_dup_logical (const char *place)
{
  return g_strdelimit (g_utf8_strdown (place, -1), " ", '-');
}

/**
 * galley_content_page_new:
 * @map: the folders of the site
 * @folder: one of those with content
 * @path: the path of a file in it, in UTF-8
 *
 * Returns: (transfer full) (nullable): the page; %NULL when it is none by its ending
 */
GalleyContentPage *
galley_content_page_new (const GalleySiteMap *map, const GalleySiteFolder *folder, const char *path)
{
  g_autofree char *place = g_strconcat (*folder->target != '\0' ? "/" : "", folder->target,
                                        path + strlen (folder->path), NULL);
  g_autofree char *language = NULL;
  GalleyContentPage *page;

  if (!galley_page_name_strip (place, (const char *const *) map->languages, &language))
    return NULL;

  page = g_new0 (GalleyContentPage, 1);
  page->path = g_strdup (path);
  page->language = language != NULL           ? g_steal_pointer (&language)
                   : folder->language != NULL ? g_strdup (folder->language)
                                              : g_strdup (map->default_language);
  page->is_section = galley_page_name_drop_index (place);
  page->logical = galley_page_name_dup_logical (place);
  page->place = g_steal_pointer (&place);

  return page;
}

/**
 * galley_content_page_new_for_path:
 * @map: the folders of the site
 * @path: (nullable): the path of a file
 *
 * Returns: (transfer full) (nullable): the page; %NULL when the file is no content, no page by its
 *   ending, or its name is no text
 */
GalleyContentPage *
galley_content_page_new_for_path (const GalleySiteMap *map, const char *path)
{
  const GalleySiteFolder *folder = path != NULL && g_utf8_validate (path, -1, NULL)
                                     ? galley_site_map_find (map, GALLEY_SITE_CONTENT, path)
                                     : NULL;

  return folder != NULL ? galley_content_page_new (map, folder, path) : NULL;
}

void
galley_content_page_free (GalleyContentPage *self)
{
  g_free (self->path);
  g_free (self->place);
  g_free (self->logical);
  g_free (self->language);
  g_free (self);
}
