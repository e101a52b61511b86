/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"
#include "galley-issue-blocks.h"

G_BEGIN_DECLS

/**
 * GalleyIssueParser:
 * @body: the body of the issue
 * @blocks: (element-type GalleyIssueBlock): its blocks
 * @references: the links that are defined elsewhere
 * @lines: the lines of the file
 *
 * What is needed to read an issue.
 */
typedef struct
{
  const GalleyBody *body;
  GArray *blocks;
  GHashTable *references;
  GalleyLineIndex *lines;
} GalleyIssueParser;

/**
 * GalleyEntryPart:
 * @form: how the entry is written
 * @start: where it starts, at a line start
 * @end: where it ends, without blank lines
 * @block: its first block
 * @last_block: its last block
 * @number: its number; empty when it has none
 * @head: its first line
 * @head_end: where the first line ends
 * @indent: the column that its text starts in, for a list item
 *
 * An entry that was found in the Markdown of the body.
 */
typedef struct
{
  GalleyEntryForm form;
  const char *start;
  const char *end;
  guint block;
  guint last_block;
  GalleySlice number;
  GalleyEntryHead head;
  const char *head_end;
  guint indent;
} GalleyEntryPart;

GalleyEntry *galley_entry_new (const GalleyIssueParser *parser, const GalleyEntryPart *part);
GalleySpan
galley_issue_parser_get_span (const GalleyIssueParser *self, const char *start, const char *end);
gboolean galley_issue_parser_resolve (const GalleyIssueParser *self, GalleyEntryHead *head);
void galley_issue_parser_set_lines (const GalleyIssueParser *self,
                                    GalleySpan span,
                                    guint *line,
                                    guint *end_line);

G_END_DECLS
