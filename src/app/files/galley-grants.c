/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-grants.h"

#include "galley-portal.h"

#include <string.h>

/* The folders that people gave to Galley in a sandbox. The portal remembers them too, under the
 * path by which it handed them out; what it has forgotten is forgotten here. */

#define FOLDERS "granted-folders"
#define DECLINED "declined-folders"
#define MAX_FOLDERS 100

static char *
find_in_folder (GFile *file, const char *folder)
{
  const char *path = g_file_peek_path (file);

  return path != NULL ? galley_portal_find_in_folder (path, folder) : NULL;
}

/* Puts @folder before the others, and leaves out what is not there any more or one too many. */
static void
remember (const char *key, const char *folder, gboolean must_exist)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  g_auto (GStrv) old = g_settings_get_strv (settings, key);
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();

  g_ptr_array_add (folders, (char *) folder);
  for (guint i = 0; old[i] != NULL && folders->len < MAX_FOLDERS; i++)
    if (!g_str_equal (old[i], folder) && (!must_exist || g_file_test (old[i], G_FILE_TEST_IS_DIR)))
      g_ptr_array_add (folders, old[i]);
  g_ptr_array_add (folders, NULL);

  g_settings_set_strv (settings, key, (const char *const *) folders->pdata);
}

/**
 * galley_grants_find:
 * @file: a file
 *
 * Finds the same file within a folder that Galley was given, where it has its neighbours. Blocks
 * shortly, and only in a sandbox.
 *
 * Returns: (transfer full): the file there, or @file when there is no such folder
 */
GFile *
galley_grants_find (GFile *file)
{
  g_autoptr (GSettings) settings = NULL;
  g_auto (GStrv) folders = NULL;

  if (!galley_portal_is_lone_file (g_file_peek_path (file)))
    return g_object_ref (file);

  settings = g_settings_new (APP_ID);
  folders = g_settings_get_strv (settings, FOLDERS);
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *found = find_in_folder (file, folders[i]);

      if (found != NULL)
        return g_file_new_for_path (found);
    }

  return g_object_ref (file);
}

/**
 * galley_grants_add:
 * @folder: a folder that people chose
 * @file: the file for whose sake they did
 *
 * Remembers the folder.
 *
 * Returns: whether @file is in it; if not, it is not remembered
 */
gboolean
galley_grants_add (GFile *folder, GFile *file)
{
  const char *path = g_file_peek_path (folder);
  g_autofree char *found = path != NULL ? find_in_folder (file, path) : NULL;

  if (found == NULL)
    return FALSE;

  remember (FOLDERS, path, TRUE);
  return TRUE;
}

/**
 * galley_grants_dup_site_folder:
 * @host_path: (type filename): where an issue really is
 * @is_site: (out): whether that seems to be in a site
 *
 * Guesses the folder of the site from the path alone, since nothing else can be seen: Hugo's pages
 * are below a folder `content`.
 *
 * Returns: (transfer full) (type filename): the path of that folder, else of the issue's own
 */
char *
galley_grants_dup_site_folder (const char *host_path, gboolean *is_site)
{
  const char *content = g_strrstr (host_path, "/content/");

  *is_site = content != NULL && content > host_path;

  return *is_site ? g_strndup (host_path, content - host_path) : g_path_get_dirname (host_path);
}

/**
 * galley_grants_is_declined:
 * @folder: (type filename): a path of galley_grants_dup_site_folder()
 *
 * Returns: whether people do not want to be asked for the folder
 */
gboolean
galley_grants_is_declined (const char *folder)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  g_auto (GStrv) folders = g_settings_get_strv (settings, DECLINED);

  return g_strv_contains ((const char *const *) folders, folder);
}

/**
 * galley_grants_decline:
 * @folder: (type filename): a path of galley_grants_dup_site_folder()
 *
 * Remembers not to ask for the folder again.
 */
void
galley_grants_decline (const char *folder)
{
  remember (DECLINED, folder, FALSE);
}
