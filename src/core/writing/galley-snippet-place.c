/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-place.h"

#include "galley-line.h"

#include <string.h>

/* The line ends between the text before @place and the blank lines there. */
static guint
count_missing_before (const char *text, const char *place)
{
  guint breaks = 0;
  const char *p = place;

  while (p > text && breaks < 2)
    {
      const char *start;

      if (p[-1] == '\n')
        p -= p - 1 > text && p[-2] == '\r' ? 2 : 1;
      else if (p[-1] == '\r')
        p--;
      else
        break;
      breaks++;
      start = galley_line_find_start (text, p);
      if (galley_line_is_blank (start, p))
        p = start;
    }
  return p == text ? 0 : 2 - breaks;
}

static guint
count_missing_after (const char *place, const char *end)
{
  GalleyLine line = galley_line_read (place, end);
  gboolean at_end = line.next == line.end;

  /* The line that the snippet ends on needs its own end, and a blank line if there is more. */
  if (galley_skip_blanks (place, line.end) != line.end)
    return 2;
  if (at_end)
    return 1;
  for (line = galley_line_read (line.next, end);; line = galley_line_read (line.next, end))
    {
      if (!galley_line_is_blank (line.start, line.end))
        return line.start == galley_line_read (place, end).next ? 1 : 0;
      if (line.next == line.end)
        return 0;
    }
}

/**
 * galley_snippet_place_line:
 * @text: the text of an issue
 * @length: its length in bytes
 * @start: where the snippet goes, in bytes: at a line start, or after nothing but blanks
 * @end: where what it replaces ends, in bytes
 * @scope: what is there
 * @place: (out caller-allocates): what it needs
 *
 * Finds what a snippet needs that is written on a line of its own: in the body, blank lines around
 * it.
 */
void
galley_snippet_place_line (const char *text,
                           gsize length,
                           gsize start,
                           gsize end,
                           GalleyScope scope,
                           GalleySnippetPlace *place)
{
  *place = (GalleySnippetPlace) { .offset = start, .length = end - start };
  if (scope != GALLEY_SCOPE_BODY)
    return;
  place->n_before = count_missing_before (text, galley_line_find_start (text, text + start));
  place->n_after = count_missing_after (text + end, text + length);
  /* At the end of a file whose last line is this one, a person would not make another. */
  if (end == length)
    place->n_after = 0;
}

/* The end of the paragraph, list item or code block that @place is in. */
static const char *
find_block_end (const char *text, gsize length, const char *place)
{
  const char *end = text + length;
  GalleyFence fence = { 0 };
  GalleyLine line = { .next = galley_scope_find_body (text, length) };

  for (;;)
    {
      line = galley_line_read (line.next, end);
      galley_fence_read (&fence, &line);
      if (line.next == line.end)
        return line.end;
      if (line.end >= place && fence.width == 0)
        {
          GalleyLine next = galley_line_read (line.next, end);

          if (galley_line_is_blank (next.start, next.end)
              || galley_line_is_blank (line.start, line.end))
            return line.end;
        }
    }
}

static gboolean
is_whole_block (const char *text, gsize length, const char *start, const char *end)
{
  const char *first = galley_line_find_start (text, start);
  GalleyLine last = galley_line_read (end, text + length);
  GalleyLine after = galley_line_read (last.next, text + length);

  if (galley_skip_blanks (first, start) != start || galley_skip_blanks (end, last.end) != last.end)
    return FALSE;
  return count_missing_before (text, first) == 0 && galley_line_is_blank (after.start, after.end);
}

/**
 * galley_snippet_place_block:
 * @text: the text of an issue
 * @length: its length in bytes
 * @selection_start: where the selection starts, in bytes
 * @selection_end: where it ends, in bytes; the same without a selection
 * @place: (out caller-allocates): where to put the snippet
 *
 * Finds the place for a part of the body that stands alone: the line of the cursor if it is blank,
 * or behind the paragraph it is in. A selection is replaced if it is whole paragraphs. With the
 * cursor in the front matter, the place is the end of the text.
 */
void
galley_snippet_place_block (const char *text,
                            gsize length,
                            gsize selection_start,
                            gsize selection_end,
                            GalleySnippetPlace *place)
{
  const char *end = text + length;
  GalleyScope scope = galley_scope_at (text, length, selection_start);
  const char *at = text + selection_end;
  GalleyLine line;

  if (scope == GALLEY_SCOPE_BODY && selection_start < selection_end
      && is_whole_block (text, length, text + selection_start, at))
    {
      galley_snippet_place_line (text, length, selection_start, selection_end, scope, place);
      return;
    }

  if (at < galley_scope_find_body (text, length))
    at = end;
  else
    at = find_block_end (text, length, at);
  line = galley_line_read (galley_line_find_start (text, at), end);
  if (galley_line_is_blank (line.start, line.end))
    at = line.start;

  *place = (GalleySnippetPlace) { .offset = (gsize) (at - text) };
  if (at == line.start)
    place->length = (gsize) (line.end - at);
  place->n_before = count_missing_before (text, at);
  place->n_after = count_missing_after (text + place->offset + place->length, end);
}

/**
 * galley_snippet_find_separator:
 * @text: the text of an issue
 * @length: its length in bytes
 *
 * Finds what stands between the name and the description of an entry: as the issue has it first.
 *
 * Returns: (nullable): the separator, with its spaces
 */
const char *
galley_snippet_find_separator (const char *text, gsize length)
{
  /* The longer ones first: one is the start of another. */
  static const char *const separators[] = { " : ", " ： ", " — ", " – ", " - ", "：", ": ", " ：" };
  const char *end = text + length;
  GalleyLine line = { .next = galley_scope_find_body (text, length) };

  do
    {
      const char *p;

      line = galley_line_read (line.next, end);
      p = galley_scope_skip_marks (line.start, line.end);
      if (p == line.end || (*p != '[' && !g_str_has_prefix (p, "**")))
        continue;
      p = g_strstr_len (p + 1, line.end - p - 1, *p == '[' ? "](" : "**");
      if (p == NULL)
        continue;
      if (*p == ']')
        p = memchr (p, ')', (gsize) (line.end - p));
      else
        p++;
      for (guint i = 0; p != NULL && i < G_N_ELEMENTS (separators); i++)
        if ((gsize) (line.end - p) > strlen (separators[i])
            && g_str_has_prefix (p + 1, separators[i]))
          return separators[i];
    }
  while (line.next > line.end);
  return NULL;
}
