/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue-change.h"
#include "galley-issue.h"

G_BEGIN_DECLS

GalleyIssueChange *galley_issue_move_entry (GalleyIssue *self,
                                            guint section,
                                            guint entry,
                                            guint to_section,
                                            guint to_entry,
                                            GError **error);
GalleyIssueChange *
galley_issue_move_section (GalleyIssue *self, guint section, guint to_section, GError **error);
GalleyIssueChange *
galley_issue_remove_entry (GalleyIssue *self, guint section, guint entry, GError **error);
GalleyIssueChange *galley_issue_remove_section (GalleyIssue *self, guint section, GError **error);
char *galley_issue_dup_entry_text (GalleyIssue *self, guint section, guint entry);
GalleyIssueChange *galley_issue_renumber (GalleyIssue *self);

G_END_DECLS
