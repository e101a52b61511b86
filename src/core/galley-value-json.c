/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-value-json.h"

#include <string.h>

/* Aliases make a small file a huge tree. */
#define LENGTH_MAX (1024 * 1024)

/**
 * galley_value_json_append_string:
 * @out: where to
 * @text: UTF-8 text
 *
 * Writes @text as a string of JSON, with its quotes.
 */
void
galley_value_json_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (out, "\\%c", *text);
    else if ((guchar) *text < 0x20 || *text == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guchar) *text);
    else
      g_string_append_c (out, *text);
  g_string_append_c (out, '"');
}

static void
append_items (GString *out, const GalleyValue *value)
{
  gboolean is_map = value->kind == GALLEY_VALUE_MAP;
  gboolean is_first = TRUE;

  g_string_append_c (out, is_map ? '{' : '[');
  for (guint i = 0; i < value->items->len && out->len < LENGTH_MAX; i++)
    {
      const GalleyValue *key = is_map ? value->keys->pdata[i] : NULL;

      if (is_map && key->text == NULL)
        continue;
      if (!is_first)
        g_string_append_c (out, ',');
      is_first = FALSE;
      if (is_map)
        {
          galley_value_json_append_string (out, key->text);
          g_string_append_c (out, ':');
        }
      galley_value_json_append (out, value->items->pdata[i]);
    }
  g_string_append_c (out, is_map ? '}' : ']');
}

/* TOML and YAML have numbers that JSON has not. */
static gboolean
is_number (const char *text)
{
  const char *digits = text + (*text == '-');

  if (digits[0] == '\0' || (digits[0] == '0' && g_ascii_isdigit (digits[1])))
    return FALSE;

  return strspn (digits, "0123456789") == strlen (digits);
}

/**
 * galley_value_json_append:
 * @out: where to
 * @value: a value
 *
 * Writes @value as JSON. What is longer than a megabyte is cut.
 */
void
galley_value_json_append (GString *out, const GalleyValue *value)
{
  switch (value->kind)
    {
    case GALLEY_VALUE_LIST:
    case GALLEY_VALUE_MAP:
      append_items (out, value);
      break;
    case GALLEY_VALUE_BOOLEAN:
      g_string_append (out, g_ascii_strcasecmp (value->text, "true") == 0 ? "true" : "false");
      break;
    case GALLEY_VALUE_NUMBER:
      if (is_number (value->text))
        g_string_append (out, value->text);
      else
        galley_value_json_append_string (out, value->text);
      break;
    case GALLEY_VALUE_STRING:
      galley_value_json_append_string (out, value->text);
      break;
    case GALLEY_VALUE_NULL:
    default:
      g_string_append (out, "null");
    }
}
