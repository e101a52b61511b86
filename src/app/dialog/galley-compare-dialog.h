/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-comparison.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_COMPARE_DIALOG (galley_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCompareDialog, galley_compare_dialog, GALLEY, COMPARE_DIALOG, AdwDialog)

AdwDialog *galley_compare_dialog_new (GalleyDocument *document, GalleyComparison *comparison);

G_END_DECLS
