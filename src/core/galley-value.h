/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_VALUE_NULL,
  GALLEY_VALUE_BOOLEAN,
  GALLEY_VALUE_NUMBER,
  GALLEY_VALUE_STRING,
  GALLEY_VALUE_LIST,
  GALLEY_VALUE_MAP,
} GalleyValueKind;

/**
 * GalleyValue:
 * @kind: what it is, as the format resolves it
 * @text: (nullable): the decoded text of a scalar
 * @offset: where its source starts in the file, in bytes
 * @length: how long its source is, in bytes
 * @keys: (nullable) (element-type GalleyValue): the keys of a map, beside @items
 * @items: (nullable) (element-type GalleyValue): the items of a list, the values of a map
 *
 * A value of the front matter and where it stands in the text. A tree of them is immutable once
 * it is parsed. An alias is the same #GalleyValue as its anchor, with another reference.
 */
typedef struct _GalleyValue GalleyValue;
struct _GalleyValue
{
  gatomicrefcount ref_count;
  GalleyValueKind kind;
  char *text;
  gsize offset;
  gsize length;
  GPtrArray *keys;
  GPtrArray *items;

  /*< private >*/
  guint height;
};

GalleyValue *galley_value_new (GalleyValueKind kind, gsize offset, gsize length);
GalleyValue *galley_value_ref (GalleyValue *self);
void galley_value_unref (GalleyValue *self);
const GalleyValue *galley_value_get (const GalleyValue *self, const char *key);
const char *galley_value_get_string (const GalleyValue *self);
GStrv galley_value_dup_strings (const GalleyValue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyValue, galley_value_unref)

G_END_DECLS
