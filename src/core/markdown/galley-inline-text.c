/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-inline-text.h"

#include "galley-node.h"

#include <string.h>

/* No rule looks further than this at what follows a run. */
#define LOOK_AHEAD 4

static gboolean
is_text (cmark_node *node)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_TEXT;
}

/* Takes the backslashes that the parser has left, and remembers what they escape. */
static void
append_text (GalleyInlineText *self, const char *literal)
{
  const char *start = literal;

  for (const char *p = literal; (p = strchr (p, '\\')) != NULL;)
    {
      gsize offset;

      gboolean is_literal = galley_node_escapes_nothing (p);

      if (!is_literal && (p[1] == '\0' || strchr (GALLEY_MARKDOWN_KEPT_ESCAPES, p[1]) == NULL))
        {
          p++;
          continue;
        }

      g_string_append_len (self->text, start, p + is_literal - start);
      offset = self->text->len - is_literal;
      if (self->escaped == NULL)
        self->escaped = g_array_new (FALSE, FALSE, sizeof (gsize));
      g_array_append_val (self->escaped, offset);
      start = p + (is_literal ? strlen ("\\" GALLEY_MARKDOWN_ESCAPES_NOTHING) : 1);
      p = is_literal ? start : p + 2;
    }

  g_string_append (self->text, start);
}

static const char *
get_formula_mark (cmark_node *node, gboolean end)
{
  const char *text = cmark_node_get_on_enter (node);

  if (text == NULL || *text == '\0')
    return "\n";

  return end ? g_utf8_prev_char (text + strlen (text)) : text;
}

static const char *
get_emphasis_mark (cmark_node *node)
{
  switch (galley_node_get_inline_kind (node))
    {
    case GALLEY_INLINE_INSERTED:
      return "++";
    case GALLEY_INLINE_MARKED:
      return "==";
    case GALLEY_INLINE_SUBSCRIPT:
      return "~";
    case GALLEY_INLINE_SUPERSCRIPT:
      return "^";
    case GALLEY_INLINE_DELETED:
      return "~~";
    case GALLEY_INLINE_NONE:
    case GALLEY_INLINE_FORMULA:
    case GALLEY_INLINE_FORMULA_BLOCK:
    default:
      return "*";
    }
}

/* The source that a node begins with, or ends with. */
static const char *
get_mark (cmark_node *node, gboolean end)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_SOFTBREAK:
      return "\n";
    case CMARK_NODE_LINEBREAK:
      return end ? "\n" : "  \n";
    case CMARK_NODE_CODE:
      return "`";
    case CMARK_NODE_HTML_INLINE:
      return end ? ">" : cmark_node_get_literal (node);
    case CMARK_NODE_EMPH:
      return get_emphasis_mark (node);
    case CMARK_NODE_STRONG:
      return "**";
    case CMARK_NODE_LINK:
      if (galley_node_is_linkified (node))
        return "";
      if (galley_node_is_bare_link (node))
        return end ? ">" : "<";
      return end ? ")" : "[";
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return end ? "]" : "[^";
    case CMARK_NODE_IMAGE:
      return end ? ")" : "![";
    case CMARK_NODE_CUSTOM_INLINE:
      return get_formula_mark (node, end);
    default:
      return "\n";
    }
}

/* The sign between a parent's start and its text. */
static const char *
get_inner_mark (cmark_node *parent)
{
  cmark_node_type type = cmark_node_get_type (parent);

  if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
    return "[";
  if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
    return get_mark (parent, FALSE);

  return "\n";
}

static void
append_opening (GString *text, cmark_node *node)
{
  g_string_append (text, is_text (node) ? cmark_node_get_literal (node) : get_mark (node, FALSE));
  if (cmark_node_get_type (node) == CMARK_NODE_CODE)
    g_string_append (text, cmark_node_get_literal (node));
}

static void
append_closing (GString *text, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE)
    g_string_append (text, get_mark (node, TRUE));
  else if (type == CMARK_NODE_IMAGE || !galley_node_is_bare_link (node))
    g_string_append (text, "](");
}

/* What follows in the line, as far as any rule looks. */
static void
append_following (GString *text, cmark_node *last)
{
  gsize enough = text->len + LOOK_AHEAD;
  cmark_node *node = last;
  cmark_node *child = NULL;

  while (text->len < enough)
    {
      cmark_node *next = child != NULL ? child : cmark_node_next (node);

      if (next != NULL)
        {
          append_opening (text, next);
          if (cmark_node_get_type (next) == CMARK_NODE_SOFTBREAK
              || cmark_node_get_type (next) == CMARK_NODE_LINEBREAK)
            return;
          node = next;
          child = cmark_node_first_child (node);
          continue;
        }

      node = cmark_node_parent (node);
      child = NULL;
      if (node == NULL
          || (cmark_node_get_type (node) & CMARK_NODE_TYPE_MASK) != CMARK_NODE_TYPE_INLINE)
        return;
      append_closing (text, node);
    }
}

static gunichar
get_last_character (cmark_node *node)
{
  const char *literal = "";

  /* A bare address ends with its own last character. */
  if (cmark_node_get_type (node) == CMARK_NODE_LINK && galley_node_is_linkified (node))
    literal = cmark_node_get_literal (cmark_node_first_child (node));
  if (*literal == '\0')
    literal = get_mark (node, TRUE);

  return g_utf8_get_char (g_utf8_prev_char (literal + strlen (literal)));
}

/**
 * galley_inline_text_init:
 * @self: (out caller-allocates): the run
 * @first: a text node without a text node before it
 *
 * Collects the text from @first to the next node that is none.
 */
void
galley_inline_text_init (GalleyInlineText *self, cmark_node *first)
{
  cmark_node *before = cmark_node_previous (first);
  cmark_node *last = first;

  self->text = g_string_new (NULL);
  self->escaped = NULL;
  for (cmark_node *node = first; is_text (node); node = cmark_node_next (node))
    {
      append_text (self, cmark_node_get_literal (node));
      last = node;
    }

  self->length = self->text->len;
  self->before = before != NULL ? get_last_character (before)
                                : g_utf8_get_char (get_inner_mark (cmark_node_parent (first)));
  append_following (self->text, last);
}

void
galley_inline_text_clear (GalleyInlineText *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->escaped, g_array_unref);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  gsize left = *(const gsize *) a;
  gsize right = *(const gsize *) b;

  return (left > right) - (left < right);
}

/**
 * galley_inline_text_is_escaped:
 * @self: a run
 * @offset: a place in its text, in bytes
 *
 * Returns: whether the character there means nothing but itself
 */
gboolean
galley_inline_text_is_escaped (const GalleyInlineText *self, gsize offset)
{
  return self->escaped != NULL
         && g_array_binary_search (self->escaped, &offset, compare_offsets, NULL);
}
