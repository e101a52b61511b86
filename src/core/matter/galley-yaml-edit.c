/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-change.h"
#include "galley-flow-edit.h"
#include "galley-value-data.h"
#include "galley-yaml-replace.h"
#include "galley-yaml-write.h"

#include <glib/gi18n.h>
#include <string.h>

static const GalleyFlowRules flow_rules = { .trailing_comma = TRUE };

/* A value without properties and place, as the language writes it. */
static GalleyValue *
adapt (GalleyFieldChange *change, const GalleyValue *value, const GalleyValue *old, gsize offset)
{
  GalleyValue *copy = galley_field_change_copy_value (change, value, offset);

  /* To Hugo a date is one with quotes, too; what has them keeps them. */
  if (copy != NULL && old != NULL && galley_value_keeps_quotes (old, copy))
    copy->style = old->style;

  return copy;
}

static gboolean
insert_flow (GalleyFieldChange *change,
             const GalleyValue *parent,
             guint index,
             const char *key,
             const GalleyValue *value)
{
  g_autofree char *source = galley_yaml_dup_flow (change, value);
  g_autofree char *name = NULL;
  g_autofree char *item = NULL;

  if (key == NULL)
    return galley_flow_insert (change, parent, index, source, &flow_rules);

  name = galley_yaml_dup_key (change, key, GALLEY_VALUE_STYLE_PLAIN, TRUE);
  item = g_strdup_printf ("%s: %s", name, source);
  return galley_flow_insert (change, parent, index, item, &flow_rules);
}

static char *
dup_entry (GalleyFieldChange *change, const char *key, const GalleyValue *value, const char *indent)
{
  g_autofree char *after = galley_yaml_dup_after (change, value, indent, key == NULL);
  g_autofree char *name = NULL;

  if (key != NULL)
    name = galley_yaml_dup_key (change, key, GALLEY_VALUE_STYLE_PLAIN, FALSE);
  return g_strconcat (name != NULL ? name : "-", name != NULL ? ":" : "", after, NULL);
}

static gboolean
insert (GalleyFieldChange *change,
        const GalleyValue *parent,
        guint index,
        const char *key,
        const GalleyValue *value)
{
  g_autofree char *indent = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *text = NULL;
  gboolean fresh = parent->items->len == 0;
  gsize at;

  if (parent->style == GALLEY_VALUE_STYLE_FLOW)
    return insert_flow (change, parent, index, key, value);

  if (fresh)
    {
      at = change->end;
      indent = g_strdup ("");
    }
  else
    {
      at = galley_yaml_get_entry_start (change, parent, index > 0 ? 0 : index);
      indent = galley_field_change_dup_indent (change, at);
    }
  entry = dup_entry (change, key, value, indent);

  if (index == 0 && !fresh)
    text = g_strconcat (entry, change->newline, indent, NULL);
  else
    {
      if (!fresh)
        at = galley_yaml_get_line_after (change,
                                         galley_yaml_get_entry_end (change, parent, index - 1));
      text = g_strconcat (indent, entry, change->newline, NULL);
    }
  galley_field_change_add (change, at, at, text);

  return TRUE;
}

static gboolean
remove_item (GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  gsize start, end;

  if (parent->style == GALLEY_VALUE_STYLE_FLOW)
    return galley_flow_remove (change, parent, index, &flow_rules);

  start = galley_yaml_get_entry_start (change, parent, index);
  end = galley_yaml_get_entry_end (change, parent, index);
  if (parent == change->root && galley_field_change_get_line_start (change, start) == start)
    galley_field_change_add (change, start, galley_yaml_get_line_after (change, end), "");
  else if (galley_field_change_is_first (change, start))
    galley_field_change_add (change, galley_field_change_get_line_start (change, start),
                             galley_yaml_get_line_after (change, end), "");
  else
    {
      /* It stands after a dash: the next one comes up to it, or the dash is left alone. */
      gsize next = index + 1 < parent->items->len
                     ? galley_yaml_get_entry_start (change, parent, index + 1)
                     : end;

      galley_field_change_add (change, start,
                               galley_field_change_is_blank (change, end, next) ? next : end, "");
    }

  return TRUE;
}

static gboolean
rename_key (GalleyFieldChange *change, const GalleyValue *parent, guint index, const char *key)
{
  const GalleyValue *old = g_ptr_array_index (parent->keys, index);
  g_autofree char *name = NULL;

  if (old->style == GALLEY_VALUE_STYLE_ALIAS || old->properties > 0)
    return galley_field_change_refuse (change, old->offset,
                                       _ ("the name is an alias or has an anchor: rename it in the "
                                          "text"));

  name = galley_yaml_dup_key (change, key, old->style, parent->style == GALLEY_VALUE_STYLE_FLOW);
  galley_field_change_add (change, old->offset, old->offset + old->length, name);
  return TRUE;
}

const GalleyFieldWriter galley_yaml_writer = {
  .adapt = adapt,
  .replace = galley_yaml_replace,
  .insert = insert,
  .remove = remove_item,
  .rename = rename_key,
};
