/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-style.h"
#include "galley-issue-change.h"

G_BEGIN_DECLS

/**
 * GalleyIssueOrder:
 * @section: (nullable): a section of the issue; %NULL for a new one
 * @entries: (element-type GalleyEntry): its entries afterwards; %NULL in place of a new one
 * @numbered: whether a new section has a number
 *
 * A section as it will be.
 */
typedef struct
{
  const GalleySection *section;
  GPtrArray *entries;
  gboolean numbered;
} GalleyIssueOrder;

/**
 * GalleyIssueRewrite:
 * @issue: the issue
 * @text: its text
 * @length: the length of it in bytes
 * @newline: its line end
 * @edits: (element-type GalleyEdit): what is to be changed so far, in any order
 * @order: (element-type GalleyIssueOrder): its sections and entries as they will be
 * @running: whether the numbers of entries go on from one section to the next
 *
 * An operation on an issue while it is thought out.
 */
typedef struct
{
  GalleyIssue *issue;
  const char *text;
  gsize length;
  const char *newline;
  GArray *edits;
  GPtrArray *order;
  gboolean running;
} GalleyIssueRewrite;

GalleyIssueRewrite *galley_issue_rewrite_new (GalleyIssue *issue);
void galley_issue_rewrite_free (GalleyIssueRewrite *self);

void
galley_issue_rewrite_add (GalleyIssueRewrite *self, gsize offset, gsize length, const char *text);
gsize galley_issue_rewrite_get_end (const GalleyIssueRewrite *self, gsize end);
GalleySpan galley_issue_rewrite_cut (GalleyIssueRewrite *self,
                                     gsize start,
                                     gsize end,
                                     gsize previous_end,
                                     gsize next_start);
void galley_issue_rewrite_append (GalleyIssueRewrite *self,
                                  gsize end,
                                  const char *gap,
                                  const char *piece);
char *galley_issue_rewrite_make_gap (const GalleyIssueRewrite *self, guint n_line_ends);
guint galley_issue_rewrite_count_line_ends (const GalleyIssueRewrite *self, gsize start, gsize end);
gboolean galley_issue_rewrite_is_blank (const GalleyIssueRewrite *self, gsize start, gsize end);

gboolean galley_issue_rewrite_read_number (const GalleyIssueRewrite *self,
                                           GalleySpan number,
                                           GalleyOrdinal *ordinal);
GalleyIssueChange *galley_issue_rewrite_finish (GalleyIssueRewrite *self,
                                                guint section,
                                                guint entry,
                                                gsize insert_offset,
                                                gsize cursor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIssueRewrite, galley_issue_rewrite_free)

G_END_DECLS
