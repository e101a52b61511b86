/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_PANEL (galley_outline_panel_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutlinePanel, galley_outline_panel, GALLEY, OUTLINE_PANEL, GtkWidget)

G_END_DECLS
