/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_LONG_LINES (galley_long_lines_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLongLines, galley_long_lines, GALLEY, LONG_LINES, GObject)

GalleyLongLines *galley_long_lines_new (void);
void galley_long_lines_set_buffer (GalleyLongLines *self, GtkTextBuffer *buffer);
guint galley_long_lines_get_line (GalleyLongLines *self);
gboolean galley_long_lines_get_heavy (GalleyLongLines *self);

G_END_DECLS
