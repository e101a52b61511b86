/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-session.h"

#include <glib/gstdio.h>

/* Which windows there were: a group of a key file for each, in their order. */

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "galley", "session", NULL);
}

static void
describe (GalleyWindow *window, GKeyFile *keys, const char *group)
{
  GalleyDocument *document = galley_window_get_document (window);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  g_autofree char *uri = g_file_get_uri (galley_document_get_file (document));
  g_autofree char *view_mode = NULL;
  GtkTextIter iter;
  int width, height;

  g_object_get (window, "view-mode", &view_mode, NULL);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  g_key_file_set_string (keys, group, "File", uri);
  g_key_file_set_uint64 (keys, group, "Cursor", galley_document_get_offset (document, &iter));
  g_key_file_set_string (keys, group, "View", view_mode);
  g_key_file_set_integer (keys, group, "Width", width);
  g_key_file_set_integer (keys, group, "Height", height);
  g_key_file_set_boolean (keys, group, "Maximized", gtk_window_is_maximized (GTK_WINDOW (window)));
}

/**
 * galley_session_save:
 * @windows: (element-type GtkWindow): the windows, the newest first
 *
 * Writes down which files are open, and how. Text that is not saved is none of its business.
 */
void
galley_session_save (GList *windows)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (GList *l = g_list_last (windows); l != NULL; l = l->prev)
    if (GALLEY_IS_WINDOW (l->data) && galley_window_get_document (l->data) != NULL
        && galley_document_get_file (galley_window_get_document (l->data)) != NULL)
      {
        g_autofree char *group = g_strdup_printf ("Window %u", ++n);

        describe (l->data, keys, group);
      }

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (keys, path, &error))
    g_message ("%s: %s", path, error->message);
}

/**
 * galley_session_load:
 * @function: called for each window there was
 * @data: for @function
 *
 * Reads which windows there were the last time.
 */
void
galley_session_load (GalleySessionFunc function, gpointer data)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = dup_path ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL))
    return;

  groups = g_key_file_get_groups (keys, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *uri = g_key_file_get_string (keys, groups[i], "File", NULL);
      g_autoptr (GFile) file = uri != NULL ? g_file_new_for_uri (uri) : NULL;

      /* One that is gone is no error: nobody asked for it. */
      if (file != NULL && (!g_file_is_native (file) || g_file_query_exists (file, NULL)))
        function (file, keys, groups[i], data);
    }
}

/**
 * galley_session_apply:
 * @window: a new window
 * @file: the file
 * @keys: what was written down
 * @group: about this window
 *
 * Opens the file as it was open.
 */
void
galley_session_apply (GalleyWindow *window, GFile *file, GKeyFile *keys, const char *group)
{
  g_autofree char *view_mode = g_key_file_get_string (keys, group, "View", NULL);
  int width = g_key_file_get_integer (keys, group, "Width", NULL);
  int height = g_key_file_get_integer (keys, group, "Height", NULL);

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (g_key_file_get_boolean (keys, group, "Maximized", NULL))
    gtk_window_maximize (GTK_WINDOW (window));
  g_object_set (window, "view-mode", view_mode, NULL);
  galley_window_open_at (window, file, g_key_file_get_uint64 (keys, group, "Cursor", NULL));
}
