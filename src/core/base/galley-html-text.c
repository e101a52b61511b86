/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-text.h"

#include "galley-bytes.h"

#include <string.h>

static const char *const entities[0x100] = {
  ['&'] = "&amp;",
  ['<'] = "&lt;",
  ['>'] = "&gt;",
  ['"'] = "&quot;",
};

/* The first sign that needs an entity, @end when there is none. */
static const char *
find_entity (const char *p, const char *end)
{
  for (; end - p >= (gssize) sizeof (guint64); p += sizeof (guint64))
    {
      guint64 word = galley_bytes_load (p);
      guint64 marks = galley_bytes_mark (word & ~GALLEY_BYTES_EACH ('&' ^ '"'), '&' & '"')
                      | galley_bytes_mark (word | GALLEY_BYTES_EACH ('<' ^ '>'), '<' | '>');

      if (marks != 0)
        return p + galley_bytes_get_first (marks);
    }
  while (p < end && entities[(guchar) *p] == NULL)
    p++;

  return p;
}

/**
 * galley_html_append_text:
 * @out: takes the HTML
 * @text: UTF-8 text
 * @length: its length in bytes, or -1
 *
 * Appends @text so that it reads as itself, in an element or in a quoted attribute.
 */
void
galley_html_append_text (GString *out, const char *text, gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  const char *start = text;

  for (const char *p = find_entity (text, end); p < end; p = find_entity (start, end))
    {
      g_string_append_len (out, start, p - start);
      g_string_append (out, entities[(guchar) *p]);
      start = p + 1;
    }

  g_string_append_len (out, start, end - start);
}

/* A scheme can be hidden from a plain comparison by case and by characters that browsers drop. */
static gboolean
is_unsafe (const char *url)
{
  char scheme[16];
  gsize length = 0;

  for (const char *p = url; *p != '\0' && *p != ':' && length < sizeof scheme - 1; p++)
    if ((guchar) *p > ' ' && (guchar) *p < 0x7F)
      scheme[length++] = g_ascii_tolower (*p);
    else if ((guchar) *p >= 0x7F)
      return FALSE;
  scheme[length] = '\0';

  if (strcmp (scheme, "data") == 0)
    {
      const char *data = strchr (url, ':');

      if (data == NULL)
        return FALSE;
      data++;
      return g_ascii_strncasecmp (data, "image/png", 9) != 0
             && g_ascii_strncasecmp (data, "image/gif", 9) != 0
             && g_ascii_strncasecmp (data, "image/jpeg", 10) != 0
             && g_ascii_strncasecmp (data, "image/webp", 10) != 0;
    }

  return (strcmp (scheme, "javascript") == 0 || strcmp (scheme, "vbscript") == 0
          || strcmp (scheme, "file") == 0)
         && strchr (url, ':') != NULL;
}

/**
 * galley_html_append_url:
 * @out: takes the HTML
 * @url: an address as it is written
 *
 * Appends @url for a quoted attribute, percent-encoded where it must be; nothing of an address
 * that would run a script.
 */
void
galley_html_append_url (GString *out, const char *url)
{
  static const gboolean is_safe[0x100] = {
    ['0' ... '9'] = TRUE, ['A' ... 'Z'] = TRUE, ['a' ... 'z'] = TRUE, ['-'] = TRUE, ['_'] = TRUE,
    ['.'] = TRUE,         ['!'] = TRUE,         ['~'] = TRUE,         ['*'] = TRUE, ['\''] = TRUE,
    ['('] = TRUE,         [')'] = TRUE,         [';'] = TRUE,         ['/'] = TRUE, ['?'] = TRUE,
    [':'] = TRUE,         ['@'] = TRUE,         ['='] = TRUE,         ['+'] = TRUE, ['$'] = TRUE,
    [','] = TRUE,         ['#'] = TRUE,
  };
  const char *p = url;

  if (is_unsafe (url))
    return;

  while (*p != '\0')
    {
      const char *start = p;

      while (is_safe[(guchar) *p])
        p++;
      g_string_append_len (out, start, p - start);
      if (*p == '\0')
        break;

      if (*p == '&')
        g_string_append (out, "&amp;");
      else if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        g_string_append_c (out, *p);
      else
        g_string_append_printf (out, "%%%02X", (guchar) *p);
      p++;
    }
}
