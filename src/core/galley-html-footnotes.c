/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include <string.h>

typedef struct
{
  guint number;
  guint n_references;
} Footnote;

static Footnote *
ensure_footnote (GalleyHtml *self, cmark_node *definition)
{
  Footnote *footnote = g_hash_table_lookup (self->footnotes, definition);

  if (footnote == NULL)
    {
      footnote = g_new0 (Footnote, 1);
      footnote->number = g_hash_table_size (self->footnotes) + 1;
      g_hash_table_insert (self->footnotes, definition, footnote);
    }

  return footnote;
}

void
galley_html_append_footnote_reference (GalleyHtml *self, cmark_node *node)
{
  cmark_node *definition = cmark_node_parent_footnote_def (node);
  Footnote *footnote;
  g_autofree char *again = NULL;

  if (self->footnotes == NULL || definition == NULL)
    return;

  footnote = ensure_footnote (self, definition);
  again =
    footnote->n_references > 0 ? g_strdup_printf ("%u", footnote->n_references) : g_strdup ("");
  footnote->n_references++;
  g_string_append_printf (self->out,
                          "<sup id=\"fnref%s:%u\"><a href=\"#fn:%u\" class=\"footnote-ref\" "
                          "role=\"doc-noteref\">%u</a></sup>",
                          again, footnote->number, footnote->number, footnote->number);
}

static void
append_back_links (GString *out, const Footnote *footnote, const char *backlink)
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
 * @self: where to and how; @footnotes must be set and have met the references
 * @first: the first footnote definition, the others are its next siblings
 *
 * Appends the list of footnotes.
 */
void
galley_html_render_footnotes (GalleyHtml *self, cmark_node *first)
{
  g_string_append (self->out, "<div class=\"footnotes\" role=\"doc-endnotes\">\n");
  galley_html_append_void (self, "<hr");
  g_string_append (self->out, "\n<ol>\n");

  for (cmark_node *node = first; node != NULL; node = cmark_node_next (node))
    {
      const Footnote *footnote = ensure_footnote (self, node);
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
