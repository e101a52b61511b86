/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyAttributes:
 * @id: (nullable): the id
 * @html: the others as they stand in a tag, each with a space before it
 *
 * What is written as `{#id .class key=value}`.
 */
typedef struct
{
  char *id;
  char *html;
} GalleyAttributes;

GalleyAttributes *galley_attributes_parse (const char *text, gsize length, gsize *end);
void galley_attributes_free (GalleyAttributes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyAttributes, galley_attributes_free)

G_END_DECLS
