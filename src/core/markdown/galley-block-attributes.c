/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-block-attributes.h"

#include "galley-arena.h"
#include "galley-line.h"

#include <string.h>

/* Longer than this nobody writes, and each is looked at from its brace on. */
#define LENGTH_MAX 4096

/* Where in the text the parser is, to see whether a line before is blank. */
typedef struct
{
  const char *text;
  const char *end;
  const char *line;
  const char *previous;
  int number;
} Cursor;

/* What a line of attributes says, and whether it belongs to the block before it. */
typedef struct
{
  GalleyAttributes *attributes;
  gboolean attached;
} Line;

static void
cursor_free (cmark_mem *memory, void *cursor)
{
  g_free (cursor);
}

static void
line_free (Line *self)
{
  galley_attributes_free (self->attributes);
  g_free (self);
}

static void
cursor_advance (Cursor *self)
{
  self->previous = self->line;
  self->line = galley_line_find_next (self->line, self->end);
  self->number++;
}

/* Whether the line before @number has nothing but the marks of quotes. */
static gboolean
follows_blank (Cursor *self, int number)
{
  while (self->number < number && self->line < self->end)
    cursor_advance (self);

  for (const char *p = self->previous; p < self->line; p++)
    if (strchr (" \t\r\n>", *p) == NULL)
      return FALSE;

  return TRUE;
}

static cmark_node *
open_block (cmark_syntax_extension *extension,
            int indented,
            cmark_parser *parser,
            cmark_node *parent,
            unsigned char *input,
            int length)
{
  int start = cmark_parser_get_first_nonspace (parser);
  g_autoptr (GalleyAttributes) attributes = NULL;
  cmark_node *node;
  Line *line;
  gsize end;

  if (indented || start >= length || input[start] != '{' || length - start > LENGTH_MAX)
    return NULL;
  attributes = galley_attributes_parse ((const char *) input + start, length - start, &end);
  if (attributes == NULL)
    return NULL;

  /* A rule is the parser's only block that has nothing in it and keeps lists tight. */
  node = cmark_parser_add_child (parser, parent, CMARK_NODE_THEMATIC_BREAK, start + 1);
  line = g_new0 (Line, 1);
  line->attributes = g_steal_pointer (&attributes);
  line->attached = !follows_blank (cmark_syntax_extension_get_private (extension),
                                   cmark_parser_get_line_number (parser));
  cmark_node_set_user_data (node, line);
  galley_arena_keep (line, (GDestroyNotify) line_free);
  cmark_parser_advance_offset (parser, (char *) input,
                               length - 1 - cmark_parser_get_offset (parser), FALSE);

  return node;
}

/**
 * galley_block_attributes_new_extension:
 * @text: what will be parsed, which must outlive the extension
 * @length: its length in bytes
 *
 * Returns: (transfer full): an extension for one parser, that takes lines of `{#id .class}`; each
 *   becomes a rule that galley_block_attributes_is() knows
 */
cmark_syntax_extension *
galley_block_attributes_new_extension (const char *text, gsize length)
{
  cmark_syntax_extension *extension = cmark_syntax_extension_new ("galley-block-attributes");
  Cursor *cursor = g_new0 (Cursor, 1);

  *cursor = (Cursor) { text, text + length, text, text, 1 };
  cmark_syntax_extension_set_open_block_func (extension, open_block);
  cmark_syntax_extension_set_private (extension, cursor, cursor_free);

  return extension;
}

/**
 * galley_block_attributes_is:
 * @node: (nullable): a block
 *
 * Returns: whether it is a line of attributes, which is nothing on the page
 */
gboolean
galley_block_attributes_is (cmark_node *node)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_THEMATIC_BREAK
         && cmark_node_get_user_data (node) != NULL;
}

/**
 * galley_block_attributes_get:
 * @node: a line of attributes
 *
 * Returns: (nullable): what it says of the block before it, %NULL when it belongs to none
 */
const GalleyAttributes *
galley_block_attributes_get (cmark_node *node)
{
  const Line *line = cmark_node_get_user_data (node);

  return line->attached ? line->attributes : NULL;
}
