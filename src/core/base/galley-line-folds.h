/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/* How many characters without a place to break them, and how many in all, are shown of a line. */
#define GALLEY_LINE_FOLDS_WORD_MAX 10000
#define GALLEY_LINE_FOLDS_LINE_MAX 30000

/**
 * GalleyLineFold:
 * @start: where it begins, in bytes from the start of the line
 * @end: where the line goes on
 *
 * A part of a line that is not shown.
 */
typedef struct
{
  gsize start;
  gsize end;
} GalleyLineFold;

GArray *galley_line_folds_find (const char *line, gsize length);

G_END_DECLS
