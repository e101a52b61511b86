/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include "galley-block-attributes.h"
#include "galley-code-options.h"
#include "galley-definition-list.h"
#include "galley-heading-attributes.h"
#include "galley-markdown.h"
#include "galley-node.h"
#include "galley-table-width.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

static gboolean
is_shortcode_alone (cmark_node *paragraph, const GalleyHtml *self)
{
  cmark_node *child = cmark_node_first_child (paragraph);
  const char *literal;

  /* With attributes the paragraph around it stays. */
  if (galley_block_attributes_is (cmark_node_next (paragraph))
      && galley_block_attributes_get (cmark_node_next (paragraph)) != NULL)
    return FALSE;
  if (self->body == NULL || child == NULL || cmark_node_next (child) != NULL
      || cmark_node_get_type (child) != CMARK_NODE_TEXT)
    return FALSE;

  literal = cmark_node_get_literal (child);
  return strnlen (literal, GALLEY_PLACEHOLDER_LENGTH + 1) == GALLEY_PLACEHOLDER_LENGTH
         && galley_body_match_placeholder (self->body, literal, GALLEY_PLACEHOLDER_LENGTH) != NULL;
}

static gboolean
is_summary_end (const GalleyHtml *self, cmark_node *paragraph)
{
  cmark_node *child = cmark_node_first_child (paragraph);

  return self->body->context.summary_end > 0 && child != NULL && cmark_node_next (child) == NULL
         && cmark_node_get_type (child) == CMARK_NODE_TEXT
         && strcmp (cmark_node_get_literal (child), GALLEY_SUMMARY_END) == 0;
}

static void
append_code_block (GalleyHtml *self, cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  const char *info = cmark_node_get_fence_info (node);
  gsize length = info != NULL ? strcspn (info, " \t{") : 0;
  const char *title = length > 0 ? galley_html_get_diagram_title (self, info, length) : NULL;
  g_autofree char *cut = galley_html_cut_summary_end (self, literal);

  if (cut != NULL)
    literal = cut;
  if (title != NULL)
    g_string_append_printf (self->out,
                            "<figure class=\"galley-diagram\"><figcaption>%s</figcaption>", title);
  g_string_append (self->out, "<pre");
  galley_html_append_anchor (self, node);
  g_string_append (self->out, "><code");
  if (length > 0)
    {
      g_string_append (self->out, " class=\"language-");
      galley_html_append_attribute (self, info, length);
      g_string_append (self->out, "\" data-lang=\"");
      galley_html_append_attribute (self, info, length);
      g_string_append_c (self->out, '"');
      if (galley_html_is_preview (self))
        galley_code_options_append (self->out, info);
    }
  g_string_append_c (self->out, '>');
  galley_html_append_shortcode_text (self, literal, strlen (literal), GALLEY_PLACE_INLINE,
                                     galley_html_append_text);
  g_string_append (self->out, title != NULL ? "</code></pre></figure>\n" : "</code></pre>\n");
}

static void
append_tag (GalleyHtml *self, cmark_node *node, const char *name, gboolean entering)
{
  gboolean holds_blocks = *name == 'b' || *name == 't';

  g_string_append (self->out, entering ? "<" : "</");
  g_string_append (self->out, name);
  if (entering)
    {
      galley_html_append_attributes (self, node);
      galley_html_append_anchor (self, node);
    }
  g_string_append (self->out, entering && !holds_blocks ? ">" : ">\n");
}

static void
append_list (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  gboolean ordered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;
  int start = cmark_node_get_list_start (node);

  if (!entering)
    {
      g_string_append (self->out, ordered ? "</ol>\n" : "</ul>\n");
      return;
    }

  g_string_append (self->out, ordered ? "<ol" : "<ul");
  if (ordered && start != 1)
    g_string_append_printf (self->out, " start=\"%d\"", start);
  galley_html_append_attributes (self, node);
  g_string_append (self->out, ">\n");
}

/* The box of a task is what a paragraph begins with. Takes it off the text. */
static gboolean
take_box (cmark_node *paragraph, gboolean *checked)
{
  cmark_node *text = cmark_node_first_child (paragraph);
  const char *content = cmark_node_get_string_content (paragraph);
  const char *literal;
  g_autofree char *rest = NULL;
  cmark_node *next;

  /* The text has no longer what escaped it, nor what stood for it while it was parsed. */
  literal = text != NULL && cmark_node_get_type (text) == CMARK_NODE_TEXT
              ? cmark_node_get_literal (text)
              : "";
  if (*literal != '[' || literal[1] == '\0' || strchr (" \txX", literal[1]) == NULL
      || literal[2] != ']' || content == NULL || *content == '\\' || *content == '&')
    return FALSE;

  *checked = g_ascii_isalpha (literal[1]);
  rest = g_strchug (g_strdup (literal + 3));
  next = cmark_node_next (text);
  if (*rest == '\0' && next != NULL
      && (cmark_node_get_type (next) == CMARK_NODE_SOFTBREAK
          || cmark_node_get_type (next) == CMARK_NODE_LINEBREAK))
    cmark_node_free (next);

  /* Two nodes, so that a shortcode behind the box does not stand alone. */
  next = galley_node_new (CMARK_NODE_TEXT);
  cmark_node_set_literal (next, rest);
  cmark_node_set_literal (text, "");
  cmark_node_insert_after (text, next);

  return TRUE;
}

static void
append_box (GalleyHtml *self, cmark_node *paragraph)
{
  cmark_node *item = cmark_node_parent (paragraph);
  gboolean checked;

  if (!self->dialect->task_list || cmark_node_previous (paragraph) != NULL || item == NULL
      || cmark_node_get_type (item) != CMARK_NODE_ITEM || !take_box (paragraph, &checked))
    return;

  galley_html_append_void (self, checked ? "<input checked=\"\" disabled=\"\" type=\"checkbox\""
                                         : "<input disabled=\"\" type=\"checkbox\"");
  g_string_append_c (self->out, ' ');
}

static void
append_item (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  if (!entering)
    {
      g_string_append (self->out, "</li>\n");
      return;
    }

  g_string_append (self->out, "<li");
  galley_html_append_anchor (self, node);
  g_string_append_c (self->out, '>');
}

static gboolean
is_first_paragraph (cmark_node *paragraph)
{
  for (cmark_node *node = cmark_node_previous (paragraph); node != NULL;
       node = cmark_node_previous (node))
    if (cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH)
      return FALSE;

  return TRUE;
}

/* Of a tight definition only the first paragraph is, in goldmark. */
static gboolean
is_tight (cmark_node *paragraph)
{
  cmark_node *item = cmark_node_parent (paragraph);
  cmark_node *list = item != NULL ? cmark_node_parent (item) : NULL;

  if (item != NULL && galley_node_get_kind (item) == GALLEY_NODE_DEFINITION)
    return galley_definition_list_is_tight (item) && is_first_paragraph (paragraph);
  return list != NULL && cmark_node_get_type (list) == CMARK_NODE_LIST
         && cmark_node_get_list_tight (list);
}

/* Where a formula stands for itself there is no paragraph. */
static void
append_paragraph_tag (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  cmark_node *edge = entering ? cmark_node_first_child (node) : cmark_node_last_child (node);

  if (galley_node_get_inline_kind (edge) != GALLEY_INLINE_FORMULA_BLOCK)
    append_tag (self, node, "p", entering);
}

static void
append_paragraph (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  if (self->body != NULL && is_summary_end (self, node))
    {
      if (entering)
        g_string_append (self->out, GALLEY_SUMMARY_MARK "\n");
      return;
    }

  /* Hugo drops the paragraph around a shortcode that stands alone. */
  if (is_shortcode_alone (node, self))
    {
      if (entering)
        {
          const char *literal = cmark_node_get_literal (cmark_node_first_child (node));

          self->body->context.append_shortcode (self->out, self->body,
                                                galley_body_match_placeholder (self->body, literal,
                                                                               strlen (literal)),
                                                GALLEY_PLACE_BLOCK);
        }
      else if ((!is_tight (node) || cmark_node_next (node) != NULL)
               && !g_str_has_suffix (self->out->str, "\n"))
        {
          g_string_append_c (self->out, '\n');
        }
      return;
    }

  if ((!self->dialect->wrap_lone_image && galley_html_is_image_alone (node))
      || galley_html_is_alert_mark (self, node))
    return;

  self->paragraph = !is_tight (node);
  if (self->paragraph)
    append_paragraph_tag (self, node, entering);
  else if (!entering && cmark_node_next (node) != NULL)
    g_string_append_c (self->out, '\n');
  if (entering)
    append_box (self, node);
}

static void
append_table_row (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  self->header_row = cmark_gfm_extensions_get_table_row_is_header (node);
  self->column = 0;

  if (entering)
    {
      if (self->header_row)
        g_string_append (self->out, "<thead>\n");
      else if (cmark_node_previous (node) != NULL
               && cmark_gfm_extensions_get_table_row_is_header (cmark_node_previous (node)))
        g_string_append (self->out, "<tbody>\n");
      g_string_append (self->out, "<tr");
      galley_html_append_anchor (self, node);
      g_string_append (self->out, ">\n");
      return;
    }

  g_string_append (self->out, "</tr>\n");
  if (self->header_row)
    g_string_append (self->out, cmark_node_next (node) != NULL ? "</thead>\n"
                                                               : "</thead>\n<tbody>\n</tbody>\n");
  else if (cmark_node_next (node) == NULL)
    g_string_append (self->out, "</tbody>\n");
}

static gboolean
is_filled_up (cmark_node *table, guint column)
{
  guint written = galley_table_width_get_written (table);

  return written > 0 && column >= written;
}

static void
append_table_cell (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  const char *name = self->header_row ? "th" : "td";
  cmark_node *table = cmark_node_parent (cmark_node_parent (node));
  const guint8 *alignments = cmark_gfm_extensions_get_table_alignments (table);
  guint column = self->column;

  if (!entering)
    {
      g_string_append_printf (self->out, "</%s>\n", name);
      self->column++;
      return;
    }

  g_string_append_printf (self->out, "<%s", name);
  /* A cell that is not written has no place, and in Hugo no style. */
  if (column < cmark_gfm_extensions_get_table_columns (table) && alignments[column] != 0
      && cmark_node_get_start_column (node) > 0
      && (!self->header_row || !is_filled_up (table, column)))
    g_string_append_printf (self->out, " style=\"text-align: %s\"",
                            alignments[column] == 'l'   ? "left"
                            : alignments[column] == 'r' ? "right"
                                                        : "center");
  g_string_append_c (self->out, '>');
}

/* One list after another is the same list going on. */
static void
append_definition_list (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  if (entering && !galley_definition_list_continues (node))
    {
      g_string_append (self->out, "<dl");
      galley_html_append_attributes (self, node);
      g_string_append (self->out, ">\n");
    }
  else if (!entering && !galley_definition_list_continues (cmark_node_next (node)))
    g_string_append (self->out, "</dl>\n");
}

static void
append_id (GalleyHtml *self, const char *id)
{
  if (id == NULL)
    return;

  g_string_append (self->out, " id=\"");
  galley_html_append_attribute (self, id, strlen (id));
  g_string_append_c (self->out, '"');
}

/* A shortcode is no part of an id. */
static void
drop_shortcodes (GalleyHtml *self, char *text)
{
  char *end = text + strlen (text);

  for (const char *p = text; galley_body_next_shortcode (self->body, &p, end) != NULL;
       end -= GALLEY_PLACEHOLDER_LENGTH)
    memmove (text + (p - text), p + GALLEY_PLACEHOLDER_LENGTH,
             end - p - GALLEY_PLACEHOLDER_LENGTH + 1);
}

static void
append_definition_term (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  g_autofree char *text = NULL;

  if (!entering)
    {
      g_string_append (self->out, "</dt>\n");
      return;
    }

  g_string_append (self->out, "<dt");
  if (self->ids != NULL && self->dialect->auto_definition_term_id)
    {
      text = galley_html_dup_plain_text (self, node);
      drop_shortcodes (self, text);
      if (*text != '\0')
        append_id (self, galley_ids_generate (self->ids, text, "term"));
    }
  g_string_append_c (self->out, '>');
}

/* What is written wins, at the heading before below it; else it is made of the text. */
static const char *
choose_heading_id (GalleyHtml *self, cmark_node *node)
{
  const char *id = galley_attributes_get (galley_heading_attributes_get (node), "id");
  g_autofree char *text = NULL;

  if (id != NULL)
    {
      if (self->ids != NULL)
        galley_ids_put (self->ids, id);
      return id;
    }

  if (self->ids != NULL && self->dialect->auto_heading_id)
    {
      /* What nothing was put into has no end mark. */
      text = !self->dialect->heading_id_source ? galley_html_dup_plain_text (self, node)
             : cmark_node_first_child (node) != NULL
               ? g_strstrip (g_strdup (cmark_node_get_string_content (node)))
               : g_strdup ("");
      drop_shortcodes (self, text);
      if (*text != '\0')
        return galley_ids_generate (self->ids, text, "heading");
    }

  for (cmark_node *next = cmark_node_next (node); galley_block_attributes_is (next) && id == NULL;
       next = cmark_node_next (next))
    id = galley_attributes_get (galley_block_attributes_get (next), "id");

  return id;
}

static void
append_heading (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  int level = cmark_node_get_heading_level (node);

  if (!entering)
    {
      g_string_append_printf (self->out, "</h%d>\n", level);
      return;
    }

  g_string_append_printf (self->out, "<h%d", level);
  append_id (self, choose_heading_id (self, node));
  galley_html_append_attributes (self, node);
  galley_html_append_anchor (self, node);
  g_string_append_c (self->out, '>');
}

static void
append_rule (GalleyHtml *self, cmark_node *node)
{
  if (galley_block_attributes_is (node))
    return;

  g_string_append (self->out, "<hr");
  galley_html_append_attributes (self, node);
  galley_html_append_void (self, "");
  g_string_append_c (self->out, '\n');
}

static void
append_extension (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  switch (galley_node_get_kind (node))
    {
    case GALLEY_NODE_TABLE:
      append_tag (self, node, "table", entering);
      break;
    case GALLEY_NODE_TABLE_ROW:
      append_table_row (self, node, entering);
      break;
    case GALLEY_NODE_TABLE_CELL:
      append_table_cell (self, node, entering);
      break;
    case GALLEY_NODE_DEFINITION_LIST:
      append_definition_list (self, node, entering);
      break;
    case GALLEY_NODE_DEFINITION_TERM:
      append_definition_term (self, node, entering);
      break;
    case GALLEY_NODE_DEFINITION:
      g_string_append (self->out, entering ? "<dd>" : "</dd>\n");
      break;
    case GALLEY_NODE_CORE:
    default:
      break;
    }
}

static void
append_block (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      if (!galley_html_append_alert (self, node, entering))
        append_tag (self, node, "blockquote", entering);
      break;
    case CMARK_NODE_LIST:
      append_list (self, node, entering);
      break;
    case CMARK_NODE_ITEM:
      append_item (self, node, entering);
      break;
    case CMARK_NODE_CODE_BLOCK:
      append_code_block (self, node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      galley_html_append_raw (self, cmark_node_get_literal (node));
      if (!self->dialect->unsafe)
        g_string_append_c (self->out, '\n');
      break;
    case CMARK_NODE_PARAGRAPH:
      append_paragraph (self, node, entering);
      break;
    case CMARK_NODE_HEADING:
      append_heading (self, node, entering);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      append_rule (self, node);
      break;
    default:
      append_extension (self, node, entering);
      break;
    }
}

/**
 * galley_html_render:
 * @self: where to and how
 * @node: a node; it and all below it are rendered
 *
 * Appends the HTML of @node. Walks without recursion, so that no nesting overflows the stack.
 */
void
galley_html_render (GalleyHtml *self, cmark_node *node)
{
  g_autoptr (cmark_iter) iter = cmark_iter_new (node);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *current = cmark_iter_get_node (iter);
      gboolean entering = event == CMARK_EVENT_ENTER;

      /* Something else has been put in the paragraph's place. */
      if (self->body != NULL && cmark_node_get_type (current) == CMARK_NODE_TEXT
          && cmark_node_get_type (cmark_node_parent (current)) == CMARK_NODE_PARAGRAPH
          && (is_shortcode_alone (cmark_node_parent (current), self)
              || is_summary_end (self, cmark_node_parent (current))))
        continue;

      if ((cmark_node_get_type (current) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
        galley_html_append_inline (self, current, entering);
      else
        append_block (self, current, entering);
    }
}
