/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue-rewrite.h"

G_BEGIN_DECLS

guint
galley_issue_rewrite_number_entry (const GalleyIssueRewrite *self, guint section, guint position);
void galley_issue_rewrite_renumber (GalleyIssueRewrite *self, GalleySpan moved, GArray *inside);

G_END_DECLS
