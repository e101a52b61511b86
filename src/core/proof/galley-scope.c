/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-scope.h"

#include <string.h>

/* Quote and list marks, in which a code block may stand. */
const char *
galley_scope_skip_marks (const char *p, const char *end)
{
  for (;;)
    {
      const char *q = galley_skip_blanks (p, end);

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

/* Reads the mark that opens or closes a code block, if the line is one. */
gboolean
galley_fence_read (GalleyFence *fence, const GalleyLine *line)
{
  const char *p = fence->width > 0 ? line->start : galley_scope_skip_marks (line->start, line->end);
  const char *q;

  /* What closes is in no new list item. */
  while (fence->width > 0 && p < line->end && (galley_is_blank (*p) || *p == '>'))
    p++;
  if (p == line->end || (*p != '`' && *p != '~') || (fence->width > 0 && *p != fence->mark))
    return FALSE;
  for (q = p; q < line->end && *q == *p;)
    q++;

  if (fence->width > 0)
    {
      if ((gsize) (q - p) < fence->width || galley_skip_blanks (q, line->end) != line->end)
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
skip_front_matter (const char *text, const char *end, gsize offset, GalleyScope *scope)
{
  const char *p = text;
  const char *place = text + offset;
  const char *mark;
  GalleyLine line;

  *scope = GALLEY_SCOPE_BODY;
  if (end - p >= 3 && memcmp (p, "\xEF\xBB\xBF", 3) == 0)
    p += 3;
  for (line = galley_line_read (p, end);
       galley_line_is_blank (line.start, line.end) && line.next > line.start;)
    line = galley_line_read (line.next, end);

  p = line.start;
  if (end - p >= 2 && *p == '{' && p[1] != '{')
    {
      const char *close = skip_json (p, end);

      if (close == NULL || place < close)
        *scope = place > p ? GALLEY_SCOPE_JSON : GALLEY_SCOPE_NOWHERE;
      return close != NULL ? close : end;
    }
  if (line.end - p < 3 || (memcmp (p, "---", 3) != 0 && memcmp (p, "+++", 3) != 0)
      || galley_skip_blanks (p + 3, line.end) != line.end)
    return text;

  mark = p;
  *scope = place < line.next ? GALLEY_SCOPE_NOWHERE
           : *mark == '-'    ? GALLEY_SCOPE_YAML
                             : GALLEY_SCOPE_TOML;
  while (line.next < end)
    {
      line = galley_line_read (line.next, end);
      if (line.end - line.start >= 3 && memcmp (line.start, mark, 3) == 0)
        {
          if (place >= line.next && line.next > line.end)
            *scope = GALLEY_SCOPE_BODY;
          else if (place >= line.start)
            *scope = GALLEY_SCOPE_NOWHERE;
          return line.next;
        }
    }
  return end;
}

/* Where the body of a text starts. */
const char *
galley_scope_find_body (const char *text, gsize length)
{
  GalleyScope scope;

  return skip_front_matter (text, text + length, length, &scope);
}

/**
 * galley_scope_at:
 * @text: the text of an issue
 * @length: its length in bytes
 * @offset: a place in it, in bytes
 *
 * Tells what may be written at a place. Reads the text up to there.
 *
 * Returns: the scope
 */
GalleyScope
galley_scope_at (const char *text, gsize length, gsize offset)
{
  const char *end = text + length;
  const char *place = text + MIN (offset, length);
  GalleyScope scope;
  GalleyFence fence = { 0 };
  GalleyLine line = { .next = skip_front_matter (text, end, MIN (offset, length), &scope) };

  if (scope != GALLEY_SCOPE_BODY)
    return scope;
  for (;;)
    {
      gboolean mark;

      line = galley_line_read (line.next, end);
      mark = galley_fence_read (&fence, &line);
      if (place <= line.end || line.next == line.end)
        return mark || fence.width > 0 ? GALLEY_SCOPE_NOWHERE : GALLEY_SCOPE_BODY;
    }
}
