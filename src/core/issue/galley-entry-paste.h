/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-draft.h"
#include "galley-issue-edit.h"

G_BEGIN_DECLS

GalleyIssueChange *galley_entry_paste (const char *text,
                                       gsize length,
                                       gsize offset,
                                       gsize link_length,
                                       const GalleyEntryDraft *draft,
                                       GalleySiteConfig *site,
                                       GalleyIssue *last);
char *galley_entry_paste_apply (const GalleyIssueChange *change,
                                const char *text,
                                gsize length,
                                GalleySpan *span);

G_END_DECLS
