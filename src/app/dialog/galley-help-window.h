/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_HELP_WINDOW (galley_help_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHelpWindow, galley_help_window, GALLEY, HELP_WINDOW, AdwWindow)

GtkWindow *galley_help_window_new (void);

G_END_DECLS
