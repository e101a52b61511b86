/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-change.h"
#include "galley-flow-edit.h"
#include "galley-json-write.h"
#include "galley-value-data.h"

#include <glib/gi18n.h>
#include <string.h>

static const GalleyFlowRules flow_rules = { .trailing_comma = FALSE };

/* JSON has fewer numbers than YAML, and words are texts. */
static gboolean
adapt_scalar (GalleyFieldChange *change, GalleyValue *value, gsize offset)
{
  g_autofree char *number = NULL;

  if (value->kind == GALLEY_VALUE_NUMBER)
    {
      number = galley_json_dup_number (value->text);
      if (number == NULL)
        return galley_field_change_refuse (change, offset, _ ("JSON has no number “%s”"),
                                           value->text);
      g_free (value->text);
      value->text = g_steal_pointer (&number);
    }
  else if (value->kind == GALLEY_VALUE_BOOLEAN)
    {
      char *word = g_ascii_strdown (value->text, -1);

      g_free (value->text);
      value->text = word;
    }
  else if (value->kind == GALLEY_VALUE_STRING)
    value->style = GALLEY_VALUE_STYLE_DOUBLE;

  return TRUE;
}

static gboolean
adapt_all (GalleyFieldChange *change, GalleyValue *value, gsize offset)
{
  if (value->items == NULL)
    return adapt_scalar (change, value, offset);

  for (guint i = 0; i < value->items->len; i++)
    {
      if (!adapt_all (change, g_ptr_array_index (value->items, i), offset))
        return FALSE;
      if (value->keys != NULL)
        {
          GalleyValue *key = g_ptr_array_index (value->keys, i);

          if (!galley_field_change_quote_name (change, key, offset))
            return FALSE;
        }
    }

  return TRUE;
}

static GalleyValue *
adapt (GalleyFieldChange *change, const GalleyValue *value, const GalleyValue *old, gsize offset)
{
  g_autoptr (GalleyValue) copy = galley_field_change_copy_value (change, value, offset);

  if (copy == NULL || !adapt_all (change, copy, offset))
    return NULL;

  return g_steal_pointer (&copy);
}

static gboolean
replace (GalleyFieldChange *change,
         const GalleyValue *parent,
         guint index,
         const GalleyValue *value)
{
  const GalleyValue *old = g_ptr_array_index (parent->items, index);
  g_autofree char *source = galley_json_dup_value (value);

  galley_field_change_add (change, old->offset, old->offset + old->length, source);
  return TRUE;
}

static gboolean
insert (GalleyFieldChange *change,
        const GalleyValue *parent,
        guint index,
        const char *key,
        const GalleyValue *value)
{
  g_autofree char *source = galley_json_dup_value (value);
  g_autofree char *name = key != NULL ? galley_json_dup_string (key) : NULL;
  g_autofree char *item = name != NULL ? g_strdup_printf ("%s: %s", name, source) : NULL;

  return galley_flow_insert (change, parent, index, item != NULL ? item : source, &flow_rules);
}

static gboolean
remove_item (GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  return galley_flow_remove (change, parent, index, &flow_rules);
}

static gboolean
rename_key (GalleyFieldChange *change, const GalleyValue *parent, guint index, const char *key)
{
  const GalleyValue *old = g_ptr_array_index (parent->keys, index);
  g_autofree char *name = galley_json_dup_string (key);

  galley_field_change_add (change, old->offset, old->offset + old->length, name);
  return TRUE;
}

const GalleyFieldWriter galley_json_writer = {
  .adapt = adapt,
  .replace = replace,
  .insert = insert,
  .remove = remove_item,
  .rename = rename_key,
};
