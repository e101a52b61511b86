/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

typedef struct _GalleyMask GalleyMask;

/**
 * GalleyMaskFunc:
 * @node: a node
 * @text: a text of it
 * @user_data: what was given
 *
 * Returns: (transfer full) (nullable): what to put in its place, %NULL to leave it
 */
typedef char *(*GalleyMaskFunc) (cmark_node *node, const char *text, gpointer user_data);

GalleyMask *galley_mask_new (const GalleyDialect *dialect, const char *text, gsize length);
const char *galley_mask_get_text (GalleyMask *self);
gboolean galley_mask_finds_number (const char *text);
void galley_mask_undo (GalleyMask *self, cmark_node *document);
void galley_mask_replace (cmark_node *document, GalleyMaskFunc func, gpointer user_data);
void galley_mask_free (GalleyMask *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMask, galley_mask_free)

G_END_DECLS
