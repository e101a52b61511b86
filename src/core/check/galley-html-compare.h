/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleyHtmlDifference:
 * @line: the line of the source that it is about, from 1
 * @ours: the HTML of Galley there, may be empty
 * @theirs: the HTML of Hugo there, may be empty
 *
 * A place in which two pages differ.
 */
typedef struct
{
  guint line;
  char *ours;
  char *theirs;
} GalleyHtmlDifference;

void galley_html_difference_free (GalleyHtmlDifference *self);
GPtrArray *
galley_html_compare (const GalleyBlock *blocks, gsize n_blocks, const char *theirs, gssize length);

G_END_DECLS
