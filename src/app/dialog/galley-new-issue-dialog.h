/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-next-issue.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_NEW_ISSUE_DIALOG (galley_new_issue_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyNewIssueDialog,
                      galley_new_issue_dialog,
                      GALLEY,
                      NEW_ISSUE_DIALOG,
                      AdwDialog)

AdwDialog *galley_new_issue_dialog_new (GalleyNextIssue *proposal, const char *base);

G_END_DECLS
