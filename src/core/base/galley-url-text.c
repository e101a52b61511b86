/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-url-text.h"

#include <string.h>

static gboolean
is_escape (const char *p)
{
  return *p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);
}

static gboolean
is_kept (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return c < 0x80 ? g_ascii_isalnum (*p) || strchr ("./\\_#+~-@", *p) != NULL || is_escape (p)
                  : g_unichar_isalpha (c) || g_unichar_isdigit (c) || g_unichar_ismark (c);
}

static char *
drop_accents (const char *text)
{
  g_autofree char *parts = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_NON_SPACING_MARK)
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC);
}

/**
 * galley_url_text_dup:
 * @self: how addresses are made
 * @text: a title, or a path
 *
 * Returns: (transfer full): what Hugo leaves of @text in an address, not yet escaped
 */
char *
galley_url_text_dup (const GalleyUrlText *self, const char *text)
{
  g_autofree char *plain = self->drop_accents ? drop_accents (text) : g_strdup (text);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean after_blank = FALSE;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_kept (p))
        {
          if (after_blank && c != '-')
            g_string_append_c (out, '-');
          after_blank = FALSE;
          g_string_append_unichar (out, self->keep_case ? c : g_unichar_tolower (c));
        }
      else if (g_unichar_isspace (c) && out->len > 0 && out->str[out->len - 1] != '-')
        {
          after_blank = TRUE;
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/**
 * galley_url_text_unescape:
 * @text: a part of an address
 *
 * Returns: (transfer full) (nullable): what it stands for, with blanks for plus signs; %NULL when
 *   it is no text
 */
char *
galley_url_text_unescape (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  g_autofree char *plain = g_uri_unescape_string (spaced, NULL);

  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_steal_pointer (&plain) : NULL;
}

/**
 * galley_url_text_escape:
 * @path: a path as it is in an address; what is escaped already stays
 *
 * Returns: (transfer full): the address of it
 */
char *
galley_url_text_escape (const char *path)
{
  GString *out = g_string_new (NULL);

  for (const char *p = path; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || strchr ("-._~!$&'()*+,;=:@/", *p) != NULL || is_escape (p))
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *p);

  return g_string_free_and_steal (out);
}
