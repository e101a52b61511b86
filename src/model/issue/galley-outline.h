/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-outline-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE (galley_outline_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutline, galley_outline, GALLEY, OUTLINE, GObject)

/**
 * GalleyOutlinePlace:
 * @section: the id of the section that an entry goes to; 0 for a section
 * @before: the id of what it shall stand before; 0 for the end
 * @row: before which row that is, for whoever shows it; the number of rows for the end
 *
 * A place that an entry or a section can be moved to.
 */
typedef struct
{
  guint64 section;
  guint64 before;
  guint row;
} GalleyOutlinePlace;

GalleyOutline *galley_outline_new (void);
void galley_outline_set_issue (GalleyOutline *self, GalleyIssue *issue);
gboolean galley_outline_has_sections (GalleyOutline *self);
const char *galley_outline_get_filter (GalleyOutline *self);
void galley_outline_set_filter (GalleyOutline *self, const char *filter);
void
galley_outline_set_expanded (GalleyOutline *self, GalleyOutlineItem *section, gboolean expanded);
guint galley_outline_find_item (GalleyOutline *self, GalleyOutlineItem *item);
GalleyOutlineItem *galley_outline_find_line (GalleyOutline *self, guint line);
gboolean galley_outline_find_place (GalleyOutline *self,
                                    GalleyOutlineItem *moved,
                                    guint row,
                                    GalleyOutlinePlace *place);

G_END_DECLS
