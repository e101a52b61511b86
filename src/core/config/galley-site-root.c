/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-root.h"

#include <stdlib.h>

typedef enum
{
  CONFIDENCE_NONE,
  CONFIDENCE_MAYBE,
  CONFIDENCE_SURE,
} Confidence;

static char *
find_named (const char *folder, const char *name)
{
  /* Hugo's order: where there are several, only the first counts. */
  static const char *const extensions[] = { "toml", "yaml", "yml", "json" };

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autofree char *base = g_strdup_printf ("%s.%s", name, extensions[i]);
      g_autofree char *path = g_build_filename (folder, base, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

static gboolean
has_folder (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* `config.yaml` is a name for anything, also for what lies beside a post about such files; it
 * makes a site only together with one of a site's folders. */
static Confidence
judge (const char *folder)
{
  static const char *const folders[] = { "content", "layouts", "themes", "archetypes" };
  g_autofree char *hugo = find_named (folder, "hugo");
  g_autofree char *config = NULL;

  if (hugo != NULL || has_folder (folder, "config/_default"))
    return CONFIDENCE_SURE;

  config = find_named (folder, "config");
  if (config == NULL)
    return CONFIDENCE_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (has_folder (folder, folders[i]))
      return CONFIDENCE_SURE;

  return CONFIDENCE_MAYBE;
}

/**
 * galley_site_root_find:
 * @folder: the absolute path of the folder an issue is in
 *
 * Finds the site that an issue belongs to: the nearest folder upwards with a configuration.
 *
 * Returns: (transfer full) (nullable): its path without symbolic links, %NULL when there is no
 *   site
 */
char *
galley_site_root_find (const char *folder)
{
  g_autofree char *real = realpath (folder, NULL);
  g_autofree char *candidate = g_strdup (real != NULL ? real : folder);
  g_autofree char *maybe = NULL;

  for (;;)
    {
      g_autofree char *parent = g_path_get_dirname (candidate);
      Confidence confidence = judge (candidate);

      if (confidence == CONFIDENCE_SURE)
        return g_steal_pointer (&candidate);
      if (confidence == CONFIDENCE_MAYBE && maybe == NULL)
        maybe = g_strdup (candidate);
      if (g_str_equal (parent, candidate))
        return g_steal_pointer (&maybe);

      g_free (candidate);
      candidate = g_steal_pointer (&parent);
    }
}

/**
 * galley_site_root_find_file:
 * @root: the path of a site or of a theme
 *
 * Finds the configuration file that Hugo would read at the top of a site.
 *
 * Returns: (transfer full) (nullable): its path, %NULL when all is in `config/`, or missing
 */
char *
galley_site_root_find_file (const char *root)
{
  char *path = find_named (root, "hugo");

  return path != NULL ? path : find_named (root, "config");
}

/**
 * galley_site_root_has:
 * @root: (type filename): a folder
 * @path: (type filename): a path, both without symbolic links
 *
 * Returns: whether @path is @root or in it
 */
gboolean
galley_site_root_has (const char *root, const char *path)
{
  gsize length = strlen (root);

  /* The file system's own root ends in the separator already. */
  if (length > 0 && root[length - 1] == '/')
    length--;
  return strncmp (root, path, length) == 0 && (path[length] == '/' || path[length] == '\0');
}
