/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-scope.h"

#include "galley-front-matter.h"

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

/* Where the body of a text starts; a front matter that is not closed is being written. */
const char *
galley_scope_find_body (const char *text, gsize length)
{
  GalleyFrontMatter head;

  galley_front_matter_split (&head, text, length);
  return text + head.body_offset;
}

/* The scope of a place that is not beyond the front matter. */
static GalleyScope
get_head_scope (const GalleyFrontMatter *head, gboolean closed, gsize place)
{
  static const GalleyScope scopes[] = {
    [GALLEY_FRONT_MATTER_YAML] = GALLEY_SCOPE_YAML,
    [GALLEY_FRONT_MATTER_TOML] = GALLEY_SCOPE_TOML,
    [GALLEY_FRONT_MATTER_JSON] = GALLEY_SCOPE_JSON,
  };
  gsize start = head->offset + (head->kind == GALLEY_FRONT_MATTER_JSON);
  gboolean is_inside = place >= start && (!closed || place < head->offset + head->length);

  return is_inside ? scopes[head->kind] : GALLEY_SCOPE_NOWHERE;
}

static gboolean
is_in_head (const GalleyFrontMatter *head, gboolean closed, gsize place)
{
  if (head->kind == GALLEY_FRONT_MATTER_NONE)
    return FALSE;
  if (!closed || place < head->body_offset)
    return !closed || head->kind != GALLEY_FRONT_MATTER_JSON || place < head->offset + head->length;

  /* Behind the last mark, on its line. */
  return head->kind != GALLEY_FRONT_MATTER_JSON && place == head->offset + head->length + 3;
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
  GalleyFrontMatter head;
  gboolean closed = galley_front_matter_split (&head, text, length);
  GalleyFence fence = { 0 };
  GalleyLine line = { .next = text + head.body_offset };

  if (is_in_head (&head, closed, MIN (offset, length)))
    return get_head_scope (&head, closed, MIN (offset, length));
  for (;;)
    {
      gboolean mark;

      line = galley_line_read (line.next, end);
      mark = galley_fence_read (&fence, &line);
      if (place <= line.end || line.next == line.end)
        return mark || fence.width > 0 ? GALLEY_SCOPE_NOWHERE : GALLEY_SCOPE_BODY;
    }
}
