/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include "galley-east-asian.h"
#include "galley-emoji.h"
#include "galley-linkify.h"
#include "galley-inline-text.h"
#include "galley-node.h"

#include <string.h>

static void
append_text (GalleyHtml *self, const char *text, gsize length)
{
  galley_html_append_shortcode_text (self, text, length,
                                     self->alt_depth > 0 ? GALLEY_PLACE_ATTRIBUTE
                                                         : GALLEY_PLACE_INLINE,
                                     galley_html_append_text);
}

static void
append_url (GalleyHtml *self, const char *url)
{
  g_autoptr (GString) expanded = NULL;
  GalleyHtml inner = *self;

  if (self->body == NULL || strstr (url, GALLEY_PLACEHOLDER_START) == NULL)
    {
      galley_html_append_url (self->out, url);
      return;
    }

  inner.out = expanded = g_string_new (NULL);
  galley_html_append_shortcode_text (&inner, url, strlen (url), GALLEY_PLACE_ADDRESS,
                                     galley_html_append_literal);
  galley_html_append_url (self->out, expanded->str);
}

/* Where shortcodes make a destination, they know the page. */
static void
append_link_url (GalleyHtml *self, const char *url)
{
  g_autofree char *resolved = NULL;

  if (self->link_resolver != NULL && strstr (url, GALLEY_PLACEHOLDER_START) == NULL)
    resolved = galley_link_resolver_dup_url (self->link_resolver, url);
  append_url (self, resolved != NULL ? resolved : url);
}

static void
append_mail (GalleyHtml *self, const char *text, gsize length)
{
  g_string_append (self->out, "<a href=\"mailto:");
  galley_html_append_text (self->out, text, length);
  g_string_append (self->out, "\">");
  galley_html_append_text (self->out, text, length);
  g_string_append (self->out, "</a>");
}

static gboolean
is_text (cmark_node *node)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_TEXT;
}

/* In a list without paragraphs there is no blank behind a formula that stands for itself. */
static gboolean
follows_block_formula (GalleyHtml *self, cmark_node *node)
{
  return !self->paragraph && self->alt_depth == 0
         && galley_node_get_inline_kind (cmark_node_previous (node)) == GALLEY_INLINE_FORMULA_BLOCK
         && cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_PARAGRAPH;
}

/* What may be the text of a link has no address, though it is none in the end. */
static gboolean
is_in_bracket (GalleyHtml *self, const GalleyInlineText *run, gsize place)
{
  for (; self->counted < place; self->counted++)
    if (run->text->str[self->counted] == '[')
      self->open_brackets++;
    else if (run->text->str[self->counted] == ']' && self->open_brackets > 0)
      self->open_brackets--;

  return self->open_brackets > 0;
}

/* Replaces what stands at @i and is no plain text, and all text before it from @done on. Returns
 * the length of it, 0 when it is text. */
static gsize
replace (GalleyHtml *self, const GalleyInlineText *run, gsize done, gsize i)
{
  gboolean mails = self->dialect->linkify && self->link_depth == 0 && self->alt_depth == 0;
  const char *text = run->text->str;
  gsize length = 0;
  gsize start;
  const char *mark;

  if (text[i] == '\\')
    {
      if (i + 1 >= run->length || text[i + 1] != ' ' || galley_inline_text_is_escaped (run, i))
        return 0;
      append_text (self, text + done, i - done);
      return 2;
    }
  if (text[i] == ':' && self->dialect->emoji)
    {
      const char *emoji = galley_emoji_match (text + i, run->length - i, &length);

      if (emoji == NULL || galley_inline_text_is_escaped (run, i))
        return 0;
      append_text (self, text + done, i - done);
      /* An image's text is without them, in Hugo. */
      if (self->alt_depth == 0)
        galley_emoji_append (self->out, emoji);
      return length;
    }

  mark = galley_typographer_match (&self->typographer, self->dialect, run, i, &length);
  if (mark != NULL)
    {
      append_text (self, text + done, i - done);
      g_string_append (self->out, mark);
      return length;
    }

  if (text[i] != '@' || !mails || is_in_bracket (self, run, i)
      || (length = galley_html_find_mail (run, done, i, &start)) == 0)
    return 0;
  append_text (self, text + done, start - done);
  append_mail (self, text + start, length);

  return MAX (1, start + length - i);
}

/* Most text is that of one node, with nothing in it that means more than itself. */
static gboolean
is_plain (GalleyHtml *self, cmark_node *text, const char *signs)
{
  const char *literal = cmark_node_get_literal (text);

  return *literal != '\0' && *literal != '[' && !is_text (cmark_node_next (text))
         && literal[strcspn (literal, signs)] == '\0' && strchr (literal, '\\') == NULL
         && !follows_block_formula (self, text);
}

/* Neighbouring text nodes at once, since words and quotes span them. */
static void
append_run (GalleyHtml *self, cmark_node *first)
{
  /* What never means anything is not looked at. */
  const char *signs = self->dialect->cjk_escaped_space ? "'\"-.<>@:\\"
                      : self->dialect->emoji           ? "'\"-.<>@:"
                                                       : "'\"-.<>@";
  g_auto (GalleyInlineText) run = { 0 };
  const char *text;
  gsize done = 0;

  if (is_plain (self, first, signs))
    {
      text = cmark_node_get_literal (first);
      self->after_mark = FALSE;
      append_text (self, text, strlen (text));
      return;
    }

  galley_inline_text_init (&run, first);
  text = run.text->str;
  self->counted = self->open_brackets = 0;
  if (follows_block_formula (self, first))
    done = strspn (text, " \t");
  else if (*text == '[')
    done = MIN (galley_html_get_alert_mark (self, first), run.length);
  for (gsize i = strcspn (text, signs); i < run.length; i += strcspn (text + i, signs))
    {
      gsize length = i >= done ? replace (self, &run, done, i) : 0;

      i += MAX (length, 1);
      if (length > 0)
        done = i;
    }

  self->after_mark = done == run.length;
  append_text (self, text + done, run.length - done);
}

static void
append_link (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  const char *title = cmark_node_get_title (node);

  if (!entering)
    {
      self->link_depth--;
      g_string_append (self->out, "</a>");
      return;
    }

  self->link_depth++;
  g_string_append (self->out, "<a href=\"");
  append_link_url (self, cmark_node_get_url (node));
  if (title != NULL && *title != '\0')
    {
      g_string_append (self->out, "\" title=\"");
      galley_html_append_attribute (self, title, strlen (title));
    }
  g_string_append (self->out, "\">");
}

static void
append_image (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  const char *title = cmark_node_get_title (node);

  if (entering)
    {
      if (self->alt_depth++ == 0)
        {
          g_string_append (self->out, "<img src=\"");
          append_url (self, cmark_node_get_url (node));
          g_string_append (self->out, "\" alt=\"");
        }
    }
  else if (--self->alt_depth == 0)
    {
      if (title != NULL && *title != '\0')
        {
          g_string_append (self->out, "\" title=\"");
          galley_html_append_attribute (self, title, strlen (title));
        }
      g_string_append_c (self->out, '"');
      galley_html_append_attributes (self, node);
      galley_html_append_void (self, "");
    }
}

/* Where it says so, no line end is left between east-asian text, nor between text and what is
 * none. */
static gboolean
keeps_line_end (GalleyHtml *self, cmark_node *node)
{
  cmark_node *before = cmark_node_previous (node);
  cmark_node *after = cmark_node_next (node);
  const char *text;

  if (self->dialect->east_asian_line_breaks == GALLEY_LINE_BREAKS_ALL || !is_text (before)
      || self->after_mark)
    return TRUE;
  if (!is_text (after) || *cmark_node_get_literal (after) == '\0')
    return FALSE;

  text = cmark_node_get_literal (before);
  return *text == '\0' || strchr (GALLEY_MARKDOWN_LONE_MARKS, text[strlen (text) - 1]) != NULL
         || galley_east_asian_keeps_break (self->dialect->east_asian_line_breaks,
                                           g_utf8_get_char (g_utf8_prev_char (text
                                                                              + strlen (text))),
                                           g_utf8_get_char (cmark_node_get_literal (after)));
}

static gboolean
follows_alert_mark (GalleyHtml *self, cmark_node *node)
{
  cmark_node *text = cmark_node_previous (node);

  return is_text (text) && *cmark_node_get_literal (text) == '['
         && galley_html_get_alert_mark (self, text) == strlen (cmark_node_get_literal (text));
}

static void
append_line_end (GalleyHtml *self, cmark_node *node)
{
  gboolean hard = cmark_node_get_type (node) == CMARK_NODE_LINEBREAK || self->dialect->hard_wraps;

  if (follows_alert_mark (self, node))
    return;

  if (hard && self->alt_depth == 0)
    galley_html_append_void (self, "<br");
  if (hard || keeps_line_end (self, node))
    g_string_append_c (self->out, '\n');
}

static void
append_code (GalleyHtml *self, cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  gboolean plain = self->alt_depth > 0;

  g_string_append (self->out, plain ? "" : "<code>");
  append_text (self, literal, strlen (literal));
  g_string_append (self->out, plain ? "" : "</code>");
}

static void
append_text_node (GalleyHtml *self, cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);
  const char *literal = cmark_node_get_literal (node);

  if (parent != NULL && cmark_node_get_type (parent) == CMARK_NODE_LINK
      && galley_node_is_bare_link (parent))
    append_text (self, literal, strlen (literal));
  else if (!is_text (cmark_node_previous (node)))
    append_run (self, node);
}

static void
append_pair (GalleyHtml *self, const char *name, gboolean entering)
{
  if (self->alt_depth == 0)
    g_string_append_printf (self->out, entering ? "<%s>" : "</%s>", name);
}

static void
append_custom (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  switch (galley_node_get_inline_kind (node))
    {
    case GALLEY_INLINE_FORMULA:
    case GALLEY_INLINE_FORMULA_BLOCK:
      if (entering)
        galley_html_append_formula (self, node);
      break;
    case GALLEY_INLINE_INSERTED:
      append_pair (self, "ins", entering);
      break;
    case GALLEY_INLINE_MARKED:
      append_pair (self, "mark", entering);
      break;
    case GALLEY_INLINE_SUBSCRIPT:
      append_pair (self, "sub", entering);
      break;
    case GALLEY_INLINE_SUPERSCRIPT:
      append_pair (self, "sup", entering);
      break;
    case GALLEY_INLINE_DELETED:
      append_pair (self, "del", entering);
      break;
    case GALLEY_INLINE_NONE:
    default:
      if (cmark_node_get_type (node) == CMARK_NODE_EMPH)
        append_pair (self, "em", entering);
      break;
    }
}

GalleyFootnote *
galley_html_ensure_footnote (GalleyHtml *self, cmark_node *definition)
{
  GalleyFootnote *footnote = g_hash_table_lookup (self->footnotes, definition);

  if (footnote == NULL)
    {
      footnote = g_new0 (GalleyFootnote, 1);
      footnote->number = g_hash_table_size (self->footnotes) + 1;
      g_hash_table_insert (self->footnotes, definition, footnote);
    }

  return footnote;
}

static void
append_footnote_reference (GalleyHtml *self, cmark_node *node)
{
  cmark_node *definition = cmark_node_parent_footnote_def (node);
  guint n_before = GPOINTER_TO_UINT (cmark_node_get_user_data (node));
  const GalleyFootnote *footnote;
  g_autofree char *again = NULL;

  if (self->footnotes == NULL || definition == NULL)
    return;

  footnote = galley_html_ensure_footnote (self, definition);
  again = n_before > 0 ? g_strdup_printf ("%u", n_before) : g_strdup ("");
  g_string_append_printf (self->out,
                          "<sup id=\"fnref%s:%u\"><a href=\"#fn:%u\" class=\"footnote-ref\" "
                          "role=\"doc-noteref\">%u</a></sup>",
                          again, footnote->number, footnote->number, footnote->number);
}

void
galley_html_append_inline (GalleyHtml *self, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      append_text_node (self, node);
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      append_line_end (self, node);
      break;
    case CMARK_NODE_CODE:
      append_code (self, node);
      break;
    case CMARK_NODE_HTML_INLINE:
      if (self->alt_depth == 0)
        galley_html_append_raw (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_STRONG:
      append_pair (self, "strong", entering);
      break;
    case CMARK_NODE_LINK:
      if (self->alt_depth == 0)
        append_link (self, node, entering);
      break;
    case CMARK_NODE_IMAGE:
      append_image (self, node, entering);
      break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      if (self->alt_depth == 0 && entering)
        append_footnote_reference (self, node);
      break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_CUSTOM_INLINE:
      append_custom (self, node, entering);
      break;
    default:
      break;
    }
}
