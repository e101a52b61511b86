/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_EDITOR_FONT (galley_editor_font_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditorFont, galley_editor_font, GALLEY, EDITOR_FONT, GObject)

GalleyEditorFont *galley_editor_font_new (GtkWidget *widget);
const char *galley_editor_font_get_font (GalleyEditorFont *self);
gboolean galley_editor_font_set_font (GalleyEditorFont *self, const char *font);
double galley_editor_font_get_zoom (GalleyEditorFont *self);
gboolean galley_editor_font_set_zoom (GalleyEditorFont *self, double zoom);

G_END_DECLS
