/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-compare.h"

#include "galley-html-elements.h"
#include "galley-proof.h"

#include <string.h>

/* How many pieces to look ahead for the next that is on both sides, and how many differences are
 * enough: whoever has more has another page. */
#define WINDOW 64
#define DIFFERENCES_MAX 500
/* How much of a piece is shown, in bytes. */
#define SHOWN_MAX 4000

typedef struct
{
  const char *html;
  GArray *pieces;
} Side;

typedef struct
{
  const GalleyBlock *blocks;
  const gsize *offsets;
  gsize n_blocks;
  Side ours;
  Side theirs;
  GPtrArray *differences;
} Comparison;

void
galley_html_difference_free (GalleyHtmlDifference *self)
{
  g_free (self->ours);
  g_free (self->theirs);
  g_free (self);
}

static const GalleyHtmlElement *
get_piece (const Side *side, guint i)
{
  return &g_array_index (side->pieces, GalleyHtmlElement, i);
}

static char *
dup_pieces (const Side *side, guint first, guint n)
{
  gsize start;
  gsize length;
  const char *end;

  if (n == 0)
    return g_strdup ("");

  start = get_piece (side, first)->offset;
  length =
    get_piece (side, first + n - 1)->offset + get_piece (side, first + n - 1)->length - start;
  if (length <= SHOWN_MAX)
    return g_utf8_make_valid (side->html + start, length);

  g_utf8_validate_len (side->html + start, SHOWN_MAX, &end);
  return g_strdup_printf ("%.*s…", (int) (end - side->html - start), side->html + start);
}

/* The block that a place of our HTML belongs to. */
static guint
find_line (const Comparison *self, guint piece)
{
  gsize low = 0;
  gsize high = self->n_blocks;
  gsize offset;

  if (self->n_blocks == 0)
    return 1;
  if (piece >= self->ours.pieces->len)
    return self->blocks[self->n_blocks - 1].end_line;

  offset = get_piece (&self->ours, piece)->offset;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->offsets[middle] <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return self->blocks[low - 1].start_line;
}

static void
add (Comparison *self, guint our_first, guint n_ours, guint their_first, guint n_theirs)
{
  GalleyHtmlDifference *difference = g_new0 (GalleyHtmlDifference, 1);

  difference->line = find_line (self, our_first);
  difference->ours = dup_pieces (&self->ours, our_first, n_ours);
  difference->theirs = dup_pieces (&self->theirs, their_first, n_theirs);
  g_ptr_array_add (self->differences, difference);
}

/* Where both go on together, with as little in between as there can be. */
static gboolean
find_common (const Comparison *self, guint i, guint j, guint *n_ours, guint *n_theirs)
{
  guint our_rest = self->ours.pieces->len - i;
  guint their_rest = self->theirs.pieces->len - j;

  for (guint sum = 1; sum < 2 * WINDOW; sum++)
    for (guint a = sum < WINDOW ? 0 : sum - WINDOW + 1; a <= MIN (sum, WINDOW - 1); a++)
      if (a < our_rest && sum - a < their_rest
          && get_piece (&self->ours, i + a)->hash == get_piece (&self->theirs, j + sum - a)->hash)
        {
          *n_ours = a;
          *n_theirs = sum - a;
          return TRUE;
        }

  return FALSE;
}

/* Block by block as far as they are as many, so that each has its line. */
static void
add_range (Comparison *self, guint i, guint n_ours, guint j, guint n_theirs)
{
  guint n = n_ours == n_theirs ? n_ours : 1;

  for (guint k = 0; k < n && self->differences->len < DIFFERENCES_MAX; k++)
    if (n_ours == n_theirs)
      add (self, i + k, 1, j + k, 1);
    else
      add (self, i, n_ours, j, n_theirs);
}

static void
compare (Comparison *self)
{
  guint i = 0;
  guint j = 0;

  while (self->differences->len < DIFFERENCES_MAX
         && (i < self->ours.pieces->len || j < self->theirs.pieces->len))
    {
      guint n_ours = self->ours.pieces->len - i;
      guint n_theirs = self->theirs.pieces->len - j;

      if (n_ours > 0 && n_theirs > 0
          && get_piece (&self->ours, i)->hash == get_piece (&self->theirs, j)->hash)
        {
          i++;
          j++;
          continue;
        }
      if (!find_common (self, i, j, &n_ours, &n_theirs) && n_ours > WINDOW && n_theirs > WINDOW)
        n_ours = n_theirs = WINDOW;
      add_range (self, i, n_ours, j, n_theirs);
      i += n_ours;
      j += n_theirs;
    }
}

/**
 * galley_html_compare:
 * @blocks: (array length=n_blocks): a page as Galley makes it
 * @n_blocks: how many blocks
 * @theirs: the HTML of the same page as another program makes it
 * @length: its length in bytes, -1 when it ends with a zero
 *
 * Compares two pages block by block. What is not seen on the page does not count. Takes time in
 * proportion to the length of both.
 *
 * Returns: (transfer full) (element-type GalleyHtmlDifference): where they differ, in the order
 *   of the page; no more than 500
 */
GPtrArray *
galley_html_compare (const GalleyBlock *blocks, gsize n_blocks, const char *theirs, gssize length)
{
  g_autoptr (GString) ours = g_string_new (NULL);
  g_autofree gsize *offsets = g_new (gsize, MAX (n_blocks, 1));
  g_autoptr (GArray) our_pieces = NULL;
  g_autoptr (GArray) their_pieces = NULL;
  Comparison self = { .blocks = blocks, .n_blocks = n_blocks };

  for (gsize i = 0; i < n_blocks; i++)
    {
      offsets[i] = ours->len;
      g_string_append (ours, blocks[i].html);
    }
  our_pieces = galley_html_elements_new (ours->str, ours->len);
  their_pieces = galley_html_elements_new (theirs, length < 0 ? strlen (theirs) : (gsize) length);

  self.offsets = offsets;
  self.ours = (Side) { ours->str, our_pieces };
  self.theirs = (Side) { theirs, their_pieces };
  self.differences = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_html_difference_free);
  compare (&self);

  return self.differences;
}
