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

/* How much of the path of the file a folder of the site explains, 0 when the file is not there. */
static gsize
match_folder (const char *root, const char *folder, const char *file_path)
{
  g_autofree char *path = NULL;
  gsize length;

  if (folder == NULL)
    return 0;

  path = g_canonicalize_filename (folder, root);
  length = strlen (path);

  return g_str_has_prefix (file_path, path) && file_path[length] == '/' ? length : 0;
}

static const char *
get_mount_language (const GalleyValue *mount)
{
  const GalleyValue *sites = galley_value_get (galley_value_get (mount, "sites"), "matrix");
  const char *language = galley_value_get_string (galley_value_get (mount, "lang"));

  return language != NULL ? language
                          : galley_value_get_string (galley_value_get (sites, "languages"));
}

static char *
find_by_mount (const GalleySiteTree *tree, const char *root, const char *file_path)
{
  const GalleyValue *mounts = galley_site_tree_lookup (tree, "module.mounts");
  const char *found = NULL;
  gsize longest = 0;

  if (mounts == NULL || mounts->kind != GALLEY_VALUE_LIST)
    return NULL;

  for (guint i = 0; i < mounts->items->len; i++)
    {
      const GalleyValue *mount = g_ptr_array_index (mounts->items, i);
      const char *source = galley_value_get_string (galley_value_get (mount, "source"));
      const char *target = galley_value_get_string (galley_value_get (mount, "target"));
      const char *language = get_mount_language (mount);
      gsize match = match_folder (root, source, file_path);

      if (match > longest && target != NULL && g_str_has_prefix (target, "content")
          && language != NULL && is_language (tree, language))
        {
          longest = match;
          found = language;
        }
    }

  return g_strdup (found);
}

static char *
find_by_folder (const GalleySiteTree *tree, const char *root, const char *file_path)
{
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");
  const char *found = NULL;
  gsize longest = 0;

  if (languages == NULL || languages->kind != GALLEY_VALUE_MAP)
    return NULL;

  for (guint i = 0; i < languages->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (languages->keys, i);
      const GalleyValue *language = g_ptr_array_index (languages->items, i);
      const char *folder = galley_value_get_string (galley_value_get (language, "contentDir"));
      gsize match = match_folder (root, folder, file_path);

      if (match > longest)
        {
          longest = match;
          found = key->text;
        }
    }

  return g_strdup (found);
}

/**
 * galley_site_language_find:
 * @tree: the settings of a site
 * @root: the path of the site
 * @file_path: the path of a file in it, without symbolic links
 *
 * Finds the language a page is in, by its name, its folder, or the default of the site.
 *
 * Returns: (transfer full): the name of the language, in lower case as Hugo has it
 */
char *
galley_site_language_find (const GalleySiteTree *tree, const char *root, const char *file_path)
{
  g_autofree char *found = find_by_name (tree, file_path);

  if (found == NULL)
    found = find_by_mount (tree, root, file_path);
  if (found == NULL)
    found = find_by_folder (tree, root, file_path);
  if (found == NULL)
    found =
      g_strdup (galley_value_get_string (galley_site_tree_lookup (tree, "defaultContentLanguage")));

  return found != NULL ? g_ascii_strdown (found, -1) : g_strdup ("en");
}
