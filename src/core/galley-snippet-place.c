/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-place.h"

#include <string.h>

/* Line ends are "\n", "\r\n" and "\r". */

typedef struct
{
  const char *start;
  const char *end;
  const char *next;
} Line;

/* An open code block: its mark and how many of it there are. */
typedef struct
{
  char mark;
  gsize width;
} Fence;

static Line
get_line (const char *text, const char *limit)
{
  Line line = { .start = text, .end = text };

  while (line.end < limit && *line.end != '\n' && *line.end != '\r')
    line.end++;
  line.next = line.end;
  if (line.next < limit && *line.next == '\r')
    line.next++;
  if (line.next < limit && *line.next == '\n' && (line.next == line.end || line.next[-1] == '\r'))
    line.next++;
  return line;
}

static gboolean
is_blank (const Line *line)
{
  for (const char *p = line->start; p < line->end; p++)
    if (*p != ' ' && *p != '\t')
      return FALSE;
  return TRUE;
}

static const char *
find_line_start (const char *text, const char *place)
{
  while (place > text && place[-1] != '\n' && place[-1] != '\r')
    place--;
  return place;
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Quote and list marks, in which a code block may stand. */
static const char *
skip_containers (const char *p, const char *end)
{
  for (;;)
    {
      const char *q = skip_blanks (p, end);

      p = q;
      if (q < end && *q == '>')
        {
          p = q + 1;
          continue;
        }
      if (q < end && strchr ("-+*", *q) != NULL && q + 1 < end && q[1] == ' ')
        {
          p = q + 2;
          continue;
        }
      while (q < end && g_ascii_isdigit (*q) && q - p < 9)
        q++;
      if (q == p || q + 1 >= end || (*q != '.' && *q != ')') || q[1] != ' ')
        return p;
      p = q + 2;
    }
}

static gboolean
read_fence (Fence *fence, const Line *line)
{
  const char *p = fence->width > 0 ? line->start : skip_containers (line->start, line->end);
  const char *q;

  /* What closes is in no new list item. */
  while (fence->width > 0 && p < line->end && (*p == ' ' || *p == '\t' || *p == '>'))
    p++;
  if (p == line->end || (*p != '`' && *p != '~') || (fence->width > 0 && *p != fence->mark))
    return FALSE;
  for (q = p; q < line->end && *q == *p;)
    q++;

  if (fence->width > 0)
    {
      if ((gsize) (q - p) < fence->width || skip_blanks (q, line->end) != line->end)
        return FALSE;
      fence->width = 0;
      return TRUE;
    }
  if (q - p < 3 || (*p == '`' && memchr (q, '`', (gsize) (line->end - q)) != NULL))
    return FALSE;
  fence->mark = *p;
  fence->width = (gsize) (q - p);
  return TRUE;
}

static const char *
skip_json (const char *p, const char *end)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (; p < end; p++)
    {
      if (quoted)
        {
          if (*p == '\\' && p + 1 < end)
            p++;
          else if (*p == '"')
            quoted = FALSE;
        }
      else if (*p == '"')
        quoted = TRUE;
      else if (*p == '{')
        depth++;
      else if (*p == '}' && --depth == 0)
        return p + 1;
    }
  return NULL;
}

/* Where the body starts; with @offset before, the scope there. A front matter that is not closed is
 * being written: it goes to the end. */
static const char *
skip_front_matter (const char *text, const char *end, gsize offset, GalleySnippetScope *scope)
{
  const char *p = text;
  const char *place = text + offset;
  const char *mark;
  Line line;

  *scope = GALLEY_SNIPPET_BODY;
  if (end - p >= 3 && memcmp (p, "\xEF\xBB\xBF", 3) == 0)
    p += 3;
  for (line = get_line (p, end); is_blank (&line) && line.next > line.start;)
    line = get_line (line.next, end);

  p = line.start;
  if (end - p >= 2 && *p == '{' && p[1] != '{')
    {
      const char *close = skip_json (p, end);

      if (close == NULL || place < close)
        *scope = place > p ? GALLEY_SNIPPET_JSON : GALLEY_SNIPPET_NOWHERE;
      return close != NULL ? close : end;
    }
  if (line.end - p < 3 || (memcmp (p, "---", 3) != 0 && memcmp (p, "+++", 3) != 0)
      || skip_blanks (p + 3, line.end) != line.end)
    return text;

  mark = p;
  *scope = place < line.next ? GALLEY_SNIPPET_NOWHERE
           : *mark == '-'    ? GALLEY_SNIPPET_YAML
                             : GALLEY_SNIPPET_TOML;
  while (line.next < end)
    {
      line = get_line (line.next, end);
      if (line.end - line.start >= 3 && memcmp (line.start, mark, 3) == 0)
        {
          if (place >= line.next && line.next > line.end)
            *scope = GALLEY_SNIPPET_BODY;
          else if (place >= line.start)
            *scope = GALLEY_SNIPPET_NOWHERE;
          return line.next;
        }
    }
  return end;
}

/**
 * galley_snippet_scope_at:
 * @text: the text of an issue
 * @length: its length in bytes
 * @offset: a place in it, in bytes
 *
 * Tells what may be written at a place. Reads the text up to there.
 *
 * Returns: the scope
 */
GalleySnippetScope
galley_snippet_scope_at (const char *text, gsize length, gsize offset)
{
  const char *end = text + length;
  const char *place = text + MIN (offset, length);
  GalleySnippetScope scope;
  Fence fence = { 0 };
  Line line = { .next = skip_front_matter (text, end, MIN (offset, length), &scope) };

  if (scope != GALLEY_SNIPPET_BODY)
    return scope;
  for (;;)
    {
      gboolean mark;

      line = get_line (line.next, end);
      mark = read_fence (&fence, &line);
      if (place <= line.end || line.next == line.end)
        return mark || fence.width > 0 ? GALLEY_SNIPPET_NOWHERE : GALLEY_SNIPPET_BODY;
    }
}

/* The line ends between the text before @place and the blank lines there. */
static guint
count_missing_before (const char *text, const char *place)
{
  guint breaks = 0;
  const char *p = place;

  while (p > text && breaks < 2)
    {
      const char *start;
      Line line;

      if (p[-1] == '\n')
        p -= p - 1 > text && p[-2] == '\r' ? 2 : 1;
      else if (p[-1] == '\r')
        p--;
      else
        break;
      breaks++;
      start = find_line_start (text, p);
      line = (Line) { .start = start, .end = p };
      if (is_blank (&line))
        p = start;
    }
  return p == text ? 0 : 2 - breaks;
}

static guint
count_missing_after (const char *place, const char *end)
{
  Line line = get_line (place, end);
  gboolean at_end = line.next == line.end;

  /* The line that the snippet ends on needs its own end, and a blank line if there is more. */
  if (skip_blanks (place, line.end) != line.end)
    return 2;
  if (at_end)
    return 1;
  for (line = get_line (line.next, end);; line = get_line (line.next, end))
    {
      if (!is_blank (&line))
        return line.start == get_line (place, end).next ? 1 : 0;
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
                           GalleySnippetScope scope,
                           GalleySnippetPlace *place)
{
  *place = (GalleySnippetPlace) { .offset = start, .length = end - start };
  if (scope != GALLEY_SNIPPET_BODY)
    return;
  place->n_before = count_missing_before (text, find_line_start (text, text + start));
  place->n_after = count_missing_after (text + end, text + length);
  /* At the end of a file whose last line is this one, a person would not make another. */
  if (end == length)
    place->n_after = 0;
}

static const char *
find_body (const char *text, gsize length)
{
  GalleySnippetScope scope;

  return skip_front_matter (text, text + length, length, &scope);
}

/* The end of the paragraph, list item or code block that @place is in. */
static const char *
find_block_end (const char *text, gsize length, const char *place)
{
  const char *end = text + length;
  Fence fence = { 0 };
  Line line = { .next = find_body (text, length) };

  for (;;)
    {
      line = get_line (line.next, end);
      read_fence (&fence, &line);
      if (line.next == line.end)
        return line.end;
      if (line.end >= place && fence.width == 0)
        {
          Line next = get_line (line.next, end);

          if (is_blank (&next) || is_blank (&line))
            return line.end;
        }
    }
}

static gboolean
is_whole_block (const char *text, gsize length, const char *start, const char *end)
{
  const char *first = find_line_start (text, start);
  Line last = get_line (end, text + length);
  Line after = get_line (last.next, text + length);

  if (skip_blanks (first, start) != start || skip_blanks (end, last.end) != last.end)
    return FALSE;
  return count_missing_before (text, first) == 0 && is_blank (&after);
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
  GalleySnippetScope scope = galley_snippet_scope_at (text, length, selection_start);
  const char *at = text + selection_end;
  Line line;

  if (scope == GALLEY_SNIPPET_BODY && selection_start < selection_end
      && is_whole_block (text, length, text + selection_start, at))
    {
      galley_snippet_place_line (text, length, selection_start, selection_end, scope, place);
      return;
    }

  if (at < find_body (text, length))
    at = end;
  else
    at = find_block_end (text, length, at);
  line = get_line (find_line_start (text, at), end);
  if (is_blank (&line))
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
  Line line = { .next = find_body (text, length) };

  do
    {
      const char *p;

      line = get_line (line.next, end);
      p = skip_containers (line.start, line.end);
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
