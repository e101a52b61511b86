/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-heading-ids.h"

#include <string.h>

struct _GalleyIds
{
  GalleyHeadingIds kind;
  GHashTable *used;
  GHashTable *next_number;
  GPtrArray *given;
  GPtrArray *expected;
  guint next;
  gboolean failed;
};

/**
 * galley_ids_new:
 * @kind: how a text becomes an id
 * @expected: (nullable) (element-type utf8): what galley_ids_take_given() gave for the same place
 *   before; %NULL to start a page
 *
 * Returns: (transfer full): no ids given yet
 */
GalleyIds *
galley_ids_new (GalleyHeadingIds kind, GPtrArray *expected)
{
  GalleyIds *self = g_new0 (GalleyIds, 1);

  self->kind = kind;
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->expected = expected != NULL ? g_ptr_array_ref (expected) : NULL;
  return self;
}

void
galley_ids_free (GalleyIds *self)
{
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->next_number);
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_pointer (&self->expected, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_word (gunichar c, GalleyHeadingIds kind)
{
  if (g_unichar_isalpha (c) || g_unichar_isdigit (c))
    return TRUE;
  if (kind != GALLEY_HEADING_IDS_BLACKFRIDAY)
    return c == '_';

  return g_unichar_type (c) == G_UNICODE_LETTER_NUMBER
         || g_unichar_type (c) == G_UNICODE_OTHER_NUMBER;
}

static char *
sanitize (const char *text, GalleyHeadingIds kind, const char *fallback)
{
  g_autofree char *decomposed = NULL;
  GString *id = g_string_new (NULL);

  if (kind == GALLEY_HEADING_IDS_GITHUB_ASCII)
    text = decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (kind == GALLEY_HEADING_IDS_GITHUB_ASCII && c >= 0x80)
        continue;
      if (is_word (c, kind))
        g_string_append_unichar (id, g_unichar_tolower (c));
      else if (kind == GALLEY_HEADING_IDS_BLACKFRIDAY && id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
      else if (kind != GALLEY_HEADING_IDS_BLACKFRIDAY && (*p == '-' || *p == ' '))
        g_string_append_c (id, '-');
    }
  if (kind == GALLEY_HEADING_IDS_BLACKFRIDAY && id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, fallback);

  return g_string_free (id, FALSE);
}

static void
note (GalleyIds *self, const char *base, char *id)
{
  if (self->given == NULL)
    self->given = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->given, g_strdup (base));
  g_ptr_array_add (self->given, id);
}

static char *
dup_expected (GalleyIds *self, const char *base)
{
  if (self->next + 1 < self->expected->len
      && g_str_equal (g_ptr_array_index (self->expected, self->next), base))
    {
      self->next += 2;
      return g_strdup (g_ptr_array_index (self->expected, self->next - 1));
    }

  self->failed = TRUE;
  return g_strdup (base);
}

static char *
make_unique (GalleyIds *self, const char *base)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_number, base));
  char *id = g_strdup (base);

  while (!g_hash_table_add (self->used, g_strdup (id)))
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, ++number);
    }
  g_hash_table_insert (self->next_number, g_strdup (base), GUINT_TO_POINTER (number));

  return id;
}

/**
 * galley_ids_generate:
 * @self: ids
 * @text: the text of a heading
 * @fallback: what to take when nothing of @text can be in an id
 *
 * Returns: (transfer none): an id that no heading before has
 */
const char *
galley_ids_generate (GalleyIds *self, const char *text, const char *fallback)
{
  g_autofree char *base = sanitize (text, self->kind, fallback);
  char *id = self->expected != NULL ? dup_expected (self, base) : make_unique (self, base);

  note (self, base, id);
  return id;
}

/**
 * galley_ids_put:
 * @self: ids
 * @id: an id that is written in the text
 *
 * Keeps @id from being given.
 */
void
galley_ids_put (GalleyIds *self, const char *id)
{
  /* A base has no such sign, so that it cannot be taken for a generated one. */
  g_autofree char *base = g_strconcat ("#", id, NULL);

  if (self->expected != NULL)
    g_free (dup_expected (self, base));
  else
    g_hash_table_add (self->used, g_strdup (id));
  note (self, base, g_strdup (id));
}

/**
 * galley_ids_take_given:
 * @self: ids
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what was given since it was taken the
 *   last time, bases and ids in turn; %NULL for none
 */
GPtrArray *
galley_ids_take_given (GalleyIds *self)
{
  return g_steal_pointer (&self->given);
}

/**
 * galley_ids_has_failed:
 * @self: ids
 *
 * Returns: whether something else was asked for than was expected
 */
gboolean
galley_ids_has_failed (GalleyIds *self)
{
  return self->failed;
}
