/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-place.h"

#include "galley-field-order.h"
#include "galley-field-path.h"
#include "galley-line.h"
#include "galley-value-merge.h"

#include <glib/gi18n.h>

static guint
get_line (const GalleyFieldChange *change, gsize offset)
{
  return 1 + galley_line_count_ends (change->text, change->text + offset);
}

static gboolean
is_merge_key (const GalleyFieldPlace *self)
{
  return self->parent->keys != NULL
         && galley_value_is_merge_key (g_ptr_array_index (self->parent->keys, self->index));
}

/* What a name has from “<<”, if that is what counts. */
static const GalleyValue *
find_taken (const GalleyFieldPlace *self, const char *key)
{
  gint found = galley_value_find_key (self->merged, key, NULL);
  const GalleyValue *value = found >= 0 ? g_ptr_array_index (self->merged->items, found) : NULL;

  return value != NULL && value->merged ? value : NULL;
}

/* Of a name that comes more than once, the last counts, from “<<” or not. */
static guint
get_position (const GalleyFieldPlace *self, const char *key)
{
  guint position = galley_field_order_get_position (self->parent, key);

  for (guint i = self->parent->keys->len; self->taken != NULL && i > position; i--)
    if (galley_value_is_merge_key (g_ptr_array_index (self->parent->keys, i - 1)))
      return i;

  return position;
}

static gboolean
find_key (GalleyFieldPlace *self, GalleyFieldChange *change, const char *key)
{
  gint other;
  gint found = galley_value_find_key (self->parent, key, &other);

  if (other >= 0)
    {
      const GalleyValue *first = g_ptr_array_index (self->parent->keys, found);
      const GalleyValue *second = g_ptr_array_index (self->parent->keys, other);

      return galley_field_change_refuse (change, second->offset,
                                         _ ("“%s” is set on line %u and on line %u: delete one of "
                                            "them first"),
                                         key, get_line (change, first->offset),
                                         get_line (change, second->offset));
    }

  self->taken = find_taken (self, key);
  if (found >= 0 && self->taken != NULL)
    return galley_field_place_refuse_taken (change, self->taken, key);

  g_clear_pointer (&self->key, g_free);
  self->key = g_strdup (key);
  self->index = found >= 0 ? (guint) found : get_position (self, key);
  self->n_missing = found < 0;
  return TRUE;
}

static gboolean
find_index (GalleyFieldPlace *self, GalleyFieldChange *change, guint index)
{
  if (index > self->parent->items->len)
    return galley_field_change_refuse (change, self->offset,
                                       _ ("the list is shorter: its next item would be [%u]"),
                                       self->parent->items->len);

  self->taken = NULL;
  g_clear_pointer (&self->key, g_free);
  self->index = index;
  self->n_missing = index == self->parent->items->len;
  return TRUE;
}

static gboolean
is_empty (const GalleyValue *value)
{
  return value->kind == GALLEY_VALUE_NULL || (value->items != NULL && value->items->len == 0);
}

/* What is missing is made, and its lists begin with their first item. */
static gboolean
check_missing (GalleyFieldPlace *self, GalleyFieldChange *change, GArray *steps)
{
  for (guint i = steps->len - self->n_missing + (self->fills ? 0 : 1); i < steps->len; i++)
    {
      const GalleyFieldStep *step = &g_array_index (steps, GalleyFieldStep, i);

      if (step->key == NULL && step->index > 0)
        return galley_field_change_refuse (change, self->offset,
                                           _ ("the list is empty: its first item is [0]"));
    }

  return TRUE;
}

/* An alias elsewhere would say something else when its anchor does. */
static const GalleyValue *
find_alias (const GalleyValue *value, const GalleyValue *target, guint depth)
{
  if (value->style == GALLEY_VALUE_STYLE_ALIAS)
    return value->target == target ? value : NULL;

  for (guint i = 0; value->items != NULL && depth < 100 && i < value->items->len; i++)
    {
      const GalleyValue *found =
        find_alias (g_ptr_array_index (value->items, i), target, depth + 1);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
check_anchor (GalleyFieldChange *change, const GalleyValue *old)
{
  const GalleyValue *alias = old->properties > 0 ? find_alias (change->root, old, 0) : NULL;

  if (alias == NULL)
    return TRUE;
  return galley_field_change_refuse (change, old->offset,
                                     _ ("line %u takes this value over as an alias: change it in "
                                        "the text"),
                                     get_line (change, alias->offset));
}

/* The same item of what the parent says. */
static const GalleyValue *
get_merged_item (const GalleyFieldPlace *self)
{
  guint index = self->index;

  if (self->merged == NULL || self->merged == self->parent)
    return self->merged != NULL ? g_ptr_array_index (self->parent->items, index) : NULL;
  if (self->parent->keys != NULL)
    {
      const GalleyValue *key = g_ptr_array_index (self->parent->keys, index);
      gint found = key->text != NULL ? galley_value_find_key (self->merged, key->text, NULL) : -1;

      return found >= 0 ? g_ptr_array_index (self->merged->items, found) : NULL;
    }

  return g_ptr_array_index (self->merged->items, index);
}

/**
 * galley_field_place_find:
 * @self: a place, all zero
 * @change: the change that it is for
 * @steps: (element-type GalleyFieldStep): a path
 *
 * Follows a path. What it leads to may be missing, but not what would have to be changed to make
 * room for it.
 *
 * Returns: whether it leads somewhere; if not, @change says why
 */
gboolean
galley_field_place_find (GalleyFieldPlace *self, GalleyFieldChange *change, GArray *steps)
{
  self->parent = change->root;
  self->merged = change->merged;
  self->offset = change->start;
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < steps->len; i++)
    {
      const GalleyFieldStep *step = &g_array_index (steps, GalleyFieldStep, i);
      GalleyValueKind kind = step->key != NULL ? GALLEY_VALUE_MAP : GALLEY_VALUE_LIST;
      const GalleyValue *next;

      if (i > 0)
        {
          next = g_ptr_array_index (self->parent->items, self->index);
          self->offset = next->length > 0 ? next->offset : self->offset;
          if (next->style == GALLEY_VALUE_STYLE_ALIAS || is_merge_key (self))
            return galley_field_change_refuse (
              change, next->offset,
              _ ("this is an alias of a value that stands elsewhere: change it there"));
          if (next->kind != kind && is_empty (next))
            {
              self->fills = TRUE;
              self->n_missing = steps->len - i;
              return check_missing (self, change, steps);
            }
          if (next->kind != kind)
            return galley_field_change_refuse (
              change, self->offset,
              kind == GALLEY_VALUE_MAP ? _ ("there is no “%s” in it: it is no group of fields")
                                       : _ ("it is no list: it has no items"),
              step->key);
          if (!check_anchor (change, next))
            return FALSE;
          g_array_append_val (self->indexes, self->index);
          self->merged = get_merged_item (self);
          self->parent = next;
        }

      if (step->key != NULL ? !find_key (self, change, step->key)
                            : !find_index (self, change, step->index))
        return FALSE;
      if (self->n_missing > 0)
        {
          self->n_missing = steps->len - i;
          if (self->taken != NULL && self->n_missing > 1)
            return galley_field_place_refuse_taken (change, self->taken, self->key);
          return check_missing (self, change, steps);
        }
    }

  self->offset =
    ((const GalleyValue *) g_ptr_array_index (self->parent->keys != NULL ? self->parent->keys
                                                                         : self->parent->items,
                                              self->index))
      ->offset;
  return TRUE;
}

void
galley_field_place_clear (GalleyFieldPlace *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->indexes, g_array_unref);
}

/**
 * galley_field_place_up:
 * @self: a place that is not in the root
 * @change: the change that it is for
 *
 * Makes it the place of the list or map that it is in.
 */
void
galley_field_place_up (GalleyFieldPlace *self, GalleyFieldChange *change)
{
  self->parent = change->root;
  for (guint i = 0; i + 1 < self->indexes->len; i++)
    self->parent = g_ptr_array_index (self->parent->items, g_array_index (self->indexes, guint, i));

  self->index = g_array_index (self->indexes, guint, self->indexes->len - 1);
  g_array_set_size (self->indexes, self->indexes->len - 1);
}

/**
 * galley_field_place_nest:
 * @self: a place where something is missing
 * @steps: (element-type GalleyFieldStep): the path to it
 * @value: what is to be at the end of the path
 *
 * Returns: (transfer full): what is to be at this place, so that the path leads to @value
 */
GalleyValue *
galley_field_place_nest (const GalleyFieldPlace *self, GArray *steps, const GalleyValue *value)
{
  GalleyValue *nested = galley_value_ref ((GalleyValue *) value);
  guint first = steps->len - self->n_missing + (self->fills ? 0 : 1);

  for (guint i = steps->len; i > first; i--)
    {
      const GalleyFieldStep *step = &g_array_index (steps, GalleyFieldStep, i - 1);
      GalleyValueKind kind = step->key != NULL ? GALLEY_VALUE_MAP : GALLEY_VALUE_LIST;
      GalleyValue *outer = galley_value_new (kind, 0, 0);

      if (step->key != NULL)
        {
          GalleyValue *key = galley_value_new (GALLEY_VALUE_STRING, 0, 0);

          key->style = GALLEY_VALUE_STYLE_DOUBLE;
          key->text = g_strdup (step->key);
          g_ptr_array_add (outer->keys, key);
        }
      g_ptr_array_add (outer->items, nested);
      nested = outer;
    }

  return nested;
}

/**
 * galley_field_place_check:
 * @self: a place
 * @change: the change that it is for
 * @value: what it is to become
 *
 * Looks whether what is there can be replaced.
 *
 * Returns: whether it can; if not, @change says why
 */
gboolean
galley_field_place_check (const GalleyFieldPlace *self,
                          GalleyFieldChange *change,
                          const GalleyValue *value)
{
  const GalleyValue *old = g_ptr_array_index (self->parent->items, self->index);

  if (old->style == GALLEY_VALUE_STYLE_ALIAS || is_merge_key (self))
    return galley_field_change_refuse (
      change, old->offset,
      _ ("this is an alias of a value that stands elsewhere: change it there"));
  if (old->tag != NULL
      && !(g_str_equal (old->tag, "!") || g_str_equal (old->tag, "tag:yaml.org,2002:str")))
    return galley_field_change_refuse (change, old->offset,
                                       _ ("the value has a tag, “!…”: change it in the text"));
  if (old->tag != NULL && value->kind != GALLEY_VALUE_STRING)
    return galley_field_change_refuse (change, old->offset,
                                       _ ("the tag before the value makes it a text"));

  return check_anchor (change, old);
}

/**
 * galley_field_place_refuse_taken:
 * @change: the change that it is for
 * @taken: what “<<” says there
 * @key: the name that it says it of
 *
 * Refuses to change what “<<” takes over from elsewhere.
 *
 * Returns: %FALSE
 */
gboolean
galley_field_place_refuse_taken (GalleyFieldChange *change,
                                 const GalleyValue *taken,
                                 const char *key)
{
  return galley_field_change_refuse (change, taken->offset,
                                     _ ("“<<” takes “%s” over from line %u: change it there"), key,
                                     get_line (change, taken->target->offset));
}

/**
 * galley_field_place_check_removal:
 * @self: a place
 * @change: the change that it is for
 *
 * Looks whether what is there can be taken out.
 *
 * Returns: whether it can; if not, @change says why
 */
gboolean
galley_field_place_check_removal (const GalleyFieldPlace *self, GalleyFieldChange *change)
{
  const GalleyValue *old = g_ptr_array_index (self->parent->items, self->index);

  return old->style == GALLEY_VALUE_STYLE_ALIAS || check_anchor (change, old);
}
