/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

typedef struct _GalleyMask GalleyStandIns;

/**
 * GalleyStandInFunc:
 * @node: a node
 * @text: a text of it
 * @user_data: what was given
 *
 * Returns: (transfer full) (nullable): what to put in its place, %NULL to leave it
 */
typedef char *(*GalleyStandInFunc) (cmark_node *node, const char *text, gpointer user_data);

GalleyStandIns *galley_stand_ins_new (const GalleyDialect *dialect, const char *text, gsize length);
const char *galley_stand_ins_get_text (GalleyStandIns *self);
gboolean galley_stand_ins_finds_number (const char *text);
void galley_stand_ins_undo (GalleyStandIns *self, cmark_node *document);
void galley_stand_ins_replace (cmark_node *document, GalleyStandInFunc func, gpointer user_data);
void galley_stand_ins_free (GalleyStandIns *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyStandIns, galley_stand_ins_free)

G_END_DECLS
