/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-toml-write.h"

#include "galley-json-write.h"
#include "galley-value-data.h"

#include <string.h>

static void
append_escaped (GString *out, char c)
{
  if (!galley_json_append_escape (out, (guchar) c))
    g_string_append_printf (out, "\\u%04X", (guint) (guchar) c);
}

static gboolean
is_control (char c)
{
  return (guchar) c < 0x20 || c == 0x7f;
}

static char *
dup_double (const char *text)
{
  GString *out = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\' || is_control (*p))
      append_escaped (out, *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');

  return g_string_free_and_steal (out);
}

/* Whether the text can stand between single quotes, where nothing can be escaped. */
static gboolean
can_be_single (const char *text, gboolean is_long)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (is_control (*p) && !(is_long && *p == '\n'))
        return FALSE;
      if (*p == '\'' && (!is_long || p[1] == '\'' || p[1] == '\0'))
        return FALSE;
    }

  return TRUE;
}

static char *
dup_double_long (const char *text)
{
  GString *out = g_string_new ("\"\"\"\n");

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append_c (out, '\n');
    else if (*p == '\\' || is_control (*p) || (*p == '"' && (p[1] == '"' || p[1] == '\0')))
      append_escaped (out, *p);
    else
      g_string_append_c (out, *p);
  g_string_append (out, "\"\"\"");

  return g_string_free_and_steal (out);
}

/* In the style if it can be. */
static char *
dup_string (const char *text, GalleyValueStyle style, const char *newline)
{
  gboolean is_long =
    style == GALLEY_VALUE_STYLE_DOUBLE_LONG || style == GALLEY_VALUE_STYLE_SINGLE_LONG;

  /* Line ends stay what they are only where they are plain, and a line must not look like the mark
   * that closes the front matter. */
  is_long = is_long && g_str_equal (newline, "\n") && !g_str_has_prefix (text, "+++")
            && strstr (text, "\n+++") == NULL;

  if (is_long && style == GALLEY_VALUE_STYLE_SINGLE_LONG && can_be_single (text, TRUE))
    return g_strdup_printf ("'''\n%s'''", text);
  if (is_long)
    return dup_double_long (text);
  if (style == GALLEY_VALUE_STYLE_SINGLE && can_be_single (text, FALSE))
    return g_strdup_printf ("'%s'", text);
  return dup_double (text);
}

/**
 * galley_toml_dup_key:
 * @key: the name of a field
 *
 * Returns: (transfer full): the name as it is written, with quotes if it needs them
 */
char *
galley_toml_dup_key (const char *key)
{
  const char *p = key;

  while (g_ascii_isalnum (*p) || *p == '_' || *p == '-')
    p++;

  return *p == '\0' && p > key ? g_strdup (key) : dup_double (key);
}

static void
append_value (GString *out, const GalleyValue *value, GalleyValueStyle style, const char *newline)
{
  gboolean is_map = value->kind == GALLEY_VALUE_MAP;
  g_autofree char *scalar = NULL;

  if (value->items == NULL)
    {
      if (value->kind != GALLEY_VALUE_STRING || galley_value_is_special (value))
        scalar = g_strdup (value->text);
      else
        scalar = dup_string (value->text, style, newline);
      g_string_append (out, scalar);
      return;
    }

  g_string_append (out, is_map ? value->items->len > 0 ? "{ " : "{" : "[");
  for (guint i = 0; i < value->items->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (is_map)
        {
          const GalleyValue *key = g_ptr_array_index (value->keys, i);
          g_autofree char *name = galley_toml_dup_key (key->text);

          g_string_append_printf (out, "%s = ", name);
        }
      append_value (out, g_ptr_array_index (value->items, i), style, newline);
    }
  g_string_append (out, is_map ? value->items->len > 0 ? " }" : "}" : "]");
}

/**
 * galley_toml_dup_value:
 * @value: a value that TOML has
 * @style: how its strings are written if they can be
 * @newline: the line end of the file
 *
 * Returns: (transfer full): the value as it follows a name, groups in braces
 */
char *
galley_toml_dup_value (const GalleyValue *value, GalleyValueStyle style, const char *newline)
{
  GString *out = g_string_new (NULL);

  append_value (out, value, style, newline);
  return g_string_free_and_steal (out);
}
