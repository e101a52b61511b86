/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-items.h"

#include "galley-field-path.h"

#include <string.h>

/* What a form can show; who has more fields than that is helped better by the text. */
#define ITEMS_MAX 1000

/**
 * GalleyFieldItems:
 *
 * The fields of the front matter, or those below one of them: a list of #GalleyFieldItem. What has
 * the same path and shape in another text is the same item.
 */
struct _GalleyFieldItems
{
  GObject parent_instance;

  GPtrArray *items;
};

/* Made for one text. */
typedef struct
{
  GalleyFields *fields;
  const char *const *order;
  guint budget;
  guint n_omitted;
} Update;

/* What an item is to be made of. */
typedef struct
{
  char *path;
  char *name;
  GalleyValue *key;
  GalleyValue *value;
  GalleyFieldType type;
  const GalleyField *declared;
  guint rank;
  guint position;
  gboolean repeated;
} Entry;

static GType
get_item_type (GListModel *model)
{
  return GALLEY_TYPE_FIELD_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return GALLEY_FIELD_ITEMS (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GalleyFieldItems *self = GALLEY_FIELD_ITEMS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyFieldItems,
                               galley_field_items,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
galley_field_items_finalize (GObject *object)
{
  g_ptr_array_unref (GALLEY_FIELD_ITEMS (object)->items);

  G_OBJECT_CLASS (galley_field_items_parent_class)->finalize (object);
}

static void
galley_field_items_class_init (GalleyFieldItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_field_items_finalize;
}

static void
galley_field_items_init (GalleyFieldItems *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * galley_field_items_new:
 *
 * Returns: (transfer full): a list without fields
 */
GalleyFieldItems *
galley_field_items_new (void)
{
  return g_object_new (GALLEY_TYPE_FIELD_ITEMS, NULL);
}

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry->name);
}

static guint
get_rank (const Update *update, const char *name)
{
  guint n = update->fields != NULL ? galley_fields_get_n_fields (update->fields) : 0;

  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (galley_fields_get_field (update->fields, i)->name, name) == 0)
      return i;
  for (guint i = 0; n == 0 && update->order != NULL && update->order[i] != NULL; i++)
    if (g_ascii_strcasecmp (update->order[i], name) == 0)
      return i;

  return G_MAXUINT;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return first->position < second->position ? -1 : first->position > second->position;
}

/* A field that the text should have and has not. */
static void
add_missing (GArray *entries, const Update *update, const GalleyValue *root, const char *name)
{
  const GalleyField *field =
    update->fields != NULL ? galley_fields_find (update->fields, name) : NULL;
  Entry entry = { .declared = field };

  if (galley_value_get (root, name) != NULL)
    return;

  entry.path = galley_field_path_join (NULL, name);
  entry.name = g_strdup (name);
  entry.type = field != NULL ? field->type : galley_field_type_of (name, NULL);
  entry.rank = get_rank (update, name);
  if (entry.rank == G_MAXUINT)
    entry.rank = 0;
  g_array_append_val (entries, entry);
}

static void
add_required (GArray *entries, const Update *update, const GalleyValue *root)
{
  guint n = update->fields != NULL ? galley_fields_get_n_fields (update->fields) : 0;

  if (update->fields == NULL || galley_fields_find (update->fields, "title") == NULL
      || !galley_fields_find (update->fields, "title")->required)
    add_missing (entries, update, root, "title");
  for (guint i = 0; i < n; i++)
    {
      const GalleyField *field = galley_fields_get_field (update->fields, i);

      if (field->required)
        add_missing (entries, update, root, field->name);
    }
}

/* The names that images have within a map. */
static gboolean
is_image_name (const char *name)
{
  static const char *const names[] = { "src", "image", "img", "url", "path", "file", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;

  return FALSE;
}

static void
add_field (GArray *entries,
           const Update *update,
           GHashTable *seen,
           const char *parent,
           gboolean image,
           const GalleyValue *map,
           guint i)
{
  GalleyValue *key = g_ptr_array_index (map->keys, i);
  GalleyValue *value = g_ptr_array_index (map->items, i);
  Entry entry = { .key = key, .value = value, .position = i + 1, .rank = G_MAXUINT };

  entry.name = g_strdup (key->text != NULL ? key->text : "?");
  entry.path = galley_field_path_join (parent, entry.name);
  /* A name that is no text has no path. */
  entry.repeated = key->text == NULL || !g_hash_table_add (seen, g_strdup (entry.path));
  if (parent == NULL && update->fields != NULL)
    entry.declared = galley_fields_find (update->fields, entry.name);
  if (entry.declared != NULL)
    entry.type = entry.declared->type;
  else if (image && is_image_name (entry.name))
    entry.type = GALLEY_FIELD_IMAGE;
  else
    entry.type = galley_field_type_of (entry.name, NULL);
  if (parent == NULL)
    entry.rank = get_rank (update, entry.name);
  g_array_append_val (entries, entry);
}

static GArray *
list_entries (Update *update, const char *parent, gboolean image, const GalleyValue *value)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = value != NULL && value->items != NULL ? value->items->len : 0;

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < n; i++)
    {
      if (update->budget == 0)
        {
          update->n_omitted += n - i;
          break;
        }
      update->budget--;
      if (value->keys != NULL)
        add_field (entries, update, seen, parent, image, value, i);
      else
        {
          Entry entry = { .value = g_ptr_array_index (value->items, i), .position = i };

          entry.name = g_strdup_printf ("%u", i + 1);
          entry.path = galley_field_path_join_index (parent, i);
          entry.type = image ? GALLEY_FIELD_IMAGE : GALLEY_FIELD_ANY;
          g_array_append_val (entries, entry);
        }
    }
  if (parent == NULL)
    add_required (entries, update, value);
  g_array_sort (entries, compare_entries);

  return entries;
}

static GalleyFieldItem *
find_item (GHashTable *old, const Entry *entry)
{
  return entry->repeated ? NULL : g_hash_table_lookup (old, entry->path);
}

static void set_value (GalleyFieldItems *self,
                       Update *update,
                       const char *parent,
                       gboolean image,
                       const GalleyValue *value);

static GalleyFieldItem *
make_item (Update *update, GHashTable *old, const Entry *entry)
{
  GalleyFieldItem *before = find_item (old, entry);
  GalleyFieldShape shape = galley_field_shape_of (entry->type, entry->value, before);
  GalleyFieldItem *item;

  if (before != NULL && galley_field_item_get_shape (before) == shape)
    {
      item = g_object_ref (before);
    }
  else
    {
      g_autoptr (GalleyFieldItems) children =
        shape == GALLEY_FIELD_SHAPE_GROUP ? galley_field_items_new () : NULL;

      item = galley_field_item_new (entry->path, entry->name, shape,
                                    children != NULL ? G_LIST_MODEL (children) : NULL);
    }

  galley_field_item_set_declared (item, entry->declared);
  galley_field_item_set_repeated (item, entry->repeated);
  /* What an alias stands for is shown where it is written. */
  if (shape == GALLEY_FIELD_SHAPE_GROUP)
    set_value (GALLEY_FIELD_ITEMS (galley_field_item_get_children (item)), update, entry->path,
               entry->type == GALLEY_FIELD_IMAGE,
               entry->value->style != GALLEY_VALUE_STYLE_ALIAS ? entry->value : NULL);
  galley_field_item_set_value (item, entry->key, entry->value);

  return item;
}

/* Tells of no more than the part that is another. */
static void
take_items (GalleyFieldItems *self, GPtrArray *items)
{
  GPtrArray *old = self->items;
  guint start = 0;
  guint end = 0;

  while (start < old->len && start < items->len
         && g_ptr_array_index (old, start) == g_ptr_array_index (items, start))
    start++;
  while (end + start < old->len && end + start < items->len
         && g_ptr_array_index (old, old->len - 1 - end)
              == g_ptr_array_index (items, items->len - 1 - end))
    end++;

  self->items = items;
  if (old->len != items->len || start < items->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                items->len - start - end);
  g_ptr_array_unref (old);
}

static void
set_value (GalleyFieldItems *self,
           Update *update,
           const char *parent,
           gboolean image,
           const GalleyValue *value)
{
  g_autoptr (GArray) entries = list_entries (update, parent, image, value);
  g_autoptr (GHashTable) old = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      GalleyFieldItem *item = g_ptr_array_index (self->items, i);

      if (!galley_field_item_get_repeated (item))
        g_hash_table_insert (old, (gpointer) galley_field_item_get_path (item), item);
    }
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (items, make_item (update, old, &g_array_index (entries, Entry, i)));
  take_items (self, items);
}

/**
 * galley_field_items_set_value:
 * @self: the fields of front matter
 * @root: (nullable): what the front matter holds now
 * @fields: (nullable): what the site declares; it orders the fields
 * @order: (nullable): names that order them when nothing is declared
 *
 * Takes the fields that the text has now. What is missing, a title or what the site requires, is
 * there without a value.
 *
 * Returns: how many fields are left out, since there are too many to show
 */
guint
galley_field_items_set_value (GalleyFieldItems *self,
                              const GalleyValue *root,
                              GalleyFields *fields,
                              const char *const *order)
{
  Update update = { .fields = fields, .order = order, .budget = ITEMS_MAX };

  g_return_val_if_fail (GALLEY_IS_FIELD_ITEMS (self), 0);

  set_value (self, &update, NULL, FALSE, root);
  return update.n_omitted;
}

/**
 * galley_field_items_find:
 * @self: fields
 * @path: a path
 *
 * Returns: (transfer none) (nullable): the field that has this path, at any depth
 */
GalleyFieldItem *
galley_field_items_find (GalleyFieldItems *self, const char *path)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEMS (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      GalleyFieldItem *item = g_ptr_array_index (self->items, i);
      GListModel *children = galley_field_item_get_children (item);

      if (g_str_equal (galley_field_item_get_path (item), path))
        return item;
      if (children != NULL && g_str_has_prefix (path, galley_field_item_get_path (item)))
        {
          item = galley_field_items_find (GALLEY_FIELD_ITEMS (children), path);
          if (item != NULL)
            return item;
        }
    }

  return NULL;
}

/**
 * galley_field_items_find_at:
 * @self: fields
 * @offset: a place of the text, in bytes
 *
 * Returns: (transfer none) (nullable): the innermost field that stands there
 */
GalleyFieldItem *
galley_field_items_find_at (GalleyFieldItems *self, gsize offset)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEMS (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      GalleyFieldItem *item = g_ptr_array_index (self->items, i);
      GListModel *children = galley_field_item_get_children (item);
      GalleyFieldItem *inner = NULL;

      if (!galley_field_item_covers (item, offset))
        continue;
      if (children != NULL)
        inner = galley_field_items_find_at (GALLEY_FIELD_ITEMS (children), offset);
      return inner != NULL ? inner : item;
    }

  return NULL;
}
