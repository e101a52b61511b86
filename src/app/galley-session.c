/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-session.h"

#include <glib/gstdio.h>

/* How long a disk that does not answer puts the windows off, in milliseconds. */
#define PATIENCE 1000

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
  g_autofree char *uri = g_file_get_uri (galley_window_get_file (window));
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
 * GalleySession:
 *
 * Writes down which windows there are, for the next start.
 */
struct _GalleySession
{
  GApplication *application;
  /* The newest; and whether one is being written. */
  char *text;
  gboolean writing;
};

/**
 * galley_session_new:
 * @application: (transfer none): the application, which lives longer
 *
 * Returns: (transfer full): a session of which nothing is written yet
 */
GalleySession *
galley_session_new (GApplication *application)
{
  GalleySession *self = g_new0 (GalleySession, 1);

  self->application = application;
  return self;
}

void
galley_session_free (GalleySession *self)
{
  g_free (self->text);
  g_free (self);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (path, data, -1, &error))
    g_message ("%s: %s", path, error->message);
  g_task_return_boolean (task, TRUE);
}

static void write_text (GalleySession *self);

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GalleySession *self = user_data;

  self->writing = FALSE;
  if (!g_str_equal (g_task_get_task_data (G_TASK (result)), self->text))
    write_text (self);
  g_application_release (self->application);
}

static void
write_text (GalleySession *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, self);

  /* The last window may be gone before it is written. */
  g_application_hold (self->application);
  self->writing = TRUE;
  g_task_set_source_tag (task, write_text);
  g_task_set_task_data (task, g_strdup (self->text), g_free);
  g_task_run_in_thread (task, write_thread);
}

/**
 * galley_session_save:
 * @self: the session
 * @windows: (element-type GtkWindow): the windows, the newest first
 *
 * Writes down which files are open, and how. Text that is not saved is none of its business.
 */
void
galley_session_save (GalleySession *self, GList *windows)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *text = NULL;
  guint n = 0;

  for (GList *l = g_list_last (windows); l != NULL; l = l->prev)
    if (GALLEY_IS_WINDOW (l->data) && galley_window_get_document (l->data) != NULL
        && galley_window_get_file (l->data) != NULL)
      {
        g_autofree char *group = g_strdup_printf ("Window %u", ++n);

        describe (l->data, keys, group);
      }

  text = g_key_file_to_data (keys, NULL, NULL);
  if (g_set_str (&self->text, text) && !self->writing)
    write_text (self);
}

typedef struct
{
  GalleySessionFunc function;
  gpointer data;
  GKeyFile *keys;
  GStrv groups;
  GStrv uris;
  GCancellable *cancellable;
  guint patience;
} Load;

static void
load_end (Load *self, char **uris)
{
  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    /* One that is gone is no error: nobody asked for it. */
    if (uris[i][0] != '\0')
      {
        g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

        self->function (file, self->keys, self->groups[i], self->data);
      }
  self->function (NULL, NULL, NULL, self->data);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->keys, g_key_file_unref);
  g_strfreev (self->groups);
  g_strfreev (self->uris);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
patience_cb (gpointer user_data)
{
  Load *self = user_data;

  self->patience = 0;
  g_cancellable_cancel (self->cancellable);
}

/* On a worker thread, which is left to itself when it takes too long. */
static void
run (Load *self, GTaskThreadFunc function, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, self);

  g_task_set_source_tag (task, run);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_strdupv (self->uris), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, function);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_auto (GStrv) uris = g_strdupv (data);

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      if (g_file_is_native (file) && !g_file_query_exists (file, cancellable))
        uris[i][0] = '\0';
    }

  g_task_return_pointer (task, g_steal_pointer (&uris), (GDestroyNotify) g_strfreev);
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_auto (GStrv) uris = g_task_propagate_pointer (G_TASK (result), NULL);
  Load *self = user_data;

  load_end (self, uris != NULL ? uris : self->uris);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = dup_path ();

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  g_task_return_pointer (task, g_steal_pointer (&keys), (GDestroyNotify) g_key_file_unref);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Load *self = user_data;
  gsize n;

  self->keys = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->keys == NULL)
    {
      load_end (self, NULL);
      return;
    }

  self->groups = g_key_file_get_groups (self->keys, &n);
  self->uris = g_new0 (char *, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      self->uris[i] = g_key_file_get_string (self->keys, self->groups[i], "File", NULL);
      if (self->uris[i] == NULL)
        self->uris[i] = g_strdup ("");
    }
  run (self, check_thread, checked_cb);
}

/**
 * galley_session_load:
 * @function: called for each window there was, and with %NULL after the last
 * @data: for @function
 *
 * Reads which windows there were the last time. Of a disk that does not answer soon each file is
 * taken to be there.
 */
void
galley_session_load (GalleySessionFunc function, gpointer data)
{
  Load *self = g_new0 (Load, 1);

  self->function = function;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add_once (PATIENCE, patience_cb, self);
  run (self, read_thread, read_cb);
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
