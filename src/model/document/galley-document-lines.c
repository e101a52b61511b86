/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include <string.h>

/* The lines of Markdown are not those of GTK, which also ends one at a paragraph separator, and
 * which goes on counting two line ends where an edit has made a CR LF of them, or one where it has
 * parted it. As long as all is well, which is nearly always, GTK's lines are taken. */

static void
count (const char *text, gsize length, gsize *n_line_feeds, gsize *n_lone)
{
  const char *end = text + length;

  for (const char *p = text; (p = memchr (p, '\n', (gsize) (end - p))) != NULL; p++)
    ++*n_line_feeds;
  for (const char *p = text; (p = memchr (p, '\r', (gsize) (end - p))) != NULL; p++)
    *n_lone += p + 1 == end || p[1] != '\n';
}

/* Must be called before @text comes between two places of the buffer, or is taken from there. */
void
_galley_document_count_lines (GalleyDocument *self,
                              const GtkTextIter *start,
                              const GtkTextIter *end,
                              const char *text,
                              gsize length,
                              gboolean inserted)
{
  g_autoptr (GString) joined = g_string_sized_new (length + 16);
  gsize with[2] = { 0 }, without[2] = { 0 };
  GtkTextIter before = *start;

  if (gtk_text_iter_backward_char (&before))
    g_string_append_unichar (joined, gtk_text_iter_get_char (&before));
  if (!gtk_text_iter_is_end (end))
    g_string_append_unichar (joined, gtk_text_iter_get_char (end));
  count (joined->str, joined->len, &without[0], &without[1]);
  g_string_insert_len (joined,
                       gtk_text_iter_is_start (start)
                         ? 0
                         : g_utf8_next_char (joined->str) - joined->str,
                       text, (gssize) length);
  count (joined->str, joined->len, &with[0], &with[1]);

  g_clear_pointer (&self->lines, galley_line_index_free);
  self->n_line_feeds += inserted ? with[0] - without[0] : without[0] - with[0];
  self->n_lone_returns += inserted ? with[1] - without[1] : without[1] - with[1];
}

/* Returns: (nullable): the lines, where they are not those of GTK */
static GalleyLineIndex *
get_lines (GtkTextBuffer *buffer)
{
  GalleyDocument *self = GALLEY_IS_DOCUMENT (buffer) ? GALLEY_DOCUMENT (buffer) : NULL;

  if (self == NULL
      || (self->n_lone_returns == 0
          && self->n_line_feeds + 1 == (gsize) gtk_text_buffer_get_line_count (buffer)))
    return NULL;
  if (self->lines == NULL)
    {
      g_autofree char *text = NULL;
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_iter_get_slice (&start, &end);
      self->lines = galley_line_index_new (text, strlen (text));
    }
  return self->lines;
}

/**
 * galley_document_get_line:
 * @buffer: a document; the lines of another buffer are those of GTK
 * @iter: a place in its text
 *
 * Returns: the line of Markdown that the place is in, from 1
 */
guint
galley_document_get_line (GtkTextBuffer *buffer, const GtkTextIter *iter)
{
  GalleyLineIndex *lines = get_lines (buffer);

  if (lines == NULL)
    return (guint) gtk_text_iter_get_line (iter) + 1;
  return galley_line_index_get_line (lines,
                                     galley_document_get_offset (GALLEY_DOCUMENT (buffer), iter));
}

/**
 * galley_document_get_iter_at_line:
 * @buffer: a document, as for galley_document_get_line()
 * @iter: (out): the start of the line; past the last line the end of the text
 * @line: a line of Markdown, from 1
 */
void
galley_document_get_iter_at_line (GtkTextBuffer *buffer, GtkTextIter *iter, guint line)
{
  GalleyLineIndex *lines = get_lines (buffer);

  line = CLAMP (line, 1, G_MAXINT);
  if (lines == NULL)
    gtk_text_buffer_get_iter_at_line (buffer, iter, (int) line - 1);
  else
    galley_document_get_iter (GALLEY_DOCUMENT (buffer), iter,
                              galley_line_index_get_offset (lines, line));
}
