/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-emphasis-check.h"

#include "galley-bytes.h"
#include "galley-diagnostic.h"
#include "galley-edit.h"
#include "galley-emphasis.h"
#include "galley-line.h"

#include <glib/gi18n.h>
#include <string.h>

/* A mark between punctuation and a letter neither starts nor ends emphasis on that side. Where
 * words have blanks between them nobody notices; in Chinese it happens all the time: in
 * “**重要，**然后” the second mark cannot end. What is meant is plain, so it is said, and mended
 * by putting the punctuation on the other side of the mark. */

#define MARK "**"

/* Of one page nobody reads more. */
#define REPORTS_MAX 200

typedef struct
{
  const char *text;
  gsize length;
  const GalleyBlocks *blocks;
  GPtrArray *diagnostics;
  guint n_reports;
  /* Up to where it is known whether a shortcode is open there. */
  gsize known;
  gboolean in_shortcode;
} Checker;

typedef enum
{
  FINE,
  BLOCKED,
  UNLIKELY,
} Side;

static gunichar
get_before (const Checker *self, gsize offset)
{
  return galley_char_before (self->text, offset);
}

static gunichar
get_after (const Checker *self, gsize offset)
{
  return galley_char_at (self->text, self->length, offset);
}

/* Whether a mark with @inner on the side of what it encloses and @outer on the other one works. */
static Side
judge (gunichar inner, gunichar outer)
{
  if (galley_char_is_space (inner))
    return UNLIKELY;
  if (!galley_char_is_punctuation (inner) || galley_char_is_space (outer)
      || galley_char_is_punctuation (outer))
    return FINE;

  /* In other scripts a letter right behind may mean something else. */
  return inner >= 0x80 ? BLOCKED : UNLIKELY;
}

static gboolean
is_opening (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION;
}

static gboolean
is_closing (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

static void
move (GArray *edits, gsize from, gsize to, const char *mark)
{
  if (from < to)
    {
      galley_edit_list_add (edits, from, strlen (mark), "");
      galley_edit_list_add (edits, to, 0, mark);
    }
  else
    {
      galley_edit_list_add (edits, to, 0, mark);
      galley_edit_list_add (edits, from, strlen (mark), "");
    }
}

/* Puts brackets that enclose all of it outside; else the stop that ends it; else a blank beside. */
static GArray *
make_fix (const Checker *self,
          const GalleyEmphasisMark *opener,
          const GalleyEmphasisMark *closer,
          Side open,
          Side close)
{
  GArray *edits = galley_edit_list_new ();
  g_autofree char *mark = g_strnfill (opener->width, opener->sign);
  gsize start = opener->start + opener->width;
  gsize end = closer->start;
  gunichar first = get_after (self, start);
  gunichar last = get_before (self, end);
  gsize inner_start = start + g_unichar_to_utf8 (first, NULL);
  gsize inner_end = end - g_unichar_to_utf8 (last, NULL);

  if (is_opening (first) && is_closing (last) && inner_start < inner_end
      && !galley_char_is_space (get_after (self, inner_start))
      && !galley_char_is_space (get_before (self, inner_end)))
    {
      move (edits, opener->start, inner_start, mark);
      move (edits, closer->start, inner_end, mark);
      return edits;
    }

  if (open == BLOCKED)
    galley_edit_list_add (edits, opener->start, 0, " ");
  if (close == BLOCKED && !is_closing (last) && start < inner_end
      && !galley_char_is_punctuation (get_before (self, inner_end))
      && !galley_char_is_space (get_before (self, inner_end)))
    move (edits, closer->start, inner_end, mark);
  else if (close == BLOCKED)
    galley_edit_list_add (edits, closer->start + closer->width, 0, " ");

  return edits;
}

static guint
count_blocks (const GalleyBlocks *blocks)
{
  return blocks->items->len - (blocks->has_footnotes && blocks->items->len > 0);
}

/* What the parser made of the place counts: code and raw HTML are no text. */
static gboolean
is_shown (const Checker *self, gsize offset)
{
  const GArray *items = self->blocks->items;
  const GalleyBlock *block;
  guint low = 0;
  guint high = count_blocks (self->blocks);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (items, GalleyBlock, middle).offset <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  if (low == 0)
    return FALSE;

  block = &g_array_index (items, GalleyBlock, low - 1);
  return get_after (self, block->offset) != '<'
         && g_array_index (self->blocks->places, GalleyBlockState, low - 1).shows_mark;
}

static const char *
find_last (const char *p, const char *end, const char *signs)
{
  const char *last = NULL;

  while ((p = galley_bytes_find (p, end, signs)) != NULL)
    last = p++;

  return last;
}

/* Asked for places in their order, at marks, so that all is read once. */
static gboolean
is_in_shortcode (Checker *self, gsize offset)
{
  const char *from = self->text + self->known;
  const char *place = self->text + offset;
  const char *open;
  const char *close;

  if (offset <= self->known)
    return self->in_shortcode;

  open = find_last (from, place, "{{");
  close = find_last (open != NULL ? open : from, place, "}}");
  if (open != NULL || close != NULL)
    self->in_shortcode = close == NULL;
  self->known = offset;

  return self->in_shortcode;
}

static void
report (Checker *self,
        const GalleyEmphasisMark *opener,
        const GalleyEmphasisMark *closer,
        Side open,
        Side close)
{
  const GalleyEmphasisMark *mark = close == BLOCKED ? closer : opener;
  gunichar sign = close == BLOCKED ? get_before (self, closer->start)
                                   : get_after (self, opener->start + opener->width);
  char text[7] = "";
  GalleyDiagnostic *diagnostic;

  g_unichar_to_utf8 (sign, text);
  diagnostic = galley_diagnostic_new (
    GALLEY_SEVERITY_WARNING, "emphasis", mark->start, mark->width,
    g_strdup_printf (close == BLOCKED
                       ? _ ("This “**” does not end the emphasis and stays on the page, since it "
                            "stands between “%s” and a letter: put it before “%s”")
                       : _ ("This “**” does not start emphasis and stays on the page, since it "
                            "stands between a letter and “%s”: put it behind “%s”"),
                     text, text));
  diagnostic->fix = make_fix (self, opener, closer, open, close);
  g_ptr_array_add (self->diagnostics, diagnostic);
  self->n_reports++;
}

/* Whether the two marks are meant to belong together; what keeps them from it is reported. */
static gboolean
check_pair (Checker *self, const GalleyEmphasisMark *opener, const GalleyEmphasisMark *closer)
{
  gsize start = opener->start + opener->width;
  Side open = judge (get_after (self, start), get_before (self, opener->start));
  Side close =
    judge (get_before (self, closer->start), get_after (self, closer->start + closer->width));

  if (closer->start <= start || open == UNLIKELY || close == UNLIKELY)
    return FALSE;

  if ((open == BLOCKED || close == BLOCKED) && !is_in_shortcode (self, opener->start)
      && is_shown (self, opener->start))
    report (self, opener, closer, open, close);

  return TRUE;
}

/* Who writes marks means them in pairs, one after the other, whatever the parser pairs then. */
static void
check_block (Checker *self, gsize start, gsize end)
{
  g_autoptr (GArray) marks = galley_emphasis_find_marks (self->text + start, end - start);
  gboolean loose = FALSE;
  guint n_marks = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      GalleyEmphasisMark mark = g_array_index (marks, GalleyEmphasisMark, i);

      if (mark.sign != '*' || mark.width != strlen (MARK))
        continue;
      mark.start += start;
      loose = loose || mark.loose;
      g_array_index (marks, GalleyEmphasisMark, n_marks++) = mark;
    }

  for (guint i = 0; loose && i + 1 < n_marks && self->n_reports < REPORTS_MAX; i++)
    i += check_pair (self, &g_array_index (marks, GalleyEmphasisMark, i),
                     &g_array_index (marks, GalleyEmphasisMark, i + 1));
}

static gboolean
is_blank (const char *text, gsize start, gsize end)
{
  while (start < end && strchr (" \t\r\n>", text[start]) != NULL)
    start++;

  return start == end;
}

/* The lines around @offset without a blank one. */
static void
find_block (const Checker *self, gsize floor, gsize offset, gsize *start, gsize *end)
{
  *start = galley_line_start_at (self->text, offset);
  while (*start > floor)
    {
      gsize before = galley_line_start_at (self->text, *start - 1);

      if (before < floor || is_blank (self->text, before, *start))
        break;
      *start = before;
    }
  *start = MAX (*start, floor);

  *end = galley_line_next_at (self->text, self->length, offset);
  while (*end < self->length)
    {
      gsize next = galley_line_next_at (self->text, self->length, *end);

      if (is_blank (self->text, *end, next))
        break;
      *end = next;
    }
}

/* Checks what stands between two blank lines around each mark of a block; returns where to go on.
 */
static gsize
check_marks (Checker *self, gsize reached, gsize start, gsize end)
{
  const char *mark;

  for (gsize from = MAX (start, reached);
       from < end && self->n_reports < REPORTS_MAX
       && (mark = galley_bytes_find (self->text + from, self->text + end, MARK)) != NULL;
       from = reached)
    {
      gsize first;

      find_block (self, reached, mark - self->text, &first, &reached);
      check_block (self, first, reached);
    }

  return reached;
}

/**
 * galley_emphasis_check:
 * @text: a file
 * @start: where its body starts, in bytes
 * @length: the length of the file in bytes
 * @blocks: what the body has become
 * @diagnostics: (element-type GalleyDiagnostic): takes what is found
 *
 * Finds emphasis that is clearly meant and that punctuation keeps from being any, and how to mend
 * it. Only blocks that show a mark are looked at.
 */
void
galley_emphasis_check (const char *text,
                       gsize start,
                       gsize length,
                       const GalleyBlocks *blocks,
                       GPtrArray *diagnostics)
{
  Checker self = { text, length, blocks, diagnostics };
  gsize reached = start;

  for (guint i = 0; i < count_blocks (blocks); i++)
    {
      const GalleyBlock *block = &g_array_index (blocks->items, GalleyBlock, i);

      if (g_array_index (blocks->places, GalleyBlockState, i).shows_mark)
        reached = check_marks (&self, reached, block->offset, block->offset + block->length);
    }
}
