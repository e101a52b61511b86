/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-card-private.h"

#include "galley-fragment.h"
#include "galley-html.h"
#include "galley-inner-text.h"
#include "galley-reference.h"
#include "galley-shortcode-html.h"
#include "galley-template.h"

#include <string.h>

static void
append_params (GString *out, const GalleyShortcode *shortcode)
{
  for (guint i = 0; i < shortcode->params->len; i++)
    {
      const GalleyShortcodeParam *param =
        &g_array_index (shortcode->params, GalleyShortcodeParam, i);

      g_string_append (out, " <span class=\"galley-param\">");
      if (param->name != NULL)
        {
          galley_html_append_text (out, param->name, -1);
          g_string_append_c (out, '=');
        }
      galley_html_append_text (out, param->value, -1);
      g_string_append (out, "</span>");
    }
}

static void
append_label (GString *out, const GalleyShortcode *shortcode)
{
  g_string_append (out, "<span class=\"galley-name\">");
  if (shortcode->kind == GALLEY_SHORTCODE_STRAY_CLOSE)
    g_string_append_c (out, '/');
  galley_html_append_text (out, shortcode->name, -1);
  g_string_append (out, "</span>");
  append_params (out, shortcode);
}

/* Text that a template shows as it is: code by its name, or code of templates. Written with percent
 * signs, it is Markdown before the template has it. */
static gboolean
is_code (const GalleyShortcode *shortcode, const GalleyBody *inner)
{
  static const char *const names[] = { "code",       "codeblock",   "code-block",
                                       "code_block", "code-toggle", "shell",
                                       "terminal",   "console",     "prettify" };

  if (shortcode->markdown)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (shortcode->name, names[i]) == 0)
      return TRUE;
  for (guint i = 0; i < inner->shortcodes->len; i++)
    if (((const GalleyShortcode *) inner->shortcodes->pdata[i])->kind == GALLEY_SHORTCODE_ESCAPE)
      return TRUE;

  return memmem (inner->text, inner->length, "{{", 2) != NULL;
}

static void
append_code (GString *out, const GalleyBody *inner, const GalleyShortcode *shortcode)
{
  const char *language = galley_shortcode_get_param (shortcode, "lang", G_MAXUINT);
  g_autofree char *text = g_strndup (inner->text, inner->length);
  g_autoptr (GString) code = g_string_new (NULL);

  g_string_append (out, "<pre class=\"galley-inner\"><code");
  if (language != NULL)
    {
      g_string_append (out, " class=\"language-");
      galley_html_append_text (out, language, -1);
      g_string_append (out, "\" data-lang=\"");
      galley_html_append_text (out, language, -1);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
  galley_html_append_text (code, g_strchomp (text + strspn (text, "\r\n")), -1);
  galley_fragment_append_html (out, inner, code->str);
  g_string_append (out, "</code></pre>");
}

static void
append_block (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode)
{
  const GalleyBody *inner = shortcode->paired ? galley_inner_text_get (body, shortcode) : NULL;

  g_string_append (out, shortcode->kind == GALLEY_SHORTCODE_CALL
                          ? "<div class=\"galley-card\"><div class=\"galley-label\">"
                          : "<div class=\"galley-card galley-wrong\"><div class=\"galley-label\">");
  append_label (out, shortcode);
  if (shortcode->kind == GALLEY_SHORTCODE_CALL)
    galley_card_append_approximate (out);
  g_string_append (out, "</div>");
  if (inner != NULL && is_code (shortcode, inner))
    append_code (out, inner, shortcode);
  else
    galley_card_append_inner (out, body, shortcode);
  g_string_append (out, "</div>\n");
}

static void
append_inline (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode)
{
  g_autofree char *problem = galley_reference_dup_problem (body, shortcode);

  g_string_append (out, shortcode->kind == GALLEY_SHORTCODE_CALL && problem == NULL
                          ? "<span class=\"galley-chip\">"
                          : "<span class=\"galley-chip galley-wrong\">");
  append_label (out, shortcode);
  if (shortcode->paired)
    {
      g_string_append_c (out, ' ');
      galley_fragment_append_words (out, galley_inner_text_get (body, shortcode));
    }
  g_string_append (out, "</span>");
}

static void
append_card (GString *out,
             const GalleyBody *body,
             const GalleyShortcode *shortcode,
             GalleyShortcodePlace place)
{
  const char *param;

  switch (place)
    {
    case GALLEY_PLACE_BLOCK:
    case GALLEY_PLACE_INLINE:
      if (shortcode->kind == GALLEY_SHORTCODE_CALL
          && (galley_card_append_embed (out, shortcode, place)
              || galley_card_append_known (out, body, shortcode, place)))
        return;
      if (place == GALLEY_PLACE_BLOCK)
        append_block (out, body, shortcode);
      else
        append_inline (out, body, shortcode);
      break;
    case GALLEY_PLACE_ADDRESS:
      /* ref and relref name a page of the site. */
      param = galley_shortcode_get_param (shortcode, "path", 0);
      g_string_append (out, param != NULL ? param : "#");
      break;
    case GALLEY_PLACE_ATTRIBUTE:
    case GALLEY_PLACE_MARKDOWN:
    default:
      galley_html_append_text (out, shortcode->name, -1);
      break;
    }
}

static char *
unescape (const char *html)
{
  static const char *const entities[][2] = {
    { "&amp;", "&" },   { "&#43;", "+" }, { "&#39;", "'" }, { "&#34;", "\"" },
    { "&quot;", "\"" }, { "&lt;", "<" },  { "&gt;", ">" },
  };
  GString *out = g_string_new (NULL);

  while (*html != '\0')
    {
      guint i;

      for (i = 0; i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (html, entities[i][0]))
          break;
      if (i == G_N_ELEMENTS (entities))
        {
          g_string_append_c (out, *html++);
          continue;
        }
      g_string_append (out, entities[i][1]);
      html += strlen (entities[i][0]);
    }

  return g_string_free (out, FALSE);
}

/**
 * galley_card_append:
 * @out: takes the HTML
 * @body: a body whose context has a dialect
 * @shortcode: a shortcode of it
 * @place: where it stands
 *
 * Appends what a shortcode comes to: what Hugo writes when that is known, and else a card with its
 * name and parameters, for a video with a link to it. No player is ever embedded. In an address it
 * is text that is still to be escaped. It is a #GalleyShortcodeFunc.
 *
 * Returns: whether anything was to be appended; in the Markdown no card is
 */
gboolean
galley_card_append (GString *out,
                    const GalleyBody *body,
                    const GalleyShortcode *shortcode,
                    GalleyShortcodePlace place)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *address = NULL;

  if (!galley_shortcode_html_append (html, body, shortcode))
    {
      if (place == GALLEY_PLACE_MARKDOWN)
        return FALSE;
      append_card (out, body, shortcode, place);
      return TRUE;
    }

  switch (place)
    {
    case GALLEY_PLACE_MARKDOWN:
    case GALLEY_PLACE_BLOCK:
    case GALLEY_PLACE_INLINE:
      g_string_append_len (out, html->str, html->len);
      break;
    case GALLEY_PLACE_ADDRESS:
      address = unescape (g_strchomp (html->str));
      g_string_append (out, address);
      break;
    case GALLEY_PLACE_ATTRIBUTE:
    default:
      /* No element can be there, and nothing may end it. */
      galley_template_append_escaped (out, html->str, TRUE);
      break;
    }

  return TRUE;
}
