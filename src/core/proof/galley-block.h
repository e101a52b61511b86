/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleyBlock:
 * @html: the HTML of the block, a ref-counted string (see g_ref_string_acquire())
 * @hash: a hash of @html; blocks with the same hash are shown the same
 * @offset: where its source starts in the file, in bytes
 * @length: how long its source is, in bytes
 * @start_line: the first line of its source in the file, from 1
 * @end_line: the last line of its source in the file, from 1
 *
 * A part of the page that is shown and replaced as a whole: one top-level Markdown block, or
 * several that raw HTML ties together.
 */
struct _GalleyBlock
{
  char *html;
  guint64 hash;
  gsize offset;
  gsize length;
  guint start_line;
  guint end_line;
};

G_END_DECLS
