/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a site makes of this with templates and scripts of its own. The preview shows what it is;
 * the HTML that is printed has it as Hugo leaves it to the site. */

typedef struct
{
  const char *name;
  const char *title;
} Label;

static const Label alerts[] = {
  { "note", N_ ("Note") },       { "tip", N_ ("Tip") },         { "important", N_ ("Important") },
  { "warning", N_ ("Warning") }, { "caution", N_ ("Caution") },
};

static const Label diagrams[] = {
  { "mermaid", N_ ("Mermaid diagram") },
  { "goat", N_ ("Text diagram") },
  { "math", N_ ("Formula") },
};

static const Label *
find_label (const Label *labels, guint n_labels, const char *name, gsize length)
{
  for (guint i = 0; i < n_labels; i++)
    if (strlen (labels[i].name) == length
        && g_ascii_strncasecmp (labels[i].name, name, length) == 0)
      return &labels[i];

  return NULL;
}

/* The text node that begins with `[!NOTE]`, and how long that is with the title behind it. */
static const Label *
match_alert (cmark_node *quote, cmark_node **text, gsize *title, gsize *end)
{
  cmark_node *paragraph = cmark_node_first_child (quote);
  cmark_node *first = paragraph != NULL ? cmark_node_first_child (paragraph) : NULL;
  const Label *alert;
  const char *literal;
  gsize length;

  if (first == NULL || cmark_node_get_type (paragraph) != CMARK_NODE_PARAGRAPH
      || cmark_node_get_type (first) != CMARK_NODE_TEXT)
    return NULL;

  literal = cmark_node_get_literal (first);
  length = strcspn (literal, "]");
  if (strncmp (literal, "[!", 2) != 0 || literal[length] != ']')
    return NULL;
  alert = find_label (alerts, G_N_ELEMENTS (alerts), literal + 2, length - 2);
  if (alert == NULL)
    return NULL;

  *text = first;
  *title = length + 1;
  *title += literal[*title] == '+' || literal[*title] == '-';
  *title += strspn (literal + *title, " \t");
  *end = *title;
  /* A title is all text up to the line end. */
  if (cmark_node_next (first) == NULL
      || cmark_node_get_type (cmark_node_next (first)) == CMARK_NODE_SOFTBREAK)
    *end = strlen (literal);

  return alert;
}

/* Appends the start or the end of a quote that is an alert; whether it is one. */
gboolean
galley_html_append_alert (GalleyHtml *self, cmark_node *quote, gboolean entering)
{
  cmark_node *text;
  gsize title;
  gsize end;
  const Label *alert =
    galley_html_is_preview (self) ? match_alert (quote, &text, &title, &end) : NULL;

  if (alert == NULL)
    return FALSE;
  if (!entering)
    {
      g_string_append (self->out, "</div>\n");
      return TRUE;
    }

  g_string_append_printf (self->out, "<div class=\"galley-alert galley-%s\"", alert->name);
  galley_html_append_anchor (self, quote);
  g_string_append (self->out, ">\n<p class=\"galley-alert-title\">");
  if (end > title)
    galley_html_append_text (self->out, cmark_node_get_literal (text) + title, end - title);
  else
    g_string_append (self->out, _ (alert->title));
  g_string_append (self->out, "</p>\n");

  return TRUE;
}

/* How much of a text is the mark of an alert, which has been shown as its title. */
gsize
galley_html_get_alert_mark (GalleyHtml *self, cmark_node *text)
{
  cmark_node *paragraph = cmark_node_parent (text);
  cmark_node *quote = paragraph != NULL ? cmark_node_parent (paragraph) : NULL;
  cmark_node *marked = NULL;
  gsize title;
  gsize end;

  if (!galley_html_is_preview (self) || quote == NULL || cmark_node_previous (text) != NULL
      || cmark_node_get_type (quote) != CMARK_NODE_BLOCK_QUOTE
      || match_alert (quote, &marked, &title, &end) == NULL || marked != text)
    return 0;

  return end;
}

/* Whether a paragraph is nothing but the mark of an alert. */
gboolean
galley_html_is_alert_mark (GalleyHtml *self, cmark_node *paragraph)
{
  cmark_node *text = cmark_node_first_child (paragraph);

  return text != NULL && cmark_node_next (text) == NULL
         && cmark_node_get_type (text) == CMARK_NODE_TEXT
         && galley_html_get_alert_mark (self, text) == strlen (cmark_node_get_literal (text))
         && *cmark_node_get_literal (text) != '\0';
}

/* What a code block in this language shows, if it is no code. */
const char *
galley_html_get_diagram_title (GalleyHtml *self, const char *language, gsize length)
{
  const Label *label = galley_html_is_preview (self)
                         ? find_label (diagrams, G_N_ELEMENTS (diagrams), language, length)
                         : NULL;

  return label != NULL ? _ (label->title) : NULL;
}

/* Appends a formula as its source. */
void
galley_html_append_formula_source (GalleyHtml *self, const char *source, gboolean is_block)
{
  g_string_append (self->out, is_block ? "<figure class=\"galley-diagram\"><figcaption>" : "");
  if (is_block)
    g_string_append_printf (self->out, "%s</figcaption><pre><code>", _ ("Formula"));
  else
    g_string_append (self->out, "<code class=\"galley-formula\">");
  galley_html_append_shortcode_text (self, source, strlen (source), GALLEY_PLACE_INLINE,
                                     galley_html_append_text);
  g_string_append (self->out, is_block ? "</code></pre></figure>\n" : "</code>");
}
