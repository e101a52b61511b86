/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_LINE_SCROLLER (galley_line_scroller_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLineScroller, galley_line_scroller, GALLEY, LINE_SCROLLER, GObject)

GalleyLineScroller *galley_line_scroller_new (GtkTextView *view, GtkWidget *area);
double galley_line_scroller_get_line (GalleyLineScroller *self);
void galley_line_scroller_scroll_to (GalleyLineScroller *self, double line);
void galley_line_scroller_reveal_cursor (GalleyLineScroller *self, gboolean silent);

G_END_DECLS
