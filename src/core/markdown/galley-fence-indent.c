/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-fence-indent.h"

#include <string.h>

#define TAB_WIDTH 4

/* An item that begins with more blanks begins with indented code. */
#define ITEM_BLANKS_MAX 4

#define UNKNOWN -1

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

/* Where in the text a node begins, and where its line does; NULL when it does not know. */
static const char *
find_start (GalleyLines *source, cmark_node *node, const char **line)
{
  int column = cmark_node_get_start_column (node) - 1;

  *line = galley_lines_find (source, cmark_node_get_start_line (node));
  if (*line == NULL || column < 0 || column >= source->text + source->length - *line)
    return NULL;

  return *line + column;
}

/* The column that the content of an item begins at. */
static int
get_item_column (GalleyLines *source, cmark_node *item)
{
  const char *end = source->text + source->length;
  const char *line;
  const char *p = find_start (source, item, &line);
  int marker_end;
  int column;

  if (p == NULL)
    return UNKNOWN;

  while (p < end && g_ascii_isdigit (*p))
    p++;
  if (p < end)
    p++;
  marker_end = column = measure (line, p);
  for (; p < end && (*p == ' ' || *p == '\t'); p++)
    column = add_column (column, *p);

  if (p == end || *p == '\n' || *p == '\r' || column - marker_end > ITEM_BLANKS_MAX)
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

/**
 * galley_fence_indent_repair:
 * @code: a code block
 * @source: what it was parsed from
 *
 * The code between fences loses as many columns as the first fence is indented by. In an item of a
 * list cmark-gfm takes what is left of a tab for one column; this takes the others from the code.
 */
void
galley_fence_indent_repair (cmark_node *code, GalleyLines *source)
{
  const char *line;
  const char *fence;
  int column;
  int missing;
  int length;
  int offset;
  char sign;

  if (!cmark_node_get_fenced (code, &length, &offset, &sign) || offset == 0
      || cmark_node_get_type (cmark_node_parent (code)) != CMARK_NODE_ITEM)
    return;

  column = get_item_column (source, cmark_node_parent (code));
  fence = find_start (source, code, &line);
  if (fence == NULL || *fence != sign || column == UNKNOWN)
    return;
  missing = measure (line, fence) - column - offset;
  if (missing > 0 && missing < TAB_WIDTH)
    take_blanks (code, missing);
}
