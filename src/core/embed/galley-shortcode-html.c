/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcode-html.h"

#include "galley-fragment.h"
#include "galley-inner-text.h"
#include "galley-shortcode-embedded.h"
#include "galley-template.h"

#include <string.h>

/* The preview shows, it does not run. What would run or frame something gets a card. */
static const char *const active[] = {
  "<script", "<iframe",  "<object", "<embed", "<frame",   "<applet",    "<base",     "<meta",
  "<link",   "<animate", "<set",    "srcdoc", "vbscript", "javascript", "data:text",
};

/* A letter, a colon or a blank that is written as a number is there to hide something. */
static gboolean
hides_letters (const char *html)
{
  for (const char *p = html; (p = strchr (p, '&')) != NULL; p++)
    {
      guint64 code;

      if (g_str_has_prefix (p, "&colon") || g_str_has_prefix (p, "&tab")
          || g_str_has_prefix (p, "&newline"))
        return TRUE;
      if (p[1] != '#')
        continue;
      code = p[2] == 'x' ? g_ascii_strtoull (p + 3, NULL, 16) : g_ascii_strtoull (p + 2, NULL, 10);
      if (code <= 0x20 || code == ':' || (code < 0x80 && g_ascii_isalpha ((char) code)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_handler (const char *html)
{
  for (const char *p = html; (p = strstr (p, "on")) != NULL; p++)
    {
      const char *end = p + 2;

      if (p == html || strchr (" \"'/\f", p[-1]) == NULL)
        continue;
      while (g_ascii_isalpha (*end))
        end++;
      end += strspn (end, " \f");
      if (*end == '=' && end > p + 2)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_inert (const char *html)
{
  g_autofree char *lower = g_ascii_strdown (html, -1);
  g_autofree char *joined = g_malloc (strlen (lower) + 1);
  char *end = joined;

  /* Browsers drop these from addresses. In a tag they part words. */
  g_strdelimit (lower, "\t\r\n", ' ');
  if (has_handler (lower) || hides_letters (lower))
    return FALSE;
  for (const char *p = lower; *p != '\0'; p++)
    if ((guchar) *p > ' ')
      *end++ = *p;
  *end = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (active); i++)
    if (strstr (joined, active[i]) != NULL)
      return FALSE;

  return TRUE;
}

static void
append_markdown (GString *out, const char *text, gboolean block, gpointer user_data)
{
  galley_fragment_append_markdown (out, user_data, text, strlen (text), block);
}

static gboolean
run_template (GString *out,
              const GalleyBody *body,
              const GalleyShortcode *shortcode,
              const GalleyTemplate *template,
              const GalleyBody *inner)
{
  g_autofree char *text = g_strndup (inner->text, inner->length);
  gsize indentation_length;
  const char *indentation =
    galley_shortcode_get_indentation (body->source, shortcode, &indentation_length);
  g_autofree char *blanks = g_strndup (indentation, indentation_length);
  GalleyTemplateCall call = {
    .shortcode = shortcode,
    .inner = text,
    .indentation = blanks,
    .markdown = append_markdown,
    .markdown_data = (gpointer) inner,
    .output_max = body->context.output_max,
  };
  g_autoptr (GString) html = g_string_new (NULL);

  if (!galley_template_run (template, &call, html) || !is_inert (html->str))
    return FALSE;

  galley_fragment_append_html (out, inner, html->str);
  return TRUE;
}

/* A shortcode that brings its template; where the site does not allow it, Hugo writes nothing. */
static gboolean
append_inline (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode)
{
  g_autoptr (GalleyTemplate) template = NULL;
  g_autoptr (GalleyBody) nothing = NULL;

  if (body->context.reading->shortcodes == NULL)
    return FALSE;
  if (!galley_shortcode_set_get_inline (body->context.reading->shortcodes))
    return TRUE;
  if (!shortcode->paired
      || memmem (body->source + shortcode->inner_offset, shortcode->inner_length, "{{<", 3) != NULL)
    return FALSE;

  template = galley_template_new (body->source + shortcode->inner_offset, shortcode->inner_length);
  nothing = galley_body_new ("", 0, 0, 0, &body->context, NULL);
  return run_template (out, body, shortcode, template, nothing);
}

/**
 * galley_shortcode_html_append:
 * @out: takes the HTML
 * @body: a body whose context has a dialect
 * @shortcode: a shortcode of it
 *
 * Appends what Hugo writes for a shortcode, when that is known for sure and is nothing that runs.
 *
 * Returns: whether it is; if not, @out is as it was and a card must do
 */
gboolean
galley_shortcode_html_append (GString *out,
                              const GalleyBody *body,
                              const GalleyShortcode *shortcode)
{
  const GalleyTemplate *template;

  if (shortcode->kind != GALLEY_SHORTCODE_CALL || body->context.depth > GALLEY_BODY_DEPTH_MAX)
    return FALSE;
  if (galley_shortcode_is_inline (shortcode))
    return append_inline (out, body, shortcode);

  template = galley_shortcode_set_get_template (body->context.reading->shortcodes, shortcode->name);
  if (template == NULL)
    return galley_shortcode_embedded_append (out, body, shortcode);
  if (galley_template_get_obstacle (template) != NULL)
    return FALSE;

  return run_template (out, body, shortcode, template, galley_inner_text_get (body, shortcode));
}
