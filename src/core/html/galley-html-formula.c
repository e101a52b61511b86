/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include "galley-node.h"

/* A script of the site's makes formulas of what stands between the delimiters, so all of it must
 * reach the page. Only what would be an element is taken for text where raw HTML is left out. */
static void
append_escaped (GString *out, const char *text, gssize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p++)
    {
      gsize name = 1;

      while (*p == '&' && p + name < end && (g_ascii_isalnum (p[name]) || p[name] == '#'))
        name++;
      /* An entity is left to the page. */
      if (*p == '&' && name > 1 && p + name < end && p[name] == ';')
        g_string_append_c (out, '&');
      else
        galley_html_append_text (out, p, 1);
    }
}

static gboolean
is_block (cmark_node *node)
{
  return galley_node_get_inline_kind (node) == GALLEY_INLINE_FORMULA_BLOCK;
}

static void
append_source (GalleyHtml *self, cmark_node *node, gboolean stands_alone)
{
  const char *text = cmark_node_get_on_enter (node);

  if (galley_html_is_preview (self))
    {
      galley_html_append_formula_source (self, text, stands_alone);
      return;
    }

  galley_html_append_shortcode_text (self, text, strlen (text), GALLEY_PLACE_INLINE,
                                     self->dialect->unsafe ? galley_html_append_literal
                                                           : append_escaped);
}

/* A formula that stands for itself ends the paragraph that it is in, and another one goes on. */
static void
append_block (GalleyHtml *self, cmark_node *node)
{
  gboolean splits = self->paragraph;

  if (!splits && cmark_node_previous (node) != NULL)
    g_string_append_c (self->out, '\n');
  if (splits && cmark_node_previous (node) != NULL && !is_block (cmark_node_previous (node)))
    g_string_append (self->out, "</p>\n");
  append_source (self, node, TRUE);
  if (splits && cmark_node_next (node) != NULL && !is_block (cmark_node_next (node)))
    g_string_append (self->out, "<p>");
}

void
galley_html_append_formula (GalleyHtml *self, cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);

  if (self->alt_depth > 0)
    return;

  if (is_block (node) && cmark_node_get_type (parent) == CMARK_NODE_PARAGRAPH)
    append_block (self, node);
  else
    append_source (self, node, FALSE);
}
