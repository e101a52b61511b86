/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-usage.h"
#include "galley-issue.h"

G_BEGIN_DECLS

/* Front matter longer than this is none that people write. */
#define GALLEY_BACK_ISSUE_HEAD (64 * 1024)

GPtrArray *galley_back_issues_list (const char *near, guint n);
char *galley_back_issue_read (const char *path, gsize max, gsize *length);
char *galley_back_issue_dup_name (const char *path);
GalleyFieldUsage *galley_back_issues_survey_fields (const char *path);
char *galley_back_issues_find_last (const char *near, const char *site, GCancellable *cancellable);
GalleyIssue *galley_back_issues_load_previous (const char *near,
                                               GalleySiteConfig *site,
                                               GCancellable *cancellable);

G_END_DECLS
