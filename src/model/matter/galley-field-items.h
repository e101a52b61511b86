/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FIELD_ITEMS (galley_field_items_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFieldItems, galley_field_items, GALLEY, FIELD_ITEMS, GObject)

GalleyFieldItems *galley_field_items_new (void);
guint galley_field_items_set_value (GalleyFieldItems *self,
                                    const GalleyValue *root,
                                    GalleyFields *fields,
                                    const char *const *order);
GalleyFieldItem *galley_field_items_find (GalleyFieldItems *self, const char *path);
GalleyFieldItem *galley_field_items_find_at (GalleyFieldItems *self, gsize offset);

G_END_DECLS
