/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-value.h"

/**
 * galley_value_new:
 * @kind: what it is
 * @offset: where its source starts in the file, in bytes
 * @length: how long its source is, in bytes
 *
 * Returns: (transfer full): an empty value
 */
GalleyValue *
galley_value_new (GalleyValueKind kind, gsize offset, gsize length)
{
  GalleyValue *self = g_new0 (GalleyValue, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->offset = offset;
  self->length = length;
  if (kind == GALLEY_VALUE_LIST || kind == GALLEY_VALUE_MAP)
    {
      self->style = GALLEY_VALUE_STYLE_FLOW;
      self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_value_unref);
    }
  if (kind == GALLEY_VALUE_MAP)
    self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_value_unref);

  return self;
}

/**
 * galley_value_new_alias:
 * @target: the value it stands for
 * @offset: where its source starts in the file, in bytes
 * @length: how long its source is, in bytes
 *
 * Returns: (transfer full): a value that shares what @target holds, and copies none of it
 */
GalleyValue *
galley_value_new_alias (GalleyValue *target, gsize offset, gsize length)
{
  GalleyValue *self = g_new0 (GalleyValue, 1);

  if (target->target != NULL)
    target = target->target;

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = target->kind;
  self->style = GALLEY_VALUE_STYLE_ALIAS;
  self->text = target->text;
  self->offset = offset;
  self->length = length;
  self->keys = target->keys != NULL ? g_ptr_array_ref (target->keys) : NULL;
  self->items = target->items != NULL ? g_ptr_array_ref (target->items) : NULL;
  self->height = target->height;
  self->target = galley_value_ref (target);

  return self;
}

GalleyValue *
galley_value_ref (GalleyValue *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * galley_value_unref:
 * @self: (transfer full): a value
 *
 * Gives back a reference; the last one frees the value and what is below it.
 */
void
galley_value_unref (GalleyValue *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->target == NULL)
    g_free (self->text);
  g_free (self->tag);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->target, galley_value_unref);
  g_free (self);
}

/**
 * galley_value_get:
 * @self: (nullable): a value
 * @key: a key; case does not count, as in Hugo
 *
 * Returns: (nullable): the value of @key when @self is a map that has it
 */
const GalleyValue *
galley_value_get (const GalleyValue *self, const char *key)
{
  if (self == NULL || self->kind != GALLEY_VALUE_MAP)
    return NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const GalleyValue *candidate = g_ptr_array_index (self->keys, i);

      if (candidate->text != NULL && g_ascii_strcasecmp (candidate->text, key) == 0)
        return g_ptr_array_index (self->items, i);
    }

  return NULL;
}

static gboolean
equal_folded (const char *a, const char *b)
{
  g_autofree char *folded_a = NULL;
  g_autofree char *folded_b = NULL;

  if (g_ascii_strcasecmp (a, b) == 0)
    return TRUE;
  if (g_str_is_ascii (a) || g_str_is_ascii (b))
    return FALSE;

  folded_a = g_utf8_strdown (a, -1);
  folded_b = g_utf8_strdown (b, -1);
  return g_str_equal (folded_a, folded_b);
}

/**
 * galley_value_find_key:
 * @self: (nullable): a value
 * @key: a name
 * @other: (out) (optional): another place that is meant as well, or -1
 *
 * Finds a name in a map: as it is written, else without regard to case, as Hugo does.
 *
 * Returns: which item of the map, from 0, or -1 when @self is no map or has no such name
 */
gint
galley_value_find_key (const GalleyValue *self, const char *key, gint *other)
{
  gint found[2] = { -1, -1 };
  gint second[2] = { -1, -1 };
  guint which;

  for (guint i = 0; self != NULL && self->keys != NULL && i < self->keys->len; i++)
    {
      const GalleyValue *candidate = g_ptr_array_index (self->keys, i);

      if (candidate->text == NULL || !equal_folded (candidate->text, key))
        continue;
      which = g_str_equal (candidate->text, key) ? 0 : 1;
      if (found[which] < 0)
        found[which] = (gint) i;
      else if (second[which] < 0)
        second[which] = (gint) i;
    }

  which = found[0] >= 0 ? 0 : 1;
  if (other != NULL)
    *other = second[which];
  return found[which];
}

/**
 * galley_value_get_string:
 * @self: (nullable): a value
 *
 * Returns: (nullable): the text of a scalar that is neither null nor empty; of a list, that of
 *   its first item, since themes write one value either way
 */
const char *
galley_value_get_string (const GalleyValue *self)
{
  if (self == NULL || self->kind == GALLEY_VALUE_NULL)
    return NULL;
  if (self->kind == GALLEY_VALUE_LIST && self->items->len > 0)
    {
      const GalleyValue *first = g_ptr_array_index (self->items, 0);

      return first->kind == GALLEY_VALUE_LIST ? NULL : galley_value_get_string (first);
    }

  return self->text != NULL && *self->text != '\0' ? self->text : NULL;
}

/**
 * galley_value_dup_strings:
 * @self: (nullable): a value
 *
 * Reads a taxonomy: a list of scalars, or one scalar for a list of one.
 *
 * Returns: (transfer full): the texts, none when there is no such thing
 */
GStrv
galley_value_dup_strings (const GalleyValue *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self != NULL && self->kind == GALLEY_VALUE_LIST)
    for (guint i = 0; i < self->items->len; i++)
      {
        const GalleyValue *item = g_ptr_array_index (self->items, i);

        if (item->text != NULL && *item->text != '\0')
          g_strv_builder_add (builder, item->text);
      }
  else if (galley_value_get_string (self) != NULL)
    g_strv_builder_add (builder, galley_value_get_string (self));

  return g_strv_builder_end (builder);
}
