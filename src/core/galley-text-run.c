/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-run.h"

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
append_text (GalleyTextRun *self, const char *literal)
{
  const char *start = literal;

  for (const char *p = literal; (p = strchr (p, '\\')) != NULL;)
    {
      gsize offset;

      if (p[1] == '\0' || strchr (GALLEY_MARKDOWN_KEPT_ESCAPES, p[1]) == NULL)
        {
          p++;
          continue;
        }

      g_string_append_len (self->text, start, p - start);
      offset = self->text->len;
      if (self->escaped == NULL)
        self->escaped = g_array_new (FALSE, FALSE, sizeof (gsize));
      g_array_append_val (self->escaped, offset);
      start = p + 1;
      p += 2;
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

/* The source that a node begins with, or the sign that it ends with. */
static const char *
get_mark (cmark_node *node, gboolean end)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_SOFTBREAK:
      return "\n";
    case CMARK_NODE_LINEBREAK:
      return end ? "\n" : " ";
    case CMARK_NODE_CODE:
      return "`";
    case CMARK_NODE_HTML_INLINE:
      return end ? ">" : "<";
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
      return "*";
    case CMARK_NODE_LINK:
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return end ? ")" : "[";
    case CMARK_NODE_IMAGE:
      return end ? ")" : "!";
    case CMARK_NODE_CUSTOM_INLINE:
      return get_formula_mark (node, end);
    default:
      return galley_markdown_get_kind (node) == GALLEY_NODE_STRIKETHROUGH ? "~" : "\n";
    }
}

/* The sign between a parent's text and its end, or its start. */
static const char *
get_inner_mark (cmark_node *parent, gboolean end)
{
  cmark_node_type type = cmark_node_get_type (parent);

  if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
    return end ? "]" : "[";
  if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
    return get_mark (parent, end);

  return end ? "" : "\n";
}

static void
append_following (GString *text, cmark_node *last)
{
  gsize enough = text->len + LOOK_AHEAD;
  cmark_node *node = last;

  while (text->len < enough)
    {
      cmark_node *next = cmark_node_next (node);
      cmark_node *parent = cmark_node_parent (node);

      if (next != NULL)
        {
          g_string_append (text, get_mark (next, FALSE));
          return;
        }
      if (parent == NULL || *get_inner_mark (parent, TRUE) == '\0')
        return;

      g_string_append (text, get_inner_mark (parent, TRUE));
      node = parent;
      /* Past the end of bold text, text goes on. */
      for (next = cmark_node_next (node); is_text (next); next = cmark_node_next (node))
        {
          g_string_append (text, cmark_node_get_literal (next));
          node = next;
        }
    }
}

static gunichar
get_last_character (cmark_node *node)
{
  const char *literal = "";

  /* A bare address ends with its own last character. */
  if (cmark_node_get_type (node) == CMARK_NODE_LINK && galley_markdown_is_bare_link (node))
    literal = cmark_node_get_literal (cmark_node_first_child (node));
  if (*literal == '\0')
    literal = get_mark (node, TRUE);

  return g_utf8_get_char (g_utf8_prev_char (literal + strlen (literal)));
}

/**
 * galley_text_run_init:
 * @self: (out caller-allocates): the run
 * @first: a text node without a text node before it
 *
 * Collects the text from @first to the next node that is none.
 */
void
galley_text_run_init (GalleyTextRun *self, cmark_node *first)
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
  self->before = before != NULL
                   ? get_last_character (before)
                   : g_utf8_get_char (get_inner_mark (cmark_node_parent (first), FALSE));
  append_following (self->text, last);
}

/**
 * galley_text_run_clear:
 * @self: a run
 *
 * Frees what it holds.
 */
void
galley_text_run_clear (GalleyTextRun *self)
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
 * galley_text_run_is_escaped:
 * @self: a run
 * @offset: a place in its text, in bytes
 *
 * Returns: whether the character there means nothing but itself
 */
gboolean
galley_text_run_is_escaped (const GalleyTextRun *self, gsize offset)
{
  return self->escaped != NULL
         && g_array_binary_search (self->escaped, &offset, compare_offsets, NULL);
}
