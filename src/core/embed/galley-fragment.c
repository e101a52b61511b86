/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-fragment.h"

#include "galley-html-private.h"
#include "galley-template.h"

#include <string.h>

/* What is one paragraph stands as its text, by Hugo's rule. */
static void
append_short (GString *out, const char *html)
{
  const char *first = strstr (html, "<p>");
  g_autofree char *copy = NULL;

  if (first == NULL || strstr (first + 1, "<p>") != NULL)
    {
      g_string_append (out, html);
      return;
    }

  copy = g_strstrip (g_strdup (html));
  if (!g_str_has_prefix (copy, "<p>") || !g_str_has_suffix (copy, "</p>"))
    {
      g_string_append (out, copy);
      return;
    }
  copy[strlen (copy) - strlen ("</p>")] = '\0';
  g_string_append (out, g_strstrip (copy + strlen ("<p>")));
}

/**
 * galley_fragment_append_markdown:
 * @out: takes the HTML
 * @body: whose placeholders may be in @text
 * @text: Markdown
 * @length: its length in bytes
 * @block: whether what is only one paragraph keeps its tags
 *
 * Renders Markdown that stands by itself, such as the inner text of a shortcode.
 */
void
galley_fragment_append_markdown (GString *out,
                                 const GalleyBody *body,
                                 const char *text,
                                 gsize length,
                                 gboolean block)
{
  g_autoptr (GString) rendered = g_string_new (NULL);
  g_autoptr (GalleyIds) ids = galley_ids_new (body->context.reading->dialect->heading_ids, NULL);
  g_autoptr (GalleyMarkdown) markdown =
    galley_markdown_new (text, length, body->context.reading->dialect);
  g_autoptr (GHashTable) footnotes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GalleyHtml html = {
    .out = rendered,
    .dialect = body->context.reading->dialect,
    .body = body,
    .footnotes = footnotes,
    .ids = ids,
  };
  cmark_node *node;

  galley_html_number_footnotes (&html, markdown->document);
  for (node = cmark_node_first_child (markdown->document);
       node != NULL && cmark_node_get_type (node) != CMARK_NODE_FOOTNOTE_DEFINITION;
       node = cmark_node_next (node))
    galley_html_render (&html, node);
  if (node != NULL)
    galley_html_render_footnotes (&html, markdown->document);

  if (block)
    g_string_append_len (out, rendered->str, rendered->len);
  else
    append_short (out, rendered->str);
}

/**
 * galley_fragment_append_words:
 * @out: takes the HTML
 * @body: the inner text of a shortcode
 *
 * Appends a text as it is written but for tags, with only words for the shortcodes in it.
 */
void
galley_fragment_append_words (GString *out, const GalleyBody *body)
{
  GalleyHtml html = { .out = out, .dialect = body->context.reading->dialect, .body = body };
  g_autofree char *text = g_strndup (body->text, body->length);
  g_autofree char *words = galley_template_strip_tags (text);

  galley_html_append_attribute (&html, words, strlen (words));
}

static gboolean
is_alone (const char *html, const char *start, const char *end)
{
  return (start == html || start[-1] == '\n') && (*end == '\0' || *end == '\n');
}

/**
 * galley_fragment_append_html:
 * @out: takes the HTML
 * @body: whose placeholders may be in @html
 * @html: HTML
 *
 * Appends HTML with cards where placeholders stand.
 */
void
galley_fragment_append_html (GString *out, const GalleyBody *body, const char *html)
{
  const char *end = html + strlen (html);
  const char *done = html;
  const GalleyShortcode *shortcode;
  gboolean in_tag = FALSE;

  for (const char *p = html; (shortcode = galley_body_next_shortcode (body, &p, end)) != NULL;
       p = done)
    {
      for (const char *sign = done; sign < p; sign++)
        if (*sign == '<' || *sign == '>')
          in_tag = *sign == '<';
      g_string_append_len (out, done, p - done);
      done = p + GALLEY_PLACEHOLDER_LENGTH;
      body->context.append_shortcode (out, body, shortcode,
                                      in_tag                     ? GALLEY_PLACE_ATTRIBUTE
                                      : is_alone (html, p, done) ? GALLEY_PLACE_BLOCK
                                                                 : GALLEY_PLACE_INLINE);
    }

  g_string_append_len (out, done, end - done);
}

static gboolean
is_blank (const char *start, const char *end)
{
  while (start < end && strchr (" \t\r\n", *start) != NULL)
    start++;

  return start == end;
}

/**
 * galley_fragment_append_parts:
 * @out: takes the HTML
 * @body: the inner text of a shortcode that holds others, such as tabs
 *
 * Appends each card in the text as a block of its own, however they are written, and what stands
 * between them as Markdown.
 */
void
galley_fragment_append_parts (GString *out, const GalleyBody *body)
{
  const char *end = body->text + body->length;
  const char *done = body->text;
  const GalleyShortcode *shortcode;

  for (const char *p = done; (shortcode = galley_body_next_shortcode (body, &p, end)) != NULL;
       p = done)
    {
      if (!is_blank (done, p))
        galley_fragment_append_markdown (out, body, done, p - done, TRUE);
      body->context.append_shortcode (out, body, shortcode, GALLEY_PLACE_BLOCK);
      done = p + GALLEY_PLACEHOLDER_LENGTH;
    }

  if (!is_blank (done, end))
    galley_fragment_append_markdown (out, body, done, end - done, TRUE);
}
