/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-edit.h"

G_BEGIN_DECLS

typedef struct _GalleyHunk GalleyHunk;

/**
 * GalleyHunk:
 * @before_line: the first line that differs in the text before, from 1
 * @n_before: how many lines differ there; 0 where lines were only added
 * @before_offset: where they start, in bytes
 * @before_length: how long they are, in bytes, with their line ends
 * @after_line: the first line that differs in the text after, from 1
 * @n_after: how many lines differ there; 0 where lines were only removed
 * @after_offset: where they start, in bytes
 * @after_length: how long they are, in bytes, with their line ends
 *
 * Lines of one text in the place of lines of another.
 */
struct _GalleyHunk
{
  guint before_line;
  guint n_before;
  gsize before_offset;
  gsize before_length;

  guint after_line;
  guint n_after;
  gsize after_offset;
  gsize after_length;
};

GArray *
galley_diff_lines (const char *before, gsize before_length, const char *after, gsize after_length);
GArray *
galley_diff_get_edits (GArray *hunks, const char *before, const char *after, const gboolean *taken);

G_END_DECLS
