/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-edit.h"
#include "galley-error.h"
#include "galley-field-path.h"
#include "galley-front-matter-edit.h"

#include <string.h>

static GalleyFrontMatterEdit *
edit_new (const char *text)
{
  return galley_front_matter_edit_new (text, strlen (text));
}

/* Each edit touches its value, and no byte more. */
static void
test_minimal (void)
{
  static const char text[] = "---\ntitle: \"a\" # t\ntags: [x, y]\ndraft: true\n---\nbody\n";
  g_autoptr (GalleyFrontMatterEdit) edit = edit_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) edits = NULL;
  const GalleyEdit *first;
  const GalleyEdit *second;

  g_assert_true (galley_front_matter_edit_set_yaml (edit, "draft", "false", &error));
  g_assert_true (galley_front_matter_edit_set_text (edit, "title", "bb", &error));
  g_assert_true (galley_front_matter_edit_set_text (edit, "title", "ccc", &error));
  g_assert_no_error (error);

  edits = galley_front_matter_edit_dup_edits (edit);
  g_assert_cmpuint (edits->len, ==, 2);
  first = &g_array_index (edits, GalleyEdit, 0);
  second = &g_array_index (edits, GalleyEdit, 1);
  g_assert_cmpmem (text + first->offset, first->length, "\"a\"", 3);
  g_assert_cmpstr (first->replacement, ==, "\"ccc\"");
  g_assert_cmpmem (text + second->offset, second->length, "true", 4);
  g_assert_cmpstr (second->replacement, ==, "false");
}

static void
test_nothing_to_do (void)
{
  g_autoptr (GalleyFrontMatterEdit) edit = edit_new ("---\na: 'x'\nb: [1, c]\n---\n");
  g_autoptr (GArray) edits = NULL;

  g_assert_true (galley_front_matter_edit_set_text (edit, "a", "x", NULL));
  g_assert_true (galley_front_matter_edit_set_yaml (edit, "b", "[1, c]", NULL));
  g_assert_true (galley_front_matter_edit_rename (edit, "a", "a", NULL));
  edits = galley_front_matter_edit_dup_edits (edit);
  g_assert_cmpuint (edits->len, ==, 0);
}

/* A refusal says where, in the text that was given, and leaves what was done before. */
static void
test_refused (void)
{
  static const char text[] = "---\na: &x 1\nb: *x\n---\n";
  g_autoptr (GalleyFrontMatterEdit) edit = edit_new (text);
  g_autoptr (GError) error = NULL;
  const GalleyDiagnostic *failure;

  g_assert_null (galley_front_matter_edit_get_failure (edit));
  g_assert_true (galley_front_matter_edit_set_text (edit, "title", "t\nu\nv", NULL));
  g_assert_false (galley_front_matter_edit_set_text (edit, "b", "c", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_EDITABLE);
  failure = galley_front_matter_edit_get_failure (edit);
  g_assert_cmpuint (failure->line, ==, 3);
  g_assert_cmpuint (failure->column, ==, 4);
  g_assert_cmpuint (failure->offset, ==, strstr (text, "*x") - text);
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==,
                   "---\ntitle: |-\n  t\n  u\n  v\na: &x 1\nb: *x\n---\n");
}

static void
test_refused_first (void)
{
  g_autoptr (GalleyFrontMatterEdit) edit = edit_new ("body\n");

  g_assert_false (galley_front_matter_edit_unset (edit, "a", NULL));
  g_assert_false (galley_front_matter_edit_set_text (edit, "a[3]", "x", NULL));
  g_assert_nonnull (galley_front_matter_edit_get_failure (edit));
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==, "body\n");
  g_assert_true (galley_front_matter_edit_insert_text (edit, "a", 0, "x", NULL));
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==, "---\na:\n- x\n---\nbody\n");
}

static void
test_syntax (void)
{
  static const char text[] = "---\na: 1\n---\n";
  static const char *const yamls[] = { "[", "{a: 1, a: 2}", "*x", "a: b: c" };

  for (guint i = 0; i < G_N_ELEMENTS (yamls); i++)
    {
      g_autoptr (GalleyFrontMatterEdit) edit = edit_new (text);
      g_autoptr (GError) error = NULL;

      g_assert_false (galley_front_matter_edit_set_yaml (edit, "a", yamls[i], &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX);
      g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==, text);
    }
}

static void
assert_lists (const char *text, GalleyListStyle style, const char *expected)
{
  g_autoptr (GalleyFrontMatterEdit) edit = edit_new (text);
  static const char *const tags[] = { "a", "b", NULL };

  galley_front_matter_edit_set_list_style (edit, style);
  g_assert_true (galley_front_matter_edit_set_strings (edit, "tags", tags, NULL));
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==, expected);
}

static void
test_list_style (void)
{
  assert_lists ("---\n---\n", GALLEY_LIST_STYLE_AUTO, "---\ntags:\n- a\n- b\n---\n");
  assert_lists ("---\n---\n", GALLEY_LIST_STYLE_FLOW, "---\ntags: [a, b]\n---\n");
  assert_lists ("---\n---\n", GALLEY_LIST_STYLE_INDENTED, "---\ntags:\n  - a\n  - b\n---\n");
  assert_lists ("---\nx: [1]\n---\n", GALLEY_LIST_STYLE_INDENTED,
                "---\nx: [1]\ntags: [a, b]\n---\n");
  assert_lists ("+++\n+++\n", GALLEY_LIST_STYLE_BLOCK, "+++\ntags = [\"a\", \"b\"]\n+++\n");
}

/* One text without a list stays so, until there are two. */
static void
test_strings (void)
{
  g_autoptr (GalleyFrontMatterEdit) edit = edit_new ("---\ncategories: 'x'\n---\n");
  static const char *const one[] = { "y", NULL };
  static const char *const two[] = { "y", "z: 1", NULL };
  static const char *const none[] = { NULL };

  g_assert_true (galley_front_matter_edit_set_strings (edit, "categories", one, NULL));
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==,
                   "---\ncategories: 'y'\n---\n");
  g_assert_true (galley_front_matter_edit_set_strings (edit, "categories", two, NULL));
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==,
                   "---\ncategories: ['y', 'z: 1']\n---\n");
  g_assert_true (galley_front_matter_edit_set_strings (edit, "categories", none, NULL));
  g_assert_cmpstr (galley_front_matter_edit_get_text (edit, NULL), ==,
                   "---\ncategories: []\n---\n");
}

/* A few lines that stand for more values than there are atoms. */
static void
test_many_aliases (void)
{
  g_autoptr (GString) text = g_string_new ("---\na0: &a0 [x, x]\n");
  g_autoptr (GalleyFrontMatterEdit) edit = NULL;

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (text, "a%u: &a%u [*a%u, *a%u, *a%u]\n", i, i, i - 1, i - 1, i - 1);
  g_string_append (text, "title: old\n---\n");
  edit = galley_front_matter_edit_new (text->str, text->len);

  g_assert_true (galley_front_matter_edit_set_text (edit, "title", "new", NULL));
  g_assert_false (galley_front_matter_edit_unset (edit, "a3", NULL));
  g_assert_false (galley_front_matter_edit_set_text (edit, "a3[0]", "x", NULL));
  g_assert_true (galley_front_matter_edit_unset (edit, "a29", NULL));
}

static void
test_many_items (void)
{
  g_autoptr (GString) text = g_string_new ("---\ntags:\n");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GalleyFrontMatterEdit) edit = NULL;
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *tag = g_strdup_printf ("new%u", i);

      g_string_append_printf (text, "- old%u\n", i);
      g_strv_builder_add (builder, tag);
    }
  g_string_append (text, "title: x\n---\n");
  strings = g_strv_builder_end (builder);
  edit = galley_front_matter_edit_new (text->str, text->len);

  g_assert_true (galley_front_matter_edit_set_strings (edit, "tags", (const char *const *) strings,
                                                       NULL));
  g_assert_true (galley_front_matter_edit_set_text (edit, "tags[4999]", "y", NULL));
  g_assert_nonnull (strstr (galley_front_matter_edit_get_text (edit, NULL),
                            "- new4998\n- \"y\"\n"));
}

static void
test_too_large (void)
{
  g_autoptr (GString) text = g_string_new ("---\na: 1\nb: ");
  g_autoptr (GalleyFrontMatterEdit) edit = NULL;
  g_autofree char *large = g_strnfill (300000, 'x');
  g_autoptr (GalleyFrontMatterEdit) small = edit_new ("---\na: 1\n---\n");

  g_string_append_printf (text, "%s\n---\n", large);
  edit = galley_front_matter_edit_new (text->str, text->len);
  g_assert_false (galley_front_matter_edit_set_text (edit, "a", "2", NULL));
  g_assert_false (galley_front_matter_edit_set_text (small, "a", large, NULL));
  g_assert_cmpstr (galley_front_matter_edit_get_text (small, NULL), ==, "---\na: 1\n---\n");
}

/* Two steps joined into one do the same. */
static void
test_compose (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *text = g_strdup ("abcdefghijklmnop");
      g_autofree char *middle = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *once = NULL;
      g_autoptr (GArray) first = galley_edit_list_new ();
      g_autoptr (GArray) second = galley_edit_list_new ();
      GArray *steps[] = { first, second };
      g_autoptr (GArray) joined = NULL;
      gsize length = strlen (text);

      for (guint i = 0; i < 2; i++)
        {
          gsize at = 0;

          for (guint j = g_test_rand_int_range (0, 4); j > 0; j--)
            {
              gsize start = at + g_test_rand_int_range (0, (gint) (length - at) + 1);
              gsize end = start + g_test_rand_int_range (0, (gint) (length - start) + 1) / 2;
              g_autofree char *added = g_strnfill (g_test_rand_int_range (0, 5), 'X' + (gint) i);

              if (j == 1 && i == 0 && round % 7 == 0)
                start = end = length;
              galley_edit_list_add (steps[i], start, end - start, added);
              at = end;
            }
          if (i == 0)
            middle = galley_edit_list_apply (steps[0], text, length, &length);
        }

      twice = galley_edit_list_apply (steps[1], middle, strlen (middle), NULL);
      joined = galley_edit_list_compose (steps[0], steps[1], strlen (text));
      once = galley_edit_list_apply (joined, text, strlen (text), NULL);
      g_assert_cmpstr (once, ==, twice);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/front-matter-edit/minimal", test_minimal);
  g_test_add_func ("/front-matter-edit/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/front-matter-edit/refused", test_refused);
  g_test_add_func ("/front-matter-edit/refused-first", test_refused_first);
  g_test_add_func ("/front-matter-edit/syntax", test_syntax);
  g_test_add_func ("/front-matter-edit/list-style", test_list_style);
  g_test_add_func ("/front-matter-edit/strings", test_strings);
  g_test_add_func ("/front-matter-edit/many-aliases", test_many_aliases);
  g_test_add_func ("/front-matter-edit/many-items", test_many_items);
  g_test_add_func ("/front-matter-edit/too-large", test_too_large);
  g_test_add_func ("/front-matter-edit/compose", test_compose);

  return g_test_run ();
}
