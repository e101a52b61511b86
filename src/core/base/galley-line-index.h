/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

GalleyLineIndex *galley_line_index_new (const char *text, gsize length);
void galley_line_index_free (GalleyLineIndex *self);
guint galley_line_index_get_n_lines (const GalleyLineIndex *self);
gsize galley_line_index_get_offset (const GalleyLineIndex *self, guint line);
guint galley_line_index_get_line (const GalleyLineIndex *self, gsize offset);

/**
 * GalleyLines:
 * @text: a text
 * @length: its length in bytes
 * @index: its lines; %NULL until one is asked for
 *
 * A text of which lines may be asked for, or may not. All but @text and @length are zero at first.
 */
typedef struct
{
  const char *text;
  gsize length;
  GalleyLineIndex *index;
} GalleyLines;

const char *galley_lines_find (GalleyLines *self, int line);
void galley_lines_clear (GalleyLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLineIndex, galley_line_index_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyLines, galley_lines_clear)

G_END_DECLS
