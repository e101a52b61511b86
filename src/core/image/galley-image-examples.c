/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-examples.h"

#include "galley-image-scan.h"
#include "galley-page-name.h"

#include <string.h>

/* The pictures of an issue and of those beside it, as examples for the next picture. */

/* Older ones than the last few may be of another time. */
#define NEIGHBOURS_MAX 6
#define ENTRIES_MAX 5000
#define ISSUE_BYTES_MAX (1024 * 1024)

static void
example_free (gpointer data)
{
  GalleyImageExample *self = data;

  g_free (self->address);
  g_free (self->issue);
  g_free (self);
}

/* What tells an issue from others: the name of its folder, or its own. */
static char *
dup_stem (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *name = g_path_get_basename (galley_page_name_is_bundle (path) ? folder : path);
  char *dot = galley_page_name_is_bundle (path) ? NULL : strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return name;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *key_a = g_utf8_make_valid (*(const char *const *) a, -1);
  g_autofree char *key_b = g_utf8_make_valid (*(const char *const *) b, -1);
  g_autofree char *sort_a = g_utf8_collate_key_for_filename (key_a, -1);
  g_autofree char *sort_b = g_utf8_collate_key_for_filename (key_b, -1);

  return strcmp (sort_a, sort_b);
}

/* The issues beside this one, in the order of their names. */
static GPtrArray *
list_neighbours (const char *path)
{
  gboolean bundle = galley_page_name_is_bundle (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = bundle ? g_path_get_dirname (folder) : g_strdup (folder);
  g_autofree char *own = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (above, 0, NULL);
  GPtrArray *neighbours = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  for (guint i = 0; dir != NULL && i < ENTRIES_MAX && (name = g_dir_read_name (dir)) != NULL; i++)
    {
      g_autofree char *other = g_build_filename (above, name, bundle ? own : NULL, NULL);

      if (!g_str_equal (other, path) && (bundle || galley_page_name_is_page (name))
          && g_file_test (other, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (neighbours, g_steal_pointer (&other));
    }
  g_ptr_array_sort (neighbours, compare_names);

  return neighbours;
}

static void
add_images (GPtrArray *examples, const char *path, const char *text, gsize length)
{
  g_autoptr (GPtrArray) images = galley_image_scan (text, length);

  for (guint i = 0; i < images->len; i++)
    {
      GalleyImageExample *example = g_new0 (GalleyImageExample, 1);

      example->address = g_strdup (g_ptr_array_index (images, i));
      example->issue = g_strdup (path);
      g_ptr_array_add (examples, example);
    }
}

static void
add_file (GPtrArray *examples, const char *path)
{
  g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *text = stream != NULL ? g_malloc (ISSUE_BYTES_MAX) : NULL;
  gsize length = 0;

  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), text, ISSUE_BYTES_MAX, &length, NULL,
                                  NULL)
      && g_utf8_validate_len (text, length, NULL))
    add_images (examples, path, text, length);
}

/**
 * galley_image_examples_find:
 * @path: (type filename): the path of an issue, which need not exist
 * @text: its text
 * @length: the length of @text in bytes
 *
 * Looks at the pictures of an issue, and at those of the issues just before it. Reads files; call
 * it on a worker thread.
 *
 * Returns: (transfer full) (element-type GalleyImageExample): the pictures, the one that counts
 *   most last
 */
GPtrArray *
galley_image_examples_find (const char *path, const char *text, gsize length)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func (example_free);
  g_autoptr (GPtrArray) neighbours = list_neighbours (path);
  guint before = 0;

  while (before < neighbours->len
         && compare_names (&g_ptr_array_index (neighbours, before), &path) < 0)
    before++;
  /* The first issue of all looks at those after it. */
  if (before == 0)
    before = MIN (neighbours->len, NEIGHBOURS_MAX);
  for (guint i = before > NEIGHBOURS_MAX ? before - NEIGHBOURS_MAX : 0; i < before; i++)
    add_file (examples, g_ptr_array_index (neighbours, i));
  add_images (examples, path, text, length);

  return examples;
}

static gboolean
is_number (const char *name, gsize digits, guint min, guint max)
{
  guint64 number = g_ascii_strtoull (name, NULL, 10);

  return strlen (name) == digits && strspn (name, "0123456789") == digits && number >= min
         && number <= max;
}

/**
 * galley_image_example_adapt_folder:
 * @self: an example
 * @folder: the folder of its address
 * @path: (type filename): the path of another issue
 * @now: the time
 *
 * Makes of the folder that one issue has its pictures in the folder that another one has them in:
 * with its name, and with its year and month.
 *
 * Returns: (transfer full): the folder
 */
char *
galley_image_example_adapt_folder (const GalleyImageExample *self,
                                   const char *folder,
                                   const char *path,
                                   GDateTime *now)
{
  g_auto (GStrv) names = g_strsplit (folder, "/", -1);
  g_autofree char *stem = dup_stem (self->issue);
  g_autofree char *own_stem = dup_stem (path);
  gboolean year_before = FALSE;

  if (g_str_equal (self->issue, path))
    return g_strdup (folder);

  for (guint i = 0; names[i] != NULL; i++)
    {
      char *name = NULL;

      if (g_str_equal (names[i], stem))
        name = g_strdup (own_stem);
      else if (is_number (names[i], 4, 1990, 2999))
        name = g_date_time_format (now, "%Y");
      else if (year_before && is_number (names[i], 2, 1, 12))
        name = g_date_time_format (now, "%m");
      year_before = is_number (names[i], 4, 1990, 2999);
      if (name != NULL)
        {
          g_free (names[i]);
          names[i] = name;
        }
    }

  return g_strjoinv ("/", names);
}
