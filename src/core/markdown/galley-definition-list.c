/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-definition-list.h"

#include "galley-arena.h"

#include <cmark-gfm.h>
#include <string.h>

/* Terms are the lines of a paragraph, and a line with `: ` after it, with or without an empty
 * line between, is the definition. The paragraph has been parsed by then and is turned into
 * the list. */

static cmark_node_type type_list;
static cmark_node_type type_term;
static cmark_node_type type_definition;

/* What is known of an open list: the line it starts on, whether it goes on with the one before, how
 * far its definition is indented, and of the line that is read now. */
typedef struct
{
  guint line;
  gboolean continues;
  int indent;
  gboolean inside;
  gboolean after_blank;
} List;

static List *
get_list (cmark_node *node)
{
  return cmark_node_get_user_data (node);
}

static gboolean
is_type (cmark_node *node, cmark_node_type type)
{
  return node != NULL && cmark_node_get_type (node) == type;
}

/* The indentation of a definition that starts here, 0 when none does. */
static int
match_marker (cmark_parser *parser, const unsigned char *input, int length)
{
  int colon = cmark_parser_get_first_nonspace (parser);
  int width = 0;

  if (cmark_parser_get_indent (parser) != 0 || colon >= length || input[colon] != ':')
    return 0;

  for (int i = colon + 1; i < length && (input[i] == ' ' || input[i] == '\t'); i++)
    width += input[i] == '\t' ? 4 - (1 + width) % 4 : 1;
  if (width == 0)
    return 0;

  /* Deeper than that, it is code that is indented in the definition. */
  return 1 + (width >= 8 ? 5 : width);
}

static void
add_terms (cmark_syntax_extension *extension,
           cmark_parser *parser,
           cmark_node *list,
           const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      cmark_node *term;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      term = cmark_parser_add_child (parser, list, type_term, 1);
      cmark_node_set_syntax_extension (term, extension);
      cmark_node_set_string_content (term, lines[i]);
    }
}

static void
set_list (cmark_syntax_extension *extension, cmark_node *node, guint line, gboolean after_blank)
{
  List *list = g_new0 (List, 1);

  list->line = line;
  list->after_blank = after_blank;
  cmark_node_set_syntax_extension (node, extension);
  cmark_node_set_user_data (node, list);
  galley_arena_keep (list, g_free);
}

/* Where link references alone stood between two lists, nothing is left of them, but they part them.
 */
static gboolean
continues (cmark_node *list, guint line)
{
  cmark_node *before = cmark_node_previous (list);

  return is_type (before, type_list) && (guint) cmark_node_get_end_line (before) + 1 == line;
}

/* The list that a definition here belongs to, made from the paragraph before it if need be. */
static cmark_node *
ensure_list (cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *parent)
{
  g_autofree char *text = NULL;
  cmark_node *paragraph;
  cmark_node *list;
  guint line;

  if (is_type (parent, type_list))
    return parent;

  paragraph = is_type (parent, CMARK_NODE_PARAGRAPH) ? parent : cmark_node_last_child (parent);
  if (!is_type (paragraph, CMARK_NODE_PARAGRAPH))
    return NULL;

  text = g_strdup (cmark_node_get_string_content (paragraph));
  line = cmark_node_get_start_line (paragraph);
  if (text == NULL || *text == '\0')
    return NULL;

  if (paragraph == parent)
    {
      list = paragraph;
      if (!cmark_node_set_type (list, type_list))
        return NULL;
      cmark_node_set_string_content (list, "");
      set_list (extension, list, line, FALSE);
    }
  else
    {
      cmark_node_free (paragraph);
      list = cmark_parser_add_child (parser, parent, type_list, 1);
      set_list (extension, list, line, TRUE);
    }
  add_terms (extension, parser, list, text);
  get_list (list)->continues = continues (list, line);

  return list;
}

static cmark_node *
open_block (cmark_syntax_extension *extension,
            int indented,
            cmark_parser *parser,
            cmark_node *parent,
            unsigned char *input,
            int length)
{
  int indent = indented ? 0 : match_marker (parser, input, length);
  cmark_node *node = indent > 0 ? ensure_list (extension, parser, parent) : NULL;
  cmark_node *definition;
  List *list;

  if (node == NULL)
    return NULL;

  list = get_list (node);
  list->indent = indent;
  definition = cmark_parser_add_child (parser, node, type_definition, 1);
  cmark_node_set_syntax_extension (definition, extension);
  cmark_node_set_user_data (definition, GINT_TO_POINTER (!list->after_blank));
  list->after_blank = FALSE;

  cmark_parser_advance_offset (parser, (char *) input,
                               cmark_parser_get_first_nonspace (parser)
                                 - cmark_parser_get_offset (parser),
                               FALSE);
  cmark_parser_advance_offset (parser, (char *) input, indent, TRUE);

  return definition;
}

static int
match_list (cmark_parser *parser, unsigned char *input, int length, List *list)
{
  list->inside = FALSE;
  if (cmark_parser_is_blank (parser))
    {
      list->after_blank = TRUE;
      list->inside = TRUE;
      return 1;
    }

  if (cmark_parser_get_indent (parser) >= list->indent)
    {
      cmark_parser_advance_offset (parser, (char *) input, list->indent, TRUE);
      list->after_blank = FALSE;
      list->inside = TRUE;
      return 1;
    }

  return match_marker (parser, input, length) > 0;
}

static int
match_block (cmark_syntax_extension *extension,
             cmark_parser *parser,
             unsigned char *input,
             int length,
             cmark_node *container)
{
  if (is_type (container, type_list))
    return match_list (parser, input, length, get_list (container));
  if (is_type (container, type_definition))
    return get_list (cmark_node_parent (container))->inside;

  return 0;
}

static const char *
get_type_string (cmark_syntax_extension *extension, cmark_node *node)
{
  if (is_type (node, type_list))
    return "definition_list";
  if (is_type (node, type_term))
    return "definition_term";

  return "definition";
}

static int
can_contain (cmark_syntax_extension *extension, cmark_node *node, cmark_node_type child)
{
  if (is_type (node, type_list))
    return child == type_term || child == type_definition;
  if (is_type (node, type_term))
    return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;

  return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && child != CMARK_NODE_ITEM
         && child != type_term && child != type_definition;
}

static int
contains_inlines (cmark_syntax_extension *extension, cmark_node *node)
{
  return is_type (node, type_term);
}

/**
 * galley_definition_list_new_extension:
 *
 * To be called once in a process, since node types are counted for all of it. The extension must
 * be attached before that for tables, which keeps others from paragraphs.
 *
 * Returns: (transfer full): an extension that makes lists of terms and their definitions
 */
cmark_syntax_extension *
galley_definition_list_new_extension (void)
{
  cmark_syntax_extension *extension = cmark_syntax_extension_new ("galley-definition-list");

  type_list = cmark_syntax_extension_add_node (0);
  type_term = cmark_syntax_extension_add_node (0);
  type_definition = cmark_syntax_extension_add_node (0);
  cmark_syntax_extension_set_open_block_func (extension, open_block);
  cmark_syntax_extension_set_match_block_func (extension, match_block);
  cmark_syntax_extension_set_get_type_string_func (extension, get_type_string);
  cmark_syntax_extension_set_can_contain_func (extension, can_contain);
  cmark_syntax_extension_set_contains_inlines_func (extension, contains_inlines);

  return extension;
}

/**
 * galley_definition_list_get_line:
 * @list: a definition list
 *
 * Returns: the line of its first term, from 1
 */
guint
galley_definition_list_get_line (cmark_node *list)
{
  return get_list (list)->line;
}

/**
 * galley_definition_list_continues:
 * @node: (nullable): a node
 *
 * Returns: whether it is a definition list that goes on with the one before
 */
gboolean
galley_definition_list_continues (cmark_node *node)
{
  return is_type (node, type_list) && get_list (node)->continues;
}

/**
 * galley_definition_list_is_tight:
 * @definition: a definition
 *
 * Returns: whether its paragraphs are shown without space around them
 */
gboolean
galley_definition_list_is_tight (cmark_node *definition)
{
  return cmark_node_get_user_data (definition) != NULL;
}
