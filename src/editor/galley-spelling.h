/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SPELLING (galley_spelling_get_type ())
G_DECLARE_FINAL_TYPE (GalleySpelling, galley_spelling, GALLEY, SPELLING, GObject)

GalleySpelling *galley_spelling_new (GtkTextView *view);
void galley_spelling_set_enabled (GalleySpelling *self, gboolean enabled);
gboolean galley_spelling_get_enabled (GalleySpelling *self);
void galley_spelling_set_paused (GalleySpelling *self, gboolean paused);
gboolean galley_spelling_get_checking (GalleySpelling *self);
GtkTextTag *galley_spelling_get_tag (GalleySpelling *self);

G_END_DECLS
