/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-private.h"

/* Something that has an identity: a section or an entry. */
typedef struct
{
  guint64 hash;
  guint64 key;
  guint64 *id;
  guint match;
} Thing;

#define NO_MATCH G_MAXUINT

static guint64
hash_string (guint64 hash, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash;
}

static GArray *
list_sections (GPtrArray *sections)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (Thing));

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      GalleySection *section = g_ptr_array_index (sections, i);
      guint64 first = section->entries->len > 0
                        ? ((GalleyEntry *) g_ptr_array_index (section->entries, 0))->hash
                        : section->hash;
      Thing thing = { section->hash, first, &section->id, NO_MATCH };

      g_array_append_val (things, thing);
    }

  return things;
}

static GArray *
list_entries (GPtrArray *sections)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (Thing));

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      GalleySection *section = g_ptr_array_index (sections, i);

      for (guint j = 0; j < section->entries->len; j++)
        {
          GalleyEntry *entry = g_ptr_array_index (section->entries, j);
          Thing thing = { entry->hash, 0, &entry->id, NO_MATCH };

          /* What an entry is about stays while its text is written. */
          thing.key = hash_string (hash_string (0, entry->title), entry->url);
          g_array_append_val (things, thing);
        }
    }

  return things;
}

static Thing *
get (GArray *things, guint i)
{
  return &g_array_index (things, Thing, i);
}

static void
match (GArray *now, guint i, GArray *before, guint j)
{
  get (now, i)->match = j;
  get (before, j)->match = i;
}

/* Nearly always all but one are the same, in the same order. */
static void
match_ends (GArray *now, GArray *before)
{
  guint n = MIN (now->len, before->len);
  guint prefix = 0;

  while (prefix < n && get (now, prefix)->hash == get (before, prefix)->hash)
    {
      match (now, prefix, before, prefix);
      prefix++;
    }
  for (guint i = 1; i <= n - prefix; i++)
    {
      if (get (now, now->len - i)->hash != get (before, before->len - i)->hash)
        break;
      match (now, now->len - i, before, before->len - i);
    }
}

static guint64
get_key (const Thing *thing, gboolean by_hash)
{
  return by_hash ? thing->hash : thing->key;
}

/* Those alike are matched in their order: each key has the chain of those that are free. */
static void
match_alike (GArray *now, GArray *before, gboolean by_hash)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint *next = g_new0 (guint, before->len + 1);

  for (guint j = before->len; j-- > 0;)
    {
      guint64 key = get_key (get (before, j), by_hash);

      if (get (before, j)->match != NO_MATCH)
        continue;
      next[j] = GPOINTER_TO_UINT (g_hash_table_lookup (first, &key));
      g_hash_table_insert (first, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (j + 1));
    }

  for (guint i = 0; i < now->len && g_hash_table_size (first) > 0; i++)
    {
      guint64 key = get_key (get (now, i), by_hash);
      guint j = GPOINTER_TO_UINT (g_hash_table_lookup (first, &key));

      if (get (now, i)->match != NO_MATCH || j == 0)
        continue;
      match (now, i, before, j - 1);
      g_hash_table_insert (first, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (next[j - 1]));
    }
}

/* What is left is taken for the same when it stands at the same place among the others. */
static void
match_neighbours (GArray *now, GArray *before)
{
  for (guint i = 0; i < now->len; i++)
    {
      guint j = i > 0 ? get (now, i - 1)->match : NO_MATCH;

      j = i == 0 ? 0 : j == NO_MATCH ? NO_MATCH : j + 1;
      if (get (now, i)->match == NO_MATCH && j < before->len && get (before, j)->match == NO_MATCH)
        match (now, i, before, j);
    }
}

static void
identify (GArray *now, GArray *before, guint64 *last_id)
{
  match_ends (now, before);
  match_alike (now, before, TRUE);
  match_alike (now, before, FALSE);
  match_neighbours (now, before);

  for (guint i = 0; i < now->len; i++)
    {
      const Thing *thing = get (now, i);

      *thing->id = thing->match != NO_MATCH ? *get (before, thing->match)->id : ++*last_id;
    }
}

/**
 * galley_issue_identify:
 * @sections: (element-type GalleySection): the sections of an issue
 * @previous: (nullable) (element-type GalleySection): those of the issue before
 * @last_id: (inout): the highest id that was ever given
 *
 * Gives sections and entries the ids that they had before, and new ones to what is new.
 */
void
galley_issue_identify (GPtrArray *sections, GPtrArray *previous, guint64 *last_id)
{
  g_autoptr (GArray) sections_now = list_sections (sections);
  g_autoptr (GArray) sections_before = list_sections (previous);
  g_autoptr (GArray) entries_now = list_entries (sections);
  g_autoptr (GArray) entries_before = list_entries (previous);

  identify (sections_now, sections_before, last_id);
  identify (entries_now, entries_before, last_id);
}
