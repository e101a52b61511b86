/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-heading-attributes.h"

#include "galley-arena.h"
#include "galley-node.h"

#include <string.h>

/* Attributes end the heading. Further away than this they are none that people write, and to look
 * for the end from each brace would cost a square. */
#define LENGTH_MAX 4096

/* How much before the attributes is no part of the heading: blanks, and signs that close it. */
static gsize
measure_gap (const char *content, gsize offset)
{
  gsize start = offset;
  gsize signs;

  while (start > 0 && g_ascii_isspace (content[start - 1]))
    start--;

  signs = start;
  while (signs > 0 && content[signs - 1] == '#')
    signs--;
  if (signs == start || start == offset
      || (signs > 0 && content[signs - 1] != ' ' && content[signs - 1] != '\t'))
    return offset - start;

  while (signs > 0 && g_ascii_isspace (content[signs - 1]))
    signs--;

  return offset - signs;
}

static cmark_node *
match_inline (cmark_syntax_extension *extension,
              cmark_parser *parser,
              cmark_node *parent,
              unsigned char character,
              cmark_inline_parser *inline_parser)
{
  gsize offset = cmark_inline_parser_get_offset (inline_parser);
  const char *content;
  gsize length;
  gsize end;
  g_autoptr (GalleyAttributes) attributes = NULL;

  /* cmark-gfm asks all extensions at any sign. */
  if (character != '{' || cmark_node_get_type (parent) != CMARK_NODE_HEADING)
    return NULL;

  content = cmark_node_get_string_content (parent);
  length = strnlen (content + offset, LENGTH_MAX);
  if (length == LENGTH_MAX)
    return NULL;
  attributes = galley_attributes_parse (content + offset, length, &end);
  if (attributes == NULL || strspn (content + offset + end, " \t\r\n") != length - end)
    return NULL;

  cmark_node_unput (parent, (int) measure_gap (content, offset));
  cmark_inline_parser_set_offset (inline_parser, offset + end);
  cmark_node_set_user_data (parent, attributes);
  galley_arena_keep (g_steal_pointer (&attributes), (GDestroyNotify) galley_attributes_free);

  return galley_node_new (CMARK_NODE_CUSTOM_INLINE);
}

/**
 * galley_heading_attributes_new_extension:
 *
 * Returns: (transfer full): an extension that takes `{#id .class}` from the end of a heading
 */
cmark_syntax_extension *
galley_heading_attributes_new_extension (void)
{
  cmark_syntax_extension *extension = cmark_syntax_extension_new ("galley-heading-attributes");
  cmark_llist *characters = NULL;

  characters =
    cmark_llist_append (cmark_get_default_mem_allocator (), characters, GUINT_TO_POINTER ('{'));
  cmark_syntax_extension_set_special_inline_chars (extension, characters);
  cmark_syntax_extension_set_match_inline_func (extension, match_inline);

  return extension;
}

/**
 * galley_heading_attributes_get:
 * @heading: a heading
 *
 * Returns: (nullable): the attributes that are written behind it
 */
const GalleyAttributes *
galley_heading_attributes_get (cmark_node *heading)
{
  return cmark_node_get_user_data (heading);
}
