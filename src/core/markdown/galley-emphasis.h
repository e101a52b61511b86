/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyEmphasis:
 * @open: where the opening mark starts, in bytes
 * @close: where the closing mark starts
 * @width: how long each mark is: 1 for emphasis, 2 for strong emphasis
 *
 * A stretch of emphasised text.
 */
typedef struct
{
  gsize open;
  gsize close;
  guint width;
} GalleyEmphasis;

/**
 * GalleyEmphasisMark:
 * @start: where the mark starts, in bytes
 * @width: how long it is
 * @sign: `*` or `_`
 * @loose: whether some of it emphasises nothing and stays on the page as it is written
 *
 * What could be a mark of emphasis.
 */
typedef struct
{
  gsize start;
  guint width;
  char sign;
  gboolean loose;
} GalleyEmphasisMark;

GArray *galley_emphasis_find (const char *text, gsize length);
GArray *galley_emphasis_find_marks (const char *text, gsize length);

G_END_DECLS
