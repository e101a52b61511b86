/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-date.h"
#include "galley-field-change.h"
#include "galley-flow-edit.h"
#include "galley-json-write.h"
#include "galley-toml-write.h"
#include "galley-value-data.h"

#include <glib/gi18n.h>
#include <string.h>

static const GalleyFlowRules list_rules = { .trailing_comma = TRUE };
static const GalleyFlowRules map_rules = { .trailing_comma = FALSE };

static const GalleyFlowRules *
get_rules (const GalleyValue *parent)
{
  return parent->kind == GALLEY_VALUE_LIST ? &list_rules : &map_rules;
}

/* Which dates TOML has, and how it writes them. */
static gboolean
is_toml_date (const char *text)
{
  return g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}"
                               "(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?"
                               "(?:Z|[-+][0-9]{2}:[0-9]{2})?)?$",
                               text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static void
adapt_string (GalleyValue *value)
{
  GalleyDate date;

  if (value->style == GALLEY_VALUE_STYLE_PLAIN
      && !(galley_date_parse (value->text, &date) && is_toml_date (value->text)))
    value->style = GALLEY_VALUE_STYLE_DOUBLE;
}

static gboolean
adapt_all (GalleyFieldChange *change, GalleyValue *value, gsize offset)
{
  char *text = NULL;

  if (value->kind == GALLEY_VALUE_NULL)
    return galley_field_change_refuse (change, offset,
                                       _ ("TOML has no empty value: remove the field instead"));
  if (value->kind == GALLEY_VALUE_STRING)
    adapt_string (value);
  else if (value->kind == GALLEY_VALUE_NUMBER)
    text = galley_json_dup_number (value->text);
  else if (value->kind == GALLEY_VALUE_BOOLEAN)
    text = g_ascii_strdown (value->text, -1);

  if (value->kind == GALLEY_VALUE_NUMBER && text == NULL)
    return galley_field_change_refuse (change, offset, _ ("“%s” is too large a number"),
                                       value->text);
  if (text != NULL)
    {
      g_free (value->text);
      value->text = text;
    }

  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    {
      GalleyValue *key = value->keys != NULL ? g_ptr_array_index (value->keys, i) : NULL;

      if (key != NULL && !galley_field_change_quote_name (change, key, offset))
        return FALSE;
      if (!adapt_all (change, g_ptr_array_index (value->items, i), offset))
        return FALSE;
    }

  return TRUE;
}

static GalleyValue *
adapt (GalleyFieldChange *change, const GalleyValue *value, const GalleyValue *old, gsize offset)
{
  g_autoptr (GalleyValue) copy = galley_field_change_copy_value (change, value, offset);

  if (copy == NULL || !adapt_all (change, copy, offset))
    return NULL;
  if (old != NULL && galley_value_keeps_quotes (old, copy))
    copy->style = old->style;

  return g_steal_pointer (&copy);
}

/* Whether it stands after a name and “=”, not under a heading. */
static gboolean
is_inline (const GalleyValue *value)
{
  return value->style != GALLEY_VALUE_STYLE_SECTION && value->style != GALLEY_VALUE_STYLE_DOTTED;
}

static gsize
get_end (const GalleyFieldChange *change, const GalleyValue *value)
{
  gsize end = value->offset + value->length;

  while (end > value->offset && g_ascii_isspace (change->text[end - 1]))
    end--;

  return end;
}

static GalleyValueStyle
get_new_style (const GalleyFieldChange *change)
{
  return change->quotes == GALLEY_VALUE_STYLE_SINGLE ? GALLEY_VALUE_STYLE_SINGLE
                                                     : GALLEY_VALUE_STYLE_DOUBLE;
}

static gboolean
replace (GalleyFieldChange *change,
         const GalleyValue *parent,
         guint index,
         const GalleyValue *value)
{
  const GalleyValue *old = g_ptr_array_index (parent->items, index);
  GalleyValueStyle style = old->style;
  g_autofree char *source = NULL;

  if (!is_inline (old))
    return galley_field_change_refuse (change, old->offset,
                                       _ ("it stands under a heading of its own: change the fields "
                                          "in it one by one"));

  if (style == GALLEY_VALUE_STYLE_PLAIN || style == GALLEY_VALUE_STYLE_FLOW)
    style = get_new_style (change);
  source = galley_toml_dup_value (value, style, change->newline);
  galley_field_change_add (change, old->offset, get_end (change, old), source);
  return TRUE;
}

static gsize
get_key_offset (const GalleyValue *map, guint index)
{
  return ((const GalleyValue *) g_ptr_array_index (map->keys, index))->offset;
}

/* Where the lines of a group end: after its last own field, or its heading. */
static gsize
find_section_end (const GalleyFieldChange *change, const GalleyValue *section)
{
  gsize end = section == change->root ? change->start : section->offset + section->length;

  for (guint i = 0; i < section->items->len; i++)
    {
      const GalleyValue *item = g_ptr_array_index (section->items, i);

      if (is_inline (item))
        end = MAX (end, get_end (change, item));
      else if (item->style == GALLEY_VALUE_STYLE_DOTTED
               && change->text[galley_field_change_skip_blanks (
                    change,
                    galley_field_change_get_line_start (change, get_key_offset (section, i)))]
                    != '[')
        end = MAX (end, find_section_end (change, item));
    }

  return end;
}

static gboolean
insert_line (GalleyFieldChange *change, gsize at, const char *before, const char *entry)
{
  g_autofree char *line = g_strconcat (before, entry, change->newline, NULL);

  galley_field_change_add (change, at, at, line);
  return TRUE;
}

/* After the field before it, if that has a line of its own, else first or last in its group. */
static gboolean
insert_into_section (GalleyFieldChange *change,
                     const GalleyValue *parent,
                     guint index,
                     const char *entry)
{
  gsize end = find_section_end (change, parent);

  for (guint i = MIN (index, parent->items->len); i > 0; i--)
    {
      const GalleyValue *item = g_ptr_array_index (parent->items, i - 1);

      if (is_inline (item))
        {
          gsize start = galley_field_change_get_line_start (change, get_key_offset (parent, i - 1));
          g_autofree char *indent = NULL;

          start = MAX (start, change->start);
          indent = g_strndup (change->text + start,
                              galley_field_change_skip_blanks (change, start) - start);
          return insert_line (change,
                              galley_field_change_get_next_line (change, get_end (change, item)),
                              indent, entry);
        }
    }

  if (parent == change->root && (index == 0 || end == change->start))
    return insert_line (change, change->start, "", entry);
  return insert_line (change, galley_field_change_get_next_line (change, end), "", entry);
}

/* A group that is only named in longer names: a sibling shows how. */
static gboolean
insert_into_dotted (GalleyFieldChange *change, const GalleyValue *parent, const char *entry)
{
  gsize key = get_key_offset (parent, parent->items->len - 1);
  gsize start = galley_field_change_get_line_start (change, key);
  const GalleyValue *last = g_ptr_array_index (parent->items, parent->items->len - 1);
  g_autofree char *before = g_strndup (change->text + start, key - start);

  if (strchr (before, '[') != NULL || !is_inline (last))
    return galley_field_change_refuse (
      change, key,
      _ ("this group has no heading of its own: add one above this "
         "line first"));

  return insert_line (change, galley_field_change_get_next_line (change, get_end (change, last)),
                      before, entry);
}

/* One more `[[heading]]` with its fields. */
static gboolean
insert_section (GalleyFieldChange *change,
                const GalleyValue *list,
                guint index,
                const GalleyValue *value)
{
  const GalleyValue *last = g_ptr_array_index (list->items, list->items->len - 1);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize at;

  if (index < list->items->len || value->kind != GALLEY_VALUE_MAP)
    return galley_field_change_refuse (
      change, list->offset,
      _ ("each item of this list stands under a heading: change it "
         "in the text"));

  for (guint i = 0; i < last->items->len; i++)
    if (!is_inline (g_ptr_array_index (last->items, i)))
      return galley_field_change_refuse (change, last->offset,
                                         _ ("the last item has headings of its own: add one in the "
                                            "text"));

  g_string_append (text, change->newline);
  g_string_append_len (text, change->text + last->offset,
                       (gssize) (get_end (change, last) - last->offset));
  g_string_append (text, change->newline);
  for (guint i = 0; i < value->items->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (value->keys, i);
      g_autofree char *name = galley_toml_dup_key (key->text);
      g_autofree char *source = galley_toml_dup_value (g_ptr_array_index (value->items, i),
                                                       get_new_style (change), change->newline);

      g_string_append_printf (text, "%s = %s%s", name, source, change->newline);
    }

  at = galley_field_change_get_next_line (change, find_section_end (change, last));
  galley_field_change_add (change, at, at, text->str);
  return TRUE;
}

static gboolean
insert (GalleyFieldChange *change,
        const GalleyValue *parent,
        guint index,
        const char *key,
        const GalleyValue *value)
{
  g_autofree char *source = galley_toml_dup_value (value, get_new_style (change), change->newline);
  g_autofree char *name = key != NULL ? galley_toml_dup_key (key) : NULL;
  g_autofree char *entry = name != NULL ? g_strdup_printf ("%s = %s", name, source) : NULL;

  if (parent->style == GALLEY_VALUE_STYLE_FLOW)
    return galley_flow_insert (change, parent, index, entry != NULL ? entry : source,
                               get_rules (parent));
  if (entry == NULL)
    return insert_section (change, parent, index, value);
  if (parent->style == GALLEY_VALUE_STYLE_DOTTED)
    return insert_into_dotted (change, parent, entry);
  return insert_into_section (change, parent, index, entry);
}

/* A heading and the fields under it. */
static gboolean
remove_section (GalleyFieldChange *change, const GalleyValue *section)
{
  gsize start = galley_field_change_get_line_start (change, section->offset);

  for (guint i = 0; i < section->items->len; i++)
    if (!is_inline (g_ptr_array_index (section->items, i)))
      return galley_field_change_refuse (change, section->offset,
                                         _ ("there are groups in this one: remove them first"));

  galley_field_change_add (change, start,
                           galley_field_change_get_next_line (change,
                                                              find_section_end (change, section)),
                           "");
  return TRUE;
}

static gboolean
remove_item (GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  const GalleyValue *item = g_ptr_array_index (parent->items, index);
  gsize start;

  if (parent->style == GALLEY_VALUE_STYLE_FLOW)
    return galley_flow_remove (change, parent, index, get_rules (parent));

  if (item->style == GALLEY_VALUE_STYLE_DOTTED)
    return galley_field_change_refuse (change, item->offset,
                                       _ ("this group has no heading of its own: remove the fields "
                                          "in it in the text"));
  if (item->style == GALLEY_VALUE_STYLE_SECTION && item->kind == GALLEY_VALUE_MAP)
    return remove_section (change, item);
  if (item->style == GALLEY_VALUE_STYLE_SECTION)
    {
      for (guint i = 0; i < item->items->len; i++)
        if (!remove_section (change, g_ptr_array_index (item->items, i)))
          return FALSE;
      return TRUE;
    }

  start = galley_field_change_get_line_start (change, get_key_offset (parent, index));
  galley_field_change_add (change, start,
                           galley_field_change_get_next_line (change, get_end (change, item)), "");
  return TRUE;
}

static gboolean
rename_key (GalleyFieldChange *change, const GalleyValue *parent, guint index, const char *key)
{
  const GalleyValue *old = g_ptr_array_index (parent->keys, index);
  const GalleyValue *item = g_ptr_array_index (parent->items, index);
  g_autofree char *name = galley_toml_dup_key (key);

  if (item->style == GALLEY_VALUE_STYLE_SECTION && item->kind == GALLEY_VALUE_LIST
      && item->items->len > 1)
    return galley_field_change_refuse (change, old->offset,
                                       _ ("each item of this list stands under a heading: rename "
                                          "it in the text"));

  galley_field_change_add (change, old->offset, get_end (change, old), name);
  return TRUE;
}

const GalleyFieldWriter galley_toml_writer = {
  .adapt = adapt,
  .replace = replace,
  .insert = insert,
  .remove = remove_item,
  .rename = rename_key,
};
