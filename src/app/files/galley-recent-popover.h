/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_RECENT_POPOVER (galley_recent_popover_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRecentPopover,
                      galley_recent_popover,
                      GALLEY,
                      RECENT_POPOVER,
                      GtkPopover)

G_END_DECLS
