/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

GalleyLineIndex *galley_line_index_new (const char *text, gsize length);
void galley_line_index_free (GalleyLineIndex *self);
guint galley_line_index_get_n_lines (const GalleyLineIndex *self);
gsize galley_line_index_get_offset (const GalleyLineIndex *self, guint line);
guint galley_line_index_get_line (const GalleyLineIndex *self, gsize offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLineIndex, galley_line_index_free)

G_END_DECLS
