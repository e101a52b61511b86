/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-value-merge.h"

#include "galley-diagnostic.h"

#include <glib/gi18n.h>

/* A short text can take the same fields over again and again. */
#define FIELDS_MAX 100000

typedef struct
{
  GPtrArray *diagnostics;
  /* From each map and list as it is written to what it says. */
  GHashTable *merged;
  guint n_fields;
} Merge;

/* A map while its fields are put together. */
typedef struct
{
  GalleyValue *map;
  /* From names, without regard to case, to their places. */
  GHashTable *places;
} Fields;

/**
 * galley_value_is_merge_key:
 * @key: a key of a map of YAML
 *
 * Returns: whether it is “<<”, which takes over the fields of another map
 */
gboolean
galley_value_is_merge_key (const GalleyValue *key)
{
  return key->style == GALLEY_VALUE_STYLE_PLAIN && g_strcmp0 (key->text, "<<") == 0
         && (key->tag == NULL || g_str_equal (key->tag, "tag:yaml.org,2002:merge"));
}

static void
report (Merge *self, const GalleyValue *place, GalleySeverity severity, const char *message)
{
  g_ptr_array_add (self->diagnostics, galley_diagnostic_new (severity, "syntax", place->offset,
                                                             place->length, g_strdup (message)));
}

/* What a map says last of a name counts, and so does what it takes over last. */
static void
put_field (Fields *fields, GalleyValue *key, GalleyValue *item)
{
  g_autoptr (GalleyValue) own_key = key;
  g_autoptr (GalleyValue) own_item = item;
  GalleyValue *map = fields->map;
  g_autofree char *name = key->text != NULL ? g_utf8_strdown (key->text, -1) : NULL;
  gpointer found;
  GalleyValue *before = NULL;

  map->height = MAX (map->height, item->height + 1);
  if (name != NULL && g_hash_table_lookup_extended (fields->places, name, NULL, &found))
    before = g_ptr_array_index (map->items, GPOINTER_TO_UINT (found));
  /* Names that are written twice stay so: that was told already. */
  if (before != NULL && (before->merged || item->merged))
    {
      gpointer *key_place = &g_ptr_array_index (map->keys, GPOINTER_TO_UINT (found));
      gpointer *item_place = &g_ptr_array_index (map->items, GPOINTER_TO_UINT (found));

      galley_value_unref (*key_place);
      galley_value_unref (*item_place);
      *key_place = g_steal_pointer (&own_key);
      *item_place = g_steal_pointer (&own_item);
      return;
    }

  if (name != NULL && before == NULL)
    g_hash_table_insert (fields->places, g_steal_pointer (&name),
                         GUINT_TO_POINTER (map->items->len));
  g_ptr_array_add (map->keys, g_steal_pointer (&own_key));
  g_ptr_array_add (map->items, g_steal_pointer (&own_item));
}

static GalleyValue *merge_value (Merge *self, GalleyValue *value);

static gboolean
take_over (Merge *self, Fields *fields, const GalleyValue *key, GalleyValue *source)
{
  g_autoptr (GalleyValue) map = NULL;

  if (source->kind != GALLEY_VALUE_MAP)
    {
      report (self, source, GALLEY_SEVERITY_WARNING,
              _ ("“<<” takes over fields: after it, only groups of them can stand"));
      return TRUE;
    }

  map = merge_value (self, source);
  for (guint i = 0; map != NULL && i < map->items->len; i++)
    {
      GalleyValue *item;

      if (self->n_fields++ > FIELDS_MAX)
        {
          report (self, key, GALLEY_SEVERITY_ERROR,
                  _ ("it is nested too deeply or too long to be read"));
          return FALSE;
        }
      item =
        galley_value_new_alias (g_ptr_array_index (map->items, i), source->offset, source->length);
      item->merged = TRUE;
      put_field (fields,
                 galley_value_new_alias (g_ptr_array_index (map->keys, i), key->offset,
                                         key->length),
                 item);
    }

  return map != NULL;
}

static gboolean
merge_field (Merge *self, Fields *fields, GalleyValue *key, GalleyValue *value)
{
  GalleyValue *item;

  if (galley_value_is_merge_key (key))
    {
      if (value->kind != GALLEY_VALUE_LIST)
        return take_over (self, fields, key, value);
      for (guint i = 0; i < value->items->len; i++)
        if (!take_over (self, fields, key, g_ptr_array_index (value->items, i)))
          return FALSE;
      return TRUE;
    }

  item = merge_value (self, value);
  if (item != NULL)
    put_field (fields, galley_value_ref (key), item);
  return item != NULL;
}

static gboolean
merge_items (Merge *self, GalleyValue *value, GalleyValue *copy)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Fields fields = { copy, places };

  for (guint i = 0; i < value->items->len; i++)
    {
      GalleyValue *item = g_ptr_array_index (value->items, i);

      if (value->keys != NULL)
        {
          if (!merge_field (self, &fields, g_ptr_array_index (value->keys, i), item))
            return FALSE;
          continue;
        }
      item = merge_value (self, item);
      if (item == NULL)
        return FALSE;
      copy->height = MAX (copy->height, item->height + 1);
      g_ptr_array_add (copy->items, item);
    }

  return TRUE;
}

/* Each is done once, however many aliases stand for it. */
static GalleyValue *
merge_value (Merge *self, GalleyValue *value)
{
  g_autoptr (GalleyValue) copy = NULL;
  GalleyValue *known;

  if (value->items == NULL)
    return galley_value_ref (value);
  if (value->target != NULL)
    {
      copy = merge_value (self, value->target);
      return copy != NULL ? galley_value_new_alias (copy, value->offset, value->length) : NULL;
    }

  known = g_hash_table_lookup (self->merged, value);
  if (known != NULL)
    return galley_value_ref (known);

  copy = galley_value_new (value->kind, value->offset, value->length);
  copy->style = value->style;
  copy->tag = g_strdup (value->tag);
  copy->properties = value->properties;
  if (!merge_items (self, value, copy))
    return NULL;
  g_hash_table_insert (self->merged, value, galley_value_ref (copy));
  return g_steal_pointer (&copy);
}

static gboolean
has_merge_keys (const GalleyValue *value)
{
  /* What an alias stands for is looked at where it is written. */
  if (value->items == NULL || value->target != NULL)
    return FALSE;

  for (guint i = 0; i < value->items->len; i++)
    if ((value->keys != NULL && galley_value_is_merge_key (g_ptr_array_index (value->keys, i)))
        || has_merge_keys (g_ptr_array_index (value->items, i)))
      return TRUE;

  return FALSE;
}

/**
 * galley_value_merge:
 * @self: a value as it is written in YAML
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong
 *
 * Takes over what “<<” says, as Hugo does: of a name that comes more than once, from “<<” or not,
 * the last counts. What is taken over is an alias that stands where “<<” does. Each map is put
 * together once, and how many fields may be taken over is limited.
 *
 * Returns: (transfer full) (nullable): what @self says, @self itself when there is no “<<” in it,
 *   %NULL when it is too much
 */
GalleyValue *
galley_value_merge (GalleyValue *self, GPtrArray *diagnostics)
{
  g_autoptr (GHashTable) merged = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                                         (GDestroyNotify) galley_value_unref);
  Merge merge = { .diagnostics = diagnostics, .merged = merged };

  return has_merge_keys (self) ? merge_value (&merge, self) : galley_value_ref (self);
}
