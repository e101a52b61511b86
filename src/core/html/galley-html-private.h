/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-html.h"

G_BEGIN_DECLS

/**
 * GalleyFootnote:
 * @number: which it is on the page, from 1
 * @n_references: how often it was referred to so far
 */
typedef struct
{
  guint number;
  guint n_references;
} GalleyFootnote;

void galley_html_append_literal (GString *out, const char *text, gssize length);
void
galley_html_append_shortcode_text (GalleyHtml *self,
                                   const char *text,
                                   gsize length,
                                   GalleyShortcodePlace place,
                                   void (*append) (GString *out, const char *text, gssize length));
gboolean galley_html_is_preview (GalleyHtml *self);
gboolean galley_html_append_alert (GalleyHtml *self, cmark_node *quote, gboolean entering);
gsize galley_html_get_alert_mark (GalleyHtml *self, cmark_node *text);
gboolean galley_html_is_alert_mark (GalleyHtml *self, cmark_node *paragraph);
const char *galley_html_get_diagram_title (GalleyHtml *self, const char *language, gsize length);
void galley_html_append_formula_source (GalleyHtml *self, const char *source, gboolean is_block);
gboolean galley_html_is_image_alone (cmark_node *paragraph);
void galley_html_append_formula (GalleyHtml *self, cmark_node *node);
void galley_html_append_attributes (GalleyHtml *self, cmark_node *node);
void galley_html_append_attribute (GalleyHtml *self, const char *text, gsize length);
char *galley_html_cut_summary_end (GalleyHtml *self, const char *text);
void galley_html_append_raw (GalleyHtml *self, const char *html);
void galley_html_append_inline (GalleyHtml *self, cmark_node *node, gboolean entering);
void galley_html_append_anchor (GalleyHtml *self, cmark_node *node);
void galley_html_append_void (GalleyHtml *self, const char *tag);
gsize galley_html_find_mail (const GalleyInlineText *run, gsize from, gsize at, gsize *start);
char *galley_html_dup_plain_text (GalleyHtml *self, cmark_node *block);
GalleyFootnote *galley_html_ensure_footnote (GalleyHtml *self, cmark_node *definition);

G_END_DECLS
