/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-index.h"

#include <string.h>

struct _GalleyLineIndex
{
  GArray *starts;
  gsize length;
};

#define EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* The highest bit of each byte that is zero. */
static inline guint64
mark_zeros (guint64 word)
{
  return ~(((word & EACH_BYTE (0x7f)) + EACH_BYTE (0x7f)) | word | EACH_BYTE (0x7f));
}

/* Eight bytes at once: most have no line end, so that the index is made at the speed of memory.
 * The first byte is in the lowest bits of the result, whatever the machine. */
static inline guint64
mark_line_ends (const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  word = GUINT64_FROM_LE (word);

  return mark_zeros (word ^ EACH_BYTE ('\n')) | mark_zeros (word ^ EACH_BYTE ('\r'));
}

static inline void
add_line_end (GalleyLineIndex *self, const char *text, gsize offset)
{
  gsize next = offset + 1;

  if (text[offset] == '\r' && next < self->length && text[next] == '\n')
    return;

  g_array_append_val (self->starts, next);
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
  self->starts = g_array_sized_new (FALSE, FALSE, sizeof (gsize), length / 40 + 16);
  g_array_append_val (self->starts, i);
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
      add_line_end (self, text, i + __builtin_ctzll (marks) / 8);

  for (; i < length; i++)
    if (text[i] == '\n' || text[i] == '\r')
      add_line_end (self, text, i);

  return self;
}

/**
 * galley_line_index_free:
 * @self: (transfer full) (nullable): a line index
 *
 * Frees the index.
 */
void
galley_line_index_free (GalleyLineIndex *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->starts);
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
  return self->starts->len;
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

  if (line > self->starts->len)
    return self->length;

  return g_array_index (self->starts, gsize, line - 1);
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
  guint high = self->starts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->starts, gsize, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  return low + 1;
}
