/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-format-marks.h"

#include "galley-line.h"

static gsize
skip_heading_mark (GalleyMarks *self, GalleyRange range)
{
  gsize p = range.start;

  while (p < range.end && self->text[p] == '#')
    p++;

  return galley_char_is_space (galley_char_at (self->text, range.end, p)) ? p : range.start;
}

/* Splits a selection into what can be emphasised: the text of each line, without white space and
 * without the marks of lists, quotes and headings. */
static GArray *
list_ranges (GalleyMarks *self, gsize start, gsize end)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (GalleyRange));

  for (gsize line = galley_line_start_at (self->text, start); line < end;
       line = galley_line_next_at (self->text, self->length, line))
    {
      gsize line_end = galley_line_end_at (self->text, self->length, line);
      GalleyLinePrefix prefix;
      GalleyRange range;

      galley_line_prefix_parse (&prefix, self->text, line, line_end);
      range = (GalleyRange) { prefix.content, line_end };
      galley_format_trim (self->text, &range.start, &range.end);
      range.start = skip_heading_mark (self, range);

      range.start = MAX (range.start, start);
      range.end = MIN (range.end, end);
      if (range.start >= range.end)
        continue;

      galley_format_trim (self->text, &range.start, &range.end);
      if (range.start < range.end)
        g_array_append_val (ranges, range);
    }

  return ranges;
}

static GalleyFormatChange *
toggle_ranges (GalleyMarks *self, GArray *ranges)
{
  g_autoptr (GArray) around = g_array_new (FALSE, TRUE, sizeof (GalleyEmphasis));
  GalleyRange *items = (GalleyRange *) ranges->data;
  guint n_marked = 0;

  g_array_set_size (around, ranges->len);
  for (guint i = 0; i < ranges->len; i++)
    n_marked +=
      galley_marks_find_around (self, &items[i], &g_array_index (around, GalleyEmphasis, i));

  for (guint i = 0; i < ranges->len; i++)
    {
      const GalleyEmphasis *emphasis = &g_array_index (around, GalleyEmphasis, i);

      if (n_marked == ranges->len)
        {
          galley_marks_unmark (self, items[i], emphasis);
        }
      else if (emphasis->width == 0)
        {
          galley_marks_keep_punctuation_outside (self, &items[i]);
          galley_marks_mark (self, items[i]);
        }
    }

  return galley_marks_finish (self, items[0].start, items[ranges->len - 1].end);
}

static GalleyFormatChange *
toggle_cursor (GalleyMarks *self, gsize cursor)
{
  GalleyRange word = { cursor, cursor };
  GalleyEmphasis emphasis;
  GalleyFormatChange *change;

  if (galley_marks_find_around (self, &word, &emphasis))
    {
      galley_marks_remove (self, &emphasis);
      return galley_marks_finish (self, cursor, cursor);
    }

  if (galley_format_find_word (self->text, self->length, &word.start, &word.end))
    {
      if (galley_marks_find_around (self, &word, &emphasis))
        galley_marks_remove (self, &emphasis);
      else
        galley_marks_mark (self, word);

      change = galley_marks_finish (self, cursor, cursor);
      if (cursor == word.end)
        change->selection_start = galley_marks_map (change->edits, cursor, FALSE);
      change->selection_end = change->selection_start;
      return change;
    }

  galley_marks_insert (self, cursor);
  galley_marks_insert (self, cursor);
  change = galley_marks_finish (self, cursor, cursor);
  change->selection_start = change->selection_end = cursor + self->width;

  return change;
}

static GalleyFormatChange *
toggle (const char *text, gsize length, gsize start, gsize end, const char *mark)
{
  g_autoptr (GArray) ranges = NULL;
  g_auto (GalleyMarks) self = { NULL };
  gsize last = MIN (MAX (start, end), length);
  gsize first = MIN (MIN (start, end), last);

  galley_marks_init (&self, text, length, mark);

  if (first == last)
    return toggle_cursor (&self, first);

  ranges = list_ranges (&self, first, last);
  if (ranges->len == 0)
    return galley_format_change_new (first, last);

  return toggle_ranges (&self, ranges);
}

/**
 * galley_format_toggle_bold:
 * @text: the paragraphs that the selection touches
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 *
 * Makes the selection bold, or plain if all of it is bold. Without selection this is done to what
 * is bold around the cursor, else to the word under it, else empty marks are put around it.
 * White space, and the marks of lists, quotes and headings, stay outside, so that several lines
 * are marked one by one.
 *
 * Returns: (transfer full): what to change
 */
GalleyFormatChange *
galley_format_toggle_bold (const char *text,
                           gsize length,
                           gsize selection_start,
                           gsize selection_end)
{
  return toggle (text, length, selection_start, selection_end, "**");
}

/**
 * galley_format_toggle_italic:
 * @text: the paragraphs that the selection touches
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 *
 * Makes the selection italic or plain again, as galley_format_toggle_bold() does for bold.
 *
 * Returns: (transfer full): what to change
 */
GalleyFormatChange *
galley_format_toggle_italic (const char *text,
                             gsize length,
                             gsize selection_start,
                             gsize selection_end)
{
  return toggle (text, length, selection_start, selection_end, "*");
}
