/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SHORTCUT_ROW (galley_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyShortcutRow, galley_shortcut_row, GALLEY, SHORTCUT_ROW, AdwActionRow)

G_END_DECLS
