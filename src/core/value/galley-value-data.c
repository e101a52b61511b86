/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-value-data.h"

#include "galley-date.h"
#include "galley-yaml-scalar.h"

#include <string.h>

/* How many values are compared or copied before it is given up: aliases can stand for more values
 * than there are atoms. */
#define VALUES_MAX 200000

/**
 * galley_value_is_special:
 * @self: a value
 *
 * Looks whether a scalar is more to some reader than its text: a number, a date, or a word such as
 * “yes”, written without quotes.
 *
 * Returns: whether it is no string to everybody
 */
gboolean
galley_value_is_special (const GalleyValue *self)
{
  return self->text != NULL
         && (self->target != NULL ? self->target->style : self->style) == GALLEY_VALUE_STYLE_PLAIN
         && (self->kind != GALLEY_VALUE_STRING || galley_yaml_plain_is_special (self->text));
}

static gboolean equal (const GalleyValue *a, const GalleyValue *b, GHashTable *seen);

/* The order of names does not count; as a rule it is the same. */
static gboolean
equal_maps (const GalleyValue *a, const GalleyValue *b, GHashTable *seen)
{
  g_autoptr (GHashTable) places = NULL;

  for (guint i = 0; i < a->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (a->keys, i);
      const GalleyValue *same = g_ptr_array_index (b->keys, i);
      gpointer place = GUINT_TO_POINTER (i);

      if (!equal (key, same, seen))
        {
          if (key->text == NULL)
            return FALSE;
          if (places == NULL)
            {
              places = g_hash_table_new (g_str_hash, g_str_equal);
              for (guint j = 0; j < b->keys->len; j++)
                {
                  const GalleyValue *other = g_ptr_array_index (b->keys, j);

                  if (other->text != NULL)
                    g_hash_table_insert (places, other->text, GUINT_TO_POINTER (j));
                }
            }
          if (!g_hash_table_lookup_extended (places, key->text, NULL, &place))
            return FALSE;
        }
      if (!equal (g_ptr_array_index (a->items, i),
                  g_ptr_array_index (b->items, GPOINTER_TO_UINT (place)), seen))
        return FALSE;
    }

  return TRUE;
}

static gboolean
equal (const GalleyValue *a, const GalleyValue *b, GHashTable *seen)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind)
    return FALSE;
  if (a->kind == GALLEY_VALUE_NULL)
    return g_strcmp0 (a->tag, b->tag) == 0;
  if (a->items == NULL)
    return g_strcmp0 (a->text, b->text) == 0
           && galley_value_is_special (a) == galley_value_is_special (b)
           && g_strcmp0 (a->tag, b->tag) == 0;
  if (a->items->len != b->items->len)
    return FALSE;
  /* An alias has the items of its anchor, which need not be seen twice. */
  if (g_hash_table_lookup (seen, a->items) == b->items)
    return TRUE;
  if (g_hash_table_size (seen) > VALUES_MAX)
    return FALSE;
  g_hash_table_insert (seen, a->items, b->items);

  if (a->kind == GALLEY_VALUE_MAP)
    return equal_maps (a, b, seen);
  for (guint i = 0; i < a->items->len; i++)
    if (!equal (g_ptr_array_index (a->items, i), g_ptr_array_index (b->items, i), seen))
      return FALSE;
  return TRUE;
}

/**
 * galley_value_equal:
 * @a: a value
 * @b: another
 *
 * Compares what values say, not how and where they are written.
 *
 * Returns: whether every reader takes them for the same
 */
gboolean
galley_value_equal (const GalleyValue *a, const GalleyValue *b)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  return equal (a, b, seen);
}

/**
 * galley_value_keeps_quotes:
 * @old: a value
 * @value: what is written in its place
 *
 * Returns: whether both are dates, of which the old one has quotes
 */
gboolean
galley_value_keeps_quotes (const GalleyValue *old, const GalleyValue *value)
{
  GalleyDate date;

  return old->kind == GALLEY_VALUE_STRING && old->target == NULL
         && (old->style == GALLEY_VALUE_STYLE_SINGLE || old->style == GALLEY_VALUE_STYLE_DOUBLE)
         && value->kind == GALLEY_VALUE_STRING && galley_value_is_special (value)
         && galley_date_parse (old->text, &date) && galley_date_parse (value->text, &date);
}

/**
 * galley_value_new_string:
 * @text: a text
 *
 * Returns: (transfer full): a string that stands nowhere
 */
GalleyValue *
galley_value_new_string (const char *text)
{
  GalleyValue *self = galley_value_new (GALLEY_VALUE_STRING, 0, 0);

  self->style = GALLEY_VALUE_STYLE_DOUBLE;
  self->text = g_strdup (text);
  return self;
}

static GalleyValue *
copy_data (const GalleyValue *self, guint *n_values)
{
  g_autoptr (GalleyValue) copy = NULL;

  if ((*n_values)++ > VALUES_MAX / 10)
    return NULL;

  copy = galley_value_new (self->kind, 0, 0);
  if (self->items == NULL)
    {
      copy->style = self->target != NULL ? self->target->style : self->style;
      copy->text = g_strdup (self->text);
    }
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      GalleyValue *item = copy_data (g_ptr_array_index (self->items, i), n_values);
      GalleyValue *key = NULL;

      if (item == NULL)
        return NULL;
      g_ptr_array_add (copy->items, item);
      copy->height = MAX (copy->height, item->height + 1);
      if (self->keys != NULL
          && (key = copy_data (g_ptr_array_index (self->keys, i), n_values)) == NULL)
        return NULL;
      if (key != NULL)
        g_ptr_array_add (copy->keys, key);
    }

  return g_steal_pointer (&copy);
}

/**
 * galley_value_copy_data:
 * @self: a value
 *
 * Copies what a value says; aliases become what they stand for.
 *
 * Returns: (transfer full) (nullable): the copy, or %NULL when it would be too large
 */
GalleyValue *
galley_value_copy_data (const GalleyValue *self)
{
  guint n_values = 0;

  return copy_data (self, &n_values);
}

/* A copy of a value that is no alias; it shares what is below it. */
static GalleyValue *
copy_shallow (const GalleyValue *self)
{
  GalleyValue *copy = galley_value_new (self->kind, self->offset, self->length);

  copy->style = self->style;
  copy->text = g_strdup (self->text);
  copy->tag = g_strdup (self->tag);
  copy->properties = self->properties;
  copy->height = self->height;
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    g_ptr_array_add (copy->items, galley_value_ref (g_ptr_array_index (self->items, i)));
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    g_ptr_array_add (copy->keys, galley_value_ref (g_ptr_array_index (self->keys, i)));

  return copy;
}

/**
 * galley_value_copy_along:
 * @root: a value
 * @indexes: (array length=n_indexes): which item of it, which item of that, and so on
 * @n_indexes: how many
 * @last: (out) (transfer none): the copy at the end of that way, to be changed
 *
 * Copies the values on one way from the root, and shares all others.
 *
 * Returns: (transfer full): the copy of @root
 */
GalleyValue *
galley_value_copy_along (GalleyValue *root,
                         const guint *indexes,
                         guint n_indexes,
                         GalleyValue **last)
{
  GalleyValue *copy = copy_shallow (root);

  *last = copy;
  for (guint i = 0; i < n_indexes; i++)
    {
      gpointer *place = &g_ptr_array_index ((*last)->items, indexes[i]);
      GalleyValue *item = copy_shallow (*place);

      galley_value_unref (*place);
      *place = item;
      *last = item;
    }

  return copy;
}
