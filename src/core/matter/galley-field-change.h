/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-diagnostic.h"
#include "galley-edit.h"
#include "galley-front-matter.h"

G_BEGIN_DECLS

/**
 * GalleyListStyle:
 * @GALLEY_LIST_STYLE_AUTO: not known; one item a line then
 * @GALLEY_LIST_STYLE_BLOCK: one item a line, the dashes under the name
 * @GALLEY_LIST_STYLE_INDENTED: one item a line, the dashes two columns in
 * @GALLEY_LIST_STYLE_FLOW: in brackets on one line
 *
 * How a list that was not there before is written where the front matter has no other list to go
 * by. TOML and JSON have brackets only.
 */
typedef enum
{
  GALLEY_LIST_STYLE_AUTO,
  GALLEY_LIST_STYLE_BLOCK,
  GALLEY_LIST_STYLE_INDENTED,
  GALLEY_LIST_STYLE_FLOW,
} GalleyListStyle;

/**
 * GalleyFieldChange:
 * @text: the whole file
 * @length: its length in bytes
 * @start: where the content of the front matter starts
 * @end: where it ends
 * @root: the fields as they are written; an empty map when there are none
 * @merged: the fields with what “<<” takes over
 * @newline: the line end that new lines take
 * @list_style: how a new list is written
 * @quotes: which quotes a new string takes where it needs some
 * @edits: (element-type GalleyEdit): the edits, in any order until they are sorted
 * @failure: (nullable): why it is refused
 *
 * One change of one value, while it is made. The languages differ in how they make it.
 */
typedef struct
{
  const char *text;
  gsize length;
  gsize start;
  gsize end;
  GalleyValue *root;
  GalleyValue *merged;
  const char *newline;
  GalleyListStyle list_style;
  GalleyValueStyle quotes;
  GArray *edits;
  GalleyDiagnostic *failure;
} GalleyFieldChange;

/**
 * GalleyFieldWriter:
 * @adapt: (transfer full): what a value becomes in this language, where @old stood, if anything
 * @replace: writes another value in place of an item of a list or map
 * @insert: writes a new item of a list, or field of a map (with @key), before another
 * @remove: takes an item out
 * @rename: writes another name for a field
 *
 * How one language is edited. Each puts its edits into the change, or refuses.
 */
typedef struct
{
  GalleyValue *(*adapt) (GalleyFieldChange *change,
                         const GalleyValue *value,
                         const GalleyValue *old,
                         gsize offset);
  gboolean (*replace) (GalleyFieldChange *change,
                       const GalleyValue *parent,
                       guint index,
                       const GalleyValue *value);
  gboolean (*insert) (GalleyFieldChange *change,
                      const GalleyValue *parent,
                      guint index,
                      const char *key,
                      const GalleyValue *value);
  gboolean (*remove) (GalleyFieldChange *change, const GalleyValue *parent, guint index);
  gboolean (*rename) (GalleyFieldChange *change,
                      const GalleyValue *parent,
                      guint index,
                      const char *key);
} GalleyFieldWriter;

extern const GalleyFieldWriter galley_yaml_writer;
extern const GalleyFieldWriter galley_toml_writer;
extern const GalleyFieldWriter galley_json_writer;

gboolean galley_field_change_refuse (GalleyFieldChange *self, gsize offset, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
GalleyValue *
galley_field_change_copy_value (GalleyFieldChange *self, const GalleyValue *value, gsize offset);
gboolean galley_field_change_quote_name (GalleyFieldChange *self, GalleyValue *key, gsize offset);
void
galley_field_change_add (GalleyFieldChange *self, gsize offset, gsize end, const char *replacement);
void galley_field_change_sort (GalleyFieldChange *self);
gsize galley_field_change_get_line_start (const GalleyFieldChange *self, gsize offset);
gsize galley_field_change_get_line_end (const GalleyFieldChange *self, gsize offset);
gsize galley_field_change_get_next_line (const GalleyFieldChange *self, gsize offset);
gsize galley_field_change_skip_blanks (const GalleyFieldChange *self, gsize offset);
gsize galley_field_change_skip_comments (const GalleyFieldChange *self, gsize offset);
gboolean galley_field_change_is_blank (const GalleyFieldChange *self, gsize start, gsize end);
gboolean galley_field_change_is_first (const GalleyFieldChange *self, gsize offset);
char *galley_field_change_dup_indent (const GalleyFieldChange *self, gsize offset);

G_END_DECLS
