/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-scan.h"

#include <string.h>

#define SPACE " \t\n\r\f"

/* Which attribute of an element names a file or an address. */
static const char *
get_attribute (const char *name, gsize length)
{
  static const struct
  {
    const char *element;
    const char *attribute;
  } attributes[] = {
    { "a", "href" },     { "area", "href" }, { "img", "src" },
    { "source", "src" }, { "video", "src" }, { "audio", "src" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (strlen (attributes[i].element) == length
        && g_ascii_strncasecmp (attributes[i].element, name, length) == 0)
      return attributes[i].attribute;

  return NULL;
}

static gsize
append_reference (GString *text, const char *reference)
{
  static const struct
  {
    const char *name;
    char sign;
  } names[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };
  gboolean hexadecimal;
  guint64 code;
  char *end;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (reference, names[i].name))
      {
        g_string_append_c (text, names[i].sign);
        return strlen (names[i].name);
      }

  hexadecimal = reference[1] == '#' && (reference[2] == 'x' || reference[2] == 'X');
  if (reference[1] != '#' || !g_ascii_isxdigit (reference[hexadecimal ? 3 : 2]))
    return 0;

  code = g_ascii_strtoull (reference + (hexadecimal ? 3 : 2), &end, hexadecimal ? 16 : 10);
  if (*end != ';' || code == 0 || code > 0x10FFFF || !g_unichar_validate ((gunichar) code))
    return 0;

  g_string_append_unichar (text, (gunichar) code);
  return end + 1 - reference;
}

static char *
decode (const char *value, gsize length)
{
  GString *text = g_string_sized_new (length);

  for (gsize i = 0; i < length;)
    {
      gsize taken = value[i] == '&' ? append_reference (text, value + i) : 0;

      if (taken == 0)
        {
          g_string_append_c (text, value[i]);
          taken = 1;
        }
      i += taken;
    }

  return g_string_free (text, FALSE);
}

/* Reads the attribute at @p; returns what follows it. */
static const char *
read_attribute (const char *p, const char *wanted, char **value)
{
  const char *name = p;
  gsize name_length = strcspn (p, SPACE "=/>");
  gsize length;
  char quote;

  p += name_length;
  p += strspn (p, SPACE);
  if (*p != '=')
    return p + (name_length == 0 && *p != '\0' && *p != '>');

  p++;
  p += strspn (p, SPACE);
  quote = *p == '"' || *p == '\'' ? *p : '\0';
  p += quote != '\0';
  length = quote == '"'    ? strcspn (p, "\"")
           : quote == '\'' ? strcspn (p, "'")
                           : strcspn (p, SPACE ">");
  if (*value == NULL && wanted != NULL && strlen (wanted) == name_length
      && g_ascii_strncasecmp (wanted, name, name_length) == 0)
    *value = decode (p, length);
  p += length;

  return p + (quote != '\0' && *p == quote);
}

/* Reads the tag whose name is at @p; returns what follows it. */
static const char *
read_tag (const char *p, GPtrArray *links)
{
  gsize length = strcspn (p, SPACE "/>");
  const char *wanted = get_attribute (p, length);
  char *value = NULL;

  for (p += length; *p != '\0' && *p != '>';)
    {
      p += strspn (p, SPACE "/");
      if (*p != '\0' && *p != '>')
        p = read_attribute (p, wanted, &value);
    }
  if (value != NULL)
    g_ptr_array_add (links, value);

  return p;
}

/**
 * galley_link_scan:
 * @html: HTML of the body of a page
 *
 * Finds what its links, pictures and media lead to.
 *
 * Returns: (transfer full) (element-type utf8): the destinations, decoded, in their order
 */
GPtrArray *
galley_link_scan (const char *html)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (g_free);
  const char *p = html;

  while ((p = strchr (p, '<')) != NULL)
    {
      p++;
      if (g_str_has_prefix (p, "!--"))
        {
          p = strstr (p, "-->");
          if (p == NULL)
            break;
        }
      else if (g_ascii_isalpha (*p))
        {
          p = read_tag (p, links);
        }
    }

  return links;
}
