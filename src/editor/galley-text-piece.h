/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-format.h"

G_BEGIN_DECLS

/**
 * GalleyTextPiece:
 * @buffer: where the piece is from
 * @offset: where it starts in the buffer, in characters
 * @text: its text
 * @length: the length of @text in bytes
 * @selection_start: where the selection starts in @text, in bytes
 * @selection_end: where it ends, in bytes
 *
 * The paragraphs that hold the selection: all that a writing command looks at, so that it costs
 * the same in an issue of any size.
 */
typedef struct
{
  GtkTextBuffer *buffer;
  int offset;
  char *text;
  gsize length;
  gsize selection_start;
  gsize selection_end;
} GalleyTextPiece;

GalleyTextPiece *galley_text_piece_new (GtkTextBuffer *buffer);
void galley_text_piece_free (GalleyTextPiece *self);
void galley_text_piece_apply (GalleyTextPiece *self, const GalleyFormatChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTextPiece, galley_text_piece_free)

G_END_DECLS
