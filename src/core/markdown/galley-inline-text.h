/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-node.h"

G_BEGIN_DECLS

/**
 * GalleyInlineText:
 * @text: the text of neighbouring text nodes, and behind it what follows on the same line
 * @length: how much of @text belongs to the run, in bytes
 * @escaped: (nullable) (element-type gsize): where in @text a character stands that was escaped,
 *   and so means nothing but itself
 * @before: the character before the run, a line end where there is none
 *
 * Markdown's parser cuts text at every character that might mean something. What looks at
 * words and their neighbours needs the text in one piece.
 */
typedef struct
{
  GString *text;
  gsize length;
  GArray *escaped;
  gunichar before;
} GalleyInlineText;

void galley_inline_text_init (GalleyInlineText *self, cmark_node *first);
void galley_inline_text_clear (GalleyInlineText *self);
gboolean galley_inline_text_is_escaped (const GalleyInlineText *self, gsize offset);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyInlineText, galley_inline_text_clear)

G_END_DECLS
