/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-format-marks.h"

#include "galley-line.h"

#include <string.h>

static void
edit_clear (gpointer data)
{
  g_free (((GalleyEdit *) data)->replacement);
}

static GalleyEmphasis *
get_emphasis (GalleyMarks *self, guint i)
{
  return &g_array_index (self->emphases, GalleyEmphasis, i);
}

/* Finds the emphases that may touch a range, so that a whole long text can be marked: as they are
 * sorted by their end, those before are left out, and at some point all open behind it. */
static GalleyRange
find_candidates (GalleyMarks *self, GalleyRange range)
{
  GalleyRange found = { 0, self->emphases->len };
  gsize last = self->emphases->len;

  while (found.start < found.end)
    {
      gsize middle = (found.start + found.end) / 2;
      const GalleyEmphasis *emphasis = get_emphasis (self, middle);

      if (emphasis->close + emphasis->width < range.start)
        found.start = middle + 1;
      else
        found.end = middle;
    }

  while (found.end < last)
    {
      gsize middle = (found.end + last) / 2;

      if (self->lowest[middle] <= range.end)
        found.end = middle + 1;
      else
        last = middle;
    }

  return found;
}

static void
add_edit (GalleyMarks *self, gsize offset, gsize length, const char *replacement)
{
  GalleyEdit edit = { offset, length, g_strdup (replacement) };

  g_array_append_val (self->edits, edit);
}

/* Puts a mark somewhere. */
void
galley_marks_insert (GalleyMarks *self, gsize offset)
{
  add_edit (self, offset, 0, self->mark);
}

/* Takes both marks away. */
void
galley_marks_remove (GalleyMarks *self, const GalleyEmphasis *emphasis)
{
  add_edit (self, emphasis->open, emphasis->width, "");
  add_edit (self, emphasis->close, emphasis->width, "");
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  const GalleyEdit *x = a;
  const GalleyEdit *y = b;

  if (x->offset != y->offset)
    return x->offset < y->offset ? -1 : 1;

  return x->length < y->length ? -1 : x->length > y->length;
}

/* Where the start or the end of the selection is after the edits: marks that are put there stay
 * outside of it. */
gsize
galley_marks_map (GArray *edits, gsize offset, gboolean start)
{
  gssize shift = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, i);
      gsize added = strlen (edit->replacement);

      if (edit->offset > offset || (edit->offset == offset && !start))
        break;
      if (edit->offset + edit->length > offset)
        return edit->offset + shift + added;
      shift += (gssize) added - (gssize) edit->length;
    }

  return offset + shift;
}

GalleyFormatChange *
galley_marks_finish (GalleyMarks *self, gsize start, gsize end)
{
  GalleyFormatChange *change = galley_format_change_new (start, end);
  gsize done = 0;

  g_array_sort (self->edits, compare_edits);

  for (guint i = 0; i < self->edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (self->edits, GalleyEdit, i);
      const GalleyEdit *last = i > 0 ? edit - 1 : NULL;

      if (last != NULL && edit->length > 0 && last->offset == edit->offset
          && last->length == edit->length)
        continue;

      if (edit->offset >= done)
        galley_edit_list_add (change->edits, edit->offset, edit->length, edit->replacement);
      else if (edit->length == 0)
        galley_edit_list_add (change->edits, done, 0, edit->replacement);
      else
        continue;

      done = MAX (done, edit->offset + edit->length);
    }

  change->selection_start = galley_marks_map (change->edits, start, TRUE);
  change->selection_end =
    MAX (change->selection_start, galley_marks_map (change->edits, end, FALSE));

  return change;
}

/* How many of the sign stand together before or after a place. */
static guint
count_before (const char *text, gsize offset, char sign)
{
  guint n = 0;

  while (n < offset && text[offset - n - 1] == sign)
    n++;

  return n;
}

static guint
count_after (const char *text, gsize length, gsize offset, char sign)
{
  guint n = 0;

  while (offset + n < length && text[offset + n] == sign)
    n++;

  return n;
}

static gboolean
is_part_of_emphasis (GalleyMarks *self, gsize offset)
{
  GalleyRange candidates = find_candidates (self, (GalleyRange) { offset, offset });

  for (gsize i = candidates.start; i < candidates.end; i++)
    {
      const GalleyEmphasis *emphasis = get_emphasis (self, i);

      if ((offset >= emphasis->open && offset < emphasis->open + emphasis->width)
          || (offset >= emphasis->close && offset < emphasis->close + emphasis->width))
        return TRUE;
    }

  return FALSE;
}

/* Marks around nothing, or around what may not be emphasised there, are no emphasis to Markdown
 * but have been put there to be taken away again. */
static gboolean
find_bare_marks (GalleyMarks *self, GalleyRange *range, GalleyEmphasis *found)
{
  GalleyRange core = *range;
  guint before, after;

  while (core.start < core.end && self->text[core.start] == '*')
    core.start++;
  while (core.start < core.end && self->text[core.end - 1] == '*')
    core.end--;

  before = count_before (self->text, core.start, '*');
  after = count_after (self->text, self->length, core.end, '*');

  if (before != after || (self->width == 2 ? before < 2 : before % 2 == 0)
      || is_part_of_emphasis (self, core.start - 1) || is_part_of_emphasis (self, core.end))
    return FALSE;

  *found = (GalleyEmphasis) { core.start - self->width, core.end, self->width };
  *range = core;

  return TRUE;
}

/* Takes marks off the ends of a range, if what they emphasise is the range or goes beyond it. */
static GalleyRange
strip_marks (GalleyMarks *self, GalleyRange range)
{
  GalleyRange candidates = find_candidates (self, range);

  /* Inner ones come first in the list. */
  for (gsize i = candidates.end; i > candidates.start; i--)
    {
      const GalleyEmphasis *emphasis = get_emphasis (self, i - 1);
      gsize first = emphasis->open + emphasis->width;
      gboolean opens = emphasis->open == range.start;
      gboolean closes = emphasis->close + emphasis->width == range.end;

      if (opens && (closes || emphasis->close >= range.end) && first <= range.end)
        range.start = first;
      if (closes && (opens || first <= range.start) && emphasis->close >= range.start)
        range.end = emphasis->close;
    }

  return range;
}

static gboolean
is_wide_punctuation (gunichar c)
{
  return c >= 0x80 && galley_char_is_punctuation (c);
}

static gboolean
may_stay_outside (gunichar c)
{
  return is_wide_punctuation (c) || galley_char_is_space (c);
}

static GalleyRange
strip_wide_punctuation (GalleyMarks *self, GalleyRange range)
{
  while (range.start < range.end
         && may_stay_outside (galley_char_at (self->text, self->length, range.start)))
    range.start = g_utf8_next_char (self->text + range.start) - self->text;

  while (range.start < range.end && may_stay_outside (galley_char_before (self->text, range.end)))
    range.end = g_utf8_prev_char (self->text + range.end) - self->text;

  return range;
}

/* Finds the emphasis of this kind that a range lies in. The punctuation that was kept outside of
 * the marks does not count, nor do the marks themselves: both are taken off the range. */
gboolean
galley_marks_find_around (GalleyMarks *self, GalleyRange *range, GalleyEmphasis *found)
{
  const GalleyRange inner = strip_wide_punctuation (self, *range);
  const GalleyRange cores[] = {
    strip_marks (self, *range),
    strip_marks (self, (GalleyRange) { inner.start, range->end }),
    strip_marks (self, (GalleyRange) { range->start, inner.end }),
    strip_marks (self, inner),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cores); i++)
    {
      GalleyRange candidates = find_candidates (self, cores[i]);

      for (gsize j = candidates.start; j < candidates.end; j++)
        {
          const GalleyEmphasis *emphasis = get_emphasis (self, j);

          if (emphasis->width == self->width && emphasis->open + emphasis->width <= cores[i].start
              && cores[i].end <= emphasis->close)
            {
              *found = *emphasis;
              *range = cores[i];
              return TRUE;
            }
        }
    }

  return find_bare_marks (self, range, found);
}

/* Widens a range to the marks of the other kind that are right around it. */
static GalleyRange
add_marks (GalleyMarks *self, GalleyRange range)
{
  GalleyRange candidates = find_candidates (self, range);

  for (gsize i = candidates.start; i < candidates.end; i++)
    {
      const GalleyEmphasis *emphasis = get_emphasis (self, i);

      if (emphasis->width != self->width && emphasis->open + emphasis->width == range.start
          && emphasis->close == range.end)
        range = (GalleyRange) { emphasis->open, emphasis->close + emphasis->width };
    }

  return range;
}

/* Takes a part out of what is emphasised; the rest stays so. */
void
galley_marks_unmark (GalleyMarks *self, GalleyRange core, const GalleyEmphasis *emphasis)
{
  GalleyRange range = add_marks (self, core);
  gsize first = emphasis->open + emphasis->width;
  GalleyRange before = { first, MAX (range.start, first) };
  GalleyRange after = { MIN (range.end, emphasis->close), emphasis->close };
  g_autofree char *mark = g_strndup (self->text + emphasis->open, emphasis->width);

  galley_format_trim (self->text, &before.start, &before.end);
  galley_format_trim (self->text, &after.start, &after.end);

  if (before.start < before.end)
    add_edit (self, before.end, 0, mark);
  else
    add_edit (self, emphasis->open, emphasis->width, "");

  if (after.start < after.end)
    add_edit (self, after.start, 0, mark);
  else
    add_edit (self, emphasis->close, emphasis->width, "");
}

/* Marks a range; one that begins or ends in what is emphasised already goes over into it. */
void
galley_marks_mark (GalleyMarks *self, GalleyRange range)
{
  GalleyRange candidates = find_candidates (self, range);
  gboolean open = TRUE;
  gboolean close = TRUE;

  for (gsize i = candidates.start; i < candidates.end; i++)
    {
      const GalleyEmphasis *emphasis = get_emphasis (self, i);
      gsize end = emphasis->close + emphasis->width;

      if (emphasis->width != self->width || emphasis->open >= range.end || end <= range.start)
        continue;

      if (emphasis->open < range.start)
        open = FALSE;
      else
        add_edit (self, emphasis->open, emphasis->width, "");

      if (end > range.end)
        close = FALSE;
      else
        add_edit (self, emphasis->close, emphasis->width, "");
    }

  if (open)
    add_edit (self, range.start, 0, self->mark);
  if (close)
    add_edit (self, range.end, 0, self->mark);
}

/* CommonMark sees no emphasis in 是**“重点”**的, where a mark has punctuation inside and a letter
 * outside, which is how Chinese and Japanese are written; 是“**重点**”的 it does see. */
void
galley_marks_keep_punctuation_outside (GalleyMarks *self, GalleyRange *range)
{
  GalleyRange inner = *range;
  GalleyRange core;

  while (inner.start < inner.end)
    {
      gunichar outside = galley_char_before (self->text, inner.start);
      gunichar first = galley_char_at (self->text, self->length, inner.start);
      gunichar last = galley_char_before (self->text, inner.end);
      gunichar behind = galley_char_at (self->text, self->length, inner.end);
      gboolean bad_start = is_wide_punctuation (first) && !galley_char_is_space (outside)
                           && !galley_char_is_punctuation (outside);
      gboolean bad_end = is_wide_punctuation (last) && !galley_char_is_space (behind)
                         && !galley_char_is_punctuation (behind);
      GUnicodeType opening = g_unichar_type (first);
      GUnicodeType closing = g_unichar_type (last);
      gboolean pair =
        is_wide_punctuation (first) && is_wide_punctuation (last)
        && (opening == G_UNICODE_OPEN_PUNCTUATION || opening == G_UNICODE_INITIAL_PUNCTUATION)
        && (closing == G_UNICODE_CLOSE_PUNCTUATION || closing == G_UNICODE_FINAL_PUNCTUATION);

      if (!bad_start && !bad_end)
        break;

      if (bad_start || pair)
        inner.start += g_unichar_to_utf8 (first, NULL);
      if ((bad_end || pair) && inner.end > inner.start)
        inner.end -= g_unichar_to_utf8 (last, NULL);
    }

  galley_format_trim (self->text, &inner.start, &inner.end);

  core = strip_wide_punctuation (self, inner);
  if (core.start < core.end)
    *range = inner;
}

void
galley_marks_init (GalleyMarks *self, const char *text, gsize length, const char *mark)
{
  *self = (GalleyMarks) { .text = text, .length = length, .mark = mark, .width = strlen (mark) };

  self->emphases = galley_emphasis_find (text, length);
  self->edits = g_array_new (FALSE, FALSE, sizeof (GalleyEdit));
  g_array_set_clear_func (self->edits, edit_clear);

  self->lowest = g_new (gsize, self->emphases->len + 1);
  self->lowest[self->emphases->len] = G_MAXSIZE;
  for (guint i = self->emphases->len; i > 0; i--)
    self->lowest[i - 1] = MIN (self->lowest[i], get_emphasis (self, i - 1)->open);
}

void
galley_marks_clear (GalleyMarks *self)
{
  g_array_unref (self->emphases);
  g_array_unref (self->edits);
  g_free (self->lowest);
}
