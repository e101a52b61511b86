/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue-edit.h"

G_BEGIN_DECLS

/* A source of choices: chance, or the bytes of a fuzzer. */
typedef guint (*IssueChoice) (guint n, gpointer data);

/* The issues in the folder of fixtures, ended by %NULL. */
extern const char *const issue_check_fixtures[];

char *issue_check_apply (const char *text, const GalleyIssueChange *change);
char *issue_check_change (const char *text, IssueChoice choose, gpointer data, gboolean strict);
guint issue_check_count_entries (GalleyIssue *issue);

G_END_DECLS
