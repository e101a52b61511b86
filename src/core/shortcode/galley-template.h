/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-shortcode.h"

G_BEGIN_DECLS

typedef struct _GalleyTemplate GalleyTemplate;

/**
 * GalleyTemplateMarkdownFunc:
 * @out: takes the HTML
 * @text: Markdown
 * @block: whether paragraphs keep their tags where there is only one
 * @user_data: what was given with it
 */
typedef void (*GalleyTemplateMarkdownFunc) (GString *out,
                                            const char *text,
                                            gboolean block,
                                            gpointer user_data);

/**
 * GalleyTemplateCall:
 * @shortcode: the shortcode that is called
 * @inner: its inner text as templates get it, empty without one
 * @indentation: the blanks that the shortcode is indented by
 * @markdown: renders Markdown
 * @markdown_data: for @markdown
 * @output_max: how long the output, and each text that is made for it, may be, in bytes
 *
 * What a template is run with.
 */
typedef struct
{
  const GalleyShortcode *shortcode;
  const char *inner;
  const char *indentation;
  GalleyTemplateMarkdownFunc markdown;
  gpointer markdown_data;
  gsize output_max;
} GalleyTemplateCall;

GalleyTemplate *galley_template_new (const char *text, gsize length);
void galley_template_free (GalleyTemplate *self);
gboolean galley_template_takes_inner (const GalleyTemplate *self);
const char *galley_template_get_obstacle (const GalleyTemplate *self);
const char *galley_template_get_tags (const GalleyTemplate *self);
gboolean
galley_template_run (const GalleyTemplate *self, const GalleyTemplateCall *call, GString *out);

void galley_template_append_escaped (GString *out, const char *text, gboolean entities);
char *galley_template_strip_tags (const char *html);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTemplate, galley_template_free)

G_END_DECLS
