/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include <string.h>

static guint will_edit;

void
_galley_document_install_signals (GalleyDocumentClass *klass)
{
  /**
   * GalleyDocument::will-edit:
   *
   * The text is about to be changed by more than a key: what lies in the text and changes it as
   * one types must let go of it.
   */
  will_edit = g_signal_new ("will-edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                            NULL, NULL, G_TYPE_NONE, 0);
}

/* The place of an iterator in both measures. The text of one piece of the index is looked at, and
 * not even that where all its characters are one byte long. */
static GalleyTextPosition
locate (GalleyDocument *self, const GtkTextIter *iter)
{
  GalleyTextPosition at = { .chars = gtk_text_iter_get_offset (iter) };
  GalleyTextPosition start, end;

  galley_text_index_find_chars (self->index, at.chars, &start, &end);

  if (end.chars - start.chars == end.bytes - start.bytes)
    {
      at.bytes = start.bytes + (at.chars - start.chars);
    }
  else if (at.chars == end.chars)
    {
      at.bytes = end.bytes;
    }
  else
    {
      g_autofree char *slice = NULL;
      GtkTextIter from;

      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &from, start.chars);
      slice = gtk_text_iter_get_slice (&from, iter);
      at.bytes = start.bytes + strlen (slice);
    }

  return at;
}

/**
 * galley_document_get_offset:
 * @self: a document
 * @iter: a place in its text
 *
 * Tells where a place is in bytes. Takes a few microseconds however long the text is.
 *
 * Returns: the bytes of the text before @iter
 */
gsize
galley_document_get_offset (GalleyDocument *self, const GtkTextIter *iter)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), 0);
  g_return_val_if_fail (iter != NULL, 0);

  return locate (self, iter).bytes;
}

/**
 * galley_document_get_iter:
 * @self: a document
 * @iter: (out): the place
 * @offset: where it is, in bytes; past the end of the text counts as its end, and inside a
 *   character as its start
 *
 * Finds a place in the text. Takes a few microseconds however long the text is.
 */
void
galley_document_get_iter (GalleyDocument *self, GtkTextIter *iter, gsize offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GalleyTextPosition start, end;
  g_autofree char *slice = NULL;
  const char *at;
  GtkTextIter to;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (iter != NULL);

  offset = MIN (offset, galley_text_index_get_end (self->index).bytes);
  galley_text_index_find_bytes (self->index, offset, &start, &end);

  if (end.chars - start.chars == end.bytes - start.bytes)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, iter, start.chars + (offset - start.bytes));
      return;
    }

  gtk_text_buffer_get_iter_at_offset (buffer, iter, start.chars);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end.chars);
  slice = gtk_text_iter_get_slice (iter, &to);

  at = slice + (offset - start.bytes);
  while (at > slice && ((guchar) *at & 0xc0) == 0x80)
    at--;

  gtk_text_iter_set_offset (iter, start.chars + g_utf8_strlen (slice, at - slice));
}

/**
 * galley_document_get_newline:
 * @self: a document
 *
 * Gets the line end that the file uses, for those who make edits: galley_document_apply() takes
 * their text as it is.
 *
 * Returns: (transfer none): "\n", "\r\n" or "\r"
 */
const char *
galley_document_get_newline (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), "\n");

  return self->format->newline;
}

/* What is typed or pasted takes the line end of the file, so that a file does not become a mix of
 * them by being edited. Returns %NULL where the text may stay as it is. */
char *
_galley_document_to_newline (GalleyDocument *self, const char *text, gsize *length)
{
  const char *newline = self->format->newline;
  const char *end = text + *length;
  GString *result;

  if (self->exact > 0)
    return NULL;

  if (memchr (text, '\r', *length) == NULL
      && (*newline == '\n' || memchr (text, '\n', *length) == NULL))
    return NULL;

  result = g_string_sized_new (*length + 16);

  for (const char *p = text; p < end; p++)
    {
      if (*p != '\r' && *p != '\n')
        {
          g_string_append_c (result, *p);
          continue;
        }

      if (*p == '\r' && p + 1 < end && p[1] == '\n')
        p++;
      g_string_append (result, newline);
    }

  *length = result->len;

  return g_string_free_and_steal (result);
}

/* Called before the buffer changes and not after: the buffer tells the world of the change before
 * it returns, and the world may ask for offsets. */
void
_galley_document_will_insert (GalleyDocument *self,
                              const GtkTextIter *at,
                              const char *text,
                              gsize length)
{
  GalleyTextPosition position = locate (self, at);

  _galley_document_count_lines (self, at, at, text, length, TRUE);
  galley_text_index_insert (self->index, position, text, length);
  self->revision++;

  if (!self->loading)
    galley_proofer_change (self->proofer, position.bytes, 0, text, length);
}

void
_galley_document_will_delete (GalleyDocument *self,
                              const GtkTextIter *start,
                              const GtkTextIter *end)
{
  GalleyTextPosition from = locate (self, start);
  GalleyTextPosition to = locate (self, end);
  g_autofree char *text = gtk_text_iter_get_slice (start, end);

  _galley_document_count_lines (self, start, end, text, strlen (text), FALSE);
  galley_text_index_delete (self->index, from, to);
  self->revision++;

  if (!self->loading)
    galley_proofer_change (self->proofer, from.bytes, to.bytes - from.bytes, NULL, 0);
}

/**
 * galley_document_will_edit:
 * @self: a document
 *
 * Must come before edits of more than one place that are not done by galley_document_apply().
 */
void
galley_document_will_edit (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  g_signal_emit (self, will_edit, 0);
}

/**
 * galley_document_apply:
 * @self: a document
 * @edits: (element-type GalleyEdit): edits of the text as it is now, sorted by offset
 *
 * Does the edits, as one step of the undo history. Their text goes in as it is, byte for byte.
 * Cursor, selection and marks stay where they are in the text around the edits.
 */
void
galley_document_apply (GalleyDocument *self, GArray *edits)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (edits != NULL);

  if (edits->len == 0)
    return;

  galley_document_will_edit (self);
  _galley_document_hold (self);
  self->exact++;
  gtk_text_buffer_begin_user_action (buffer);

  /* From the last to the first, so that the offsets of those before stay true. */
  for (guint i = edits->len; i > 0; i--)
    {
      const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, i - 1);
      GtkTextIter start, end;

      galley_document_get_iter (self, &start, edit->offset);
      galley_document_get_iter (self, &end, edit->offset + edit->length);
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_insert (buffer, &start, edit->replacement, -1);
    }

  gtk_text_buffer_end_user_action (buffer);
  self->exact--;
  _galley_document_release (self);
}

/* Another text altogether: with it the undo history begins, and the cursor is at its start. */
void
_galley_document_replace_all (GalleyDocument *self, GBytes *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  galley_document_will_edit (self);
  _galley_document_hold (self);
  self->exact++;
  self->loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, length > 0 ? data : "", length);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->loading = FALSE;
  self->exact--;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);

  galley_proofer_reset (self->proofer, text);
  _galley_document_set_saved (self, text, FALSE);
  _galley_document_release (self);
}

/**
 * galley_document_set_template:
 * @self: a document without a file
 * @text: UTF-8 text
 *
 * Starts a new issue with a text. It counts as unmodified and is not undone.
 */
void
galley_document_set_template (GalleyDocument *self, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));

  bytes = g_bytes_new (text, strlen (text));
  _galley_document_replace_all (self, bytes);
}

/**
 * galley_document_discard:
 * @self: a document without a file
 *
 * Takes the whole text away, as one step of the undo history, and counts as unmodified then.
 */
void
galley_document_discard (GalleyDocument *self)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GArray) edits = NULL;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  edits = galley_edit_list_new ();
  galley_edit_list_add (edits, 0, galley_text_index_get_end (self->index).bytes, "");
  _galley_document_hold (self);
  galley_document_apply (self, edits);
  _galley_document_set_saved (self, nothing, FALSE);
  _galley_document_release (self);
}

/* The text as it is now; copied only if there is no proof of it. */
GBytes *
_galley_document_dup_text (GalleyDocument *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GBytes *known = galley_proofer_get_text (self->proofer);
  GtkTextIter start, end;
  char *text;

  if (known != NULL)
    return g_bytes_ref (known);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * galley_document_get_proofer:
 * @self: a document
 *
 * Returns: (transfer none): what makes its proofs, and finds their sections and entries
 */
GalleyProofer *
galley_document_get_proofer (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->proofer;
}

/**
 * galley_document_dup_issue:
 * @self: a document
 *
 * Gets the sections and entries of the text as it is now, for edits that were made by looking at
 * it. They may have to be found first.
 *
 * Returns: (transfer full): the issue
 */
GalleyIssue *
galley_document_dup_issue (GalleyDocument *self)
{
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  text = _galley_document_dup_text (self);
  return galley_proofer_make_issue (self->proofer, text);
}

/**
 * galley_document_is_proofed:
 * @self: a document
 *
 * Tells whether what galley_document_get_proof() gives is of the text as it is now. If it is not,
 * there soon is another one.
 *
 * Returns: whether it is
 */
gboolean
galley_document_is_proofed (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);

  return galley_proofer_get_text (self->proofer) != NULL;
}

/* Whether this is the text as it is now. */
gboolean
_galley_document_has_text (GalleyDocument *self, GBytes *text)
{
  g_autoptr (GBytes) mine = NULL;

  if (galley_text_index_get_end (self->index).bytes != g_bytes_get_size (text))
    return FALSE;

  mine = _galley_document_dup_text (self);

  return g_bytes_equal (mine, text);
}
