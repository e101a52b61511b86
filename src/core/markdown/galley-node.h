/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * GalleyNodeKind:
 *
 * The nodes that cmark-gfm's extensions add, which have no constants of their own.
 */
typedef enum
{
  GALLEY_NODE_CORE,
  GALLEY_NODE_TABLE,
  GALLEY_NODE_TABLE_ROW,
  GALLEY_NODE_TABLE_CELL,
  GALLEY_NODE_DEFINITION_LIST,
  GALLEY_NODE_DEFINITION_TERM,
  GALLEY_NODE_DEFINITION,
} GalleyNodeKind;

/**
 * GalleyInlineKind:
 *
 * The inlines that Galley adds: formulas, which are #CMARK_NODE_CUSTOM_INLINE with their source as
 * what cmark_node_get_on_enter() gives, and kinds of #CMARK_NODE_EMPH.
 */
typedef enum
{
  GALLEY_INLINE_NONE,
  GALLEY_INLINE_FORMULA,
  GALLEY_INLINE_FORMULA_BLOCK,
  GALLEY_INLINE_INSERTED,
  GALLEY_INLINE_MARKED,
  GALLEY_INLINE_SUBSCRIPT,
  GALLEY_INLINE_SUPERSCRIPT,
  GALLEY_INLINE_DELETED,
} GalleyInlineKind;

/* What keeps its backslash in the text of the nodes; see galley_inline_text_init(). */
#define GALLEY_MARKDOWN_KEPT_ESCAPES "'\"-.:>"

/* Behind a backslash: it stands for itself and escapes nothing. Unicode has no such character. */
#define GALLEY_MARKDOWN_ESCAPES_NOTHING "\xEF\xB7\x92"

/* g_str_has_prefix() would walk to the end of the text. */
static inline gboolean
galley_node_escapes_nothing (const char *backslash)
{
  return strncmp (backslash + 1, GALLEY_MARKDOWN_ESCAPES_NOTHING,
                  strlen (GALLEY_MARKDOWN_ESCAPES_NOTHING))
         == 0;
}

/* Marks that stay text when they find no partner; in goldmark a piece of text ends with them. */
#define GALLEY_MARKDOWN_LONE_MARKS "*_~[`"

cmark_node *galley_node_new (cmark_node_type type);
cmark_node *galley_node_next_block (cmark_node *root, cmark_node *block);
GalleyNodeKind galley_node_get_kind (cmark_node *node);
GalleyInlineKind galley_node_get_inline_kind (cmark_node *node);
gboolean galley_node_is_bare_link (cmark_node *link);
gboolean galley_node_is_linkified (cmark_node *link);

G_END_DECLS
