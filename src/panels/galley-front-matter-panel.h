/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_FRONT_MATTER_PANEL (galley_front_matter_panel_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFrontMatterPanel,
                      galley_front_matter_panel,
                      GALLEY,
                      FRONT_MATTER_PANEL,
                      GtkWidget)

G_END_DECLS
