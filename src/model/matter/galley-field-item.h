/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-diagnostic.h"
#include "galley-fields.h"

G_BEGIN_DECLS

/**
 * GalleyFieldShape:
 * @GALLEY_FIELD_SHAPE_TEXT: one line of text
 * @GALLEY_FIELD_SHAPE_LONG_TEXT: several lines
 * @GALLEY_FIELD_SHAPE_DATE: a date, or what should be one
 * @GALLEY_FIELD_SHAPE_SWITCH: true or false
 * @GALLEY_FIELD_SHAPE_NUMBER: a number
 * @GALLEY_FIELD_SHAPE_CHOICE: one of several texts
 * @GALLEY_FIELD_SHAPE_CHIPS: a list of texts, or a text that could be one
 * @GALLEY_FIELD_SHAPE_IMAGE: the address of an image
 * @GALLEY_FIELD_SHAPE_GROUP: fields or items below it
 *
 * How a field is shown: by what it should hold and by what it does hold.
 */
typedef enum
{
  GALLEY_FIELD_SHAPE_TEXT,
  GALLEY_FIELD_SHAPE_LONG_TEXT,
  GALLEY_FIELD_SHAPE_DATE,
  GALLEY_FIELD_SHAPE_SWITCH,
  GALLEY_FIELD_SHAPE_NUMBER,
  GALLEY_FIELD_SHAPE_CHOICE,
  GALLEY_FIELD_SHAPE_CHIPS,
  GALLEY_FIELD_SHAPE_IMAGE,
  GALLEY_FIELD_SHAPE_GROUP,
} GalleyFieldShape;

#define GALLEY_TYPE_FIELD_ITEM (galley_field_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFieldItem, galley_field_item, GALLEY, FIELD_ITEM, GObject)

GalleyFieldItem *galley_field_item_new (const char *path,
                                        const char *name,
                                        GalleyFieldShape shape,
                                        GListModel *children);
const char *galley_field_item_get_path (GalleyFieldItem *self);
const char *galley_field_item_get_name (GalleyFieldItem *self);
GalleyFieldShape galley_field_item_get_shape (GalleyFieldItem *self);
GListModel *galley_field_item_get_children (GalleyFieldItem *self);

const GalleyValue *galley_field_item_get_value (GalleyFieldItem *self);
const char *galley_field_item_get_text (GalleyFieldItem *self);
void galley_field_item_set_value (GalleyFieldItem *self, GalleyValue *key, GalleyValue *value);
gboolean galley_field_item_covers (GalleyFieldItem *self, gsize offset);

const char *galley_field_item_get_label (GalleyFieldItem *self);
const char *const *galley_field_item_get_choices (GalleyFieldItem *self);
void galley_field_item_set_declared (GalleyFieldItem *self, const GalleyField *field);
gboolean galley_field_item_get_repeated (GalleyFieldItem *self);
void galley_field_item_set_repeated (GalleyFieldItem *self, gboolean repeated);

const char *galley_field_item_get_problem (GalleyFieldItem *self);
GalleySeverity galley_field_item_get_severity (GalleyFieldItem *self);
void
galley_field_item_set_problem (GalleyFieldItem *self, GalleySeverity severity, const char *problem);
void galley_field_item_refuse (GalleyFieldItem *self, const char *reason);

GalleyFieldShape
galley_field_shape_of (GalleyFieldType type, const GalleyValue *value, GalleyFieldItem *before);

G_END_DECLS
