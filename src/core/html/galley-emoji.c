/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-emoji.h"

#include "galley-core-resources.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/io/github/galleyeditor/Galley/emoji.txt"
#define LENGTH_MAX 64
#define ZERO_WIDTH_JOINER 0x200D

/* Lines of a name and code points, sorted by name. */
static GBytes *
get_table (void)
{
  static GBytes *table = NULL;

  if (g_once_init_enter_pointer (&table))
    g_once_init_leave_pointer (&table,
                               g_resource_lookup_data (galley_core_get_resource (), RESOURCE,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL));

  return table;
}

static int
compare_name (const char *line, const char *name, gsize length)
{
  int order = strncmp (line, name, length);

  return order != 0 ? order : line[length] != ' ';
}

/* What stands behind the name. */
static const char *
find (const char *name, gsize length)
{
  gsize size;
  const char *low = g_bytes_get_data (get_table (), &size);
  const char *high = low + size;

  while (low < high)
    {
      const char *line = low + (high - low) / 2;
      int order;

      while (line > low && line[-1] != '\n')
        line--;
      order = compare_name (line, name, length);
      if (order == 0)
        return line + length;
      if (order > 0)
        high = line;
      else
        low = strchr (line, '\n') + 1;
    }

  return NULL;
}

/**
 * galley_emoji_match:
 * @text: text that starts with a colon
 * @length: its length in bytes
 * @end: (out): how long the name is with both its colons, in bytes
 *
 * Returns: (nullable): the emoji whose name, as GitHub calls it, stands there; for
 *   galley_emoji_append()
 */
const char *
galley_emoji_match (const char *text, gsize length, gsize *end)
{
  gsize i = 1;

  while (i < MIN (length, LENGTH_MAX) && text[i] != '\0'
         && (g_ascii_isalnum (text[i]) || strchr ("_-+", text[i]) != NULL))
    i++;
  if (i == 1 || i >= length || text[i] != ':')
    return NULL;

  *end = i + 1;
  return find (text + 1, i - 1);
}

/**
 * galley_emoji_append:
 * @out: takes the HTML
 * @emoji: what galley_emoji_match() gave
 *
 * Appends an emoji.
 */
void
galley_emoji_append (GString *out, const char *emoji)
{
  while (*emoji == ' ')
    {
      char *end;
      guint64 point = g_ascii_strtoull (emoji + 1, &end, 16);

      if (point == ZERO_WIDTH_JOINER)
        g_string_append (out, "&zwj;");
      else
        g_string_append_printf (out, "&#x%x;", (guint) point);
      emoji = end;
    }
}
