/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-draft.h"
#include "galley-issue-change.h"
#include "galley-issue.h"

G_BEGIN_DECLS

GalleyIssueChange *galley_issue_add_entry (GalleyIssue *self,
                                           GalleyEntryKind kind,
                                           const GalleyEntryDraft *draft,
                                           GalleyIssue *last,
                                           GError **error);
GalleyIssueChange *galley_issue_insert_entry (GalleyIssue *self,
                                              guint section,
                                              guint entry,
                                              const GalleyEntryDraft *draft,
                                              GalleyIssue *last,
                                              GError **error);
gboolean galley_issue_shows_style (GalleyIssue *self, GalleyEntryKind kind);
GalleyIssueChange *galley_issue_paste_entries (GalleyIssue *self,
                                               guint section,
                                               guint entry,
                                               const char *text,
                                               GError **error);

G_END_DECLS
