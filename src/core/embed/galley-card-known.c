/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-card-private.h"

#include "galley-fragment.h"
#include "galley-html.h"
#include "galley-inner-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Shortcodes that many sites have by the same name and look: boxes, tabs, formulas. Their templates
 * differ, so each says that it is approximate. */

typedef enum
{
  LOOK_NOTICE,
  LOOK_TABS,
  LOOK_TAB,
  LOOK_TIMELINE,
  LOOK_TIMELINE_ITEM,
  LOOK_FORMULA,
  LOOK_DIAGRAM,
  LOOK_BUTTON,
  LOOK_LEAD,
  LOOK_ICON,
  LOOK_QR,
} Look;

typedef struct
{
  const char *name;
  Look look;
  const char *tone;
} Field;

static const Field fields[] = {
  { "admonition", LOOK_NOTICE, NULL },
  { "alert", LOOK_NOTICE, NULL },
  { "attention", LOOK_NOTICE, "warning" },
  { "button", LOOK_BUTTON, NULL },
  { "callout", LOOK_NOTICE, NULL },
  { "caution", LOOK_NOTICE, "warning" },
  { "danger", LOOK_NOTICE, "error" },
  { "error", LOOK_NOTICE, "error" },
  { "hint", LOOK_NOTICE, NULL },
  { "icon", LOOK_ICON, NULL },
  { "important", LOOK_NOTICE, "important" },
  { "info", LOOK_NOTICE, "info" },
  { "katex", LOOK_FORMULA, NULL },
  { "latex", LOOK_FORMULA, NULL },
  { "lead", LOOK_LEAD, NULL },
  { "math", LOOK_FORMULA, NULL },
  { "mathjax", LOOK_FORMULA, NULL },
  { "mermaid", LOOK_DIAGRAM, NULL },
  { "note", LOOK_NOTICE, "info" },
  { "notice", LOOK_NOTICE, NULL },
  { "qr", LOOK_QR, NULL },
  { "quote", LOOK_NOTICE, "quote" },
  { "success", LOOK_NOTICE, "success" },
  { "tab", LOOK_TAB, NULL },
  { "tabs", LOOK_TABS, NULL },
  { "timeline", LOOK_TIMELINE, NULL },
  { "timelineitem", LOOK_TIMELINE_ITEM, NULL },
  { "tip", LOOK_NOTICE, "success" },
  { "warning", LOOK_NOTICE, "warning" },
};

/* What sites call the tones. */
static const char *const tones[][2] = {
  { "attention", "warning" }, { "bug", "error" },           { "caution", "warning" },
  { "check", "success" },     { "danger", "error" },        { "error", "error" },
  { "failure", "error" },     { "important", "important" }, { "info", "info" },
  { "note", "info" },         { "primary", "info" },        { "quote", "quote" },
  { "success", "success" },   { "tip", "success" },         { "warn", "warning" },
  { "warning", "warning" },
};

static const Field *
find_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (fields[i].name, name) == 0)
      return &fields[i];

  return NULL;
}

static const char *
find_tone (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (tones); i++)
    if (g_ascii_strcasecmp (tones[i][0], word) == 0)
      return tones[i][1];

  return NULL;
}

static const char *
get_named (const GalleyShortcode *shortcode, const char *first, const char *second)
{
  const char *value = galley_shortcode_get_param (shortcode, first, G_MAXUINT);

  return value != NULL ? value : galley_shortcode_get_param (shortcode, second, G_MAXUINT);
}

static void
append_line (GString *out, const char *class, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_string_append_printf (out, "<div class=\"%s\">", class);
  galley_html_append_text (out, text, -1);
  g_string_append (out, "</div>");
}

/* Says that a card is not what the site will show. */
void
galley_card_append_approximate (GString *out)
{
  g_string_append (out, "<span class=\"galley-approximate\" title=\"");
  galley_html_append_text (out, _ ("Approximate: only the site knows how this looks"), -1);
  g_string_append (out, "\">≈</span>");
}

void
galley_card_append_inner (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode)
{
  const GalleyBody *inner;

  if (!shortcode->paired)
    return;

  inner = galley_inner_text_get (body, shortcode);
  g_string_append (out, "<div class=\"galley-inner\">\n");
  galley_fragment_append_markdown (out, inner, inner->text, inner->length, TRUE);
  g_string_append (out, "</div>");
}

/* The kind is named, or the first parameter; then the title comes, if any. */
static void
append_notice (GString *out,
               const GalleyBody *body,
               const GalleyShortcode *shortcode,
               const Field *field)
{
  const char *first = galley_shortcode_get_param (shortcode, NULL, 0);
  const char *kind = get_named (shortcode, "type", "icon");
  const char *title = galley_shortcode_get_param (shortcode, "title", 1);
  const char *text = get_named (shortcode, "text", "content");
  const char *tone;

  if (kind == NULL)
    kind = first;
  tone = find_tone (kind);
  if (tone == NULL && kind == first && title == NULL)
    title = first;
  if (tone == NULL)
    tone = field->tone != NULL ? field->tone : "info";
  if (title == NULL)
    title = find_tone (kind) != NULL ? kind : shortcode->name;

  g_string_append_printf (out,
                          "<div class=\"galley-card galley-notice galley-%s\">"
                          "<div class=\"galley-label\"><span class=\"galley-name\">",
                          tone);
  galley_html_append_text (out, title, -1);
  g_string_append (out, "</span>");
  galley_card_append_approximate (out);
  g_string_append (out, "</div>");
  append_line (out, "galley-inner", text);
  galley_card_append_inner (out, body, shortcode);
  g_string_append (out, "</div>\n");
}

static void
append_box (GString *out,
            const GalleyBody *body,
            const GalleyShortcode *shortcode,
            const char *class,
            const char *title)
{
  g_string_append_printf (out, "<div class=\"%s\">", class);
  if (title != NULL)
    {
      g_string_append (out, "<div class=\"galley-label\"><span class=\"galley-name\">");
      galley_html_append_text (out, title, -1);
      g_string_append (out, "</span></div>");
    }
  galley_card_append_inner (out, body, shortcode);
  g_string_append (out, "</div>\n");
}

static void
append_parts (GString *out,
              const GalleyBody *body,
              const GalleyShortcode *shortcode,
              const char *class)
{
  g_string_append_printf (out, "<div class=\"%s\">\n", class);
  galley_fragment_append_parts (out, galley_inner_text_get (body, shortcode));
  g_string_append (out, "</div>\n");
}

static const char *
get_title (const GalleyShortcode *shortcode)
{
  static const char *const names[] = { "title", "header", "name", "label", "tabName", "date" };
  const char *title = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && title == NULL; i++)
    title = galley_shortcode_get_param (shortcode, names[i], 0);

  return title != NULL ? title : shortcode->name;
}

static void
append_timeline_item (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode)
{
  g_string_append (out, "<div class=\"galley-timeline-item\">");
  append_line (out, "galley-param", get_named (shortcode, "badge", "date"));
  append_line (out, "galley-name", get_title (shortcode));
  append_line (out, "galley-label", get_named (shortcode, "subheader", "subtitle"));
  galley_card_append_inner (out, body, shortcode);
  g_string_append (out, "</div>\n");
}

/* Source that something else than Markdown would read. */
static void
append_source (GString *out,
               const GalleyBody *body,
               const GalleyShortcode *shortcode,
               GalleyShortcodePlace place)
{
  const GalleyBody *inner = galley_inner_text_get (body, shortcode);
  const char *param = galley_shortcode_get_param (shortcode, NULL, 0);
  g_autofree char *text =
    shortcode->paired ? g_strndup (inner->text, inner->length) : g_strdup (param ? param : "");
  g_autoptr (GString) code = g_string_new (NULL);

  galley_html_append_text (code, g_strstrip (text), -1);
  if (place == GALLEY_PLACE_INLINE)
    {
      g_string_append (out, "<code class=\"galley-formula\">");
      galley_fragment_append_html (out, inner, code->str);
      g_string_append (out, "</code>");
      return;
    }

  g_string_append (out, "<div class=\"galley-card\"><div class=\"galley-label\">"
                        "<span class=\"galley-name\">");
  galley_html_append_text (out, shortcode->name, -1);
  g_string_append (out, "</span>");
  galley_card_append_approximate (out);
  g_string_append (out, "</div><pre class=\"galley-formula\"><code>");
  galley_fragment_append_html (out, inner, code->str);
  g_string_append (out, "</code></pre></div>\n");
}

static void
append_button (GString *out,
               const GalleyBody *body,
               const GalleyShortcode *shortcode,
               GalleyShortcodePlace place)
{
  static const char *const names[] = { "href", "link", "url", "relref" };
  const char *href = NULL;
  const char *label = get_named (shortcode, "text", "content");

  for (guint i = 0; i < G_N_ELEMENTS (names) && href == NULL; i++)
    href = galley_shortcode_get_param (shortcode, names[i], 0);

  g_string_append (out, place == GALLEY_PLACE_BLOCK ? "<p>" : "");
  g_string_append (out, "<a class=\"galley-button\" href=\"");
  galley_html_append_url (out, href != NULL ? href : "#");
  g_string_append (out, "\">");
  if (shortcode->paired)
    galley_fragment_append_words (out, galley_inner_text_get (body, shortcode));
  else
    galley_html_append_text (out, label != NULL ? label : shortcode->name, -1);
  g_string_append (out, "</a>");
  g_string_append (out, place == GALLEY_PLACE_BLOCK ? "</p>\n" : "");
}

static void
append_icon (GString *out, const GalleyShortcode *shortcode, GalleyShortcodePlace place)
{
  g_string_append (out, place == GALLEY_PLACE_BLOCK ? "<p>" : "");
  g_string_append (out, "<span class=\"galley-icon\">");
  galley_html_append_text (out, get_title (shortcode), -1);
  g_string_append (out, "</span>");
  g_string_append (out, place == GALLEY_PLACE_BLOCK ? "</p>\n" : "");
}

static void
append_qr (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode)
{
  const char *text = galley_shortcode_get_param (shortcode, "text", 0);

  g_string_append (out, "<div class=\"galley-card galley-qr\"><span class=\"galley-code\"></span>"
                        "<span class=\"galley-param\">");
  if (text != NULL)
    galley_html_append_text (out, text, -1);
  else
    galley_fragment_append_words (out, galley_inner_text_get (body, shortcode));
  g_string_append (out, "</span></div>\n");
}

static void
append_block (GString *out,
              const GalleyBody *body,
              const GalleyShortcode *shortcode,
              const Field *field)
{
  switch (field->look)
    {
    case LOOK_NOTICE:
      append_notice (out, body, shortcode, field);
      break;
    case LOOK_TABS:
      append_parts (out, body, shortcode, "galley-card galley-tabs");
      break;
    case LOOK_TAB:
      append_box (out, body, shortcode, "galley-tab", get_title (shortcode));
      break;
    case LOOK_TIMELINE:
      append_parts (out, body, shortcode, "galley-timeline");
      break;
    case LOOK_TIMELINE_ITEM:
      append_timeline_item (out, body, shortcode);
      break;
    case LOOK_LEAD:
      append_box (out, body, shortcode, "galley-lead", NULL);
      break;
    case LOOK_QR:
      append_qr (out, body, shortcode);
      break;
    case LOOK_FORMULA:
    case LOOK_DIAGRAM:
      append_source (out, body, shortcode, GALLEY_PLACE_BLOCK);
      break;
    case LOOK_BUTTON:
      append_button (out, body, shortcode, GALLEY_PLACE_BLOCK);
      break;
    case LOOK_ICON:
    default:
      append_icon (out, shortcode, GALLEY_PLACE_BLOCK);
      break;
    }
}

/* Appends the card of a shortcode that is known from the field. Returns whether it is such: among
 * other text only what has its place there. */
gboolean
galley_card_append_known (GString *out,
                          const GalleyBody *body,
                          const GalleyShortcode *shortcode,
                          GalleyShortcodePlace place)
{
  const Field *field = find_field (shortcode->name);

  if (field == NULL)
    return FALSE;
  if (place == GALLEY_PLACE_BLOCK)
    {
      append_block (out, body, shortcode, field);
      return TRUE;
    }

  switch (field->look)
    {
    case LOOK_FORMULA:
      append_source (out, body, shortcode, place);
      return TRUE;
    case LOOK_BUTTON:
      append_button (out, body, shortcode, place);
      return TRUE;
    case LOOK_ICON:
      append_icon (out, shortcode, place);
      return TRUE;
    default:
      return FALSE;
    }
}
