/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue-rewrite.h"

G_BEGIN_DECLS

const GalleySection *galley_issue_get_section (GalleyIssue *self, guint section, GError **error);
const GalleyEntry *
galley_issue_get_entry (GalleyIssue *self, guint section, guint entry, GError **error);
gsize galley_issue_insert_piece (GalleyIssueRewrite *plan,
                                 const GalleySection *section,
                                 guint before,
                                 GalleyEntryForm form,
                                 const char *separator,
                                 const char *piece,
                                 gsize *start);

G_END_DECLS
