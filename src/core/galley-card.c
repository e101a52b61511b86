/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-card.h"

#include "galley-html.h"

#include <string.h>

/* Video sites: the shortcode's name, what people call the site, its address before the id. */
typedef struct
{
  const char *name;
  const char *site;
  const char *address;
  const char *id_param;
} VideoSite;

static const VideoSite video_sites[] = {
  { "bilibili", "bilibili", "https://www.bilibili.com/video/", "src" },
  { "youtube", "YouTube", "https://www.youtube.com/watch?v=", "id" },
  { "vimeo", "Vimeo", "https://vimeo.com/", "id" },
};

static const VideoSite *
find_video_site (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (video_sites); i++)
    if (g_strcmp0 (video_sites[i].name, name) == 0)
      return &video_sites[i];

  return NULL;
}

static char *
get_video_id (const GalleyShortcode *shortcode, const VideoSite *site)
{
  const char *id = galley_shortcode_get_param (shortcode, site->id_param, 0);

  if (id == NULL)
    id = galley_shortcode_get_param (shortcode, "id", 0);

  return id != NULL ? g_uri_escape_string (id, NULL, FALSE) : NULL;
}

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

static gboolean
append_video (GString *out, const GalleyShortcode *shortcode, GalleyCardPlace place)
{
  const VideoSite *site = find_video_site (shortcode->name);
  g_autofree char *id = NULL;

  if (site == NULL || (id = get_video_id (shortcode, site)) == NULL)
    return FALSE;

  if (place == GALLEY_CARD_BLOCK)
    g_string_append (out, "<div class=\"galley-video\">");
  g_string_append_printf (out,
                          "<a class=\"galley-video-link\" href=\"%s%s\">"
                          "<span class=\"galley-play\"></span>"
                          "<span class=\"galley-name\">%s</span> "
                          "<span class=\"galley-param\">%s</span></a>",
                          site->address, id, site->site, id);
  if (place == GALLEY_CARD_BLOCK)
    g_string_append (out, "</div>\n");

  return TRUE;
}

static gboolean
append_figure (GString *out, const GalleyShortcode *shortcode)
{
  const char *src = galley_shortcode_get_param (shortcode, "src", G_MAXUINT);
  const char *alt = galley_shortcode_get_param (shortcode, "alt", G_MAXUINT);
  const char *title = galley_shortcode_get_param (shortcode, "title", G_MAXUINT);
  const char *caption = galley_shortcode_get_param (shortcode, "caption", G_MAXUINT);

  if (src == NULL || strcmp (shortcode->name, "figure") != 0)
    return FALSE;

  g_string_append (out, "<figure><img src=\"");
  galley_html_append_url (out, src);
  g_string_append (out, "\" alt=\"");
  galley_html_append_text (out, alt != NULL ? alt : caption != NULL ? caption : "", -1);
  g_string_append (out, "\">");
  if (title != NULL || caption != NULL)
    {
      g_string_append (out, "<figcaption>");
      if (title != NULL)
        {
          g_string_append (out, "<h4>");
          galley_html_append_text (out, title, -1);
          g_string_append (out, "</h4>");
        }
      if (caption != NULL)
        {
          g_string_append (out, "<p>");
          galley_html_append_text (out, caption, -1);
          g_string_append (out, "</p>");
        }
      g_string_append (out, "</figcaption>");
    }
  g_string_append (out, "</figure>\n");

  return TRUE;
}

static void
append_block (GString *out,
              const GalleyDialect *dialect,
              const GalleyShortcode *shortcode,
              const char *source,
              guint depth)
{
  if (append_video (out, shortcode, GALLEY_CARD_BLOCK) || append_figure (out, shortcode))
    return;

  g_string_append (out, "<div class=\"galley-card\"><div class=\"galley-label\">");
  append_label (out, shortcode);
  g_string_append (out, "</div>");
  if (shortcode->paired)
    {
      g_string_append (out, "<div class=\"galley-inner\">\n");
      galley_html_render_fragment (out, dialect, source + shortcode->inner_offset,
                                   shortcode->inner_length, depth);
      g_string_append (out, "</div>");
    }
  g_string_append (out, "</div>\n");
}

static void
append_inline (GString *out,
               const GalleyDialect *dialect,
               const GalleyShortcode *shortcode,
               const char *source)
{
  if (append_video (out, shortcode, GALLEY_CARD_INLINE))
    return;

  g_string_append (out, "<span class=\"galley-chip\">");
  append_label (out, shortcode);
  if (shortcode->paired)
    {
      g_string_append_c (out, ' ');
      galley_html_append_words (out, dialect, source + shortcode->inner_offset,
                                shortcode->inner_length);
    }
  g_string_append (out, "</span>");
}

/**
 * galley_card_append:
 * @out: takes the HTML
 * @dialect: how the site writes Markdown
 * @shortcode: a shortcode
 * @source: the text its offsets count in
 * @place: where it stands
 * @depth: how many shortcodes it is nested in
 *
 * Appends what stands for a shortcode whose real output only the site's templates know: a card
 * with its name and parameters, for a video with a link to it. No player is ever embedded.
 */
void
galley_card_append (GString *out,
                    const GalleyDialect *dialect,
                    const GalleyShortcode *shortcode,
                    const char *source,
                    GalleyCardPlace place,
                    guint depth)
{
  const char *param;

  switch (place)
    {
    case GALLEY_CARD_BLOCK:
      append_block (out, dialect, shortcode, source, depth);
      break;
    case GALLEY_CARD_INLINE:
      append_inline (out, dialect, shortcode, source);
      break;
    case GALLEY_CARD_ADDRESS:
      /* ref and relref name a page of the site. */
      param = galley_shortcode_get_param (shortcode, "path", 0);
      g_string_append (out, param != NULL ? param : "#");
      break;
    case GALLEY_CARD_ATTRIBUTE:
    default:
      galley_html_append_text (out, shortcode->name, -1);
      break;
    }
}
