/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-placeholder.h"
#include "galley-reading.h"
#include "galley-shortcode.h"
#include "galley-value.h"

G_BEGIN_DECLS

typedef struct _GalleyBody GalleyBody;

/**
 * GalleyShortcodePlace:
 * @GALLEY_PLACE_MARKDOWN: in the Markdown, before it is parsed
 * @GALLEY_PLACE_BLOCK: alone in a paragraph
 * @GALLEY_PLACE_INLINE: among other text
 * @GALLEY_PLACE_ATTRIBUTE: in the value of an attribute, where no element can be
 * @GALLEY_PLACE_ADDRESS: in the address of a link or an image
 */
typedef enum
{
  GALLEY_PLACE_MARKDOWN,
  GALLEY_PLACE_BLOCK,
  GALLEY_PLACE_INLINE,
  GALLEY_PLACE_ATTRIBUTE,
  GALLEY_PLACE_ADDRESS,
} GalleyShortcodePlace;

/**
 * GalleyShortcodeFunc:
 * @out: takes what the shortcode comes to
 * @body: a body
 * @shortcode: a shortcode of it
 * @place: where it stands
 *
 * Markdown and shortcodes hold each other; this is where the one calls for the other.
 *
 * Returns: whether it comes to anything; only in %GALLEY_PLACE_MARKDOWN it need not, and its
 *   placeholder stays for later
 */
typedef gboolean (*GalleyShortcodeFunc) (GString *out,
                                         const GalleyBody *body,
                                         const GalleyShortcode *shortcode,
                                         GalleyShortcodePlace place);

/**
 * GalleyBodyContext:
 * @reading: (nullable): how the page is read; %NULL when nothing is rendered
 * @page: (nullable): the front matter of the page
 * @append_shortcode: (nullable): appends what a shortcode comes to; %NULL when nothing is rendered
 * @depth: how many shortcodes the body is nested in
 * @output_max: how much one shortcode may come to, in bytes; see galley_body_new()
 * @summary_end: in the source, where the mark ends that ends the summary of the page, in bytes; 0
 *   when there is none; galley_body_new() finds it
 * @inner_texts: (nullable): the bodies that were made of the inner text of shortcodes, by
 *   #GalleyShortcode; a body shares them with those inside it
 *
 * What the output of shortcodes depends on besides their text.
 */
typedef struct
{
  const GalleyReading *reading;
  const GalleyValue *page;
  GalleyShortcodeFunc append_shortcode;
  guint depth;
  gsize output_max;
  gsize summary_end;
  GHashTable *inner_texts;
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
  gboolean owns_inner_texts;
};

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
void galley_body_free (GalleyBody *self);
gsize galley_body_get_source_offset (const GalleyBody *self, gsize offset);
gsize galley_body_get_source_offset_near (const GalleyBody *self, gsize offset, guint *hint);
const GalleyShortcode *
galley_body_match_placeholder (const GalleyBody *self, const char *text, gsize length);
const GalleyShortcode *
galley_body_next_shortcode (const GalleyBody *self, const char **place, const char *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBody, galley_body_free)

G_END_DECLS
