/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-piece.h"

#include "galley-document.h"

/* A paragraph or a list of more lines is looked at in part, to cost no more. */
#define MAX_LINES 100

static gboolean
is_blank_line (const GtkTextIter *line)
{
  GtkTextIter iter = *line;

  gtk_text_iter_set_line_offset (&iter, 0);
  while (!gtk_text_iter_ends_line (&iter) && g_unichar_isspace (gtk_text_iter_get_char (&iter)))
    gtk_text_iter_forward_char (&iter);
  return gtk_text_iter_ends_line (&iter);
}

static void
find_paragraphs (GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter line;

  gtk_text_iter_set_line_offset (start, 0);
  line = *start;
  for (guint i = 0; i < MAX_LINES && !is_blank_line (start); i++)
    {
      if (!gtk_text_iter_backward_line (&line) || is_blank_line (&line))
        break;
      *start = line;
    }

  line = *end;
  for (guint i = 0; i < MAX_LINES && !is_blank_line (end); i++)
    {
      if (!gtk_text_iter_forward_line (&line) || is_blank_line (&line))
        break;
      *end = line;
    }
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/**
 * galley_text_piece_new:
 * @buffer: a text buffer
 *
 * Takes the paragraphs that the selection, or the cursor, touches. Valid until the text changes.
 *
 * Returns: (transfer full): the piece
 */
GalleyTextPiece *
galley_text_piece_new (GtkTextBuffer *buffer)
{
  GalleyTextPiece *self = g_new0 (GalleyTextPiece, 1);
  GtkTextIter start, end, selection_start, selection_end;
  g_autofree char *before = NULL;
  g_autofree char *selected = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &selection_start, &selection_end);
  start = selection_start;
  end = selection_end;
  find_paragraphs (&start, &end);

  before = gtk_text_iter_get_slice (&start, &selection_start);
  selected = gtk_text_iter_get_slice (&selection_start, &selection_end);

  self->buffer = g_object_ref (buffer);
  self->offset = gtk_text_iter_get_offset (&start);
  self->text = gtk_text_iter_get_slice (&start, &end);
  self->length = strlen (self->text);
  self->selection_start = strlen (before);
  self->selection_end = self->selection_start + strlen (selected);
  return self;
}

void
galley_text_piece_free (GalleyTextPiece *self)
{
  g_clear_object (&self->buffer);
  g_free (self->text);
  g_free (self);
}

static void
get_iter (GalleyTextPiece *self, GtkTextIter *iter, const char *text, gsize byte)
{
  /* By characters: the buffer also breaks lines at marks that are none for Markdown. */
  gtk_text_buffer_get_iter_at_offset (self->buffer, iter,
                                      self->offset + (int) g_utf8_strlen (text, (gssize) byte));
}

/**
 * galley_text_piece_apply:
 * @self: a piece of a buffer that has not changed since
 * @change: what to do with it
 *
 * Makes the change as one user action and selects what the change says.
 */
void
galley_text_piece_apply (GalleyTextPiece *self, const GalleyFormatChange *change)
{
  g_autofree char *changed = NULL;
  gsize changed_length;
  GtkTextIter start, end;

  if (GALLEY_IS_DOCUMENT (self->buffer))
    galley_document_will_edit (GALLEY_DOCUMENT (self->buffer));
  changed = galley_edit_list_apply (change->edits, self->text, self->length, &changed_length);

  gtk_text_buffer_begin_user_action (self->buffer);
  for (guint i = change->edits->len; i > 0; i--)
    {
      const GalleyEdit *edit = &g_array_index (change->edits, GalleyEdit, i - 1);

      get_iter (self, &start, self->text, edit->offset);
      if (edit->length > 0)
        {
          get_iter (self, &end, self->text, edit->offset + edit->length);
          gtk_text_buffer_delete (self->buffer, &start, &end);
        }
      gtk_text_buffer_insert (self->buffer, &start, edit->replacement, -1);
    }
  get_iter (self, &start, changed, change->selection_start);
  get_iter (self, &end, changed, change->selection_end);
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  gtk_text_buffer_end_user_action (self->buffer);
}
