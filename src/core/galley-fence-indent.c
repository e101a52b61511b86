/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-fence-indent.h"

#include <string.h>

#define TAB_WIDTH 4

/* An item that begins with more blanks begins with indented code. */
#define ITEM_BLANKS_MAX 4

#define UNKNOWN -1

typedef struct
{
  const char *line;
  const char *end;
  int number;
  /* The column that the content of each open item begins at. */
  GArray *columns;
} Place;

static int
add_column (int column, char c)
{
  return c == '\t' ? column + TAB_WIDTH - column % TAB_WIDTH : column + 1;
}

static int
measure (const char *start, const char *end)
{
  int column = 0;

  for (const char *p = start; p < end; p++)
    column = add_column (column, *p);

  return column;
}

/* Nodes come in the order of their lines, but for footnotes. Returns where in the text the node
 * begins, or NULL. */
static const char *
go_to (Place *place, cmark_node *node)
{
  int column = cmark_node_get_start_column (node) - 1;

  while (place->number < cmark_node_get_start_line (node))
    {
      const char *line_end = memchr (place->line, '\n', place->end - place->line);

      if (line_end == NULL)
        return NULL;
      place->line = line_end + 1;
      place->number++;
    }

  if (place->number > cmark_node_get_start_line (node) || column < 0
      || column >= place->end - place->line)
    return NULL;

  return place->line + column;
}

static int
get_item_column (Place *place, cmark_node *item)
{
  const char *p = go_to (place, item);
  int marker_end;
  int column;

  if (p == NULL)
    return UNKNOWN;

  while (p < place->end && g_ascii_isdigit (*p))
    p++;
  if (p < place->end)
    p++;
  marker_end = column = measure (place->line, p);
  for (; p < place->end && (*p == ' ' || *p == '\t'); p++)
    column = add_column (column, *p);

  if (p == place->end || *p == '\n' || *p == '\r' || column - marker_end > ITEM_BLANKS_MAX)
    return marker_end + 1;

  return column;
}

static void
take_blanks (cmark_node *code, int count)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = cmark_node_get_literal (code);

  while (*p != '\0')
    {
      const char *line_end = strchr (p, '\n');
      gsize blanks = strspn (p, " ");

      p += MIN (blanks, (gsize) count);
      line_end = line_end != NULL ? line_end + 1 : p + strlen (p);
      g_string_append_len (out, p, line_end - p);
      p = line_end;
    }
  cmark_node_set_literal (code, out->str);
}

static void
repair (Place *place, cmark_node *code)
{
  int length;
  int offset;
  char sign;
  const char *fence;
  int column;
  int missing;

  if (!cmark_node_get_fenced (code, &length, &offset, &sign) || offset == 0
      || cmark_node_get_type (cmark_node_parent (code)) != CMARK_NODE_ITEM
      || place->columns->len == 0)
    return;

  fence = go_to (place, code);
  column = g_array_index (place->columns, int, place->columns->len - 1);
  if (fence == NULL || *fence != sign || column == UNKNOWN)
    return;
  missing = measure (place->line, fence) - column - offset;
  if (missing > 0 && missing < TAB_WIDTH)
    take_blanks (code, missing);
}

/**
 * galley_fence_indent_repair:
 * @document: a document
 * @text: what it was parsed from
 * @length: the length of @text in bytes
 *
 * The code between fences loses as many columns as the first fence is indented by. In an item of a
 * list cmark-gfm takes what is left of a tab for one column; this takes the others from the code.
 */
void
galley_fence_indent_repair (cmark_node *document, const char *text, gsize length)
{
  Place place = { .line = text, .end = text + length, .number = 1 };
  cmark_event_type event;
  cmark_iter *iter;

  if (length == 0 || memchr (text, '\t', length) == NULL)
    return;

  place.columns = g_array_new (FALSE, FALSE, sizeof (int));
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (type == CMARK_NODE_ITEM && event == CMARK_EVENT_ENTER)
        {
          int column = get_item_column (&place, node);

          g_array_append_val (place.columns, column);
        }
      else if (type == CMARK_NODE_ITEM)
        g_array_set_size (place.columns, place.columns->len - 1);
      else if (type == CMARK_NODE_CODE_BLOCK)
        repair (&place, node);
    }

  cmark_iter_free (iter);
  g_array_unref (place.columns);
}
