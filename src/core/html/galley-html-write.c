/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include "galley-linkify.h"

#include <string.h>

#define RAW_HTML_OMITTED "<!-- raw HTML omitted -->"

gboolean
galley_html_is_preview (GalleyHtml *self)
{
  return self->output == GALLEY_OUTPUT_PREVIEW;
}

gboolean
galley_html_is_image_alone (cmark_node *paragraph)
{
  cmark_node *child = cmark_node_first_child (paragraph);

  return cmark_node_get_type (paragraph) == CMARK_NODE_PARAGRAPH && child != NULL
         && cmark_node_next (child) == NULL && cmark_node_get_type (child) == CMARK_NODE_IMAGE;
}

/* Says which line of the source an element inside a block comes from. */
void
galley_html_append_anchor (GalleyHtml *self, cmark_node *node)
{
  int line = cmark_node_get_start_line (node);
  guint file_line;

  if (!galley_html_is_preview (self) || line <= 0)
    return;

  file_line = self->line_func (line, self->line_data);
  if (file_line > self->first_line)
    g_string_append_printf (self->out, " data-l=\"%u\"", file_line - self->first_line);
}

void
galley_html_append_literal (GString *out, const char *text, gssize length)
{
  g_string_append_len (out, text, length);
}

/* Appends text in which shortcodes stand for themselves: as a card, or, where no element can be,
 * as words. */
void
galley_html_append_shortcode_text (GalleyHtml *self,
                                   const char *text,
                                   gsize length,
                                   GalleyShortcodePlace place,
                                   void (*append) (GString *out, const char *text, gssize length))
{
  const char *end = text + length;
  const char *start = text;
  const GalleyShortcode *shortcode;

  for (const char *p = text; (shortcode = galley_body_next_shortcode (self->body, &p, end)) != NULL;
       p = start)
    {
      append (self->out, start, p - start);
      self->body->context.append_shortcode (self->out, self->body, shortcode, place);
      start = p + GALLEY_PLACEHOLDER_LENGTH;
    }

  append (self->out, start, end - start);
}

/* Appends text for a quoted attribute. */
void
galley_html_append_attribute (GalleyHtml *self, const char *text, gsize length)
{
  galley_html_append_shortcode_text (self, text, length, GALLEY_PLACE_ATTRIBUTE,
                                     galley_html_append_text);
}

/* Whether a place is in a tag, told by the last sign before it: @in_tag is what was before @text.
 */
static gboolean
ends_in_tag (const char *text, const char *end, gboolean in_tag)
{
  for (; text < end; text++)
    if (*text == '<' || *text == '>')
      in_tag = *text == '<';

  return in_tag;
}

/* In code and in raw HTML the line is gone of the mark at which the summary ends. Gives what is
 * left, %NULL when it is not there. */
char *
galley_html_cut_summary_end (GalleyHtml *self, const char *text)
{
  gboolean has_mark = self->body != NULL && self->body->context.summary_end > 0;
  const char *mark = has_mark ? strstr (text, GALLEY_SUMMARY_END) : NULL;
  const char *after;

  if (mark == NULL)
    return NULL;

  after = mark + strlen (GALLEY_SUMMARY_END);
  after += *after == '\n';

  return g_strdup_printf ("%.*s%s", (int) (mark - text), text, after);
}

/* Raw HTML passes as it is; inside one of its tags a shortcode can only be words. */
void
galley_html_append_raw (GalleyHtml *self, const char *html)
{
  g_autofree char *cut = galley_html_cut_summary_end (self, html);
  const char *end;
  gboolean in_tag = FALSE;

  if (!self->dialect->unsafe)
    {
      g_string_append (self->out, RAW_HTML_OMITTED);
      return;
    }

  if (cut != NULL)
    html = cut;
  end = html + strlen (html);
  for (const char *p = html; galley_body_next_shortcode (self->body, &p, end) != NULL; html = p)
    {
      in_tag = ends_in_tag (html, p, in_tag);
      p += GALLEY_PLACEHOLDER_LENGTH;
      galley_html_append_shortcode_text (self, html, p - html,
                                         in_tag ? GALLEY_PLACE_ATTRIBUTE : GALLEY_PLACE_INLINE,
                                         galley_html_append_literal);
    }
  g_string_append_len (self->out, html, end - html);
}

/* Appends a tag that has no end tag, given without its closing sign. */
void
galley_html_append_void (GalleyHtml *self, const char *tag)
{
  g_string_append (self->out, tag);
  g_string_append (self->out, self->dialect->xhtml ? " />" : ">");
}

/* A mail address around the sign at @at that starts behind @from: at a word, or at what follows a
 * sign that may stand before one. The first such place counts. */
gsize
galley_html_find_mail (const GalleyInlineText *run, gsize from, gsize at, gsize *start)
{
  const char *text = run->text->str;
  gsize first = at;

  while (first > from && galley_linkify_is_mail_user (text[first - 1]))
    first--;

  for (*start = first; *start < at; (*start)++)
    if (*start == 0 || *start == from || strchr (" \t*_~(", text[*start - 1]) != NULL)
      {
        gsize length = galley_linkify_match_mail (run, *start);

        if (length > 0)
          return length;
      }

  return 0;
}
