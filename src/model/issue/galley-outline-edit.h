/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-outline.h"

G_BEGIN_DECLS

gboolean galley_outline_edit_move (GalleyDocument *document,
                                   guint64 id,
                                   const GalleyOutlinePlace *place,
                                   GError **error);
gboolean
galley_outline_edit_step (GalleyDocument *document, guint64 id, int direction, GError **error);
gboolean galley_outline_edit_step_cursor (GalleyDocument *document, int direction, GError **error);
gboolean galley_outline_edit_remove (GalleyDocument *document, guint64 id, GError **error);
gboolean galley_outline_edit_paste (GalleyDocument *document,
                                    guint64 after,
                                    const char *text,
                                    GError **error);
char *galley_outline_edit_dup_text (GalleyDocument *document, guint64 id);
void galley_outline_edit_renumber (GalleyDocument *document);

G_END_DECLS
