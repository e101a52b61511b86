/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-markdown.h"

G_BEGIN_DECLS

/**
 * GalleyTextRun:
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
} GalleyTextRun;

void galley_text_run_init (GalleyTextRun *self, cmark_node *first);
void galley_text_run_clear (GalleyTextRun *self);
gboolean galley_text_run_is_escaped (const GalleyTextRun *self, gsize offset);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyTextRun, galley_text_run_clear)

G_END_DECLS
