/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-code-options.h"

#include <string.h>

/* More lines than that nobody marks by hand. */
#define LINES_MAX 1000

#define SPACE " \t,"

/* Where the value at @p ends, which may be quoted or a list. */
static const char *
skip_value (const char *p)
{
  const char *end = NULL;

  if (*p == '"' || *p == '\'')
    end = strchr (p + 1, *p);
  else if (*p == '[')
    end = strchr (p + 1, ']');
  else
    return p + strcspn (p, SPACE "}");

  return end != NULL ? end + 1 : p + strlen (p);
}

/* The ranges of a list such as `[2,"4-6"]` or `"2 4-6"`, with spaces between. */
static char *
dup_ranges (const char *value, gsize length)
{
  GString *ranges = g_string_new (NULL);

  for (gsize i = 0; i < length && ranges->len < LINES_MAX * 4; i++)
    if (g_ascii_isdigit (value[i]) || (value[i] == '-' && ranges->len > 0))
      g_string_append_c (ranges, value[i]);
    else if (ranges->len > 0 && ranges->str[ranges->len - 1] != ' ')
      g_string_append_c (ranges, ' ');

  return g_strchomp (g_string_free (ranges, FALSE));
}

static gboolean
is_on (const char *value, gsize length)
{
  static const char *const words[] = { "true", "table", "inline", "1" };

  if (length >= 2 && (*value == '"' || *value == '\''))
    {
      value++;
      length -= 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], value, length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_key (const char *p, gsize length, const char *key)
{
  return strlen (key) == length && g_ascii_strncasecmp (p, key, length) == 0;
}

/**
 * galley_code_options_append:
 * @out: takes the attributes
 * @info: (nullable): what follows the opening of a code fence, such as
 *   `go {linenos=true hl_lines=[2,"4-6"] linenostart=10}`
 *
 * Appends what the options of a code fence say about its lines, as attributes of a tag:
 * `data-numbers`, the number of its first line if they are numbered, and `data-lines`, those that
 * are marked, counted from 1.
 */
void
galley_code_options_append (GString *out, const char *info)
{
  const char *p = info != NULL ? strchr (info, '{') : NULL;
  g_autofree char *lines = NULL;
  gboolean numbers = FALSE;
  guint64 first = 1;

  if (p == NULL)
    return;

  for (p++; *p != '\0' && *p != '}';)
    {
      gsize length = strcspn (p, SPACE "=}");
      const char *value = p + length + (p[length] == '=');
      const char *end = p[length] == '=' ? skip_value (value) : value;

      if (is_key (p, length, "linenos"))
        numbers = is_on (value, end - value);
      else if (is_key (p, length, "linenostart"))
        first = g_ascii_strtoull (value + strspn (value, "\"'"), NULL, 10);
      else if (is_key (p, length, "hl_lines"))
        {
          g_free (lines);
          lines = dup_ranges (value, end - value);
        }
      p = end + strspn (end, SPACE);
      if (end == p && length == 0 && *p != '\0' && *p != '}')
        p++;
    }

  if (numbers)
    g_string_append_printf (out, " data-numbers=\"%" G_GUINT64_FORMAT "\"", MIN (first, 1000000));
  if (lines != NULL && *lines != '\0')
    g_string_append_printf (out, " data-lines=\"%s\"", lines);
}
