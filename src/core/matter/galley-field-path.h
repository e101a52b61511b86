/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyFieldStep:
 * @key: (nullable): the name of a field of a map; %NULL for an item of a list
 * @index: which item of a list, from 0
 *
 * One step of a path into the front matter.
 */
typedef struct
{
  char *key;
  guint index;
} GalleyFieldStep;

GArray *galley_field_path_parse (const char *path, GError **error);
char *galley_field_path_join (const char *parent, const char *key);
char *galley_field_path_join_index (const char *parent, guint index);
const GalleyValue *galley_field_path_find (const GalleyValue *root, const char *path);

G_END_DECLS
