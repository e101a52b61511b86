/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-usage.h"

#include "galley-field-order.h"
#include "galley-value-data.h"

#include <string.h>

/* What a site can have of either before it is no help any more. */
#define NAMES_MAX 500
#define VALUES_MAX 5000

typedef struct
{
  char *name;
  guint n_issues;
  /* How far down it stands, added up over all issues, each as a share of 1000. */
  guint64 depth;
  /* Each text and how often it is used. */
  GHashTable *values;
} Name;

struct _GalleyFieldSurvey
{
  guint n_issues;
  GPtrArray *names;
  GHashTable *by_name;
  guint list_styles[GALLEY_LIST_STYLE_FLOW + 1];
  guint kinds[GALLEY_FRONT_MATTER_JSON + 1];
};

static void
name_free (gpointer data)
{
  Name *name = data;

  g_free (name->name);
  g_hash_table_unref (name->values);
  g_free (name);
}

/**
 * galley_field_usage_new:
 *
 * Returns: (transfer full): a survey of nothing
 */
GalleyFieldUsage *
galley_field_usage_new (void)
{
  GalleyFieldUsage *self = g_new0 (GalleyFieldUsage, 1);

  self->names = g_ptr_array_new_with_free_func (name_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
galley_field_usage_free (GalleyFieldUsage *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static Name *
find_name (const GalleyFieldUsage *self, const char *name)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);

  return g_hash_table_lookup (self->by_name, folded);
}

static Name *
add_name (GalleyFieldUsage *self, const char *name)
{
  Name *found = find_name (self, name);

  if (found != NULL || self->names->len >= NAMES_MAX)
    return found;

  found = g_new0 (Name, 1);
  found->name = g_strdup (name);
  found->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->names, found);
  g_hash_table_insert (self->by_name, g_utf8_strdown (name, -1), found);
  return found;
}

static void
add_values (Name *name, const GalleyValue *value)
{
  g_auto (GStrv) texts = galley_value_dup_strings (value);

  for (gsize i = 0; texts[i] != NULL && g_hash_table_size (name->values) < VALUES_MAX; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (name->values, texts[i]));

      g_hash_table_replace (name->values, g_strdup (texts[i]), GUINT_TO_POINTER (count + 1));
    }
}

/**
 * galley_field_usage_add:
 * @self: a survey
 * @text: the whole text of an issue, valid UTF-8, or so much of it that it holds the front matter
 * @length: its length in bytes
 *
 * Takes an issue into account; one whose front matter does not parse, or which has none, is passed
 * over.
 */
void
galley_field_usage_add (GalleyFieldUsage *self, const char *text, gsize length)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter = galley_front_matter_new (text, length, diagnostics);
  const GalleyValue *root = front_matter->root;

  if (root == NULL)
    return;

  self->n_issues++;
  self->kinds[front_matter->kind]++;
  self->list_styles[galley_field_order_get_list_style (text, root)]++;

  for (guint i = 0; i < root->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (root->keys, i);
      Name *name = key->text != NULL ? add_name (self, key->text) : NULL;

      if (name == NULL)
        continue;
      name->n_issues++;
      name->depth += i * 1000 / root->keys->len;
      add_values (name, g_ptr_array_index (root->items, i));
    }
}

/**
 * galley_field_usage_get_n_issues:
 * @self: a survey
 *
 * Returns: how many issues it knows
 */
guint
galley_field_usage_get_n_issues (const GalleyFieldUsage *self)
{
  return self->n_issues;
}

static int
compare_depth (gconstpointer a, gconstpointer b)
{
  const Name *first = *(const Name *const *) a;
  const Name *second = *(const Name *const *) b;
  guint64 first_depth = first->depth * second->n_issues;
  guint64 second_depth = second->depth * first->n_issues;

  return first_depth < second_depth ? -1 : first_depth > second_depth;
}

/**
 * galley_field_usage_dup_names:
 * @self: a survey
 *
 * Returns: (transfer full): the names of the fields that issues have, in the order they have them
 */
GStrv
galley_field_usage_dup_names (const GalleyFieldUsage *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_extend (names, self->names, NULL, NULL);
  g_ptr_array_sort (names, compare_depth);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, ((Name *) g_ptr_array_index (names, i))->name);

  return g_strv_builder_end (builder);
}

typedef struct
{
  const char *text;
  guint count;
} Use;

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const Use *first = a;
  const Use *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return strcmp (first->text, second->text);
}

/**
 * galley_field_usage_dup_values:
 * @self: a survey
 * @name: the name of a field; case does not count
 *
 * Returns: (transfer full): the texts that issues have there, the most used first
 */
GStrv
galley_field_usage_dup_values (const GalleyFieldUsage *self, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (Use));
  Name *found = find_name (self, name);
  GHashTableIter iter;
  gpointer text, count;

  if (found != NULL)
    {
      g_hash_table_iter_init (&iter, found->values);
      while (g_hash_table_iter_next (&iter, &text, &count))
        {
          Use use = { text, GPOINTER_TO_UINT (count) };

          g_array_append_val (uses, use);
        }
      g_array_sort (uses, compare_use);
    }
  for (guint i = 0; i < uses->len; i++)
    g_strv_builder_add (builder, g_array_index (uses, Use, i).text);

  return g_strv_builder_end (builder);
}

/**
 * galley_field_usage_get_list_style:
 * @self: a survey
 *
 * Returns: how most issues write lists, %GALLEY_LIST_STYLE_AUTO when none has any
 */
GalleyListStyle
galley_field_usage_get_list_style (const GalleyFieldUsage *self)
{
  GalleyListStyle best = GALLEY_LIST_STYLE_AUTO;

  for (guint i = 1; i < G_N_ELEMENTS (self->list_styles); i++)
    if (self->list_styles[i] > (best != GALLEY_LIST_STYLE_AUTO ? self->list_styles[best] : 0))
      best = i;

  return best;
}

/**
 * galley_field_usage_get_kind:
 * @self: a survey
 *
 * Returns: the language that most issues have front matter in; YAML when there are none
 */
GalleyFrontMatterKind
galley_field_usage_get_kind (const GalleyFieldUsage *self)
{
  GalleyFrontMatterKind best = GALLEY_FRONT_MATTER_YAML;

  for (guint i = 1; i < G_N_ELEMENTS (self->kinds); i++)
    if (self->kinds[i] > self->kinds[best])
      best = i;

  return best;
}
