/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-index.h"

#include <string.h>

/* GtkTextBuffer knows characters and lines, not bytes. This keeps the sizes of pieces of the text,
 * so that a place is converted by looking at one piece, whatever the lines look like and however
 * long the text is: 10 MB are 5000 pieces of eight bytes, added up in a few microseconds. */
#define PIECE_SIZE 2048
#define PIECE_SIZE_MAX (2 * PIECE_SIZE)

typedef struct
{
  guint32 n_chars;
  guint32 n_bytes;
} Piece;

struct _GalleyTextIndex
{
  GArray *pieces;
  GalleyTextPosition end;
};

/* Eight bytes at once: those that start a character do not look like 10xxxxxx. */
static gsize
count_chars (const char *text, gsize length)
{
  gsize n_continuations = 0;
  gsize i = 0;

  for (; i + sizeof (guint64) <= length; i += sizeof (guint64))
    {
      guint64 word;

      memcpy (&word, text + i, sizeof word);
      word = (word >> 7) & ~(word >> 6) & G_GUINT64_CONSTANT (0x0101010101010101);
      n_continuations += (word * G_GUINT64_CONSTANT (0x0101010101010101)) >> 56;
    }

  for (; i < length; i++)
    n_continuations += ((guchar) text[i] & 0xc0) == 0x80;

  return length - n_continuations;
}

static Piece *
get_piece (GalleyTextIndex *self, guint i)
{
  return &g_array_index (self->pieces, Piece, i);
}

/**
 * galley_text_index_new:
 *
 * Makes the index of an empty text.
 *
 * Returns: (transfer full): the index
 */
GalleyTextIndex *
galley_text_index_new (void)
{
  GalleyTextIndex *self = g_new0 (GalleyTextIndex, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  return self;
}

void
galley_text_index_free (GalleyTextIndex *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * galley_text_index_get_end:
 * @self: an index
 *
 * Gets the size of the text.
 *
 * Returns: the position of its end
 */
GalleyTextPosition
galley_text_index_get_end (GalleyTextIndex *self)
{
  return self->end;
}

/* The first piece that reaches as far, and where it starts: at a border that is the piece before,
 * so that text typed in a row all goes to one piece. */
static guint
find_piece (GalleyTextIndex *self, gsize wanted, gboolean by_bytes, GalleyTextPosition *start)
{
  const Piece *pieces = (const Piece *) self->pieces->data;
  GalleyTextPosition at = { 0, 0 };
  guint i;

  for (i = 0; i + 1 < self->pieces->len; i++)
    {
      gsize reach = by_bytes ? at.bytes + pieces[i].n_bytes : at.chars + pieces[i].n_chars;

      if (reach >= wanted)
        break;

      at.chars += pieces[i].n_chars;
      at.bytes += pieces[i].n_bytes;
    }

  *start = at;

  return i;
}

static void
find_span (GalleyTextIndex *self,
           gsize wanted,
           gboolean by_bytes,
           GalleyTextPosition *start,
           GalleyTextPosition *end)
{
  guint i = find_piece (self, wanted, by_bytes, start);

  *end = *start;
  if (i < self->pieces->len)
    {
      end->chars += get_piece (self, i)->n_chars;
      end->bytes += get_piece (self, i)->n_bytes;
    }
}

/**
 * galley_text_index_find_chars:
 * @self: an index
 * @chars: a place, in characters
 * @start: (out): where a short piece of text around @chars starts
 * @end: (out): where it ends
 *
 * Finds a place by characters. If the piece has as many bytes as characters, the place in bytes
 * is known without looking at the text.
 */
void
galley_text_index_find_chars (GalleyTextIndex *self,
                              gsize chars,
                              GalleyTextPosition *start,
                              GalleyTextPosition *end)
{
  find_span (self, chars, FALSE, start, end);
}

/**
 * galley_text_index_find_bytes:
 * @self: an index
 * @bytes: a place, in bytes
 * @start: (out): where a short piece of text around @bytes starts
 * @end: (out): where it ends
 *
 * Finds a place by bytes, like galley_text_index_find_chars().
 */
void
galley_text_index_find_bytes (GalleyTextIndex *self,
                              gsize bytes,
                              GalleyTextPosition *start,
                              GalleyTextPosition *end)
{
  find_span (self, bytes, TRUE, start, end);
}

/* Joins the small ones among the pieces from @from to before @to, and their neighbours. */
static void
tidy (GalleyTextIndex *self, guint from, guint to)
{
  guint i = from > 0 ? from - 1 : 0;

  while (i <= to && i + 1 < self->pieces->len)
    {
      Piece *piece = get_piece (self, i);
      const Piece *next = get_piece (self, i + 1);

      if (piece->n_bytes + next->n_bytes <= PIECE_SIZE)
        {
          piece->n_bytes += next->n_bytes;
          piece->n_chars += next->n_chars;
          g_array_remove_index (self->pieces, i + 1);
          to = to > 0 ? to - 1 : 0;
        }
      else
        {
          i++;
        }
    }
}

static void
append_piece (GArray *pieces, gsize n_chars, gsize n_bytes)
{
  Piece piece = { n_chars, n_bytes };

  if (n_bytes > 0)
    g_array_append_val (pieces, piece);
}

static void
append_text (GArray *pieces, const char *text, gsize length)
{
  while (length > 0)
    {
      gsize size = MIN (length, PIECE_SIZE);

      while (size < length && ((guchar) text[size] & 0xc0) == 0x80)
        size--;

      append_piece (pieces, count_chars (text, size), size);
      text += size;
      length -= size;
    }
}

/**
 * galley_text_index_insert:
 * @self: an index
 * @at: where the text is inserted
 * @text: UTF-8 text
 * @length: its length in bytes
 *
 * Takes note that text is inserted.
 */
void
galley_text_index_insert (GalleyTextIndex *self,
                          GalleyTextPosition at,
                          const char *text,
                          gsize length)
{
  g_autoptr (GArray) fresh = NULL;
  GalleyTextPosition start;
  Piece piece = { 0, 0 };
  gsize n_chars;
  guint i;

  g_return_if_fail (at.chars <= self->end.chars && at.bytes <= self->end.bytes);

  if (length == 0)
    return;

  n_chars = count_chars (text, length);
  self->end.chars += n_chars;
  self->end.bytes += length;

  i = find_piece (self, at.chars, FALSE, &start);
  if (i < self->pieces->len)
    piece = *get_piece (self, i);

  if (piece.n_bytes > 0 && piece.n_bytes + length <= PIECE_SIZE_MAX)
    {
      get_piece (self, i)->n_bytes += length;
      get_piece (self, i)->n_chars += n_chars;
      return;
    }

  fresh = g_array_new (FALSE, FALSE, sizeof (Piece));
  append_piece (fresh, at.chars - start.chars, at.bytes - start.bytes);
  append_text (fresh, text, length);
  append_piece (fresh, start.chars + piece.n_chars - at.chars,
                start.bytes + piece.n_bytes - at.bytes);

  if (i < self->pieces->len)
    g_array_remove_index (self->pieces, i);
  g_array_insert_vals (self->pieces, i, fresh->data, fresh->len);
  tidy (self, i, i + fresh->len);
}

/**
 * galley_text_index_delete:
 * @self: an index
 * @start: where the deleted text starts
 * @end: where it ends
 *
 * Takes note that text is deleted.
 */
void
galley_text_index_delete (GalleyTextIndex *self, GalleyTextPosition start, GalleyTextPosition end)
{
  g_autoptr (GArray) rest = NULL;
  GalleyTextPosition first_start, last_start;
  Piece *last;
  guint i, j;

  g_return_if_fail (start.chars <= end.chars && start.bytes <= end.bytes);
  g_return_if_fail (end.chars <= self->end.chars && end.bytes <= self->end.bytes);

  if (start.bytes == end.bytes)
    return;

  i = find_piece (self, start.chars, FALSE, &first_start);
  j = find_piece (self, end.chars, FALSE, &last_start);
  last = get_piece (self, j);

  rest = g_array_new (FALSE, FALSE, sizeof (Piece));
  append_piece (rest, start.chars - first_start.chars, start.bytes - first_start.bytes);
  append_piece (rest, last_start.chars + last->n_chars - end.chars,
                last_start.bytes + last->n_bytes - end.bytes);

  g_array_remove_range (self->pieces, i, j - i + 1);
  g_array_insert_vals (self->pieces, i, rest->data, rest->len);
  tidy (self, i, i + rest->len);

  self->end.chars -= end.chars - start.chars;
  self->end.bytes -= end.bytes - start.bytes;
}
