/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-shortcode.h"

G_BEGIN_DECLS

/**
 * GalleyBody:
 * @source: the text that the body is made from, not owned
 * @text: the Markdown of it, with a placeholder for each shortcode
 * @length: the length of @text in bytes
 *
 * The body of an issue as the Markdown parser reads it. Shortcodes come before Markdown, so each
 * is replaced by a word that Markdown passes through and that stands for its place.
 */
typedef struct
{
  const char *source;
  const char *text;
  gsize length;

  /*< private >*/
  char *buffer;
  GArray *segments;
  GPtrArray *shortcodes;
  GHashTable *by_hash;
} GalleyBody;

/* U+FDD0, sixteen hexadecimal digits, U+FDD1: noncharacters are no punctuation to Markdown and
 * no text to people. */
#define GALLEY_PLACEHOLDER_START "\xEF\xB7\x90"
#define GALLEY_PLACEHOLDER_END "\xEF\xB7\x91"
#define GALLEY_PLACEHOLDER_LENGTH (3 + 16 + 3)

GalleyBody *galley_body_new (const char *source,
                             gsize start,
                             gsize end,
                             gsize base_offset,
                             GPtrArray *diagnostics);
guint64 galley_body_hash (const char *bytes, gsize length);
void galley_body_free (GalleyBody *self);
gsize galley_body_get_source_offset (const GalleyBody *self, gsize offset);
const GalleyShortcode *
galley_body_match_placeholder (const GalleyBody *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBody, galley_body_free)

G_END_DECLS
