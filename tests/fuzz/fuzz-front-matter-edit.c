/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-edit.h"
#include "galley-field-path.h"
#include "galley-front-matter-check.h"

#include <string.h>

#define PATHS_MAX 40

/* The paths of what is there, a few of each kind. */
static void
collect (const GalleyValue *value, const char *path, GPtrArray *paths, guint depth)
{
  for (guint i = 0; value->items != NULL && i < MIN (value->items->len, 5); i++)
    {
      const GalleyValue *key = value->keys != NULL ? g_ptr_array_index (value->keys, i) : NULL;
      char *inner;

      if (paths->len >= PATHS_MAX || depth > 5 || (key != NULL && key->text == NULL))
        return;
      inner = key != NULL ? galley_field_path_join (path, key->text)
                          : galley_field_path_join_index (path, i);
      g_ptr_array_add (paths, inner);
      collect (g_ptr_array_index (value->items, i), inner, paths, depth + 1);
    }
}

static void
check (GalleyFrontMatterEdit *edit, const char *text, gsize size)
{
  g_autoptr (GArray) edits = galley_front_matter_edit_dup_edits (edit);
  gsize length, applied_length;
  const char *after = galley_front_matter_edit_get_text (edit, &length);
  g_autofree char *applied = galley_edit_list_apply (edits, text, size, &applied_length);

  g_assert_cmpmem (applied, applied_length, after, length);
  g_assert_true (g_utf8_validate_len (after, length, NULL));
}

/* What was set must be read back; what is refused must change nothing. */
static void
set_text (const char *text, gsize size, const char *path, const char *value)
{
  g_autoptr (GalleyFrontMatterEdit) edit = galley_front_matter_edit_new (text, size);
  const GalleyValue *found;
  gsize length;

  if (!galley_front_matter_edit_set_text (edit, path, value, NULL))
    {
      if (galley_front_matter_edit_get_front_matter (edit)->kind != GALLEY_FRONT_MATTER_NONE)
        galley_front_matter_edit_get_text (edit, &length);
      return;
    }

  found = galley_field_path_find (galley_front_matter_edit_get_front_matter (edit)->root, path);
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, GALLEY_VALUE_STRING);
  g_assert_cmpstr (found->text, ==, value);
  check (edit, text, size);
}

static void
change (const char *text, gsize size, const char *path, const char *value)
{
  static const char *const values[] = { "true",       "[a, 'b: c']", "{a: {b: c}}",
                                        "2026-01-01", "null",        "5" };
  g_autoptr (GalleyFrontMatterEdit) edit = galley_front_matter_edit_new (text, size);

  galley_front_matter_edit_rename (edit, path, value, NULL);
  galley_front_matter_edit_insert_text (edit, path, 1, value, NULL);
  galley_front_matter_edit_set_yaml (edit, path, values[size % G_N_ELEMENTS (values)], NULL);
  galley_front_matter_edit_unset (edit, path, NULL);
  check (edit, text, size);
}

/* The input is a value, a NUL, and a text that may begin with front matter in any language. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *separator = size > 0 ? memchr (data, '\0', MIN (size, 200)) : NULL;
  const char *text = separator != NULL ? separator + 1 : (const char *) data;
  gsize length = separator != NULL ? size - (gsize) (text - (const char *) data) : size;
  g_autofree char *value =
    separator != NULL ? g_strdup ((const char *) data) : g_strdup ("a: 'b' # c");
  g_autofree char *copy = NULL;
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GalleyFrontMatter) front_matter = NULL;

  if (length > 20000 || !g_utf8_validate_len (text, length, NULL)
      || !g_utf8_validate (value, -1, NULL))
    return 0;

  copy = g_memdup2 (text, length);
  front_matter = galley_front_matter_new (copy != NULL ? copy : "", length, diagnostics);
  galley_front_matter_check (front_matter, NULL, diagnostics);
  g_ptr_array_add (paths, g_strdup ("fresh"));
  g_ptr_array_add (paths, g_strdup ("new.deep[0].x"));
  if (front_matter->root != NULL)
    collect (front_matter->root, NULL, paths, 0);

  for (guint i = 0; i < paths->len; i++)
    {
      set_text (copy != NULL ? copy : "", length, g_ptr_array_index (paths, i), value);
      change (copy != NULL ? copy : "", length, g_ptr_array_index (paths, i), value);
    }

  return 0;
}
