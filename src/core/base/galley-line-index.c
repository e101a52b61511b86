/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-index.h"

#include "galley-bytes.h"

#include <string.h>

struct _GalleyLineIndex
{
  gsize *starts;
  gsize n_lines;
  gsize n_allocated;
  gsize length;
};

#define LINES_MIN 16

/* Eight bytes at once: most have no line end, so that the index is made at the speed of memory. */
static inline guint64
mark_line_ends (const char *text)
{
  guint64 word = galley_bytes_load (text);

  return galley_bytes_mark (word, '\n') | galley_bytes_mark (word, '\r');
}

static inline void
add_start (GalleyLineIndex *self, gsize start)
{
  if (self->n_lines == self->n_allocated)
    {
      self->n_allocated = self->n_allocated * 2 + LINES_MIN;
      self->starts = g_renew (gsize, self->starts, self->n_allocated);
    }

  self->starts[self->n_lines++] = start;
}

static inline void
add_line_end (GalleyLineIndex *self, const char *text, gsize offset)
{
  gsize next = offset + 1;

  if (text[offset] != '\r' || next == self->length || text[next] != '\n')
    add_start (self, next);
}

/**
 * galley_line_index_new:
 * @text: a text
 * @length: its length in bytes
 *
 * Finds the lines of a text. A line ends at LF, CR LF or CR, as in CommonMark. The text is not
 * needed afterwards.
 *
 * Returns: (transfer full): the index
 */
GalleyLineIndex *
galley_line_index_new (const char *text, gsize length)
{
  GalleyLineIndex *self = g_new0 (GalleyLineIndex, 1);
  gsize i = 0;

  self->length = length;
  add_start (self, 0);
  if (length == 0)
    return self;

  /* Most texts have one kind of line end. */
  if (memchr (text, '\r', length) == NULL)
    {
      for (const char *p = text; (p = memchr (p, '\n', text + length - p)) != NULL;)
        add_line_end (self, text, p++ - text);
      return self;
    }

  for (; i + sizeof (guint64) <= length; i += sizeof (guint64))
    for (guint64 marks = mark_line_ends (text + i); marks != 0; marks &= marks - 1)
      add_line_end (self, text, i + galley_bytes_get_first (marks));

  for (; i < length; i++)
    if (text[i] == '\n' || text[i] == '\r')
      add_line_end (self, text, i);

  return self;
}

void
galley_line_index_free (GalleyLineIndex *self)
{
  if (self == NULL)
    return;

  g_free (self->starts);
  g_free (self);
}

/**
 * galley_line_index_get_n_lines:
 * @self: a line index
 *
 * Counts the lines as an editor shows them: one more than there are line ends, so that a text
 * that ends with a line end has an empty last line, and an empty text has one line.
 *
 * Returns: the number of lines, at least 1
 */
guint
galley_line_index_get_n_lines (const GalleyLineIndex *self)
{
  return self->n_lines;
}

/**
 * galley_line_index_get_offset:
 * @self: a line index
 * @line: a line, from 1
 *
 * Finds where a line starts.
 *
 * Returns: the offset in bytes; the length of the text for lines after the last
 */
gsize
galley_line_index_get_offset (const GalleyLineIndex *self, guint line)
{
  g_return_val_if_fail (line > 0, 0);

  if (line > self->n_lines)
    return self->length;

  return self->starts[line - 1];
}

/**
 * galley_line_index_get_line:
 * @self: a line index
 * @offset: an offset in bytes
 *
 * Finds the line of a place. A line end belongs to the line that it ends.
 *
 * Returns: the line, from 1; the last one for offsets past the end
 */
guint
galley_line_index_get_line (const GalleyLineIndex *self, gsize offset)
{
  guint low = 0;
  guint high = self->n_lines;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->starts[middle] <= offset)
        low = middle;
      else
        high = middle;
    }

  return low + 1;
}

/**
 * galley_lines_find:
 * @self: a text
 * @line: the number of a line, as a node has it
 *
 * Returns: (nullable): where the line starts, %NULL when there is none
 */
const char *
galley_lines_find (GalleyLines *self, int line)
{
  if (self->index == NULL)
    self->index = galley_line_index_new (self->text, self->length);

  return line > 0 && (gsize) line <= self->index->n_lines
           ? self->text + self->index->starts[line - 1]
           : NULL;
}

/**
 * galley_lines_clear:
 * @self: a text
 *
 * Forgets its lines.
 */
void
galley_lines_clear (GalleyLines *self)
{
  g_clear_pointer (&self->index, galley_line_index_free);
}
