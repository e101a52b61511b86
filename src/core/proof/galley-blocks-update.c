/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-blocks.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* So many blocks before one is copied, its memory is asked for: they are all over the place. */
#define AHEAD 16

/* Markdown decides by what stands before. A top-level block that begins after a blank line is a
 * fresh start, though, if it begins at the same text before and after a change: nothing that was
 * open above it reaches into it. So only the blocks around a change are parsed again, from one
 * fresh start to another. */

typedef struct
{
  const GalleyBlocks *previous;
  const GalleyBody *previous_body;
  const GalleyBody *body;
  gsize prefix;
  gsize suffix;
} Change;

static gsize
get_common_prefix (const char *a, const char *b, gsize length)
{
  gsize i = 0;

  while (length - i >= 4096 && memcmp (a + i, b + i, 4096) == 0)
    i += 4096;
  while (i < length && a[i] == b[i])
    i++;
  return i;
}

static gsize
get_common_suffix (const char *a, gsize a_length, const char *b, gsize b_length, gsize length)
{
  gsize i = 0;

  while (length - i >= 4096 && memcmp (a + a_length - i - 4096, b + b_length - i - 4096, 4096) == 0)
    i += 4096;
  while (i < length && a[a_length - i - 1] == b[b_length - i - 1])
    i++;
  return i;
}

static gsize
get_offset (const GalleyBlocks *self, guint i)
{
  return g_array_index (self->places, GalleyBlockState, i).offset;
}

/* The number of blocks that start at @offset or before. */
static guint
count_until (const GalleyBlocks *self, gsize offset)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_offset (self, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Whether the line before @offset is empty, with both its ends at @floor or after. */
static gboolean
follows_blank_line (const char *text, gsize offset, gsize floor)
{
  return offset >= floor + 2 && text[offset - 1] == '\n'
         && (text[offset - 2] == '\n'
             || (offset >= floor + 4 && memcmp (text + offset - 4, "\r\n\r\n", 4) == 0));
}

static guint
find_start (const Change *change)
{
  guint start = count_until (change->previous, change->prefix);

  /* The block of the change, and the one before, which may swallow it. */
  start = start > 2 ? start - 2 : 0;
  while (start > 0
         && !follows_blank_line (change->previous_body->text, get_offset (change->previous, start),
                                 0))
    start--;

  return start;
}

static guint
find_end (const Change *change, guint from)
{
  gsize floor = change->previous_body->length - change->suffix;
  guint end = MAX (from, count_until (change->previous, floor));

  while (end < change->previous->items->len
         && !follows_blank_line (change->previous_body->text, get_offset (change->previous, end),
                                 floor))
    end++;

  return end;
}

/* A copy of a block of @blocks, at another place. */
static void
append_copy (GalleyBlocks *self, const GalleyBlocks *blocks, guint i, gssize delta, int line_delta)
{
  GalleyBlock block = g_array_index (blocks->items, GalleyBlock, i);
  GalleyBlockState place = g_array_index (blocks->places, GalleyBlockState, i);

  g_ref_string_acquire (block.html);
  block.start_line += line_delta;
  block.end_line += line_delta;
  if (place.ids != NULL)
    g_ptr_array_ref (place.ids);
  place.offset += delta;
  g_array_append_val (self->items, block);
  g_array_append_val (self->places, place);
}

/* The same Markdown can come from another source: a shortcode that is shown as it is. */
static void
set_source (GalleyBlock *block, const GalleyBlockState *place, const GalleyBody *body, guint *hint)
{
  gsize end;

  block->offset = galley_body_get_source_offset_near (body, place->offset, hint);
  end = galley_body_get_source_offset_near (body, place->offset + place->length, hint);
  block->length = end - block->offset;
}

static void
append_kept (GalleyBlocks *self,
             const Change *change,
             guint from,
             guint to,
             gssize delta,
             int line_delta)
{
  guint hint = 0;

  for (guint i = from; i < to; i++)
    {
      /* The count of references stands before the text. */
      if (i + AHEAD < to)
        __builtin_prefetch (g_array_index (change->previous->items, GalleyBlock, i + AHEAD).html
                              - 1,
                            1);
      append_copy (self, change->previous, i, delta, line_delta);
      set_source (&g_array_index (self->items, GalleyBlock, self->items->len - 1),
                  &g_array_index (self->places, GalleyBlockState, self->places->len - 1),
                  change->body, &hint);
    }
}

/* Where in @region the block that starts at @offset is, or its length when none does. */
static guint
find_block_at (const GalleyBlocks *region, gsize offset)
{
  guint count = count_until (region, offset);

  return count > 0 && get_offset (region, count - 1) == offset ? count - 1 : region->places->len;
}

static guint
get_line (const GalleyBlocks *self, guint i)
{
  return g_array_index (self->items, GalleyBlock, i).start_line;
}

/* What the typographer has open before block @i. */
static GalleyTypographer
get_before (const GalleyBlocks *self, guint i, GalleyTypographer first)
{
  return i > 0 ? g_array_index (self->places, GalleyBlockState, i - 1).after : first;
}

static GPtrArray *
collect_ids (const GalleyBlocks *self, guint from, guint to)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    {
      GPtrArray *given = g_array_index (self->places, GalleyBlockState, i).ids;

      for (guint j = 0; given != NULL && j < given->len; j++)
        g_ptr_array_add (ids, g_ptr_array_index (given, j));
    }

  return ids;
}

/* Whether what follows the part that was parsed again is not touched by it. */
static gboolean
leaves_rest (const Change *change,
             const GalleyBodyPart *part,
             const GalleyBlocks *region,
             guint n_region,
             guint start,
             guint end)
{
  GalleyTypographer none = { 0, 0 };
  GalleyTypographer old = get_before (change->previous, end, none);
  GalleyTypographer fresh = get_before (region, n_region, part->before);
  g_autoptr (GPtrArray) old_ids = collect_ids (change->previous, start, end);
  g_autoptr (GPtrArray) new_ids = collect_ids (region, 0, n_region);

  return old_ids->len == new_ids->len
         && (end == change->previous->items->len
             || (old.single == fresh.single && old.twofold == fresh.twofold));
}

static GalleyBlocks *
join (const Change *change,
      guint start,
      const GalleyBlocks *region,
      guint n_region,
      guint end,
      int head)
{
  const GalleyBlocks *previous = change->previous;
  gssize delta = (gssize) change->body->length - (gssize) change->previous_body->length;
  guint n_blocks = start + n_region + previous->items->len - end;
  GalleyBlocks *self = galley_blocks_alloc (previous->output, n_blocks);
  int tail = end < previous->items->len
               ? (int) get_line (region, n_region) - (int) get_line (previous, end)
               : 0;

  append_kept (self, change, 0, start, 0, head);
  for (guint i = 0; i < n_region; i++)
    append_copy (self, region, i, 0, 0);
  append_kept (self, change, end, previous->items->len, delta, tail);

  return self;
}

/* Parses from block @start to the block after @end, which tells whether the rest goes on as
 * before. */
static GalleyBlocks *
parse_part (const Change *change, GalleyBodyPart *part, guint start, guint end)
{
  const GalleyBlocks *previous = change->previous;
  guint after = MIN (end + 1, previous->items->len);
  g_autoptr (GPtrArray) ids = collect_ids (previous, start, after);

  part->ids = ids;
  part->end = end + 1 < previous->items->len ? get_offset (previous, end + 1) + change->body->length
                                                 - change->previous_body->length
                                             : change->body->length;
  return galley_blocks_new (change->body, part, previous->output);
}

/**
 * galley_blocks_update:
 * @previous: the blocks of @previous_body
 * @previous_body: a body that was read in the same dialect
 * @previous_first_line: the line of the file that @previous_body starts on, from 1
 * @body: the same body after a change
 * @first_line: the line of the file that @body starts on, from 1
 *
 * Parses only what has changed. The result is that of galley_blocks_new() on the whole body.
 *
 * Returns: (transfer full) (nullable): the blocks, or %NULL when they must be made anew
 */
GalleyBlocks *
galley_blocks_update (const GalleyBlocks *previous,
                      const GalleyBody *previous_body,
                      guint previous_first_line,
                      const GalleyBody *body,
                      guint first_line)
{
  Change change = { .previous = previous, .previous_body = previous_body, .body = body };
  GalleyBodyPart part = { 0 };
  gsize shorter = MIN (previous_body->length, body->length);
  gssize delta = (gssize) body->length - (gssize) previous_body->length;
  int head = (int) first_line - (int) previous_first_line;
  guint n_previous = previous->items->len;
  guint start;

  if (!previous->independent || n_previous == 0)
    return NULL;

  change.prefix = get_common_prefix (previous_body->text, body->text, shorter);
  change.suffix = get_common_suffix (previous_body->text, previous_body->length, body->text,
                                     body->length, shorter - change.prefix);
  start = find_start (&change);
  part.start = start > 0 ? get_offset (previous, start) : 0;
  part.first_line = start > 0 ? get_line (previous, start) + head : first_line;
  part.before = get_before (previous, start, part.before);
  /* The parser takes a byte order mark at the start of what it is given for none of the text. */
  if (start > 0 && body->length - part.start >= strlen (BOM)
      && memcmp (body->text + part.start, BOM, strlen (BOM)) == 0)
    return NULL;

  for (guint end = find_end (&change, start), step = 4;; step *= 8)
    {
      g_autoptr (GalleyBlocks) region = parse_part (&change, &part, start, end);
      guint n_region;

      if (region == NULL || !region->independent)
        return NULL;

      n_region = end < n_previous ? find_block_at (region, get_offset (previous, end) + delta)
                                  : region->items->len;
      if (end == n_previous || n_region < region->items->len)
        return leaves_rest (&change, &part, region, n_region, start, end)
                 ? join (&change, start, region, n_region, end, head)
                 : NULL;

      end = find_end (&change, MIN (end + step, n_previous));
    }
}
