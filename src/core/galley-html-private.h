/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-card.h"
#include "galley-html.h"

G_BEGIN_DECLS

void
galley_html_append_shortcode_text (GalleyHtml *self,
                                   const char *text,
                                   gsize length,
                                   GalleyCardPlace place,
                                   void (*append) (GString *out, const char *text, gssize length));
void galley_html_append_attribute (GalleyHtml *self, const char *text, gsize length);
void galley_html_append_raw (GalleyHtml *self, const char *html);
void galley_html_append_inline (GalleyHtml *self, cmark_node *node, gboolean entering);
void galley_html_append_anchor (GalleyHtml *self, cmark_node *node);
void galley_html_append_void (GalleyHtml *self, const char *tag);
char *galley_html_dup_plain_text (GalleyHtml *self, cmark_node *block);
void galley_html_append_footnote_reference (GalleyHtml *self, cmark_node *node);

G_END_DECLS
