/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html.h"

#include <string.h>

static const char *const entities[0x100] = {
  ['&'] = "&amp;",
  ['<'] = "&lt;",
  ['>'] = "&gt;",
  ['"'] = "&quot;",
};

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

  for (const char *p = text; p < end; p++)
    {
      const char *entity = entities[(guchar) *p];

      if (entity == NULL)
        continue;
      g_string_append_len (out, start, p - start);
      g_string_append (out, entity);
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
  static const char safe[] = "-_.!~*'()%;/?:@&=+$,#";

  if (is_unsafe (url))
    return;

  for (const char *p = url; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '%' && !(g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2])))
      g_string_append (out, "%25");
    else if (g_ascii_isalnum (*p) || strchr (safe, *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *p);
}
