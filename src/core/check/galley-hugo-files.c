/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hugo-files.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define DEPTH_MAX 64
#define FILES_MAX 50000

/* In seconds. */
#define OLD (24 * 60 * 60)

static gboolean
is_folder (const char *path, goffset *size)
{
  GStatBuf status;

  *size = -1;
  if (g_lstat (path, &status) != 0)
    return FALSE;
  if (S_ISREG (status.st_mode))
    *size = status.st_size;

  return S_ISDIR (status.st_mode);
}

/* Files and folders, and no links or other things that lead elsewhere. */
static gboolean
copy (const char *from, const char *to, goffset *size_left, guint *files_left, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (dir == NULL || depth > DEPTH_MAX || g_mkdir_with_parents (to, 0700) != 0)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GFile) source_file = NULL;
      g_autoptr (GFile) target_file = NULL;
      goffset size;

      if (is_folder (source, &size))
        {
          if (!copy (source, target, size_left, files_left, depth + 1))
            return FALSE;
          continue;
        }
      if (size < 0)
        continue;
      if (size > *size_left || *files_left == 0)
        return FALSE;

      *size_left -= size;
      --*files_left;
      source_file = g_file_new_for_path (source);
      target_file = g_file_new_for_path (target);
      if (!g_file_copy (source_file, target_file, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL,
                        NULL))
        return FALSE;
    }

  return TRUE;
}

/**
 * galley_hugo_files_copy:
 * @from: the path of a folder
 * @to: the path of the folder to be made
 * @size_max: how many bytes may be copied
 *
 * Copies a folder; the file system shares the content if it can. Symbolic links are left out.
 *
 * Returns: whether all was copied; some may have been if not
 */
gboolean
galley_hugo_files_copy (const char *from, const char *to, goffset size_max)
{
  guint files_left = FILES_MAX;

  return copy (from, to, &size_max, &files_left, 0);
}

static void
remove_below (const char *path, guint depth)
{
  goffset size;

  if (is_folder (path, &size) && depth < DEPTH_MAX)
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_below (child, depth + 1);
        }
    }

  g_remove (path);
}

/**
 * galley_hugo_files_remove:
 * @path: the path of a folder
 *
 * Removes a folder and all in it, but follows no symbolic links.
 */
void
galley_hugo_files_remove (const char *path)
{
  remove_below (path, 0);
}

/**
 * galley_hugo_files_remove_old:
 * @folder: the path of a folder
 * @prefix: how the names of what is meant start
 *
 * Removes what is in @folder and has not changed for a day: it was left behind when a program
 * ended before its time.
 */
void
galley_hugo_files_remove_old (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_str_has_prefix (name, prefix) && g_lstat (path, &status) == 0
          && now - status.st_mtime > OLD)
        galley_hugo_files_remove (path);
    }
}

static char *
find_below (const char *folder, const char *name, guint *files_left, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *child;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);

  while (dir != NULL && depth < DEPTH_MAX && (child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (folder, child, NULL);
      goffset size;
      char *found;

      if (*files_left == 0)
        return NULL;
      --*files_left;
      found = is_folder (below, &size) ? find_below (below, name, files_left, depth + 1) : NULL;
      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * galley_hugo_files_find:
 * @folder: the path of a folder
 * @name: the name of a file
 *
 * Returns: (transfer full) (nullable): the path of the file of that name in or below @folder
 */
char *
galley_hugo_files_find (const char *folder, const char *name)
{
  guint files_left = FILES_MAX;

  return find_below (folder, name, &files_left, 0);
}

/**
 * galley_hugo_files_write:
 * @path: the path of a file
 * @text: what to write
 * @length: its length in bytes, -1 when it ends with a zero
 * @error: return location for an error
 *
 * Writes a file, and makes its folder first.
 *
 * Returns: whether it was written
 */
gboolean
galley_hugo_files_write (const char *path, const char *text, gssize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_NONE, 0600, error);
}
