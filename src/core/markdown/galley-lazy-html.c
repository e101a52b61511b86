/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-lazy-html.h"

#include "galley-line.h"
#include "galley-node.h"

#include <string.h>

/* A line that is one tag does not interrupt a paragraph, and so it goes on with one in a list or
 * quote before it, too. cmark-gfm has that rule for paragraphs outside of them only. What is
 * indented begins no raw HTML, and the indentation is no part of a paragraph. */

/* So many tabs are more than an item is ever indented by. */
#define TABS_PER_ITEM 4

/* Deeper lists are nobody's, and would make the text grow by a square. */
#define ITEMS_MAX 16

#define NAME_MAX_LENGTH 10

typedef struct
{
  GalleyLines *source;
  const char *end;
  const char *line;
  const char *line_end;
  int number;
  /* NULL while nothing was found. */
  GString *out;
  const char *done;
} Indenter;

/* Raw HTML that starts with one of these interrupts a paragraph. */
static gboolean
is_block_name (const char *name, gsize length)
{
  static const char *const names[] = {
    "address",  "article",  "aside",    "base",     "basefont", "blockquote", "body",   "caption",
    "center",   "col",      "colgroup", "dd",       "details",  "dialog",     "dir",    "div",
    "dl",       "dt",       "fieldset", "figure",   "footer",   "figcaption", "form",   "frame",
    "frameset", "h1",       "h2",       "h3",       "h4",       "h5",         "h6",     "head",
    "header",   "hr",       "html",     "iframe",   "legend",   "li",         "link",   "main",
    "menu",     "menuitem", "nav",      "noframes", "ol",       "optgroup",   "option", "p",
    "param",    "pre",      "script",   "section",  "source",   "style",      "table",  "tbody",
    "td",       "textarea", "tfoot",    "th",       "thead",    "title",      "tr",     "track",
    "ul",       NULL,
  };
  g_autofree char *lower = NULL;

  if (length > NAME_MAX_LENGTH)
    return FALSE;

  lower = g_ascii_strdown (name, (gssize) length);
  return g_strv_contains (names, lower);
}

/* Whether a line that starts with “<” goes on with a paragraph. */
static gboolean
goes_on (const char *p, const char *end)
{
  const char *name = p + 1;
  gsize length = 0;

  if (name < end && *name == '/')
    name++;
  while (name + length < end && (g_ascii_isalnum (name[length]) || name[length] == '-'))
    length++;

  return length > 0 && g_ascii_isalpha (*name) && !is_block_name (name, length);
}

/* Whether a line ends the paragraphs before it, and begins none. */
static gboolean
ends_paragraphs (const char *p, const char *end)
{
  gboolean has_three = end - p >= 3 && p[0] == p[1] && p[0] == p[2];

  return p == end || *p == '#' || *p == '>' || (has_three && strchr ("`~-*_", *p) != NULL);
}

static gboolean
go_to_line (Indenter *self, int number)
{
  const char *line = galley_lines_find (self->source, number);

  if (line == NULL)
    return FALSE;

  self->number = number;
  self->line = line;
  self->line_end = galley_line_find_end (line, self->end);

  return TRUE;
}

static void
indent (Indenter *self, const char *place, guint n_tabs)
{
  if (self->out == NULL)
    self->out = g_string_sized_new (self->source->length + n_tabs + 1);
  g_string_append_len (self->out, self->done, place - self->done);
  for (guint i = 0; i < n_tabs; i++)
    g_string_append_c (self->out, '\t');
  self->done = place;
}

/* The number of items around the paragraph that ends right before @html, -1 without one. */
static int
count_items (cmark_node *html)
{
  cmark_node *node = cmark_node_previous (html);
  int count = 0;

  if (node == NULL || cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH)
    return -1;

  while (node != NULL && cmark_node_get_type (node) != CMARK_NODE_PARAGRAPH)
    {
      count += cmark_node_get_type (node) == CMARK_NODE_ITEM;
      node = (cmark_node_get_type (node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK
               ? cmark_node_last_child (node)
               : NULL;
    }

  return node != NULL && count <= ITEMS_MAX
             && cmark_node_get_end_line (node) == cmark_node_get_start_line (html) - 1
           ? count
           : -1;
}

static void
indent_block (Indenter *self, cmark_node *html, guint n_tabs)
{
  gsize prefix = cmark_node_get_start_column (html) - 1;
  const char *first;

  if (!go_to_line (self, cmark_node_get_start_line (html))
      || prefix >= (gsize) (self->line_end - self->line))
    return;

  /* What was taken for its other lines may be more paragraphs. */
  first = self->line;
  do
    {
      const char *end = self->line_end;
      const char *p = self->line + prefix;

      if (self->line < self->done || (gsize) (end - self->line) < prefix
          || memcmp (self->line, first, prefix) != 0)
        return;
      while (p < end && (*p == ' ' || *p == '\t'))
        p++;
      if (ends_paragraphs (p, end) || (*p == '<' && !goes_on (p, end)))
        return;
      if (*p == '<')
        indent (self, p, n_tabs);
    }
  while (go_to_line (self, self->number + 1));
}

/**
 * galley_lazy_html_indent:
 * @document: a document
 * @source: what it was parsed from
 *
 * Finds tags that were taken for blocks of their own, though they go on with the paragraph before.
 *
 * Returns: (transfer full) (nullable): the text with these lines indented, to be parsed again;
 * %NULL when there are none
 */
GString *
galley_lazy_html_indent (cmark_node *document, GalleyLines *source)
{
  Indenter self = {
    .source = source,
    .end = source->text + source->length,
    .done = source->text,
  };

  if (memchr (source->text, '<', source->length) == NULL)
    return NULL;

  for (cmark_node *node = document; node != NULL; node = galley_node_next_block (document, node))
    {
      int count = cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK ? count_items (node) : -1;

      if (count >= 0)
        indent_block (&self, node, count * TABS_PER_ITEM + 1);
    }

  if (self.out != NULL)
    g_string_append_len (self.out, self.done, self.end - self.done);

  return self.out;
}
