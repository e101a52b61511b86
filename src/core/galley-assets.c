/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-assets.h"

#include "galley-site-root.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/**
 * galley_assets_find_root:
 * @folder: the absolute path of the folder an issue is in
 *
 * Finds the site that an issue belongs to: the nearest folder upwards with a configuration.
 *
 * Returns: (transfer full): its path without symbolic links; that of @folder when there is no site
 */
char *
galley_assets_find_root (const char *folder)
{
  g_autofree char *root = galley_site_root_find (folder);
  g_autofree char *real = root == NULL ? realpath (folder, NULL) : NULL;

  if (root != NULL)
    return g_steal_pointer (&root);

  return g_strdup (real != NULL ? real : folder);
}

static gboolean
is_below (const char *root, const char *path)
{
  gsize length = strlen (root);

  /* The file system's own root ends in the separator already. */
  if (length > 0 && root[length - 1] == '/')
    length--;
  return strncmp (root, path, length) == 0 && path[length] == '/';
}

/**
 * galley_assets_resolve:
 * @root: the path of a site, from galley_assets_find_root()
 * @path: a path as an address of the page gives it, decoded, beginning with a slash
 *
 * Finds the file that an address stands for: in `static` and `assets`, whose content the site
 * serves at its top, or where it says, for what lies beside the issue. Symbolic links may not
 * lead out of the site.
 *
 * Returns: (transfer full) (nullable): the path of a regular file below @root, %NULL when there
 *   is none
 */
char *
galley_assets_resolve (const char *root, const char *path)
{
  static const char *const folders[] = { "", "static", "assets" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *joined = g_build_filename (root, folders[i], path, NULL);
      g_autofree char *real = realpath (joined, NULL);

      if (real != NULL && is_below (root, real) && g_file_test (real, G_FILE_TEST_IS_REGULAR))
        return g_strdup (real);
    }

  return NULL;
}
