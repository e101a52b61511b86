/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-tree.h"

#include <string.h>

/* Aliases make a small file a huge tree; a site has some hundred settings. */
#define VALUES_MAX 50000
#define DEPTH_MAX 128

/* Hugo's rules for what a theme, or the site below a language, may add to a map. */
typedef enum
{
  STRATEGY_UNSET,
  STRATEGY_NONE,
  STRATEGY_SHALLOW,
  STRATEGY_DEEP,
} Strategy;

#define STRATEGY_KEY "_merge"

/**
 * galley_site_tree_new:
 *
 * Returns: (transfer full): a tree without settings
 */
GalleySiteTree *
galley_site_tree_new (void)
{
  GalleySiteTree *self = g_new0 (GalleySiteTree, 1);

  self->root = galley_value_new (GALLEY_VALUE_MAP, 0, 0);
  self->origins = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) galley_value_unref, NULL);

  return self;
}

void
galley_site_tree_free (GalleySiteTree *self)
{
  galley_value_unref (self->root);
  g_hash_table_unref (self->origins);
  g_free (self);
}

static char *
dup_name (const GalleyValue *map, guint i)
{
  const GalleyValue *key = g_ptr_array_index (map->keys, i);

  return key->text != NULL ? g_ascii_strdown (key->text, -1) : NULL;
}

/* Maps of one file can be long, so that looking each key up in turn would take forever. */
static GHashTable *
index_keys (const GalleyValue *map)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < map->keys->len; i++)
    g_hash_table_replace (index, dup_name (map, i), GUINT_TO_POINTER (i + 1));

  return index;
}

static void
put (GalleyValue *map, GHashTable *index, char *name, const GalleyValue *key, GalleyValue *value)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, name));

  if (place == 0)
    {
      g_ptr_array_add (map->keys, galley_value_ref ((GalleyValue *) key));
      g_ptr_array_add (map->items, value);
      g_hash_table_insert (index, g_strdup (name), GUINT_TO_POINTER (map->keys->len));
      return;
    }

  galley_value_unref (map->items->pdata[place - 1]);
  map->items->pdata[place - 1] = value;
}

static gboolean
take_in (GalleySiteTree *self, guint depth)
{
  if (self->n_values++ < VALUES_MAX && depth < DEPTH_MAX)
    return TRUE;

  self->full = TRUE;
  return FALSE;
}

static GalleyValue *
share (GalleySiteTree *self, GalleyValue *value, GHashTable *origins, gpointer origin)
{
  if (origins != NULL)
    origin = g_hash_table_lookup (origins, value);
  if (!g_hash_table_contains (self->origins, value))
    g_hash_table_insert (self->origins, galley_value_ref (value), origin);

  return galley_value_ref (value);
}

static void
set_map (GalleySiteTree *self,
         GalleyValue *map,
         const GalleyValue *other,
         GHashTable *origins,
         gpointer origin,
         guint depth)
{
  g_autoptr (GHashTable) index = index_keys (map);

  for (guint i = 0; i < other->keys->len && take_in (self, depth); i++)
    {
      g_autofree char *name = dup_name (other, i);
      GalleyValue *value = g_ptr_array_index (other->items, i);
      guint place;
      GalleyValue *own;

      if (name == NULL)
        continue;

      place = GPOINTER_TO_UINT (g_hash_table_lookup (index, name));
      own = place > 0 ? map->items->pdata[place - 1] : NULL;
      if (value->kind != GALLEY_VALUE_MAP)
        {
          put (map, index, name, other->keys->pdata[i], share (self, value, origins, origin));
          continue;
        }
      if (own == NULL || own->kind != GALLEY_VALUE_MAP)
        {
          own = galley_value_new (GALLEY_VALUE_MAP, value->offset, value->length);
          put (map, index, name, other->keys->pdata[i], own);
        }
      set_map (self, own, value, origins, origin, depth + 1);
    }
}

/**
 * galley_site_tree_set:
 * @self: a tree
 * @values: settings, a map
 * @origin: (nullable): where they come from, for `origins`
 *
 * Lays settings over those there are: what is in both is replaced, maps are joined.
 */
void
galley_site_tree_set (GalleySiteTree *self, const GalleyValue *values, gpointer origin)
{
  if (values->kind == GALLEY_VALUE_MAP)
    set_map (self, self->root, values, NULL, origin, 0);
}

/**
 * galley_site_tree_put:
 * @self: a tree
 * @names: (array zero-terminated=1): where to, at least one name, in lower case
 * @value: a setting
 * @origin: (nullable): where it comes from, for `origins`
 *
 * Sets one value in place of what is there; missing maps on the way are made.
 */
void
galley_site_tree_put (GalleySiteTree *self,
                      const char *const *names,
                      const GalleyValue *value,
                      gpointer origin)
{
  GalleyValue *map = self->root;

  for (; take_in (self, 0); names++)
    {
      g_autoptr (GHashTable) index = index_keys (map);
      g_autoptr (GalleyValue) key = galley_value_new (GALLEY_VALUE_STRING, 0, 0);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, names[0]));
      GalleyValue *own = place > 0 ? map->items->pdata[place - 1] : NULL;

      key->text = g_strdup (names[0]);
      if (names[1] == NULL && value->kind != GALLEY_VALUE_MAP)
        {
          put (map, index, key->text, key, share (self, (GalleyValue *) value, NULL, origin));
          return;
        }
      if (names[1] == NULL || own == NULL || own->kind != GALLEY_VALUE_MAP)
        {
          own = galley_value_new (GALLEY_VALUE_MAP, 0, 0);
          put (map, index, key->text, key, own);
        }
      if (names[1] == NULL)
        {
          set_map (self, own, value, NULL, origin, 1);
          return;
        }
      map = own;
    }
}

static Strategy
get_explicit_strategy (const GalleyValue *map)
{
  const GalleyValue *value = galley_value_get (map, STRATEGY_KEY);
  const char *text = galley_value_get_string (value);

  if (g_strcmp0 (text, "deep") == 0)
    return STRATEGY_DEEP;
  if (g_strcmp0 (text, "shallow") == 0)
    return STRATEGY_SHALLOW;
  if (g_strcmp0 (text, "none") == 0)
    return STRATEGY_NONE;

  return STRATEGY_UNSET;
}

/* The strategy of a map called name in one whose strategy is known. */
static Strategy
get_strategy (Strategy outer, const char *name, const GalleyValue *map, gboolean at_root)
{
  static const char *const shallow[] = { "outputformats", "mediatypes", "menus", "menu", NULL };
  Strategy strategy = get_explicit_strategy (map);

  if (strategy != STRATEGY_UNSET)
    return strategy;
  if (g_str_equal (name, "params"))
    return STRATEGY_DEEP;
  if (at_root && g_strv_contains (shallow, name))
    return STRATEGY_SHALLOW;

  return outer != STRATEGY_UNSET ? outer : STRATEGY_NONE;
}

static void
merge_map (GalleySiteTree *self,
           GalleyValue *map,
           const GalleyValue *other,
           GHashTable *origins,
           Strategy strategy,
           Strategy outer,
           guint depth)
{
  g_autoptr (GHashTable) index = index_keys (map);
  gboolean may_add =
    outer != STRATEGY_SHALLOW && (strategy == STRATEGY_DEEP || strategy == STRATEGY_SHALLOW);

  for (guint i = 0; i < other->keys->len && take_in (self, depth); i++)
    {
      g_autofree char *name = dup_name (other, i);
      GalleyValue *value = g_ptr_array_index (other->items, i);
      guint place = name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (index, name)) : G_MAXUINT;
      GalleyValue *own = place > 0 && place < G_MAXUINT ? map->items->pdata[place - 1] : NULL;
      gboolean is_map = value->kind == GALLEY_VALUE_MAP;
      Strategy inner;

      if (name == NULL || g_str_equal (name, STRATEGY_KEY)
          || (own != NULL && (own->kind != GALLEY_VALUE_MAP || !is_map)))
        continue;

      inner = is_map ? get_strategy (strategy, name, own, depth == 0) : STRATEGY_UNSET;
      if (is_map && (own != NULL || may_add || (depth == 0 && inner != STRATEGY_NONE)))
        {
          if (own == NULL)
            {
              own = galley_value_new (GALLEY_VALUE_MAP, value->offset, value->length);
              put (map, index, name, other->keys->pdata[i], own);
              set_map (self, own, value, origins, NULL, depth + 1);
            }
          else
            merge_map (self, own, value, origins, inner, strategy, depth + 1);
        }
      else if (!is_map && may_add)
        put (map, index, name, other->keys->pdata[i], share (self, value, origins, NULL));
    }
}

/**
 * galley_site_tree_merge:
 * @self: the tree of a site
 * @theme: the tree of a theme of it
 *
 * Adds what the theme says and the site does not, as far as Hugo takes settings of themes:
 * parameters, and what a `_merge` of the site allows.
 */
void
galley_site_tree_merge (GalleySiteTree *self, const GalleySiteTree *theme)
{
  merge_map (self, self->root, theme->root, theme->origins, get_explicit_strategy (self->root),
             STRATEGY_UNSET, 0);
}

static GalleyValue *
copy_map (GalleySiteTree *self, const GalleyValue *map)
{
  GalleyValue *copy = galley_value_new (GALLEY_VALUE_MAP, map->offset, map->length);

  set_map (self, copy, map, self->origins, NULL, 1);

  return copy;
}

/**
 * galley_site_tree_choose_language:
 * @self: the tree of a site
 * @language: the name of a language
 *
 * Lays the settings of a language over those of the site. As in Hugo a map of the language, such
 * as `markup`, stands for the whole of that of the site, unless a `_merge` says otherwise; only
 * parameters are joined.
 */
void
galley_site_tree_choose_language (GalleySiteTree *self, const char *language)
{
  const GalleyValue *languages = galley_value_get (self->root, "languages");
  const GalleyValue *own = galley_value_get (languages, language);
  g_autoptr (GHashTable) index = NULL;
  Strategy strategy;

  if (own == NULL || own->kind != GALLEY_VALUE_MAP)
    return;

  index = index_keys (self->root);
  strategy = get_explicit_strategy (self->root);
  strategy = get_strategy (strategy, "languages", languages, TRUE);
  strategy = get_strategy (strategy, language, own, FALSE);

  for (guint i = 0; i < own->keys->len && take_in (self, 0); i++)
    {
      g_autofree char *name = dup_name (own, i);
      GalleyValue *value = g_ptr_array_index (own->items, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, name));
      const GalleyValue *general = place > 0 ? self->root->items->pdata[place - 1] : NULL;

      if (g_str_equal (name, STRATEGY_KEY) || g_str_equal (name, "languages"))
        continue;
      if (value->kind == GALLEY_VALUE_MAP)
        {
          GalleyValue *copy = copy_map (self, value);

          if (general != NULL && general->kind == GALLEY_VALUE_MAP)
            merge_map (self, copy, general, self->origins,
                       get_strategy (strategy, name, value, FALSE), STRATEGY_UNSET, 1);
          put (self->root, index, name, own->keys->pdata[i], copy);
        }
      else
        put (self->root, index, name, own->keys->pdata[i], galley_value_ref (value));
    }
}

/**
 * galley_site_tree_lookup:
 * @self: a tree
 * @path: names with dots between them, such as `markup.goldmark.renderer.unsafe`; case does not
 *   count
 *
 * Returns: (nullable): the value at @path
 */
const GalleyValue *
galley_site_tree_lookup (const GalleySiteTree *self, const char *path)
{
  const GalleyValue *value = self->root;
  g_auto (GStrv) names = g_strsplit (path, ".", 32);

  for (guint i = 0; names[i] != NULL && value != NULL; i++)
    value = galley_value_get (value, names[i]);

  return value;
}
