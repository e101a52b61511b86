/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-site.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SITE_DIALOG (galley_site_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleySiteDialog,
                      galley_site_dialog,
                      GALLEY,
                      SITE_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *galley_site_dialog_new (GalleySite *site);

G_END_DECLS
