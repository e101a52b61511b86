/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-error.h"
#include "galley-field-path.h"
#include "galley-front-matter-edit-private.h"
#include "galley-value-data.h"
#include "galley-yaml.h"

#include <glib/gi18n.h>
#include <string.h>

/* A list that changes in more places than this is written anew. */
#define STEPS_MAX 40

/* Inside one map or list, one item is changed. */
static gboolean
replace_value (GalleyFrontMatterEdit *self,
               GalleyFieldChange *change,
               const GalleyFieldPlace *place,
               const GalleyValue *value,
               GError **error)
{
  const GalleyFieldWriter *writer = galley_front_matter_edit_get_writer (self);
  const GalleyValue *old = g_ptr_array_index (place->parent->items, place->index);
  g_autoptr (GalleyValue) adapted = NULL;
  g_autoptr (GalleyValue) expected = NULL;
  GalleyValue *copy;
  gpointer *item;

  adapted = writer->adapt (change, value, old, place->offset);
  if (adapted == NULL || !galley_field_place_check (place, change, adapted))
    return galley_front_matter_edit_fail (self, change, error);
  if (galley_value_equal (adapted, old))
    return TRUE;

  if (!writer->replace (change, place->parent, place->index, adapted))
    return galley_front_matter_edit_fail (self, change, error);

  expected = galley_value_copy_along (change->root, (const guint *) place->indexes->data,
                                      place->indexes->len, &copy);
  item = &g_ptr_array_index (copy->items, place->index);
  g_free (adapted->tag);
  adapted->tag = g_strdup (old->tag);
  galley_value_unref (*item);
  *item = g_steal_pointer (&adapted);
  return galley_front_matter_edit_commit (self, change, expected, place->offset, error);
}

static gboolean
insert_value (GalleyFrontMatterEdit *self,
              GalleyFieldChange *change,
              const GalleyFieldPlace *place,
              const GalleyValue *value,
              GError **error)
{
  const GalleyFieldWriter *writer = galley_front_matter_edit_get_writer (self);
  g_autoptr (GalleyValue) adapted = writer->adapt (change, value, NULL, place->offset);
  g_autoptr (GalleyValue) expected = NULL;
  GalleyValue *copy;

  if (adapted == NULL || !writer->insert (change, place->parent, place->index, place->key, adapted))
    return galley_front_matter_edit_fail (self, change, error);

  expected = galley_value_copy_along (change->root, (const guint *) place->indexes->data,
                                      place->indexes->len, &copy);
  g_ptr_array_insert (copy->items, (gint) place->index, g_steal_pointer (&adapted));
  if (place->key != NULL)
    g_ptr_array_insert (copy->keys, (gint) place->index, galley_value_new_string (place->key));
  return galley_front_matter_edit_commit (self, change, expected, place->offset, error);
}

static gboolean
set_value (GalleyFrontMatterEdit *self, const char *path, const GalleyValue *value, GError **error);

/* Where there is no front matter, it comes with the first field, or not at all. */
static gboolean
set_first_value (GalleyFrontMatterEdit *self,
                 const char *path,
                 const GalleyValue *value,
                 GError **error)
{
  g_autoptr (GalleyFrontMatterEdit) trial = galley_front_matter_edit_new (self->text, self->length);

  trial->list_style = self->list_style;
  if (!galley_front_matter_edit_add_front_matter (trial, GALLEY_FRONT_MATTER_YAML, error)
      || !set_value (trial, path, value, error))
    {
      galley_diagnostic_free (self->failure);
      self->failure = g_steal_pointer (&trial->failure);
      return FALSE;
    }

  galley_front_matter_edit_take (self, trial, trial->edits);
  return TRUE;
}

static gboolean
set_value (GalleyFrontMatterEdit *self, const char *path, const GalleyValue *value, GError **error)
{
  g_auto (GalleyFieldChange) change = { 0 };
  g_auto (GalleyFieldPlace) place = { 0 };
  g_autoptr (GArray) steps = galley_field_path_parse (path, error);
  g_autoptr (GalleyValue) nested = NULL;

  if (steps == NULL)
    return FALSE;
  if (self->obstacle == NULL && self->front_matter->kind == GALLEY_FRONT_MATTER_NONE)
    return set_first_value (self, path, value, error);
  if (!galley_front_matter_edit_prepare (self, &change, error))
    return FALSE;
  if (!galley_field_place_find (&place, &change, steps))
    return galley_front_matter_edit_fail (self, &change, error);
  if (place.n_missing == 0)
    return replace_value (self, &change, &place, value, error);

  nested = galley_field_place_nest (&place, steps, value);
  if (place.fills)
    return replace_value (self, &change, &place, nested, error);
  return insert_value (self, &change, &place, nested, error);
}

/* Puts an item into a list that is there. */
static gboolean
insert_item (GalleyFrontMatterEdit *self,
             const char *path,
             guint index,
             const GalleyValue *value,
             GError **error)
{
  g_auto (GalleyFieldChange) change = { 0 };
  g_auto (GalleyFieldPlace) place = { 0 };
  g_autofree char *item = galley_field_path_join_index (path, index);
  g_autoptr (GArray) steps = galley_field_path_parse (item, error);

  if (steps == NULL)
    return FALSE;
  if (self->obstacle == NULL && self->front_matter->kind == GALLEY_FRONT_MATTER_NONE)
    return set_first_value (self, item, value, error);
  if (!galley_front_matter_edit_prepare (self, &change, error))
    return FALSE;
  if (!galley_field_place_find (&place, &change, steps))
    return galley_front_matter_edit_fail (self, &change, error);
  /* Where there is no list yet, it begins with this item. */
  if (place.n_missing > 1 || place.fills)
    return set_value (self, item, value, error);

  g_clear_pointer (&place.key, g_free);
  return insert_value (self, &change, &place, value, error);
}

/* How many items two lists share at their start, and at their end. */
static void
compare_lists (const GalleyValue *old, const GalleyValue *value, guint *start, guint *end)
{
  guint shorter = MIN (old->items->len, value->items->len);

  for (*start = 0; *start < shorter; (*start)++)
    if (!galley_value_equal (old->items->pdata[*start], value->items->pdata[*start]))
      break;
  for (*end = 0; *end < shorter - *start; (*end)++)
    if (!galley_value_equal (old->items->pdata[old->items->len - 1 - *end],
                             value->items->pdata[value->items->len - 1 - *end]))
      break;
}

static gboolean
set_list_items (GalleyFrontMatterEdit *self, const char *path, const GalleyValue *value)
{
  const GalleyValue *old = galley_field_path_find (self->front_matter->root, path);
  guint n_old = old->items->len;
  guint start, end;
  gboolean good = TRUE;

  compare_lists (old, value, &start, &end);
  for (guint i = start; good && i < MAX (n_old, value->items->len) - end; i++)
    {
      gboolean is_new = i >= n_old - end;
      g_autofree char *item =
        galley_field_path_join_index (path,
                                      i < value->items->len - end ? i : value->items->len - end);

      if (i >= value->items->len - end)
        good = galley_front_matter_edit_unset (self, item, NULL);
      else if (is_new)
        good = insert_item (self, path, i, value->items->pdata[i], NULL);
      else
        good = set_value (self, item, value->items->pdata[i], NULL);
    }

  return good;
}

/* Does several changes or none. */
static gboolean
try_list_items (GalleyFrontMatterEdit *self, const char *path, const GalleyValue *value)
{
  g_autoptr (GalleyFrontMatterEdit) trial = galley_front_matter_edit_new (self->text, self->length);

  trial->list_style = self->list_style;
  if (!set_list_items (trial, path, value))
    return FALSE;

  galley_front_matter_edit_take (self, trial, trial->edits);
  return TRUE;
}

/* Item by item, so that what stays the same keeps its quotes and comments. */
static gboolean
merge_value (GalleyFrontMatterEdit *self,
             const char *path,
             const GalleyValue *value,
             GError **error)
{
  const GalleyValue *old = galley_field_path_find (self->front_matter->root, path);
  guint start, end;

  if (old != NULL && old->kind == GALLEY_VALUE_LIST && value->kind == GALLEY_VALUE_LIST
      && old->target == NULL && old->items->len > 0 && value->items->len > 0)
    {
      compare_lists (old, value, &start, &end);
      if (MAX (old->items->len, value->items->len) - start - end <= STEPS_MAX
          && try_list_items (self, path, value))
        return TRUE;
    }

  return set_value (self, path, value, error);
}

/**
 * galley_front_matter_edit_set_text:
 * @self: an edit
 * @path: which field
 * @text: its text, valid UTF-8
 * @error: where to say why it cannot be
 *
 * Makes a field a string of exactly this text, whatever quotes that takes. A field that is not
 * there comes beside its kin, else at the end, with all that leads to it.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_set_text (GalleyFrontMatterEdit *self,
                                   const char *path,
                                   const char *text,
                                   GError **error)
{
  g_autoptr (GalleyValue) value = galley_value_new_string (text);

  return set_value (self, path, value, error);
}

/**
 * galley_front_matter_edit_set_strings:
 * @self: an edit
 * @path: which field
 * @strings: its texts
 * @error: where to say why it cannot be
 *
 * Makes a field a list of strings. One string stays without a list where it was so before.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_set_strings (GalleyFrontMatterEdit *self,
                                      const char *path,
                                      const char *const *strings,
                                      GError **error)
{
  g_autoptr (GalleyValue) value = galley_value_new (GALLEY_VALUE_LIST, 0, 0);
  const GalleyValue *old = galley_field_path_find (self->front_matter->root, path);

  for (gsize i = 0; strings[i] != NULL; i++)
    g_ptr_array_add (value->items, galley_value_new_string (strings[i]));

  if (old != NULL && old->kind == GALLEY_VALUE_STRING && value->items->len == 1)
    return set_value (self, path, value->items->pdata[0], error);
  return merge_value (self, path, value, error);
}

/* Reads what is to be written. */
static GalleyValue *
parse_value (const char *yaml, GError **error)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  GalleyValue *value = galley_yaml_parse (yaml, strlen (yaml), 0, diagnostics);

  /* Twice the same name is a mistake here, too. */
  if (diagnostics->len > 0)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, 0);

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX, _ ("“%s” is no YAML value: %s"), yaml,
                   diagnostic->message);
      g_clear_pointer (&value, galley_value_unref);
    }
  else if (value == NULL)
    {
      value = galley_value_new (GALLEY_VALUE_NULL, 0, 0);
      value->text = g_strdup ("null");
    }

  return value;
}

/**
 * galley_front_matter_edit_set_yaml:
 * @self: an edit
 * @path: which field
 * @yaml: its value as YAML, such as `true`, `[a, b]` or `2026-11-22T10:00:00+08:00`, whatever
 *   language the front matter is written in
 * @error: where to say why it cannot be
 *
 * Sets a field to a value of any type.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_set_yaml (GalleyFrontMatterEdit *self,
                                   const char *path,
                                   const char *yaml,
                                   GError **error)
{
  g_autoptr (GalleyValue) value = parse_value (yaml, error);

  return value != NULL && merge_value (self, path, value, error);
}

/* Finds what is there; what is not is an error. */
static gboolean
find_present (GalleyFrontMatterEdit *self,
              GalleyFieldChange *change,
              GalleyFieldPlace *place,
              const char *path,
              GError **error)
{
  g_autoptr (GArray) steps = galley_field_path_parse (path, error);

  if (steps == NULL || !galley_front_matter_edit_prepare (self, change, error))
    return FALSE;
  if (!galley_field_place_find (place, change, steps))
    return galley_front_matter_edit_fail (self, change, error);
  if (place->n_missing > 0)
    {
      if (place->taken != NULL)
        galley_field_place_refuse_taken (change, place->taken, place->key);
      else
        galley_field_change_refuse (change, change->start, _ ("there is no “%s”"), path);
      return galley_front_matter_edit_fail (self, change, error);
    }

  return TRUE;
}

/**
 * galley_front_matter_edit_unset:
 * @self: an edit
 * @path: which field, or item of a list
 * @error: where to say why it cannot be
 *
 * Takes out a field or an item, with the comment on its line.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_unset (GalleyFrontMatterEdit *self, const char *path, GError **error)
{
  g_auto (GalleyFieldChange) change = { 0 };
  g_auto (GalleyFieldPlace) place = { 0 };
  g_autoptr (GalleyValue) expected = NULL;
  GalleyValue *copy;

  if (!find_present (self, &change, &place, path, error))
    return FALSE;

  /* A list by indentation cannot be empty: it needs brackets then. */
  if (place.parent->items->len == 1 && place.parent->style == GALLEY_VALUE_STYLE_BLOCK
      && place.indexes->len > 0)
    {
      g_autoptr (GalleyValue) empty = galley_value_new (place.parent->kind, 0, 0);

      galley_field_place_up (&place, &change);
      return replace_value (self, &change, &place, empty, error);
    }

  if (!galley_field_place_check_removal (&place, &change)
      || !galley_front_matter_edit_get_writer (self)->remove (&change, place.parent, place.index))
    return galley_front_matter_edit_fail (self, &change, error);

  /* A group that is only named in longer names ends with its last field. */
  while (place.parent->style == GALLEY_VALUE_STYLE_DOTTED && place.parent->items->len == 1
         && place.indexes->len > 0)
    galley_field_place_up (&place, &change);
  expected = galley_value_copy_along (change.root, (const guint *) place.indexes->data,
                                      place.indexes->len, &copy);
  g_ptr_array_remove_index (copy->items, place.index);
  if (copy->keys != NULL)
    g_ptr_array_remove_index (copy->keys, place.index);
  return galley_front_matter_edit_commit (self, &change, expected, place.offset, error);
}

/* A name that a later “<<” sets as well would not count. */
static void
check_taken (const GalleyFieldPlace *place, GalleyFieldChange *change, const char *key)
{
  gint found = galley_value_find_key (place->merged, key, NULL);
  const GalleyValue *taken = found >= 0 ? g_ptr_array_index (place->merged->items, found) : NULL;

  if (taken != NULL && taken->merged && taken->offset > place->offset)
    galley_field_place_refuse_taken (change, taken, key);
}

/**
 * galley_front_matter_edit_rename:
 * @self: an edit
 * @path: which field
 * @key: its new name
 * @error: where to say why it cannot be
 *
 * Gives a field another name, in the same place.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_rename (GalleyFrontMatterEdit *self,
                                 const char *path,
                                 const char *key,
                                 GError **error)
{
  g_auto (GalleyFieldChange) change = { 0 };
  g_auto (GalleyFieldPlace) place = { 0 };
  g_autoptr (GalleyValue) expected = NULL;
  GalleyValue *copy;
  gpointer *name;
  gint other;

  if (!find_present (self, &change, &place, path, error))
    return FALSE;
  other = galley_value_find_key (place.parent, key, NULL);
  if (place.parent->keys == NULL)
    galley_field_change_refuse (&change, place.offset, _ ("an item of a list has no name"));
  else if (other >= 0 && (guint) other != place.index)
    galley_field_change_refuse (&change, place.offset, _ ("there is a “%s” already"), key);
  else
    check_taken (&place, &change, key);
  if (change.failure != NULL)
    return galley_front_matter_edit_fail (self, &change, error);

  name = &g_ptr_array_index (place.parent->keys, place.index);
  if (g_strcmp0 (((GalleyValue *) *name)->text, key) == 0)
    return TRUE;
  if (!galley_front_matter_edit_get_writer (self)->rename (&change, place.parent, place.index, key))
    return galley_front_matter_edit_fail (self, &change, error);

  expected = galley_value_copy_along (change.root, (const guint *) place.indexes->data,
                                      place.indexes->len, &copy);
  name = &g_ptr_array_index (copy->keys, place.index);
  galley_value_unref (*name);
  *name = galley_value_new_string (key);
  return galley_front_matter_edit_commit (self, &change, expected, place.offset, error);
}

/**
 * galley_front_matter_edit_insert_text:
 * @self: an edit
 * @path: a list; if there is none, it is made
 * @index: before which item, from 0
 * @text: a text, valid UTF-8
 * @error: where to say why it cannot be
 *
 * Puts a string into a list.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_insert_text (GalleyFrontMatterEdit *self,
                                      const char *path,
                                      guint index,
                                      const char *text,
                                      GError **error)
{
  g_autoptr (GalleyValue) value = galley_value_new_string (text);

  return insert_item (self, path, index, value, error);
}

/**
 * galley_front_matter_edit_insert_yaml:
 * @self: an edit
 * @path: a list; if there is none, it is made
 * @index: before which item, from 0
 * @yaml: a value as YAML
 * @error: where to say why it cannot be
 *
 * Puts a value of any type into a list.
 *
 * Returns: whether it was done; if not, nothing is changed
 */
gboolean
galley_front_matter_edit_insert_yaml (GalleyFrontMatterEdit *self,
                                      const char *path,
                                      guint index,
                                      const char *yaml,
                                      GError **error)
{
  g_autoptr (GalleyValue) value = parse_value (yaml, error);

  return value != NULL && insert_item (self, path, index, value, error);
}
