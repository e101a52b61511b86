/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-issue.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE_ITEM (galley_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutlineItem, galley_outline_item, GALLEY, OUTLINE_ITEM, GObject)

GalleyOutlineItem *galley_outline_item_new_section (const GalleySection *section);
GalleyOutlineItem *galley_outline_item_new_entry (const GalleyEntry *entry,
                                                  const GalleySection *section);
void galley_outline_item_set_section (GalleyOutlineItem *self, const GalleySection *section);
void galley_outline_item_set_entry (GalleyOutlineItem *self,
                                    const GalleyEntry *entry,
                                    const GalleySection *section);
guint64 galley_outline_item_get_id (GalleyOutlineItem *self);
gboolean galley_outline_item_is_section (GalleyOutlineItem *self);
const char *galley_outline_item_get_title (GalleyOutlineItem *self);
const char *galley_outline_item_get_host (GalleyOutlineItem *self);
GalleyEntryKind galley_outline_item_get_kind (GalleyOutlineItem *self);
guint galley_outline_item_get_count (GalleyOutlineItem *self);
guint galley_outline_item_get_line (GalleyOutlineItem *self);
guint64 galley_outline_item_get_section_id (GalleyOutlineItem *self);
gboolean galley_outline_item_get_expanded (GalleyOutlineItem *self);
gboolean galley_outline_item_set_expanded (GalleyOutlineItem *self, gboolean expanded);

G_END_DECLS
