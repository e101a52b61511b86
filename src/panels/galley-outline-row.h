/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-outline-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_ROW (galley_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutlineRow, galley_outline_row, GALLEY, OUTLINE_ROW, GtkBox)

GalleyOutlineItem *galley_outline_row_get_item (GalleyOutlineRow *self);

G_END_DECLS
