/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

/**
 * GalleyFieldPlace:
 * @parent: the map or list that holds it
 * @merged: (nullable): what @parent says with what “<<” takes over; %NULL where that is not known
 * @index: which item of it; where a missing one is put
 * @key: (nullable): the name of a missing field; %NULL for an item of a list
 * @n_missing: how many steps of the path lead to nothing
 * @taken: (nullable): what a missing field has from “<<”
 * @fills: whether what is missing goes in place of an empty value
 * @offset: the place in the text to speak of, in bytes
 * @indexes: (element-type guint): which item at each step from the root to @parent
 *
 * Where a path leads.
 */
typedef struct
{
  const GalleyValue *parent;
  const GalleyValue *merged;
  guint index;
  char *key;
  guint n_missing;
  const GalleyValue *taken;
  gboolean fills;
  gsize offset;
  GArray *indexes;
} GalleyFieldPlace;

gboolean galley_field_place_find (GalleyFieldPlace *self, GalleyFieldChange *change, GArray *steps);
void galley_field_place_clear (GalleyFieldPlace *self);
void galley_field_place_up (GalleyFieldPlace *self, GalleyFieldChange *change);
GalleyValue *
galley_field_place_nest (const GalleyFieldPlace *self, GArray *steps, const GalleyValue *value);
gboolean galley_field_place_check (const GalleyFieldPlace *self,
                                   GalleyFieldChange *change,
                                   const GalleyValue *value);
gboolean galley_field_place_refuse_taken (GalleyFieldChange *change,
                                          const GalleyValue *taken,
                                          const char *key);
gboolean galley_field_place_check_removal (const GalleyFieldPlace *self, GalleyFieldChange *change);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyFieldPlace, galley_field_place_clear)

G_END_DECLS
