/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include "galley-file.h"

/* A document that comes back from a draft: the text on disk is where its history begins, and the
 * draft is the first step of it. */

typedef struct
{
  GalleyDraft *draft;
  GFile *file;

  /* What the file has; %NULL and @error if it cannot be read. */
  char *digest;
  GBytes *text;
  GalleyTextFormat *format;
  GArray *edits;
  GError *error;
} Restore;

static void
restore_free (Restore *restore)
{
  g_clear_pointer (&restore->draft, galley_draft_free);
  g_clear_object (&restore->file);
  g_clear_pointer (&restore->digest, g_free);
  g_clear_pointer (&restore->text, g_bytes_unref);
  g_clear_pointer (&restore->format, galley_text_format_free);
  g_clear_pointer (&restore->edits, g_array_unref);
  g_clear_error (&restore->error);
  g_free (restore);
}

/* A draft of the text. While a newer proof is on its way it is of the text of a moment ago, so that
 * nothing is copied; else @revision says of which. */
GalleyDraft *
_galley_document_dup_draft (GalleyDocument *self, guint64 *revision)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GBytes *known = galley_proofer_get_recent_text (self->proofer);
  gboolean soon = known != NULL && !galley_document_is_proofed (self);
  g_autoptr (GBytes) text = soon ? g_bytes_ref (known) : _galley_document_dup_text (self);
  GalleyDraft *draft = galley_draft_new (text);
  GtkTextIter iter;

  *revision = soon ? 0 : self->revision;
  draft->uri = self->file != NULL ? g_file_get_uri (self->file) : NULL;
  draft->digest = g_strdup (self->digest);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  draft->cursor = galley_document_get_offset (self, &iter);
  galley_text_format_free (draft->format);
  draft->format = galley_text_format_copy (self->format);

  return draft;
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restore *restore = data;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize length;

  if (restore->file != NULL)
    bytes = galley_file_read (restore->file, cancellable, &restore->error);

  if (bytes != NULL)
    {
      restore->digest = _galley_document_digest (bytes);
      text = galley_text_decode (bytes, &length, &restore->format, &restore->error);
    }

  if (text != NULL)
    {
      restore->text = g_bytes_new_take (text, length);
      restore->edits = _galley_document_find_edits (restore->text, restore->draft->text);
    }

  g_task_return_boolean (task, TRUE);
}

/* There is no text on disk that could be gone back to. */
static void
take_alone (GalleyDocument *self, Restore *restore)
{
  _galley_document_replace_all (self, restore->draft->text);
  if (restore->file == NULL)
    {
      _galley_document_set_saved (self, NULL, TRUE);
      return;
    }

  self->digest = g_strdup (restore->draft->digest);
  _galley_document_set_file (self, restore->file);
  _galley_document_set_saved (self, NULL, TRUE);

  /* Says what is the matter with it. */
  galley_document_check (self);
}

static void
take_over_file (GalleyDocument *self, Restore *restore)
{
  gboolean same = g_strcmp0 (restore->digest, restore->draft->digest) == 0;

  _galley_document_replace_all (self, restore->text);
  galley_document_apply (self, restore->edits);
  _galley_document_set_file (self, restore->file);

  if (same || restore->edits->len == 0)
    {
      _galley_document_in_step (self, g_steal_pointer (&restore->digest));
      _galley_document_set_saved (self, restore->text, restore->edits->len > 0);
      return;
    }

  g_set_str (&self->digest, restore->draft->digest);
  g_set_str (&self->digest_on_disk, restore->digest);
  _galley_document_set_saved (self, NULL, TRUE);
  _galley_document_set_changed_on_disk (self, TRUE);
}

static void
take_restored (GalleyDocument *self, Restore *restore)
{
  gboolean same = restore->text != NULL && restore->edits->len == 0;
  GtkTextIter iter;

  _galley_document_hold (self);

  g_clear_pointer (&self->format, galley_text_format_free);
  self->format =
    same ? g_steal_pointer (&restore->format) : galley_text_format_copy (restore->draft->format);

  if (restore->text != NULL)
    take_over_file (self, restore);
  else
    take_alone (self, restore);

  galley_document_get_iter (self, &iter, restore->draft->cursor);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &iter);

  _galley_document_release (self);
}

static void
restore_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDocument *self = g_task_get_source_object (task);

  take_restored (self, g_task_get_task_data (G_TASK (result)));
  _galley_document_release_busy (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_document_restore_async:
 * @self: a document without text and without a file
 * @draft: what it is to have
 * @callback: called when it has it
 * @user_data: for @callback
 *
 * Brings back a text that was not saved. What its file has now is the text that undo leads to,
 * and the draft is modified compared with it. If another program has changed the file since the
 * draft was begun, #GalleyDocument:changed-on-disk is set; if it cannot be read,
 * #GalleyDocument:error-message will say why.
 */
void
galley_document_restore_async (GalleyDocument *self,
                               const GalleyDraft *draft,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *task;
  Restore *restore;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (draft != NULL);
  g_return_if_fail (self->file == NULL);

  restore = g_new0 (Restore, 1);
  restore->draft = galley_draft_copy (draft);
  restore->file = draft->uri != NULL ? g_file_new_for_uri (draft->uri) : NULL;

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, galley_document_restore_async);

  /* No source object: the thread may be the last to let go of the task and what it holds, and a
   * document belongs to the main thread. */
  inner = g_task_new (NULL, NULL, restore_cb, task);
  g_task_set_source_tag (inner, restore_thread);
  g_task_set_task_data (inner, restore, (GDestroyNotify) restore_free);

  _galley_document_hold_busy (self);
  g_task_run_in_thread (inner, restore_thread);
}

/**
 * galley_document_restore_finish:
 * @self: a document
 * @result: what the callback was given
 *
 * Ends galley_document_restore_async(), which cannot fail.
 */
void
galley_document_restore_finish (GalleyDocument *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
