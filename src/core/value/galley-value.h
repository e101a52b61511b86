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
 * GalleyValueStyle:
 * @GALLEY_VALUE_STYLE_PLAIN: a scalar without quotes
 * @GALLEY_VALUE_STYLE_SINGLE: in single quotes
 * @GALLEY_VALUE_STYLE_DOUBLE: in double quotes
 * @GALLEY_VALUE_STYLE_SINGLE_LONG: in three single quotes (TOML)
 * @GALLEY_VALUE_STYLE_DOUBLE_LONG: in three double quotes (TOML)
 * @GALLEY_VALUE_STYLE_LITERAL: a block of lines after “|” (YAML)
 * @GALLEY_VALUE_STYLE_FOLDED: a block of lines after “>” (YAML)
 * @GALLEY_VALUE_STYLE_BLOCK: a list or map by indentation (YAML)
 * @GALLEY_VALUE_STYLE_FLOW: a list or map in brackets or braces
 * @GALLEY_VALUE_STYLE_SECTION: a map under a `[heading]`, or a list of such (TOML)
 * @GALLEY_VALUE_STYLE_DOTTED: a map that is only named in dotted keys or longer headings (TOML)
 * @GALLEY_VALUE_STYLE_ALIAS: “*name” for a value that stands elsewhere (YAML)
 *
 * How a value is written.
 */
typedef enum
{
  GALLEY_VALUE_STYLE_PLAIN,
  GALLEY_VALUE_STYLE_SINGLE,
  GALLEY_VALUE_STYLE_DOUBLE,
  GALLEY_VALUE_STYLE_SINGLE_LONG,
  GALLEY_VALUE_STYLE_DOUBLE_LONG,
  GALLEY_VALUE_STYLE_LITERAL,
  GALLEY_VALUE_STYLE_FOLDED,
  GALLEY_VALUE_STYLE_BLOCK,
  GALLEY_VALUE_STYLE_FLOW,
  GALLEY_VALUE_STYLE_SECTION,
  GALLEY_VALUE_STYLE_DOTTED,
  GALLEY_VALUE_STYLE_ALIAS,
} GalleyValueStyle;

/**
 * GalleyValue:
 * @kind: what it is, as the format resolves it
 * @style: how it is written
 * @text: (nullable): the decoded text of a scalar
 * @offset: where its source starts in the file, in bytes
 * @length: how long its source is, in bytes
 * @keys: (nullable) (element-type GalleyValue): the keys of a map, beside @items
 * @items: (nullable) (element-type GalleyValue): the items of a list, the values of a map
 *
 * A value of the front matter and where it stands in the text. A tree of them is immutable once
 * it is parsed. An alias has its own place, and shares @text, @keys and @items with its anchor.
 */
typedef struct _GalleyValue GalleyValue;
struct _GalleyValue
{
  gatomicrefcount ref_count;
  GalleyValueKind kind;
  GalleyValueStyle style;
  char *text;
  gsize offset;
  gsize length;
  GPtrArray *keys;
  GPtrArray *items;

  /*< private >*/
  guint height;
  /* How much of the source, from its start, is anchor and tag. */
  gsize properties;
  char *tag;
  /* What an alias stands for. */
  GalleyValue *target;
  /* Whether it is a field that “<<” takes over (YAML). */
  gboolean merged;
};

GalleyValue *galley_value_new (GalleyValueKind kind, gsize offset, gsize length);
GalleyValue *galley_value_new_alias (GalleyValue *target, gsize offset, gsize length);
GalleyValue *galley_value_ref (GalleyValue *self);
void galley_value_unref (GalleyValue *self);
const GalleyValue *galley_value_get (const GalleyValue *self, const char *key);
gint galley_value_find_key (const GalleyValue *self, const char *key, gint *other);
const char *galley_value_get_string (const GalleyValue *self);
GStrv galley_value_dup_strings (const GalleyValue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyValue, galley_value_unref)

G_END_DECLS
