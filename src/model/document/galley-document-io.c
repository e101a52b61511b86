/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include "galley-error.h"
#include "galley-file.h"

#include <glib/gi18n.h>

typedef struct
{
  GFile *file;
  guint serial;

  char *digest;
  GBytes *text;
  GalleyTextFormat *format;
} Load;

typedef struct
{
  /* The file to write; %NULL until the save begins if it is the document's own. */
  GFile *file;
  gboolean own;
  /* The document stays with its own file. */
  gboolean copy;

  /* The text that is saved, and what the file should hold before that. */
  GBytes *text;
  GalleyTextFormat *format;
  char *known;
  guint64 revision;
  guint serial;

  /* What the file holds afterwards, or held if that was not what it should. */
  char *digest;
} Save;

static void
load_free (Load *load)
{
  g_clear_object (&load->file);
  g_clear_pointer (&load->digest, g_free);
  g_clear_pointer (&load->text, g_bytes_unref);
  g_clear_pointer (&load->format, galley_text_format_free);
  g_free (load);
}

static void
save_free (Save *save)
{
  g_clear_object (&save->file);
  g_clear_pointer (&save->text, g_bytes_unref);
  g_clear_pointer (&save->format, galley_text_format_free);
  g_clear_pointer (&save->known, g_free);
  g_clear_pointer (&save->digest, g_free);
  g_free (save);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length;

  bytes = galley_file_read (load->file, cancellable, &error);
  if (bytes != NULL)
    text = _galley_document_decode (bytes, &length, &load->format, &error);

  if (text == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  load->digest = _galley_document_digest (bytes);
  load->text = g_bytes_new_take (text, length);
  g_task_return_boolean (task, TRUE);
}

static void
take_loaded (GalleyDocument *self, Load *load)
{
  _galley_document_hold (self);

  g_clear_pointer (&self->format, galley_text_format_free);
  self->format = g_steal_pointer (&load->format);
  self->reload_wanted = FALSE;
  _galley_document_in_step (self, g_steal_pointer (&load->digest));
  _galley_document_replace_all (self, load->text);
  _galley_document_set_file (self, load->file);

  _galley_document_release (self);
}

static void
load_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDocument *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && load->serial != self->load_serial)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _ ("Another file was opened meanwhile."));

  if (error == NULL)
    take_loaded (self, load);

  _galley_document_release_busy (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * galley_document_load_async:
 * @self: a document
 * @file: the file to open
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is open or could not be
 * @user_data: for @callback
 *
 * Opens a file. Its text takes the place of the document's, with the cursor at its start and
 * nothing to undo. If it fails, the document is as it was. If another file is opened meanwhile,
 * this one fails with %G_IO_ERROR_CANCELLED.
 */
void
galley_document_load_async (GalleyDocument *self,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *task;
  Load *load;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  load = g_new0 (Load, 1);
  load->file = g_object_ref (file);
  load->serial = ++self->load_serial;

  /* Once the text is in the buffer it is too late to be cancelled. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_document_load_async);
  g_task_set_check_cancellable (task, FALSE);

  /* No source object: the thread may be the last to let go of the task and what it holds, and a
   * document belongs to the main thread. */
  inner = g_task_new (NULL, cancellable, load_cb, task);
  g_task_set_source_tag (inner, load_thread);
  g_task_set_task_data (inner, load, (GDestroyNotify) load_free);

  _galley_document_hold_busy (self);
  g_task_run_in_thread (inner, load_thread);
}

/**
 * galley_document_load_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: where to put what went wrong, with a message for people that does not repeat the name
 *
 * Ends galley_document_load_async().
 *
 * Returns: whether the file is open
 */
gboolean
galley_document_load_finish (GalleyDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The last look before we write: what another program put there must not get lost. */
static gboolean
check_unchanged (Save *save, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean too_large;

  if (!save->own || save->known == NULL)
    return TRUE;

  bytes = galley_file_read (save->file, cancellable, &local_error);
  too_large = g_error_matches (local_error, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE);

  /* What cannot be read is gone, or cannot be written either, which then says why. */
  if (bytes == NULL && !too_large)
    return TRUE;

  if (bytes != NULL)
    save->digest = _galley_document_digest (bytes);

  if (g_strcmp0 (save->digest, save->known) == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                       _ ("Another program has changed the file. Choose whether to load its text "
                          "or to keep yours."));
  return FALSE;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (save->text, &length);

  bytes = galley_text_encode (text != NULL ? text : "", length, save->format, &error);

  if (bytes == NULL || !check_unchanged (save, cancellable, &error)
      || !galley_file_write (save->file, bytes, cancellable, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_free (save->digest);
  save->digest = _galley_document_digest (bytes);
  g_task_return_boolean (task, TRUE);
}

static void
take_saved (GalleyDocument *self, Save *save)
{
  gboolean as_written = g_strcmp0 (self->format->charset, save->format->charset) == 0
                        && self->format->bom == save->format->bom;

  _galley_document_hold (self);

  _galley_document_in_step (self, g_steal_pointer (&save->digest));
  _galley_document_set_file (self, save->file);
  /* What was typed during the save is not in the file, nor is another encoding. */
  _galley_document_set_saved (self, as_written ? save->text : NULL,
                              !as_written || self->revision != save->revision);

  _galley_document_release (self);
}

static char *
describe_failure (GFile *file, const GError *error)
{
  g_autofree char *name = _galley_document_dup_name (file);

  /* These say themselves what to do. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG)
      || g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REPRESENTABLE))
    /* Translators: the name of a file, and why it could not be saved */
    return g_strdup_printf (_ ("“%s” was not saved. %s"), name, error->message);

  /* Translators: the name of a file, and why it could not be saved */
  return g_strdup_printf (
    _ ("“%s”: %s Your text is still here; save it again or in another place."), name,
    error->message);
}

static void
take_failure (GalleyDocument *self, Save *save, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  _galley_document_take_error (self, describe_failure (save->file, error));

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    return;

  if (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self)))
    {
      g_free (self->digest_on_disk);
      self->digest_on_disk = g_steal_pointer (&save->digest);
      _galley_document_set_changed_on_disk (self, TRUE);
    }
  else
    {
      self->check_again = TRUE;
    }
}

static void start_save (GalleyDocument *self);

static void
save_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDocument *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->saving = FALSE;

  /* Unless another file was opened meanwhile, which this one has nothing to do with. */
  if (save->serial == self->disk_serial)
    {
      if (error == NULL && save->copy && !save->own)
        _galley_document_take_error (self, NULL);
      else if (error == NULL)
        take_saved (self, save);
      else
        take_failure (self, save, error);
    }

  _galley_document_release_busy (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);

  start_save (self);

  if (self->check_again)
    galley_document_check (self);
}

/* One at a time, in the order they were asked for, each with the newest text. */
static void
start_save (GalleyDocument *self)
{
  g_autoptr (GTask) inner = NULL;
  GTask *task;
  Save *save;

  if (self->saving || g_queue_is_empty (&self->saves))
    return;

  task = g_queue_pop_head (&self->saves);
  save = g_task_get_task_data (task);

  if (save->file == NULL)
    g_set_object (&save->file, self->file);

  save->own = self->file != NULL && g_file_equal (save->file, self->file);
  save->text = _galley_document_dup_text (self);
  save->format = galley_text_format_copy (self->format);
  save->known = g_strdup (self->digest);
  save->revision = self->revision;
  save->serial = ++self->disk_serial;
  self->saving = TRUE;

  inner = g_task_new (NULL, g_task_get_cancellable (task), save_cb, task);
  g_task_set_source_tag (inner, save_thread);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, save, NULL);
  g_task_run_in_thread (inner, save_thread);
}

static void
queue_save (GalleyDocument *self,
            GFile *file,
            gboolean copy,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task;
  Save *save;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_document_save_async);
  /* What is written is written. */
  g_task_set_check_cancellable (task, FALSE);

  if (file == NULL && self->file == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                               _ ("The issue has no file yet. Choose a name for it first."));
      g_object_unref (task);
      return;
    }

  save = g_new0 (Save, 1);
  g_set_object (&save->file, file);
  save->copy = copy;
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);

  _galley_document_hold_busy (self);
  g_queue_push_tail (&self->saves, task);
  start_save (self);
}

/**
 * galley_document_save_async:
 * @self: a document
 * @file: (nullable): the file to save as, which becomes the document's; %NULL for the document's
 *   own
 * @cancellable: (nullable): a cancellable
 * @callback: called when the text is saved or could not be
 * @user_data: for @callback
 *
 * Saves the text as it is now. The user may go on typing; the text then stays modified. If it
 * fails, the old file is whole, the text is as it was, and #GalleyDocument:error-message says what
 * to do.
 *
 * If another program has changed the document's own file, it is not written over: the save fails
 * with %G_IO_ERROR_WRONG_ETAG, and #GalleyDocument:changed-on-disk asks the user.
 */
void
galley_document_save_async (GalleyDocument *self,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (file == NULL || G_IS_FILE (file));

  queue_save (self, file, FALSE, cancellable, callback, user_data);
}

/**
 * galley_document_save_copy_async:
 * @self: a document
 * @file: where the copy goes
 * @cancellable: (nullable): a cancellable
 * @callback: called when the copy is written or could not be
 * @user_data: for @callback
 *
 * Writes the text as it is now to another file; the document stays with its own, modified or not
 * as it was. End it with galley_document_save_finish().
 */
void
galley_document_save_copy_async (GalleyDocument *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  queue_save (self, file, TRUE, cancellable, callback, user_data);
}

/**
 * galley_document_save_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: where to put what went wrong, with a message for people
 *
 * Ends galley_document_save_async().
 *
 * Returns: whether the text is saved
 */
gboolean
galley_document_save_finish (GalleyDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_document_set_place:
 * @self: a document
 * @file: the file that the document has, by another path
 *
 * Goes on with another path of the same file, one by which its neighbours can be seen.
 *
 * Returns: whether it does; not while the file is read or written
 */
gboolean
galley_document_set_place (GalleyDocument *self, GFile *file)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (galley_document_get_busy (self) || galley_document_get_file (self) == NULL)
    return FALSE;

  _galley_document_set_file (self, file);
  return TRUE;
}

/**
 * galley_document_use_utf8:
 * @self: a document
 *
 * Saves the text as UTF-8 from now on, for when the encoding of the file lacks a character.
 */
void
galley_document_use_utf8 (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  if (self->format->charset == NULL)
    return;

  g_clear_pointer (&self->format->charset, g_free);
  self->format->bom = FALSE;
  _galley_document_set_saved (self, NULL, TRUE);
}
