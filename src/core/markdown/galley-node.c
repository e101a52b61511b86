/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-node.h"

#include "galley-arena.h"

/**
 * galley_node_new:
 * @type: a type of node
 *
 * Returns: (transfer full): a node for the tree that is being parsed or changed; cmark-gfm puts no
 *   others into it
 */
cmark_node *
galley_node_new (cmark_node_type type)
{
  return cmark_node_new_with_mem (type, galley_arena_get_memory ());
}

/**
 * galley_node_next_block:
 * @root: a block
 * @block: @root or a block in it
 *
 * Goes on from block to block in the order of the text, past all that stands in lines.
 *
 * Returns: (nullable): the block after @block, %NULL behind the last one of @root
 */
cmark_node *
galley_node_next_block (cmark_node *root, cmark_node *block)
{
  cmark_node *next = cmark_node_first_child (block);

  if (next != NULL && (cmark_node_get_type (next) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK)
    return next;

  for (next = NULL; block != root && (next = cmark_node_next (block)) == NULL;)
    block = cmark_node_parent (block);

  return next;
}

/**
 * galley_node_get_kind:
 * @node: a node
 *
 * Returns: which extension's node it is, or %GALLEY_NODE_CORE
 */
GalleyNodeKind
galley_node_get_kind (cmark_node *node)
{
  cmark_node_type core = cmark_node_get_type (node);
  const char *type;

  /* Most nodes are the parser's own, and numbers are compared faster than names. */
  if (core <= ((core & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK
                 ? CMARK_NODE_FOOTNOTE_DEFINITION
                 : CMARK_NODE_FOOTNOTE_REFERENCE))
    return GALLEY_NODE_CORE;

  type = cmark_node_get_type_string (node);
  if (strcmp (type, "table") == 0)
    return GALLEY_NODE_TABLE;
  if (strcmp (type, "table_row") == 0 || strcmp (type, "table_header") == 0)
    return GALLEY_NODE_TABLE_ROW;
  if (strcmp (type, "table_cell") == 0)
    return GALLEY_NODE_TABLE_CELL;
  if (strcmp (type, "definition_list") == 0)
    return GALLEY_NODE_DEFINITION_LIST;
  if (strcmp (type, "definition_term") == 0)
    return GALLEY_NODE_DEFINITION_TERM;
  if (strcmp (type, "definition") == 0)
    return GALLEY_NODE_DEFINITION;

  return GALLEY_NODE_CORE;
}

/**
 * galley_node_get_inline_kind:
 * @node: (nullable): an inline
 *
 * Returns: what it is of what Galley adds
 */
GalleyInlineKind
galley_node_get_inline_kind (cmark_node *node)
{
  if (node == NULL
      || (cmark_node_get_type (node) != CMARK_NODE_CUSTOM_INLINE
          && cmark_node_get_type (node) != CMARK_NODE_EMPH))
    return GALLEY_INLINE_NONE;

  return (GalleyInlineKind) GPOINTER_TO_UINT (cmark_node_get_user_data (node));
}

/**
 * galley_node_is_bare_link:
 * @link: a link
 *
 * Returns: whether it is an address that stands in the text as it is
 */
gboolean
galley_node_is_bare_link (cmark_node *link)
{
  cmark_node *label = cmark_node_first_child (link);
  const char *url = cmark_node_get_url (link);
  const char *text;
  const char *tail;

  if (label == NULL || cmark_node_next (label) != NULL
      || cmark_node_get_type (label) != CMARK_NODE_TEXT)
    return FALSE;

  text = cmark_node_get_literal (label);
  if (!g_str_has_suffix (url, text))
    return FALSE;

  tail = url + strlen (url) - strlen (text);
  return tail == url || (tail > url && tail[-1] == ':')
         || (tail - url > 3 && memcmp (tail - 3, "://", 3) == 0);
}

/**
 * galley_node_is_linkified:
 * @link: a link
 *
 * Returns: whether it is an address without anything around it
 */
gboolean
galley_node_is_linkified (cmark_node *link)
{
  return cmark_node_get_user_data (link) != NULL;
}
