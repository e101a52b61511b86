/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-clipboard.h"

#include <glib/gi18n.h>
#include <string.h>

/* Entries on the clipboard: as text for every program, and under a name of their own, which says
 * that they are whole entries. */
#define CONTENT_TYPE "application/x-galley-entries"

/* Longer than any issue; whoever owns the clipboard may send without end. */
#define LENGTH_MAX (64 * 1024 * 1024)

/**
 * galley_outline_clipboard_new_content:
 * @text: the Markdown of entries
 *
 * Returns: (transfer full): what to put on a clipboard
 */
GdkContentProvider *
galley_outline_clipboard_new_content (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_for_bytes (CONTENT_TYPE, bytes),
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GOutputStream *stream = G_OUTPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *data;

  if (g_output_stream_splice_finish (stream, result, &error) < 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  data = g_bytes_get_data (bytes, &length);
  if (length > LENGTH_MAX || (length > 0 && !g_utf8_validate_len (data, length, NULL)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                             _ ("What was copied is not text."));
  else
    g_task_return_pointer (task, g_strndup (data != NULL ? data : "", length), g_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) output = NULL;

  if (input == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  output = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (output, input,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                  | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, g_task_get_cancellable (task), spliced_cb,
                                g_object_ref (task));
}

/**
 * galley_outline_clipboard_read_async:
 * @clipboard: a clipboard
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads the text of entries, which may have been copied from anywhere.
 */
void
galley_outline_clipboard_read_async (GdkClipboard *clipboard,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  const char *types[] = { CONTENT_TYPE, "text/plain;charset=utf-8", NULL };
  GTask *task = g_task_new (clipboard, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_outline_clipboard_read_async);
  gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, cancellable, read_cb, task);
}

/**
 * galley_outline_clipboard_read_finish:
 * @result: the result
 * @error: where to put that there is no text
 *
 * Returns: (transfer full) (nullable): the text, %NULL with @error set
 */
char *
galley_outline_clipboard_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
