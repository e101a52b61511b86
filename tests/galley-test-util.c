/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>

#include <string.h>

/* Far more than anything takes, so that only what never happens fails. */
#define LIMIT_SECONDS 120

static gboolean
limit_cb (gpointer data)
{
  g_error ("Waited for %d seconds in vain", LIMIT_SECONDS);

  return G_SOURCE_REMOVE;
}

/**
 * galley_test_wait_until:
 * @condition: what is waited for
 * @data: for @condition
 *
 * Runs the main context until the condition is true. Aborts the test if it never is.
 */
void
galley_test_wait_until (GalleyTestCondition condition, gpointer data)
{
  guint limit = g_timeout_add_seconds (LIMIT_SECONDS, limit_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (limit);
}

/**
 * galley_test_settle:
 *
 * Runs the main context as long as it has something to do at once.
 */
void
galley_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/**
 * galley_test_folder_new:
 *
 * Makes an empty folder for one test.
 *
 * Returns: (transfer full): its path, for galley_test_folder_remove()
 */
char *
galley_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("galley-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    folder = g_dir_open (path, 0, NULL);

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

/**
 * galley_test_folder_remove:
 * @path: (transfer full): a folder that galley_test_folder_new() made
 *
 * Removes the folder and all in it.
 */
void
galley_test_folder_remove (char *path)
{
  remove_tree (path);
  g_free (path);
}

/**
 * galley_test_file_write:
 * @path: a file
 * @data: what to write
 * @length: its length in bytes, -1 if it ends with a NUL
 *
 * Writes a file in place, as another program would.
 */
void
galley_test_file_write (const char *path, const void *data, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

/**
 * galley_test_file_read:
 * @path: a file
 *
 * Reads a file.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
galley_test_file_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

/**
 * galley_test_file_assert:
 * @path: a file
 * @data: what it should hold
 * @length: its length in bytes, -1 if it ends with a NUL
 *
 * Fails if a file holds anything else.
 */
void
galley_test_file_assert (const char *path, const void *data, gssize length)
{
  g_autoptr (GBytes) bytes = galley_test_file_read (path);

  if (length < 0)
    length = strlen (data);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), data, length);
}
