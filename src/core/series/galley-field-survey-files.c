/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-usage.h"

#include <string.h>

/* How many other issues are asked, and how much of each is read. */
#define ISSUES_MAX 20
#define HEAD_MAX (64 * 1024)

static void
survey_file (GalleyFieldUsage *survey, const char *path)
{
  g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *head = NULL;
  gsize length = 0;

  /* A pipe would wait for ever. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  stream = g_file_read (file, NULL, NULL);
  head = g_malloc (HEAD_MAX);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_MAX, &length, NULL, NULL))
    return;

  while (length > 0 && !g_utf8_validate_len (head, length, NULL) && length > HEAD_MAX - 4)
    length--;
  if (g_utf8_validate_len (head, length, NULL))
    galley_field_usage_add (survey, head, length);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_field_usage_new_for_file:
 * @path: (type filename): the path of an issue, which need not exist
 *
 * Looks at the issues beside this one: files of the same folder, or of the folders beside a
 * bundle's. The last by name are the newest, as a rule. Reads files; call it on a worker thread
 * where somebody waits.
 *
 * Returns: (transfer full): what is known of them
 */
GalleyFieldUsage *
galley_field_usage_new_for_file (const char *path)
{
  GalleyFieldUsage *survey = galley_field_usage_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *own_folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  gboolean bundle = g_str_has_prefix (base, "index.");
  g_autofree char *folder = bundle ? g_build_filename (own_folder, "..", NULL) : NULL;
  g_autofree char *own_name = g_path_get_basename (own_folder);
  g_autoptr (GDir) dir = g_dir_open (bundle ? folder : own_folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (bundle && !g_str_equal (name, own_name))
      g_ptr_array_add (names, g_build_filename (folder, name, base, NULL));
    else if (!bundle && g_str_has_suffix (name, ".md") && !g_str_equal (name, base)
             && !g_str_has_prefix (name, "_index."))
      g_ptr_array_add (names, g_build_filename (own_folder, name, NULL));

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && i < ISSUES_MAX; i++)
    survey_file (survey, g_ptr_array_index (names, i));

  return survey;
}
