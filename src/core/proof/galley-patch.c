/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-patch.h"

/* How far apart the next equal blocks are looked for. Edits by hand are a few blocks long, and a
 * move is two of them; what differs further is replaced as a whole. */
#define WINDOW 64

/* The nearest pair of equal blocks after the two places, by the sum of their distances. */
static gboolean
find_next_equal (const guint64 *shown,
                 gsize n_shown,
                 const GalleyBlock *blocks,
                 gsize n_blocks,
                 gsize *i,
                 gsize *j)
{
  for (gsize distance = 1; distance < WINDOW; distance++)
    for (gsize d = 0; d <= distance; d++)
      if (*i + d < n_shown && *j + distance - d < n_blocks
          && shown[*i + d] == blocks[*j + distance - d].hash)
        {
          *i += d;
          *j += distance - d;
          return TRUE;
        }

  return FALSE;
}

/**
 * galley_patch_new:
 * @shown: (array length=n_shown): the hashes of the blocks that are shown
 * @n_shown: how many there are
 * @blocks: (array length=n_blocks): the blocks that should be shown
 * @n_blocks: how many there are
 *
 * Finds what to replace, so that blocks that are equal stay untouched.
 *
 * Returns: (transfer full) (element-type GalleyPatch): the steps, none when all is shown already
 */
GArray *
galley_patch_new (const guint64 *shown, gsize n_shown, const GalleyBlock *blocks, gsize n_blocks)
{
  GArray *patches = g_array_new (FALSE, FALSE, sizeof (GalleyPatch));
  gsize i = 0;
  gsize j = 0;

  while (n_shown > 0 && n_blocks > 0 && shown[n_shown - 1] == blocks[n_blocks - 1].hash)
    n_shown--, n_blocks--;

  for (;;)
    {
      GalleyPatch patch;
      gsize next_i;
      gsize next_j;

      while (i < n_shown && j < n_blocks && shown[i] == blocks[j].hash)
        i++, j++;
      if (i == n_shown && j == n_blocks)
        return patches;

      next_i = i;
      next_j = j;
      if (!find_next_equal (shown, n_shown, blocks, n_blocks, &next_i, &next_j))
        {
          next_i = n_shown;
          next_j = n_blocks;
        }

      /* All before has been made equal, so the place is the same in both. */
      patch = (GalleyPatch) { j, next_i - i, next_j - j, j };
      g_array_append_val (patches, patch);
      i = next_i;
      j = next_j;
    }
}
