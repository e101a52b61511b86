/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-shortcode.h"
#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyBodyContext:
 * @dialect: (nullable): how the site writes Markdown; %NULL when nothing is rendered
 * @set: (nullable): the shortcodes of the site
 * @page: (nullable): the front matter of the page
 * @depth: how many shortcodes the body is nested in
 * @output_max: how much one shortcode may come to, in bytes; see galley_body_new()
 * @summary_end: in the source, where the mark ends that ends the summary of the page, in bytes; 0
 *   when there is none; galley_body_new() finds it
 *
 * What the output of shortcodes depends on besides their text.
 */
typedef struct
{
  GalleyDialect *dialect;
  const GalleyShortcodeSet *set;
  const GalleyValue *page;
  guint depth;
  gsize output_max;
  gsize summary_end;
} GalleyBodyContext;

/* Deeper than this no inner text is looked at. */
#define GALLEY_BODY_DEPTH_MAX 8

/**
 * GalleyBody:
 * @source: the text that the body is made from, not owned
 * @text: the Markdown of it, with a placeholder for each shortcode
 * @length: the length of @text in bytes
 * @context: what shortcodes depend on
 *
 * The body of an issue as the Markdown parser reads it. Shortcodes come before Markdown, so each
 * is replaced by a word that Markdown passes through and that stands for its place, or by its
 * output where that is Markdown.
 */
typedef struct _GalleyBody GalleyBody;
struct _GalleyBody
{
  const char *source;
  const char *text;
  gsize length;
  GalleyBodyContext context;

  /*< private >*/
  char *buffer;
  GArray *segments;
  GPtrArray *shortcodes;
  GHashTable *by_hash;
};

/* U+FDD0, sixteen hexadecimal digits, U+FDD1: noncharacters are no punctuation to Markdown and
 * no text to people. */
#define GALLEY_PLACEHOLDER_START "\xEF\xB7\x90"
#define GALLEY_PLACEHOLDER_END "\xEF\xB7\x91"
#define GALLEY_PLACEHOLDER_LENGTH (3 + 16 + 3)

/* U+FDD2, for the mark that ends the summary of the page. Other such marks are comments. */
#define GALLEY_SUMMARY_END "\xEF\xB7\x92"
#define GALLEY_SUMMARY_MARK "<!--more-->"

GalleyBody *galley_body_new (const char *source,
                             gsize start,
                             gsize end,
                             gsize base_offset,
                             const GalleyBodyContext *context,
                             GPtrArray *diagnostics);
GalleyBody *galley_body_new_inner (const GalleyBody *self, const GalleyShortcode *shortcode);
void galley_body_take_text (GalleyBody *self, GString *text);
guint64 galley_body_hash (const char *bytes, gsize length);
void galley_body_free (GalleyBody *self);
gsize galley_body_get_source_offset (const GalleyBody *self, gsize offset);
gsize galley_body_get_source_offset_near (const GalleyBody *self, gsize offset, guint *hint);
const GalleyShortcode *
galley_body_match_placeholder (const GalleyBody *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBody, galley_body_free)

G_END_DECLS
