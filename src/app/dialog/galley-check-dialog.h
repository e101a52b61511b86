/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-document.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CHECK_DIALOG (galley_check_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCheckDialog, galley_check_dialog, GALLEY, CHECK_DIALOG, AdwDialog)

AdwDialog *galley_check_dialog_new (GalleyDocument *document, const char *hugo);

G_END_DECLS
