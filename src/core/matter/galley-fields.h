/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter-edit.h"

G_BEGIN_DECLS

/**
 * GalleyFieldType:
 * @GALLEY_FIELD_ANY: whatever the value is
 * @GALLEY_FIELD_TEXT: one line
 * @GALLEY_FIELD_LONG_TEXT: several lines
 * @GALLEY_FIELD_DATE: a date, with or without time and zone
 * @GALLEY_FIELD_BOOLEAN: true or false
 * @GALLEY_FIELD_NUMBER: a number
 * @GALLEY_FIELD_LIST: texts; one alone may stand without a list
 * @GALLEY_FIELD_CHOICE: one of several texts
 * @GALLEY_FIELD_IMAGE: an image: an address, a map that has one, or a list of them
 * @GALLEY_FIELD_MAP: fields below it
 *
 * What a field holds, and so how it is shown and checked.
 */
typedef enum
{
  GALLEY_FIELD_ANY,
  GALLEY_FIELD_TEXT,
  GALLEY_FIELD_LONG_TEXT,
  GALLEY_FIELD_DATE,
  GALLEY_FIELD_BOOLEAN,
  GALLEY_FIELD_NUMBER,
  GALLEY_FIELD_LIST,
  GALLEY_FIELD_CHOICE,
  GALLEY_FIELD_IMAGE,
  GALLEY_FIELD_MAP,
} GalleyFieldType;

/**
 * GalleyField:
 * @name: the name as it is written in the front matter
 * @label: (nullable): what people call it
 * @type: what it holds
 * @choices: (nullable): the texts that a choice, or an item of a list, may be
 * @required: whether an issue must have it
 *
 * The declaration of a field in `.galley/fields.yaml`.
 */
typedef struct
{
  char *name;
  char *label;
  GalleyFieldType type;
  GStrv choices;
  gboolean required;
} GalleyField;

typedef struct _GalleyFields GalleyFields;

GalleyFields *galley_fields_parse (const char *text, gsize length, GPtrArray *diagnostics);
void galley_fields_free (GalleyFields *self);
guint galley_fields_get_n_fields (const GalleyFields *self);
const GalleyField *galley_fields_get_field (const GalleyFields *self, guint index);
const GalleyField *galley_fields_find (const GalleyFields *self, const char *name);

GalleyFieldType galley_field_type_of (const char *name, const GalleyValue *value);
const char *galley_field_canonical_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFields, galley_fields_free)

G_END_DECLS
