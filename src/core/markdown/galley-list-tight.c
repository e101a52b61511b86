/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-list-tight.h"

#include "galley-node.h"

/* In goldmark a list is loose when a blank line is before an item but the first, or before a block
 * of an item but its first. Tables do not count, since they are made of paragraphs later on.
 * cmark-gfm looks at what the lines before were, and so has it otherwise around tables, rules and
 * code. */

/* The quote around a node. */
static cmark_node *
get_quote (cmark_node *node)
{
  do
    node = cmark_node_parent (node);
  while (node != NULL && cmark_node_get_type (node) != CMARK_NODE_BLOCK_QUOTE);

  return node;
}

static gboolean
follows_blank (GalleyLines *source, cmark_node *node)
{
  const char *p = galley_lines_find (source, cmark_node_get_start_line (node) - 1);
  const char *end = source->text + source->length;

  if (p == NULL)
    return FALSE;

  /* The line is blank in a quote around the list, not in one that is in it. */
  for (; p < end && (*p == ' ' || *p == '\t' || *p == '>'); p++)
    if (*p == '>' && (node = get_quote (node)) == NULL)
      return FALSE;

  return p == end || *p == '\n' || *p == '\r';
}

static gboolean
is_table (cmark_node *node)
{
  return galley_node_get_kind (node) == GALLEY_NODE_TABLE;
}

static gboolean
has_table (cmark_node *list)
{
  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    for (cmark_node *node = cmark_node_first_child (item); node != NULL;
         node = cmark_node_next (node))
      if (is_table (node))
        return TRUE;

  return FALSE;
}

static gboolean
has_loose_items (GalleyLines *source, cmark_node *list)
{
  for (cmark_node *item = cmark_node_next (cmark_node_first_child (list)); item != NULL;
       item = cmark_node_next (item))
    if (follows_blank (source, item))
      return TRUE;

  return FALSE;
}

/* Whether a block of an item is set off; one that does not know where it starts might be. */
static gboolean
has_loose_blocks (GalleyLines *source, cmark_node *item)
{
  cmark_node *first = cmark_node_first_child (item);

  for (cmark_node *node = first != NULL ? cmark_node_next (first) : NULL; node != NULL;
       node = cmark_node_next (node))
    if (!is_table (node)
        && (galley_node_get_kind (node) != GALLEY_NODE_CORE || follows_blank (source, node)))
      return TRUE;

  return FALSE;
}

/**
 * galley_list_tight_repair:
 * @list: a list
 * @source: what it was parsed from
 *
 * Makes its paragraphs go without a mark where they do in goldmark.
 */
void
galley_list_tight_repair (cmark_node *list, GalleyLines *source)
{
  gboolean is_tight = cmark_node_get_list_tight (list);

  if (is_tight)
    is_tight = !has_loose_items (source, list);
  else if (has_table (list))
    {
      is_tight = !has_loose_items (source, list);
      for (cmark_node *item = cmark_node_first_child (list); item != NULL && is_tight;
           item = cmark_node_next (item))
        is_tight = !has_loose_blocks (source, item);
    }

  cmark_node_set_list_tight (list, is_tight);
}
