/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-head.h"
#include "galley-issue.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_ISSUE_BLOCK_OTHER,
  GALLEY_ISSUE_BLOCK_PARAGRAPH,
  GALLEY_ISSUE_BLOCK_HEADING,
  GALLEY_ISSUE_BLOCK_LIST,
  GALLEY_ISSUE_BLOCK_RULE,
  GALLEY_ISSUE_BLOCK_CODE,
  GALLEY_ISSUE_BLOCK_DIVIDER,
} GalleyIssueBlockKind;

/**
 * GalleyIssueBlock:
 * @kind: what it is
 * @level: of a heading, from 1; else 0
 * @start: where its first line starts in the Markdown of the body
 * @first: where its text starts: after the spaces, the marks of a heading too
 * @line_end: where its first line ends, that of a heading without closing marks and attributes
 * @after_line: where its first line ends in truth, that of a heading over several lines its last
 * @end: where it ends, without definitions of links and footnotes
 * @full_end: where it ends with them
 *
 * A block of the page, as it matters to an issue.
 */
typedef struct
{
  GalleyIssueBlockKind kind;
  guint level;
  const char *start;
  const char *first;
  const char *line_end;
  const char *after_line;
  const char *end;
  const char *full_end;
} GalleyIssueBlock;

GArray *galley_issue_blocks_new (GalleyProof *proof);
GHashTable *galley_issue_references_new (const char *text, gsize length);

G_END_DECLS
