/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcode-embedded.h"

#include "galley-fragment.h"
#include "galley-html.h"
#include "galley-inner-text.h"
#include "galley-reference.h"
#include "galley-site-pages.h"
#include "galley-template.h"

#include <string.h>

/* The shortcodes that Hugo brings, written as Hugo 0.167 writes them to the last blank. */

typedef gboolean (*Renderer) (GString *out, const GalleyBody *body, const GalleyShortcode *self);

/* A parameter that is set, as templates see it: not empty, not 0, not false. */
static const char *
get_param (const GalleyShortcode *self, const char *name)
{
  for (guint i = self->params->len; i-- > 0;)
    {
      const GalleyShortcodeParam *param = &g_array_index (self->params, GalleyShortcodeParam, i);

      if (g_strcmp0 (param->name, name) != 0)
        continue;
      if (*param->value == '\0'
          || (!param->quoted
              && (g_str_equal (param->value, "0") || g_str_equal (param->value, "false"))))
        return NULL;
      return param->value;
    }

  return NULL;
}

static void
append_attribute (GString *out, const GalleyShortcode *self, const char *name)
{
  const char *value = get_param (self, name);

  if (value == NULL)
    return;

  g_string_append_printf (out, " %s=\"", name);
  galley_template_append_escaped (out, value, FALSE);
  g_string_append_c (out, '"');
}

static char *
dup_markdown (const GalleyBody *body, const char *text)
{
  GString *html = g_string_new (NULL);

  galley_fragment_append_markdown (html, body, text, strlen (text), FALSE);
  return g_string_free (html, FALSE);
}

static void
append_image (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const char *src = get_param (self, "src");
  const char *alt = get_param (self, "alt");
  const char *caption = get_param (self, "caption");

  g_string_append (out, "<img src=\"");
  galley_html_append_url (out, src != NULL ? src : "");
  g_string_append_c (out, '"');
  if (alt != NULL || caption != NULL)
    {
      g_autofree char *html = alt == NULL ? dup_markdown (body, caption) : NULL;
      g_autofree char *plain = html != NULL ? galley_template_strip_tags (html) : NULL;

      g_string_append (out, "\n\t\t\talt=\"");
      galley_template_append_escaped (out, alt != NULL ? alt : plain, alt == NULL);
      g_string_append_c (out, '"');
    }
  append_attribute (out, self, "width");
  append_attribute (out, self, "height");
  append_attribute (out, self, "loading");
  g_string_append_c (out, '>');
}

static void
append_caption (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const char *title = get_param (self, "title");
  const char *caption = get_param (self, "caption");
  const char *attr = get_param (self, "attr");
  const char *attr_link = get_param (self, "attrlink");

  g_string_append (out, "<figcaption>\n\t\t\t");
  if (title != NULL)
    {
      g_string_append (out, "<h4>");
      galley_template_append_escaped (out, title, FALSE);
      g_string_append (out, "</h4>");
    }
  if (caption != NULL || attr != NULL)
    {
      g_autofree char *caption_html = dup_markdown (body, caption != NULL ? caption : "");
      g_autofree char *attr_html = dup_markdown (body, attr != NULL ? attr : "");

      g_string_append_printf (out, "<p>%s", caption_html);
      if (attr_link != NULL)
        {
          g_string_append (out, "\n\t\t\t\t\t\t<a href=\"");
          galley_html_append_url (out, attr_link);
          g_string_append (out, "\">");
        }
      g_string_append_printf (out, "%s%s</p>", attr_html, attr_link != NULL ? "</a>" : "");
    }
  g_string_append (out, "\n\t\t</figcaption>");
}

static gboolean
append_figure (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const char *link = get_param (self, "link");

  g_string_append (out, "<figure");
  append_attribute (out, self, "class");
  g_string_append_c (out, '>');
  if (link != NULL)
    {
      g_string_append (out, "<a href=\"");
      galley_html_append_url (out, link);
      g_string_append_c (out, '"');
      append_attribute (out, self, "target");
      append_attribute (out, self, "rel");
      g_string_append_c (out, '>');
    }
  append_image (out, body, self);
  g_string_append (out, link != NULL ? "</a>" : "");
  if (get_param (self, "title") != NULL || get_param (self, "caption") != NULL
      || get_param (self, "attr") != NULL)
    append_caption (out, body, self);
  g_string_append (out, "\n</figure>\n");

  return TRUE;
}

static gboolean
append_details (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const GalleyBody *inner = galley_inner_text_get (body, self);
  const char *summary = get_param (self, "summary");
  const char *open = get_param (self, "open");
  g_autofree char *summary_html = dup_markdown (body, summary != NULL ? summary : "Details");

  g_string_append (out, "\n<details");
  append_attribute (out, self, "class");
  append_attribute (out, self, "name");
  if (g_strcmp0 (open, "true") == 0 || g_strcmp0 (open, "1") == 0)
    g_string_append (out, " open");
  append_attribute (out, self, "title");
  g_string_append_printf (out, ">\n\t<summary>%s</summary>\n\t", summary_html);
  galley_fragment_append_markdown (out, inner, inner->text, inner->length, TRUE);
  g_string_append (out, "</details>\n");

  return TRUE;
}

/* As code fences are: highlighting is not the business of the text. */
static gboolean
append_highlight (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const GalleyBody *inner = galley_inner_text_get (body, self);
  const char *language = galley_shortcode_get_param (self, NULL, 0);
  const char *options = galley_shortcode_get_param (self, NULL, 1);
  gboolean in_line = options != NULL && strstr (options, "hl_inline=true") != NULL;
  gsize length;
  const char *indentation = galley_shortcode_get_indentation (body->source, self, &length);
  g_autofree char *text = g_strndup (inner->text, inner->length);
  g_auto (GStrv) lines = g_strsplit (text + strspn (text, "\r\n"), "\n", -1);
  g_autoptr (GString) html = g_string_new (in_line ? "<code" : "<pre><code");
  g_autoptr (GString) code = g_string_new (NULL);

  if (language != NULL && *language != '\0')
    {
      g_string_append (html, in_line ? " class=\"code-inline language-" : " class=\"language-");
      galley_template_append_escaped (html, language, FALSE);
      if (!in_line)
        {
          g_string_append (html, "\" data-lang=\"");
          galley_template_append_escaped (html, language, FALSE);
        }
      g_string_append_c (html, '"');
    }
  g_string_append_c (html, '>');
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean indented =
        strlen (lines[i]) >= length && memcmp (lines[i], indentation, length) == 0;

      g_string_append_printf (code, "%s%s", i > 0 ? "\n" : "", lines[i] + (indented ? length : 0));
    }
  while (code->len > 0 && strchr ("\r\n", code->str[code->len - 1]) != NULL)
    g_string_truncate (code, code->len - 1);
  galley_html_append_text (html, code->str, code->len);
  g_string_append (html, in_line ? "</code>" : "</code></pre>");
  galley_fragment_append_html (out, inner, html->str);

  return TRUE;
}

static gboolean
append_comment (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  return TRUE;
}

/* As Go prints it; not for what it prints in a way of its own. */
static gboolean
append_value (GString *out, const GalleyValue *value)
{
  switch (value->kind)
    {
    case GALLEY_VALUE_BOOLEAN:
    case GALLEY_VALUE_NUMBER:
    case GALLEY_VALUE_STRING:
      galley_template_append_escaped (out, value->text, FALSE);
      return TRUE;
    case GALLEY_VALUE_LIST:
      g_string_append_c (out, '[');
      for (guint i = 0; i < value->items->len; i++)
        {
          const GalleyValue *item = g_ptr_array_index (value->items, i);

          g_string_append (out, i > 0 ? " " : "");
          if (item->kind == GALLEY_VALUE_LIST || !append_value (out, item))
            return FALSE;
        }
      g_string_append_c (out, ']');
      return TRUE;
    case GALLEY_VALUE_NULL:
    case GALLEY_VALUE_MAP:
    default:
      return FALSE;
    }
}

static gboolean
append_param (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const char *name = galley_shortcode_get_param (self, NULL, 0);
  const GalleyValue *value;
  gsize length = out->len;

  value = name != NULL ? galley_reference_find_param (body, name) : NULL;
  if (value == NULL || !append_value (out, value))
    {
      g_string_truncate (out, length);
      return FALSE;
    }

  return TRUE;
}

/* What Hugo writes instead of the address of a page that there is not, where it goes on then. */
static gboolean
append_fallback (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  const char *fallback = body->context.reading->fallback;
  g_autofree char *problem = fallback != NULL ? galley_reference_dup_problem (body, self) : NULL;

  if (problem == NULL)
    return FALSE;

  galley_template_append_escaped (out, fallback, FALSE);
  return TRUE;
}

static gboolean
append_ref (GString *out, const GalleyBody *body, const GalleyShortcode *self)
{
  GalleySitePages *pages = body->context.reading->pages;
  const char *ref = galley_shortcode_get_param (self, "path", 0);
  g_autoptr (GalleySitePage) page = NULL;

  if (pages == NULL || ref == NULL
      || galley_shortcode_get_param (self, "outputFormat", G_MAXUINT) != NULL)
    return FALSE;

  page = galley_site_pages_find (pages, ref, body->context.reading->path,
                                 galley_shortcode_get_param (self, "lang", G_MAXUINT));
  if (page == NULL || page->url == NULL)
    return page == NULL && append_fallback (out, body, self);

  if (g_ascii_strcasecmp (self->name, "ref") == 0 && *page->url != '#')
    g_string_append (out, galley_site_pages_get_origin (pages));
  galley_template_append_escaped (out, page->url, FALSE);
  return TRUE;
}

/**
 * galley_shortcode_embedded_append:
 * @out: takes the HTML
 * @body: a body whose context has a dialect
 * @shortcode: a shortcode of it
 *
 * Appends what Hugo writes for one of its own shortcodes.
 *
 * Returns: whether it is such, and nothing from elsewhere is needed for it
 */
gboolean
galley_shortcode_embedded_append (GString *out,
                                  const GalleyBody *body,
                                  const GalleyShortcode *shortcode)
{
  static const struct
  {
    const char *name;
    Renderer render;
  } renderers[] = {
    { "comment", append_comment },     { "details", append_details }, { "figure", append_figure },
    { "highlight", append_highlight }, { "param", append_param },     { "ref", append_ref },
    { "relref", append_ref },
  };

  for (guint i = 0; i < G_N_ELEMENTS (renderers); i++)
    if (g_ascii_strcasecmp (renderers[i].name, shortcode->name) == 0)
      return renderers[i].render (out, body, shortcode);

  return FALSE;
}
