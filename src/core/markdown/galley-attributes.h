/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyAttribute:
 * @name: the name
 * @value: the value as text
 * @is_text: whether the value was text, and no number, list or word of JSON
 *
 * One attribute.
 */
typedef struct
{
  char *name;
  char *value;
  gboolean is_text;
} GalleyAttribute;

typedef struct _GalleyAttributes GalleyAttributes;

GalleyAttributes *galley_attributes_parse (const char *text, gsize length, gsize *end);
void galley_attributes_free (GalleyAttributes *self);
const char *galley_attributes_get (const GalleyAttributes *self, const char *name);
const GalleyAttribute *galley_attributes_list (const GalleyAttributes *self, guint *n_attributes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyAttributes, galley_attributes_free)

G_END_DECLS
