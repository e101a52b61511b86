/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_PROBLEMS_DIALOG (galley_problems_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblemsDialog,
                      galley_problems_dialog,
                      GALLEY,
                      PROBLEMS_DIALOG,
                      AdwDialog)

AdwDialog *galley_problems_dialog_new (GalleyDocument *document);

G_END_DECLS
