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

GArray *galley_emphasis_find (const char *text, gsize length);

G_END_DECLS
