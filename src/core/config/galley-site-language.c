/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-language.h"

#include <string.h>

static gboolean
is_language (const GalleySiteTree *tree, const char *name)
{
  const GalleyValue *value = galley_value_get (galley_site_tree_lookup (tree, "languages"), name);

  return value != NULL && value->kind == GALLEY_VALUE_MAP;
}

/* `index.zh-cn.md` is in the language `zh-cn`, if the site has it. */
static char *
find_by_name (const GalleySiteTree *tree, const char *file_path)
{
  g_autofree char *name = g_path_get_basename (file_path);
  char *extension = strrchr (name, '.');
  char *suffix;

  if (extension == NULL)
    return NULL;
  *extension = '\0';
  suffix = strrchr (name, '.');

  return suffix != NULL && is_language (tree, suffix + 1) ? g_strdup (suffix + 1) : NULL;
}

/**
 * galley_site_language_find:
 * @tree: the settings of a site
 * @map: its folders
 * @file_path: the path of a file in it, without symbolic links
 *
 * Finds the language a page is in, by its name, its folder, or the default of the site.
 *
 * Returns: (transfer full): the name of the language, in lower case as Hugo has it
 */
char *
galley_site_language_find (const GalleySiteTree *tree,
                           const GalleySiteMap *map,
                           const char *file_path)
{
  const GalleySiteFolder *folder = galley_site_map_find (map, GALLEY_SITE_CONTENT, file_path);
  g_autofree char *found = find_by_name (tree, file_path);

  if (found == NULL && folder != NULL && folder->language != NULL
      && is_language (tree, folder->language))
    found = g_strdup (folder->language);

  return found != NULL ? g_ascii_strdown (found, -1) : g_strdup (map->default_language);
}
