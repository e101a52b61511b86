/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-proof.h"

G_BEGIN_DECLS

/**
 * GalleyPatch:
 * @index: the first block that is replaced
 * @n_removed: how many blocks go
 * @n_inserted: how many blocks come, those from @source on of the new ones
 * @source: where they are among the new blocks
 *
 * One step from the blocks that are shown to those that should be. Steps are applied in their
 * order; @index counts in what the steps before have made.
 */
typedef struct
{
  gsize index;
  gsize n_removed;
  gsize n_inserted;
  gsize source;
} GalleyPatch;

GArray *
galley_patch_new (const guint64 *shown, gsize n_shown, const GalleyBlock *blocks, gsize n_blocks);

G_END_DECLS
