/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-portal.h"

#include <string.h>
#include <sys/xattr.h>

/* In a sandbox a file that people have chosen lies in a folder of its own, with a random name; a
 * folder that they have chosen lies in such a folder too, with all that is in it. */

/* What is left of @path below the folders of the portal: the random name and what follows. */
static const char *
skip_portal (const char *path)
{
  g_autofree char *own = g_strconcat (g_get_user_runtime_dir (), "/doc/", NULL);
  const char *const roots[] = { own, "/run/flatpak/doc/" };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (g_str_has_prefix (path, roots[i]))
      return path + strlen (roots[i]);

  return NULL;
}

/**
 * galley_portal_is_lone_file:
 * @path: (nullable) (type filename): the absolute path of a file
 *
 * Returns: whether the file was given to a sandbox alone, so that nothing beside it can be seen
 */
gboolean
galley_portal_is_lone_file (const char *path)
{
  const char *below = path != NULL ? skip_portal (path) : NULL;
  const char *name = below != NULL ? strchr (below, '/') : NULL;

  return name != NULL && name[1] != '\0' && strchr (name + 1, '/') == NULL;
}

/**
 * galley_portal_dup_host_path:
 * @path: (type filename): the absolute path of a file or folder, which exists
 *
 * Finds where a file that a portal hands out lies for people. That path is a text to show and to
 * compare with others; nothing can be opened by it. Blocks shortly.
 *
 * Returns: (transfer full) (nullable) (type filename): the path, %NULL when no portal hands out
 *   the file, or the portal does not tell
 */
char *
galley_portal_dup_host_path (const char *path)
{
  gssize size = getxattr (path, GALLEY_PORTAL_HOST_PATH, NULL, 0);
  g_autofree char *value = NULL;

  if (size <= 0)
    return NULL;

  value = g_malloc0 (size + 1);
  size = getxattr (path, GALLEY_PORTAL_HOST_PATH, value, size);

  return size > 0 && *value == '/' ? g_steal_pointer (&value) : NULL;
}

/**
 * galley_portal_find_in_folder:
 * @path: (type filename): the path of a file that a portal has handed out
 * @folder: (type filename): the path of a folder that a portal has handed out
 *
 * Finds the same file within a folder that was given as well, where it has its neighbours. Blocks
 * shortly.
 *
 * Returns: (transfer full) (nullable) (type filename): its path there, %NULL when it is not in the
 *   folder
 */
char *
galley_portal_find_in_folder (const char *path, const char *folder)
{
  g_autofree char *file_place = galley_portal_dup_host_path (path);
  g_autofree char *folder_place = galley_portal_dup_host_path (folder);
  g_autofree char *found = NULL;
  g_autofree char *found_place = NULL;
  gsize length;

  if (file_place == NULL || folder_place == NULL)
    return NULL;

  length = strlen (folder_place);
  while (length > 0 && folder_place[length - 1] == '/')
    length--;
  if (strncmp (file_place, folder_place, length) != 0 || file_place[length] != '/')
    return NULL;

  found = g_build_filename (folder, file_place + length, NULL);
  found_place = galley_portal_dup_host_path (found);

  return g_strcmp0 (found_place, file_place) == 0 ? g_steal_pointer (&found) : NULL;
}
