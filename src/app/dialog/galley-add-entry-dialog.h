/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-entry-kind.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ADD_ENTRY_DIALOG (galley_add_entry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAddEntryDialog,
                      galley_add_entry_dialog,
                      GALLEY,
                      ADD_ENTRY_DIALOG,
                      AdwDialog)

GalleyAddEntryDialog *galley_add_entry_dialog_new (GalleyEntryKind kind);

G_END_DECLS
