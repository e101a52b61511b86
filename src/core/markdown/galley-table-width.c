/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-table-width.h"

#include <string.h>

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

/* The cells of a row as cmark-gfm counts them. */
static guint
count_cells (const char *row, gsize length, gboolean *is_closed)
{
  gsize i = 0;
  guint count = 0;

  while (length > 0 && (is_blank (row[length - 1]) || strchr ("\r\n", row[length - 1]) != NULL))
    length--;
  while (i < length && is_blank (row[i]))
    i++;
  if (i < length && row[i] == '|')
    i++;

  *is_closed = TRUE;
  for (; i < length; i++)
    if (row[i] == '|')
      {
        count++;
        *is_closed = TRUE;
      }
    else
      {
        *is_closed = FALSE;
        if (row[i] == '\\' && i + 1 < length)
          i++;
      }

  return count + !*is_closed;
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;

  return p;
}

/* Whether a line is `|---|:-:|`. */
static gboolean
is_delimiter_row (const char *p, const char *end)
{
  while (end > p && strchr ("\r\n", end[-1]) != NULL)
    end--;
  if (p < end && *p == '|')
    p++;

  do
    {
      p = skip_blanks (p, end);
      if (p < end && *p == ':')
        p++;
      if (p == end || *p != '-')
        return FALSE;
      while (p < end && *p == '-')
        p++;
      if (p < end && *p == ':')
        p++;
      p = skip_blanks (p, end);
      if (p == end)
        return TRUE;
      if (*p++ != '|')
        return FALSE;
      p = skip_blanks (p, end);
    }
  while (p < end);

  return TRUE;
}

static void
widen (cmark_node *paragraph, guint wanted)
{
  g_autoptr (GString) content = g_string_new (cmark_node_get_string_content (paragraph));
  gsize end = content->len;
  const char *row;
  gboolean is_closed;
  guint count;

  while (end > 0 && strchr ("\r\n", content->str[end - 1]) != NULL)
    end--;
  row = g_strrstr_len (content->str, (gssize) end, "\n");
  row = row != NULL ? row + 1 : content->str;
  count = count_cells (row, content->str + end - row, &is_closed);
  if (count == 0 || count >= wanted)
    return;

  for (guint i = is_closed ? count : count - 1; i < wanted; i++)
    g_string_insert_c (content, (gssize) end, '|');
  cmark_node_set_string_content (paragraph, content->str);
  cmark_node_set_user_data (paragraph, GUINT_TO_POINTER (count));
}

static cmark_node *
try_block (cmark_syntax_extension *extension,
           int is_indented,
           cmark_parser *parser,
           cmark_node *parent,
           unsigned char *line,
           int length)
{
  int *tried = cmark_syntax_extension_get_private (extension);
  int start = cmark_parser_get_first_nonspace (parser);
  const char *row = (const char *) line + start;
  gboolean is_closed;

  /* Like cmark-gfm, look at each paragraph once only, or many such lines would cost a square. */
  if (is_indented || cmark_node_get_type (parent) != CMARK_NODE_PARAGRAPH || start >= length
      || strchr ("|:-", *row) == NULL || cmark_node_get_start_line (parent) == *tried
      || !is_delimiter_row (row, (const char *) line + length))
    return NULL;

  *tried = cmark_node_get_start_line (parent);
  widen (parent, count_cells (row, length - start, &is_closed));

  return NULL;
}

static void
free_tried (cmark_mem *memory, void *tried)
{
  g_free (tried);
}

/**
 * galley_table_width_get_written:
 * @table: a table
 *
 * Returns: how many cells the head was written with, when it had to be filled up, else 0
 */
guint
galley_table_width_get_written (cmark_node *table)
{
  return GPOINTER_TO_UINT (cmark_node_get_user_data (table));
}

/**
 * galley_table_width_new_extension:
 *
 * In goldmark the row of dashes says how many columns a table has, and the head may have fewer
 * cells; cmark-gfm sees no table then. This fills up the head, and must be attached before the
 * table extension.
 *
 * Returns: (transfer full): an extension for one parser
 */
cmark_syntax_extension *
galley_table_width_new_extension (void)
{
  cmark_syntax_extension *extension = cmark_syntax_extension_new ("galley-table-width");

  cmark_syntax_extension_set_open_block_func (extension, try_block);
  cmark_syntax_extension_set_private (extension, g_new0 (int, 1), free_tried);

  return extension;
}
