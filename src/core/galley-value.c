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
    self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_value_unref);
  if (kind == GALLEY_VALUE_MAP)
    self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_value_unref);

  return self;
}

/**
 * galley_value_ref:
 * @self: a value
 *
 * Returns: (transfer full): @self
 */
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

  g_free (self->text);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
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
