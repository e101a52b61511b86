/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include <string.h>

static void
number_references (GalleyHtml *self, cmark_node *node)
{
  g_autoptr (cmark_iter) iter = cmark_iter_new (node);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *current = cmark_iter_get_node (iter);
      cmark_node *definition;
      GalleyFootnote *footnote;

      if (event != CMARK_EVENT_ENTER
          || cmark_node_get_type (current) != CMARK_NODE_FOOTNOTE_REFERENCE)
        continue;
      definition = cmark_node_parent_footnote_def (current);
      if (definition == NULL)
        continue;
      footnote = galley_html_ensure_footnote (self, definition);
      cmark_node_set_user_data (current, GUINT_TO_POINTER (footnote->n_references++));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  cmark_node *left = *(cmark_node *const *) a;
  cmark_node *right = *(cmark_node *const *) b;

  return cmark_node_get_start_line (left) - cmark_node_get_start_line (right);
}

static GPtrArray *
collect_definitions (cmark_node *document)
{
  GPtrArray *definitions = g_ptr_array_new ();

  for (cmark_node *node = cmark_node_last_child (document);
       node != NULL && cmark_node_get_type (node) == CMARK_NODE_FOOTNOTE_DEFINITION;
       node = cmark_node_previous (node))
    g_ptr_array_add (definitions, node);
  g_ptr_array_sort (definitions, compare_lines);

  return definitions;
}

/**
 * galley_html_number_footnotes:
 * @self: how @document will be rendered; @footnotes must be set
 * @document: a document
 *
 * Gives the references their numbers, before anything is rendered. In goldmark all footnotes stand
 * where the first one is.
 */
void
galley_html_number_footnotes (GalleyHtml *self, cmark_node *document)
{
  g_autoptr (GPtrArray) definitions = collect_definitions (document);
  cmark_node *node = cmark_node_first_child (document);
  int line;

  if (definitions->len == 0)
    return;

  line = cmark_node_get_start_line (g_ptr_array_index (definitions, 0));
  for (; cmark_node_get_type (node) != CMARK_NODE_FOOTNOTE_DEFINITION
         && cmark_node_get_start_line (node) < line;
       node = cmark_node_next (node))
    number_references (self, node);
  for (guint i = 0; i < definitions->len; i++)
    number_references (self, g_ptr_array_index (definitions, i));
  for (; cmark_node_get_type (node) != CMARK_NODE_FOOTNOTE_DEFINITION;
       node = cmark_node_next (node))
    number_references (self, node);
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GalleyHtml *self = user_data;
  const GalleyFootnote *left = galley_html_ensure_footnote (self, *(cmark_node *const *) a);
  const GalleyFootnote *right = galley_html_ensure_footnote (self, *(cmark_node *const *) b);

  return (left->number > right->number) - (left->number < right->number);
}

static void
append_back_links (GString *out, const GalleyFootnote *footnote, const char *backlink)
{
  for (guint i = 0; i < footnote->n_references; i++)
    {
      g_autofree char *again = i > 0 ? g_strdup_printf ("%u", i) : g_strdup ("");

      g_string_append_printf (out,
                              "&#160;<a href=\"#fnref%s:%u\" class=\"footnote-backref\" "
                              "role=\"doc-backlink\">%s</a>",
                              again, footnote->number, backlink);
    }
}

/* g_str_has_suffix() would walk over all that is there already. */
static gboolean
ends_with (const GString *string, const char *suffix)
{
  gsize length = strlen (suffix);

  return string->len >= length && memcmp (string->str + string->len - length, suffix, length) == 0;
}

/**
 * galley_html_render_footnotes:
 * @self: where to and how; galley_html_number_footnotes() must have been called
 * @document: the document, whose last children are the footnotes
 *
 * Appends the list of footnotes.
 */
void
galley_html_render_footnotes (GalleyHtml *self, cmark_node *document)
{
  g_autoptr (GPtrArray) definitions = collect_definitions (document);

  g_ptr_array_sort_with_data (definitions, compare_numbers, self);
  g_string_append (self->out, "<div class=\"footnotes\" role=\"doc-endnotes\">\n");
  galley_html_append_void (self, "<hr");
  g_string_append (self->out, "\n<ol>\n");

  for (guint i = 0; i < definitions->len; i++)
    {
      cmark_node *node = g_ptr_array_index (definitions, i);
      const GalleyFootnote *footnote = galley_html_ensure_footnote (self, node);
      gboolean in_paragraph;

      g_string_append_printf (self->out, "<li id=\"fn:%u\">\n", footnote->number);
      galley_html_render (self, node);

      /* The way back belongs at the end of the last line. */
      in_paragraph = ends_with (self->out, "</p>\n");
      if (in_paragraph)
        g_string_truncate (self->out, self->out->len - strlen ("</p>\n"));
      append_back_links (self->out, footnote, self->dialect->footnote_backlink_html);
      if (in_paragraph)
        g_string_append (self->out, "</p>\n");
      g_string_append (self->out, "</li>\n");
    }

  g_string_append (self->out, "</ol>\n</div>\n");
}
