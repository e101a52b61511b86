/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleyEdit:
 * @offset: where the replaced text starts, in bytes
 * @length: how many bytes are replaced; 0 inserts
 * @replacement: the new text, owned by the edit
 *
 * One replacement in a text. A list of edits is sorted by @offset, does not overlap, and all
 * offsets are those of the text before the first edit.
 */
struct _GalleyEdit
{
  gsize offset;
  gsize length;
  char *replacement;
};

GArray *galley_edit_list_new (void);
void galley_edit_list_add (GArray *edits, gsize offset, gsize length, const char *replacement);
char *galley_edit_list_apply (GArray *edits, const char *text, gsize length, gsize *new_length);
GArray *galley_edit_list_compose (GArray *first, GArray *second, gsize length);
GArray *galley_edit_list_from_difference (const char *before,
                                          gsize before_length,
                                          const char *after,
                                          gsize after_length);

G_END_DECLS
