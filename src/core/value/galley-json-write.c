/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-json-write.h"

#include <math.h>
#include <string.h>

/* How much is written before it is given up: aliases can stand for more than there are atoms. */
#define LENGTH_MAX (16 * 1024 * 1024)

/**
 * galley_json_append_escape:
 * @out: takes the text
 * @c: a character
 *
 * Appends the short escape that @c has between double quotes: the same in JSON, YAML and TOML.
 *
 * Returns: whether it has one
 */
gboolean
galley_json_append_escape (GString *out, gunichar c)
{
  static const char escaped[] = "\"\\\n\r\t";
  static const char letters[] = "\"\\nrt";
  const char *found = c != 0 && c < 0x80 ? strchr (escaped, (int) c) : NULL;

  if (found == NULL)
    return FALSE;

  g_string_append_c (out, '\\');
  g_string_append_c (out, letters[found - escaped]);
  return TRUE;
}

/**
 * galley_json_append_string:
 * @out: takes the text
 * @text: a text, valid UTF-8
 *
 * Appends @text as a JSON string.
 */
void
galley_json_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (galley_json_append_escape (out, (guchar) *p))
      continue;
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

/**
 * galley_json_dup_string:
 * @text: a text, valid UTF-8
 *
 * Returns: (transfer full): the text as a JSON string
 */
char *
galley_json_dup_string (const char *text)
{
  GString *out = g_string_new (NULL);

  galley_json_append_string (out, text);
  return g_string_free_and_steal (out);
}

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;
  return p;
}

static gboolean
is_json_number (const char *text)
{
  const char *p = text + (*text == '-');
  const char *digits = p;

  p = skip_digits (p);
  if (p == digits || (*digits == '0' && p > digits + 1))
    return FALSE;
  if (*p == '.')
    {
      if (!g_ascii_isdigit (p[1]))
        return FALSE;
      p = skip_digits (p + 1);
    }
  if (*p == 'e' || *p == 'E')
    {
      p++;
      p += *p == '+' || *p == '-';
      if (!g_ascii_isdigit (*p))
        return FALSE;
      p = skip_digits (p);
    }

  return *p == '\0';
}

/**
 * galley_json_dup_number:
 * @text: a number as YAML or TOML writes it
 *
 * Returns: (transfer full) (nullable): the number as JSON writes it, %NULL when it has no such
 */
char *
galley_json_dup_number (const char *text)
{
  g_autofree char *plain = g_strdup (text + (*text == '+'));
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double value;
  char *end;

  value = g_ascii_strtod (plain, &end);
  if (end == plain || *end != '\0' || !isfinite (value))
    return NULL;
  if (is_json_number (plain))
    return g_steal_pointer (&plain);
  if (value == floor (value) && fabs (value) < 9007199254740992.0)
    return g_strdup_printf ("%.0f", value);
  return g_strdup (g_ascii_dtostr (number, sizeof number, value));
}

/**
 * galley_json_append_value:
 * @out: takes the text
 * @value: a value
 *
 * Appends a value on one line. Dates are strings; infinite numbers, too, since JSON has none.
 *
 * Returns: whether all of it was written, and it was not too long
 */
gboolean
galley_json_append_value (GString *out, const GalleyValue *value)
{
  gboolean is_map = value->kind == GALLEY_VALUE_MAP;

  if (out->len > LENGTH_MAX)
    return FALSE;

  if (value->kind == GALLEY_VALUE_NULL)
    g_string_append (out, "null");
  else if (value->kind == GALLEY_VALUE_BOOLEAN)
    g_string_append (out, g_ascii_strcasecmp (value->text, "true") == 0 ? "true" : "false");
  else if (value->kind == GALLEY_VALUE_NUMBER)
    {
      g_autofree char *number = galley_json_dup_number (value->text);

      if (number != NULL)
        g_string_append (out, number);
      else
        galley_json_append_string (out, value->text);
    }
  else if (value->kind == GALLEY_VALUE_STRING)
    galley_json_append_string (out, value->text);
  else
    {
      g_string_append_c (out, is_map ? '{' : '[');
      for (guint i = 0; i < value->items->len && out->len <= LENGTH_MAX; i++)
        {
          if (i > 0)
            g_string_append (out, ", ");
          if (is_map)
            {
              const GalleyValue *key = g_ptr_array_index (value->keys, i);

              galley_json_append_string (out, key->text != NULL ? key->text : "");
              g_string_append (out, ": ");
            }
          galley_json_append_value (out, g_ptr_array_index (value->items, i));
        }
      g_string_append_c (out, is_map ? '}' : ']');
    }

  return out->len <= LENGTH_MAX;
}

/**
 * galley_json_dup_value:
 * @value: a value
 *
 * Returns: (transfer full) (nullable): what galley_json_append_value() writes, or %NULL when that
 * is too long
 */
char *
galley_json_dup_value (const GalleyValue *value)
{
  GString *out = g_string_new (NULL);

  if (galley_json_append_value (out, value))
    return g_string_free_and_steal (out);

  g_string_free (out, TRUE);
  return NULL;
}
