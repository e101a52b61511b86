/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

const char *galley_field_order_get_newline (const char *text, gsize length);
GalleyValueStyle galley_field_order_get_quotes (const GalleyValue *root);
GalleyListStyle galley_field_order_get_list_style (const char *text, const GalleyValue *root);
gsize galley_field_order_find_second_document (const GalleyFieldChange *change,
                                               GalleyFrontMatterKind kind);
guint galley_field_order_get_position (const GalleyValue *map, const char *key);

G_END_DECLS
