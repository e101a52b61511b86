/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-name.h"

#include <glib/gi18n.h>

/* Long enough to tell issues apart; with ".md" far below what any file system takes, even when
 * each character is four bytes. */
#define MAX_CHARACTERS 60

/**
 * galley_file_name_for_title:
 * @title: (nullable): the title of an issue
 *
 * Proposes the name of the file an issue is first saved to: the title as it would stand in an
 * address, "Trees, Vol. 2" becomes "trees-vol-2.md". Letters and digits of every script stay.
 *
 * Returns: (transfer full): a file name, never empty, without any folder.
 */
char *
galley_file_name_for_title (const char *title)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *composed = NULL;
  guint n_characters = 0;

  if (title != NULL)
    composed = g_utf8_normalize (title, -1, G_NORMALIZE_ALL_COMPOSE);

  for (const char *c = composed; c != NULL && *c != '\0' && n_characters < MAX_CHARACTERS;
       c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isalnum (character) || g_unichar_ismark (character))
        {
          g_string_append_unichar (name, g_unichar_tolower (character));
          n_characters++;
        }
      else if (name->len > 0 && name->str[name->len - 1] != '-' && character != '\''
               && character != 0x2019)
        {
          g_string_append_c (name, '-');
          n_characters++;
        }
    }

  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  if (name->len == 0)
    /* Translators: the file name proposed for an issue without a title */
    g_string_append (name, _ ("new-issue"));

  g_string_append (name, ".md");
  return g_string_free (g_steal_pointer (&name), FALSE);
}
