/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-stand-in-lines.h"

#include "galley-bytes.h"
#include "galley-line.h"
#include "galley-node.h"

#include <string.h>

/* Masks are few. Most blocks need not be looked at for them, when it can be told from the lines
 * which ones have none. */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  gsize left = *(const gsize *) a;
  gsize right = *(const gsize *) b;

  return (left > right) - (left < right);
}

/* The end of the lines around a place that have no blank one among them, and their start. */
static const char *
find_blank_after (const char *place, const char *end)
{
  const char *p = memchr (place, '\n', end - place);

  while (p != NULL)
    {
      const char *next = memchr (p + 1, '\n', end - p - 1);

      if (galley_line_is_blank (p + 1, next != NULL ? next : end))
        return p;
      p = next;
    }

  return end;
}

static const char *
find_blank_before (const char *start, const char *place)
{
  const char *p = memrchr (start, '\n', place - start);

  while (p != NULL)
    {
      const char *before = memrchr (start, '\n', p - start);

      if (galley_line_is_blank (before != NULL ? before + 1 : start, p))
        return p;
      p = before;
    }

  return start;
}

/* The definition of a link or a footnote is read somewhere else. */
static gboolean
may_be_in_definition (const char *text, gsize length, const GArray *places)
{
  const char *end = text + length;
  const char *reached = text;

  for (guint i = 0; i < places->len; i++)
    {
      const char *place = text + g_array_index (places, gsize, i);
      const char *start;

      if (place < reached)
        continue;
      start = find_blank_before (reached, place);
      reached = find_blank_after (place, end);
      if (galley_bytes_find (start, reached, "]:") != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * galley_stand_in_lines_new:
 * @text: a text
 * @length: its length in bytes
 * @places: (element-type gsize): where there are masks, in bytes; is sorted
 *
 * Returns: (transfer full) (nullable) (element-type guint): the lines of the masks, from 1; %NULL
 *   when they do not tell which blocks have masks
 */
GArray *
galley_stand_in_lines_new (const char *text, gsize length, GArray *places)
{
  GArray *lines;
  const char *p = text;
  guint line = 1;

  g_array_sort (places, compare_places);
  if (memchr (text, '\r', length) != NULL || may_be_in_definition (text, length, places))
    return NULL;

  lines = g_array_sized_new (FALSE, FALSE, sizeof (guint), places->len);
  for (guint i = 0; i < places->len; i++)
    {
      const char *place = text + g_array_index (places, gsize, i);

      for (const char *end; (end = memchr (p, '\n', place - p)) != NULL; p = end + 1)
        line++;
      p = place;
      g_array_append_val (lines, line);
    }

  return lines;
}

/* Some blocks do not know where they start. */
static int
get_start_line (cmark_node *block)
{
  return galley_node_get_kind (block) == GALLEY_NODE_CORE
             && cmark_node_get_type (block) != CMARK_NODE_FOOTNOTE_DEFINITION
           ? cmark_node_get_start_line (block)
           : 0;
}

/**
 * galley_stand_in_lines_may_be_in:
 * @lines: lines
 * @block: a block of a document, one after the other
 * @i: (inout): the first line to look at; those before the block are passed over
 *
 * Returns: whether one of the lines may be in @block
 */
gboolean
galley_stand_in_lines_may_be_in (GArray *lines, cmark_node *block, guint *i)
{
  cmark_node *next = cmark_node_next (block);
  int start = get_start_line (block);
  int end = next != NULL ? get_start_line (next) : 0;

  if (start <= 0)
    return TRUE;

  while (*i < lines->len && g_array_index (lines, guint, *i) < (guint) start)
    ++*i;

  return *i < lines->len && (end <= start || g_array_index (lines, guint, *i) < (guint) end);
}
