/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-snippets.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PREFERENCES_DIALOG (galley_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreferencesDialog,
                      galley_preferences_dialog,
                      GALLEY,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *galley_preferences_dialog_new (GalleySnippets *snippets);

G_END_DECLS
