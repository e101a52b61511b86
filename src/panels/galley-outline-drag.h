/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-outline.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_DRAG (galley_outline_drag_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutlineDrag, galley_outline_drag, GALLEY, OUTLINE_DRAG, GObject)

GalleyOutlineDrag *galley_outline_drag_new (GtkListView *list, GalleyOutline *outline);
GalleyOutlineItem *galley_outline_drag_pick (GtkWidget *list, double x, double y, GtkWidget **row);

G_END_DECLS
