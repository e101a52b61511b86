/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-folds.h"

/* A text view lays out whole lines, anew at each key in them, in a time that grows with the square
 * of what has no place to be broken at. A picture that was pasted as an address can have a million
 * characters: nobody reads them, so its start and its end will do. */

/* How much is left to see of a word that is too long, and of a line, in characters. */
#define WORD_HEAD 500
#define WORD_TAIL 100
#define LINE_HEAD 20000
#define LINE_TAIL 1000

typedef struct
{
  const char *line;
  GArray *folds;

  /* How many characters are shown of what was read. */
  gsize n_shown;

  /* The word that is being read: its length in characters, and where its head ends. */
  gsize n_word;
  gsize word_head;
} Finder;

static gsize
go_back (const char *line, gsize offset, guint n_chars)
{
  const char *at = line + offset;

  for (guint i = 0; i < n_chars && at > line; i++)
    at = g_utf8_prev_char (at);

  return at - line;
}

static void
end_word (Finder *self, gsize end)
{
  if (self->n_word > GALLEY_LINE_FOLDS_WORD_MAX)
    {
      GalleyLineFold fold = { self->word_head, go_back (self->line, end, WORD_TAIL) };

      g_array_append_val (self->folds, fold);
      self->n_shown -= self->n_word - WORD_HEAD - WORD_TAIL;
    }
  self->n_word = 0;
}

/* Places where the view may go to the next row. There are more, which only makes it faster. */
static gboolean
can_break_at (gunichar c)
{
  return c < 0x80 ? c <= ' ' : g_unichar_iswide (c);
}

static void
read_char (Finder *self, gunichar c, gsize at, gsize next)
{
  self->n_shown++;
  if (can_break_at (c))
    {
      end_word (self, at);
      return;
    }

  if (++self->n_word == WORD_HEAD)
    self->word_head = next;
}

/* Still too long: all is hidden between its first characters and its last. */
static void
fold_rest (Finder *self, gsize length)
{
  GalleyLineFold rest = { 0, go_back (self->line, length, LINE_TAIL) };
  guint n_kept = 0;
  gsize at = 0;

  for (gsize n = 0; n < LINE_HEAD && at < rest.end; n++)
    {
      if (n_kept < self->folds->len
          && at == g_array_index (self->folds, GalleyLineFold, n_kept).start)
        at = g_array_index (self->folds, GalleyLineFold, n_kept++).end;
      at = g_utf8_next_char (self->line + at) - self->line;
    }

  rest.start = at;
  g_array_set_size (self->folds, n_kept);
  if (rest.start < rest.end)
    g_array_append_val (self->folds, rest);
}

/**
 * galley_line_folds_find:
 * @line: valid UTF-8, without its line end
 * @length: its length in bytes
 *
 * Finds what need not be shown of a line so that it can be shown at once: the middle of words with
 * more than %GALLEY_LINE_FOLDS_WORD_MAX characters, and of what then still has more than
 * %GALLEY_LINE_FOLDS_LINE_MAX.
 *
 * Returns: (transfer full) (element-type GalleyLineFold): the folds from the first to the last;
 *   empty if all of the line can be shown
 */
GArray *
galley_line_folds_find (const char *line, gsize length)
{
  Finder finder = { .line = line };

  g_return_val_if_fail (line != NULL || length == 0, NULL);

  finder.folds = g_array_new (FALSE, FALSE, sizeof (GalleyLineFold));
  if (length <= GALLEY_LINE_FOLDS_WORD_MAX)
    return finder.folds;

  for (gsize at = 0; at < length;)
    {
      gsize next = g_utf8_next_char (line + at) - line;

      read_char (&finder, g_utf8_get_char (line + at), at, next);
      at = next;
    }
  end_word (&finder, length);

  if (finder.n_shown > GALLEY_LINE_FOLDS_LINE_MAX)
    fold_rest (&finder, length);

  return finder.folds;
}
