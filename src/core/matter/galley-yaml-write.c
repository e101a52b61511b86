/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-yaml-write.h"

#include "galley-value-data.h"
#include "galley-yaml-scalar.h"

#include <string.h>

/* Whether to write it without quotes: what is no string to everybody, as it was given. */
static gboolean
is_verbatim (const GalleyValue *value)
{
  return value->items == NULL
         && (value->kind != GALLEY_VALUE_STRING || galley_value_is_special (value));
}

static void
append_flow (const GalleyFieldChange *change, GString *out, const GalleyValue *value)
{
  GalleyYamlPlace place = { .quotes = change->quotes, .flow = TRUE, .newline = change->newline };
  gboolean is_map = value->kind == GALLEY_VALUE_MAP;

  if (value->items == NULL)
    {
      g_autofree char *lines = NULL;
      g_autofree char *scalar = NULL;

      if (!is_verbatim (value))
        scalar = galley_yaml_scalar_dup (value->text, &place, &lines);
      else if (*value->text == '\0')
        scalar = g_strdup ("null");
      g_string_append (out, scalar != NULL ? scalar : value->text);
      return;
    }

  g_string_append_c (out, is_map ? '{' : '[');
  for (guint i = 0; i < value->items->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (is_map)
        {
          append_flow (change, out, g_ptr_array_index (value->keys, i));
          g_string_append (out, ": ");
        }
      append_flow (change, out, g_ptr_array_index (value->items, i));
    }
  g_string_append_c (out, is_map ? '}' : ']');
}

/**
 * galley_yaml_dup_flow:
 * @change: a change
 * @value: a value
 *
 * Returns: (transfer full): the value on one line, as it can stand in brackets, too
 */
char *
galley_yaml_dup_flow (const GalleyFieldChange *change, const GalleyValue *value)
{
  GString *out = g_string_new (NULL);

  append_flow (change, out, value);
  return g_string_free_and_steal (out);
}

/**
 * galley_yaml_dup_key:
 * @change: a change
 * @key: the name of a field
 * @style: the quotes it had, if any
 * @flow: whether it stands in braces
 *
 * Returns: (transfer full): the name as it is written
 */
char *
galley_yaml_dup_key (const GalleyFieldChange *change,
                     const char *key,
                     GalleyValueStyle style,
                     gboolean flow)
{
  GalleyYamlPlace place = {
    .style = style, .quotes = change->quotes, .flow = flow, .newline = change->newline
  };
  g_autofree char *lines = NULL;

  return galley_yaml_scalar_dup (key, &place, &lines);
}

/**
 * galley_yaml_is_block:
 * @change: a change
 * @value: a value
 *
 * Returns: whether a new value is written on lines of its own
 */
gboolean
galley_yaml_is_block (const GalleyFieldChange *change, const GalleyValue *value)
{
  if (value->items == NULL || value->items->len == 0)
    return FALSE;
  return value->kind == GALLEY_VALUE_MAP || change->list_style != GALLEY_LIST_STYLE_FLOW;
}

static void append_block (const GalleyFieldChange *change,
                          GString *out,
                          const GalleyValue *value,
                          const char *indent);

static void
append_scalar (const GalleyFieldChange *change,
               GString *out,
               const GalleyValue *value,
               const char *indent)
{
  g_autofree char *deeper = g_strconcat (indent, "  ", NULL);
  g_autofree char *lines = NULL;
  g_autofree char *scalar = NULL;
  GalleyYamlPlace place = {
    .quotes = change->quotes,
    .indent = deeper,
    .newline = change->newline,
  };

  if (is_verbatim (value))
    {
      if (*value->text != '\0')
        g_string_append_printf (out, " %s", value->text);
      return;
    }

  if (strchr (value->text, '\n') != NULL)
    place.style = GALLEY_VALUE_STYLE_LITERAL;
  scalar = galley_yaml_scalar_dup (value->text, &place, &lines);
  g_string_append_printf (out, " %s", scalar);
  if (lines != NULL)
    {
      g_string_append (out, change->newline);
      g_string_append (out, lines);
      g_string_truncate (out, out->len - strlen (change->newline));
    }
}

/* What follows “name:” or “-”, up to the last line end. */
static void
append_after (const GalleyFieldChange *change,
              GString *out,
              const GalleyValue *value,
              const char *indent,
              gboolean is_item)
{
  g_autofree char *deeper = g_strconcat (indent, "  ", NULL);
  gboolean is_list = value->kind == GALLEY_VALUE_LIST;

  if (value->items == NULL)
    append_scalar (change, out, value, indent);
  else if (!galley_yaml_is_block (change, value) || (is_item && is_list))
    {
      g_string_append_c (out, ' ');
      append_flow (change, out, value);
    }
  else if (is_item)
    {
      g_string_append_c (out, ' ');
      append_block (change, out, value, deeper);
    }
  else
    {
      const char *at =
        is_list && change->list_style != GALLEY_LIST_STYLE_INDENTED ? indent : deeper;

      g_string_append (out, change->newline);
      g_string_append (out, at);
      append_block (change, out, value, at);
    }
}

/* The first line stands where the text is already; the others get the indentation. */
static void
append_block (const GalleyFieldChange *change,
              GString *out,
              const GalleyValue *value,
              const char *indent)
{
  for (guint i = 0; i < value->items->len; i++)
    {
      const GalleyValue *item = g_ptr_array_index (value->items, i);

      if (i > 0)
        {
          g_string_append (out, change->newline);
          g_string_append (out, indent);
        }
      if (value->kind == GALLEY_VALUE_LIST)
        g_string_append_c (out, '-');
      else
        {
          const GalleyValue *name = g_ptr_array_index (value->keys, i);

          append_flow (change, out, name);
          g_string_append_c (out, ':');
        }
      append_after (change, out, item, indent, value->kind == GALLEY_VALUE_LIST);
    }
}

/**
 * galley_yaml_dup_after:
 * @change: a change
 * @value: a value
 * @indent: the blanks before the name or dash it belongs to
 * @is_item: whether it follows a dash, not a name
 *
 * Returns: (transfer full): what follows the colon or the dash, without the last line end
 */
char *
galley_yaml_dup_after (const GalleyFieldChange *change,
                       const GalleyValue *value,
                       const char *indent,
                       gboolean is_item)
{
  GString *out = g_string_new (NULL);

  append_after (change, out, value, indent, is_item);
  return g_string_free_and_steal (out);
}

/**
 * galley_yaml_dup_block:
 * @change: a change
 * @value: a list or map that is not empty
 * @indent: the blanks before its lines
 *
 * Returns: (transfer full): its lines, the first without @indent and the last without line end
 */
char *
galley_yaml_dup_block (const GalleyFieldChange *change,
                       const GalleyValue *value,
                       const char *indent)
{
  GString *out = g_string_new (NULL);

  append_block (change, out, value, indent);
  return g_string_free_and_steal (out);
}
