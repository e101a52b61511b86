/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-examples.h"

#include "galley-back-issues.h"
#include "galley-image-scan.h"
#include "galley-page-name.h"

#include <string.h>

/* The pictures of an issue and of those beside it, as examples for the next picture. */

/* Older ones than the last few may be of another time. */
#define NEIGHBOURS_MAX 6
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
  g_autoptr (GPtrArray) issues = galley_back_issues_list (path, NEIGHBOURS_MAX);

  for (guint i = 0; i < issues->len; i++)
    {
      gsize size;
      g_autofree char *issue = galley_back_issue_read (issues->pdata[i], ISSUE_BYTES_MAX, &size);

      if (issue != NULL)
        add_images (examples, issues->pdata[i], issue, size);
    }
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
