/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block.h"
#include "galley-body.h"
#include "galley-link-resolver.h"
#include "galley-output.h"
#include "galley-typographer.h"

G_BEGIN_DECLS

/**
 * GalleyBlockState:
 * @offset: where the block starts in the Markdown, in bytes
 * @length: how long it is in the Markdown, in bytes
 * @after: what the typographer has open behind it
 * @ids: (nullable) (element-type utf8): the ids its headings were given, see
 *   galley_ids_take_given()
 * @shows_mark: whether its HTML shows a mark of strong emphasis
 *
 * How a block hangs together with the others.
 */
typedef struct
{
  gsize offset;
  gsize length;
  GalleyTypographer after;
  GPtrArray *ids;
  gboolean shows_mark;
} GalleyBlockState;

/**
 * GalleyBlocks:
 * @items: (element-type GalleyBlock): the blocks, in the order of the page
 * @places: (element-type GalleyBlockState): the place of each
 * @output: what they are for
 * @independent: whether each block means the same wherever it stands: nothing else ties one to
 *   another, as footnotes, link definitions and tags over several blocks do
 * @has_footnotes: whether the last block is the list of footnotes, which has no place of its own
 *
 * The blocks of a body, or of a part of it.
 */
typedef struct
{
  GArray *items;
  GArray *places;
  GalleyOutput output;
  gboolean independent;
  gboolean has_footnotes;
} GalleyBlocks;

/**
 * GalleyBodyPart:
 * @start: where the part starts in the Markdown of a body, in bytes: at a line start
 * @end: where it ends
 * @first_line: the line of the file that @start is on, from 1
 * @before: what the typographer has open before it
 * @ids: (nullable) (element-type utf8): the ids that its headings were given before
 * @link_resolver: (nullable): resolves links
 *
 * What is to be parsed of a body.
 */
typedef struct
{
  gsize start;
  gsize end;
  guint first_line;
  GalleyTypographer before;
  GPtrArray *ids;
  const GalleyLinkResolver *link_resolver;
} GalleyBodyPart;

GalleyBlocks *galley_blocks_alloc (GalleyOutput output, guint n_blocks);
GalleyBlocks *
galley_blocks_new (const GalleyBody *body, const GalleyBodyPart *part, GalleyOutput output);
void galley_blocks_free (GalleyBlocks *self);
GalleyBlocks *galley_blocks_update (const GalleyBlocks *previous,
                                    const GalleyBody *previous_body,
                                    guint previous_first_line,
                                    const GalleyBody *body,
                                    guint first_line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBlocks, galley_blocks_free)

G_END_DECLS
