/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-section-words.h"

#include <string.h>

/**
 * GalleySectionWords:
 *
 * The words in the name of a section that tell its kind.
 */
struct _GalleySectionWords
{
  gatomicrefcount ref_count;
  GStrv words[GALLEY_N_ENTRY_KINDS];
};

/**
 * galley_section_words_new:
 * @words: (nullable): a map from `project`, `blog`, `video` and `other` to a word or a list of
 *   words; what else is in it is left alone
 *
 * Makes the words of a site. They come before those that are known by default.
 *
 * Returns: (transfer full): the words
 */
GalleySectionWords *
galley_section_words_new (const GalleyValue *words)
{
  GalleySectionWords *self = g_new0 (GalleySectionWords, 1);

  g_atomic_ref_count_init (&self->ref_count);
  for (guint kind = 0; kind < GALLEY_N_ENTRY_KINDS; kind++)
    self->words[kind] =
      galley_value_dup_strings (galley_value_get (words, galley_entry_kinds[kind].name));

  return self;
}

GalleySectionWords *
galley_section_words_ref (GalleySectionWords *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_section_words_unref (GalleySectionWords *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint kind = 0; kind < GALLEY_N_ENTRY_KINDS; kind++)
    g_strfreev (self->words[kind]);
  g_free (self);
}

/* Where @word is in @name, both case-folded; an English word has to begin there. */
static const char *
find_word (const char *name, const char *word)
{
  gboolean ascii = g_ascii_isalpha (*word);

  if (*word == '\0')
    return NULL;
  for (const char *p = strstr (name, word); p != NULL; p = strstr (p + 1, word))
    if (!ascii || p == name || !g_ascii_isalpha (p[-1]))
      return p;

  return NULL;
}

/* The word that stands first in the name decides; of two that stand there, the longer one. Without
 * @self they are those of the kinds. */
static gboolean
find_kind (const GalleySectionWords *self, const char *name, GalleyEntryKind *found)
{
  const char *first = NULL;
  gsize longest = 0;

  for (guint kind = 0; kind < GALLEY_N_ENTRY_KINDS; kind++)
    {
      const char *const *words =
        self != NULL ? (const char *const *) self->words[kind] : galley_entry_kinds[kind].words;

      for (guint i = 0; words != NULL && words[i] != NULL; i++)
        {
          g_autofree char *word = g_utf8_casefold (words[i], -1);
          const char *p = find_word (name, word);
          gsize length = strlen (word);

          if (p == NULL || (first != NULL && p > first) || (p == first && length <= longest))
            continue;
          first = p;
          longest = length;
          *found = kind;
        }
    }

  return first != NULL;
}

/**
 * galley_section_words_find:
 * @self: (nullable): the words of a site; %NULL for the default ones
 * @name: the name of a section
 *
 * Returns: what the section is about
 */
GalleyEntryKind
galley_section_words_find (const GalleySectionWords *self, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GalleyEntryKind kind = GALLEY_ENTRY_OTHER;

  if (self != NULL && find_kind (self, folded, &kind))
    return kind;
  find_kind (NULL, folded, &kind);

  return kind;
}
