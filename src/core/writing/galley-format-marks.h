/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-emphasis.h"
#include "galley-format-private.h"

G_BEGIN_DECLS

typedef struct
{
  gsize start;
  gsize end;
} GalleyRange;

/**
 * GalleyMarks:
 * @text: the text
 * @length: its length in bytes
 * @mark: what is inserted
 * @width: how long that is, 1 or 2
 * @emphases: (element-type GalleyEmphasis): what is emphasised, sorted by its end
 * @lowest: for each emphasis, where the first of it and of all after it opens
 * @edits: (element-type GalleyEdit): what to change, unsorted and maybe twice the same
 *
 * The work of putting marks of emphasis into a text or taking them out.
 */
typedef struct
{
  const char *text;
  gsize length;
  const char *mark;
  guint width;
  GArray *emphases;
  gsize *lowest;
  GArray *edits;
} GalleyMarks;

void galley_marks_init (GalleyMarks *self, const char *text, gsize length, const char *mark);
void galley_marks_clear (GalleyMarks *self);
gboolean galley_marks_find_around (GalleyMarks *self, GalleyRange *range, GalleyEmphasis *found);
void galley_marks_keep_punctuation_outside (GalleyMarks *self, GalleyRange *range);
void galley_marks_mark (GalleyMarks *self, GalleyRange range);
void galley_marks_unmark (GalleyMarks *self, GalleyRange range, const GalleyEmphasis *emphasis);
void galley_marks_remove (GalleyMarks *self, const GalleyEmphasis *emphasis);
void galley_marks_insert (GalleyMarks *self, gsize offset);
gsize galley_marks_map (GArray *edits, gsize offset, gboolean start);
GalleyFormatChange *galley_marks_finish (GalleyMarks *self, gsize start, gsize end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyMarks, galley_marks_clear)

G_END_DECLS
