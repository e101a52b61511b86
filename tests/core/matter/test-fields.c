/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-path.h"
#include "galley-field-usage.h"
#include "galley-front-matter-check.h"

#include <string.h>

static GPtrArray *
new_diagnostics (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
}

static void
test_declared (void)
{
  static const char text[] = "# the form\n"
                             "- title\n"
                             "- name: date\n"
                             "  required: true\n"
                             "- name: kind\n"
                             "  label: 类型\n"
                             "  choices: [weekly, special]\n"
                             "- {name: note, type: long text}\n"
                             "- {name: mood, type: feeling}\n"
                             "- {label: nameless}\n"
                             "- {name: Date}\n";
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  g_autoptr (GalleyFields) fields = galley_fields_parse (text, strlen (text), diagnostics);
  const GalleyField *kind = galley_fields_find (fields, "KIND");

  g_assert_cmpuint (galley_fields_get_n_fields (fields), ==, 5);
  g_assert_cmpuint (diagnostics->len, ==, 3);
  g_assert_cmpstr (galley_fields_get_field (fields, 0)->name, ==, "title");
  g_assert_cmpint (galley_fields_get_field (fields, 0)->type, ==, GALLEY_FIELD_TEXT);
  g_assert_false (galley_fields_get_field (fields, 0)->required);
  g_assert_cmpint (galley_fields_get_field (fields, 1)->type, ==, GALLEY_FIELD_DATE);
  g_assert_true (galley_fields_get_field (fields, 1)->required);
  g_assert_cmpstr (kind->label, ==, "类型");
  g_assert_cmpint (kind->type, ==, GALLEY_FIELD_CHOICE);
  g_assert_cmpstr (kind->choices[1], ==, "special");
  g_assert_cmpint (galley_fields_find (fields, "note")->type, ==, GALLEY_FIELD_LONG_TEXT);
  g_assert_cmpint (galley_fields_find (fields, "mood")->type, ==, GALLEY_FIELD_ANY);
  g_assert_null (galley_fields_find (fields, "nameless"));
}

static void
test_declared_map (void)
{
  static const char text[] = "fields:\n  issue: number\n  cover: {label: Cover}\n";
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  g_autoptr (GalleyFields) fields = galley_fields_parse (text, strlen (text), diagnostics);

  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpuint (galley_fields_get_n_fields (fields), ==, 2);
  g_assert_cmpint (galley_fields_find (fields, "issue")->type, ==, GALLEY_FIELD_NUMBER);
  g_assert_cmpint (galley_fields_find (fields, "cover")->type, ==, GALLEY_FIELD_IMAGE);
}

static void
test_declared_wrong (void)
{
  static const char *const texts[] = { "", "x", "- [", "- 5\n", "- ''\n", "a: b: c\n", "null\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
      g_autoptr (GalleyFields) fields =
        galley_fields_parse (texts[i], strlen (texts[i]), diagnostics);

      g_assert_cmpuint (galley_fields_get_n_fields (fields), ==, 0);
    }
}

/* The messages of a check, each with the text it is about, joined by lines. */
static char *
check (const char *content, const char *declared)
{
  g_autofree char *text = g_strdup_printf ("---\n%s---\nbody\n", content);
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  g_autoptr (GalleyFrontMatter) front_matter =
    galley_front_matter_new (text, strlen (text), diagnostics);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GalleyFields) fields = galley_fields_parse (declared, strlen (declared), diagnostics);
  const GalleyFrontMatterRules rules = { fields, now, zone };
  GString *found = g_string_new (NULL);

  g_assert_cmpuint (diagnostics->len, ==, 0);
  galley_front_matter_check (front_matter, &rules, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_string_append_printf (found, "%.*s: %s\n", (int) diagnostic->length,
                              text + diagnostic->offset, diagnostic->message);
    }

  return g_string_free_and_steal (found);
}

static void
test_check (void)
{
  static const struct
  {
    const char *content;
    const char *declared;
    const char *expected;
  } samples[] = {
    { "title: a\ndate: 2025-12-31\ndraft: false\n", "", "" },
    { "date: 2025-12-31\n", "", "---: The field “title” is missing\n" },
    { "", "", "---: The field “title” is missing\n" },
    { "TITLE: ''\n", "", "---: The field “title” is missing\n" },
    { "title: a\ndate: 2026-1-2\n", "",
      "2026-1-2: “2026-1-2” is no date that Hugo reads: write it like 2026-01-31 or "
      "2026-01-31T10:00:00+08:00\n" },
    { "title: a\ndate: 2026-01-01T07:59:59\n", "", "" },
    { "title: a\ndate: 2026-01-01T08:00:01\n", "",
      "2026-01-01T08:00:01: This date is in the future: Hugo does not publish the issue before\n" },
    { "title: a\npublishDate: 2026-01-01T00:00:01Z\ndate: 2026-02-01\n", "",
      "2026-01-01T00:00:01Z: This date is in the future: Hugo does not publish the issue "
      "before\n" },
    { "title: a\nunpublishdate: '2025-12-31'\n", "",
      "'2025-12-31': This date is past: Hugo does not publish the issue any more\n" },
    { "title: a\nDraft: true\n", "", "true: This is a draft: Hugo does not publish it\n" },
    { "title: a\ndraft: yes\n", "", "yes: Only “true” or “false” counts here\n" },
    { "title: [a]\n", "", "[a]: One text is wanted here, not a list or a group\n" },
    { "title: a\nweight: x\n", "", "x: A number is wanted here\n" },
    { "title: a\ntags: x\n", "", "" },
    { "title: a\ntags: {x: y}\n", "", "{x: y}: A list of texts is wanted here\n" },
    { "title: a\nTitle: b\n", "",
      "Title: “title” and “Title” are one field to Hugo; only one can count\n" },
    { "title: a\nkind: other\n", "- {name: kind, choices: [weekly, special]}\n",
      "other: “other” is not among what the site wants here: weekly, special\n" },
    { "title: a\n", "- {name: img, label: Picture, required: true}\n",
      "---: The field “Picture” is missing\n" },
    { "title: a\nissue: x\n", "issue: number\n", "x: A number is wanted here\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *found = check (samples[i].content, samples[i].declared);

      g_assert_cmpstr (found, ==, samples[i].expected);
    }
}

static void
test_survey (void)
{
  static const char *const issues[] = {
    "---\ntitle: a\ntags:\n- Go\n- 云\nimg: x\n---\n",
    "---\ntitle: b\ndate: 2026-01-01\ntags:\n- 云\n---\n",
    "---\nTitle: c\ndate: 2026-01-02\ntags: [云, Rust]\n---\n",
    "---\ntitle: [\n---\n",
    "no front matter\n",
    "+++\ntitle = 'd'\n+++\n",
  };
  g_autoptr (GalleyFieldUsage) survey = galley_field_usage_new ();
  g_auto (GStrv) none = galley_field_usage_dup_values (survey, "tags");
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) tags = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpint (galley_field_usage_get_list_style (survey), ==, GALLEY_LIST_STYLE_AUTO);
  g_assert_cmpint (galley_field_usage_get_kind (survey), ==, GALLEY_FRONT_MATTER_YAML);

  for (guint i = 0; i < G_N_ELEMENTS (issues); i++)
    galley_field_usage_add (survey, issues[i], strlen (issues[i]));

  names = galley_field_usage_dup_names (survey);
  tags = galley_field_usage_dup_values (survey, "Tags");
  g_assert_cmpuint (galley_field_usage_get_n_issues (survey), ==, 4);
  g_assert_cmpstrv (names, ((const char *const[]) { "title", "date", "tags", "img", NULL }));
  g_assert_cmpstrv (tags, ((const char *const[]) { "云", "Go", "Rust", NULL }));
  g_assert_cmpint (galley_field_usage_get_list_style (survey), ==, GALLEY_LIST_STYLE_BLOCK);
  g_assert_cmpint (galley_field_usage_get_kind (survey), ==, GALLEY_FRONT_MATTER_YAML);
}

static void
test_types (void)
{
  g_assert_cmpint (galley_field_type_of ("TAGS", NULL), ==, GALLEY_FIELD_LIST);
  g_assert_cmpint (galley_field_type_of ("pubdate", NULL), ==, GALLEY_FIELD_DATE);
  g_assert_cmpint (galley_field_type_of ("what", NULL), ==, GALLEY_FIELD_ANY);
  g_assert_cmpstr (galley_field_canonical_name ("lastMod"), ==, "lastmod");
  g_assert_cmpstr (galley_field_canonical_name ("modified"), ==, "lastmod");
  g_assert_cmpstr (galley_field_canonical_name ("什么"), ==, "什么");
}

static void
test_paths (void)
{
  static const char *const good[] = { "title",     "a.b",      "a[0].b", "a[0][12]",
                                      "\"a.b\".c", "\"\\\"\"", "云.🚀",  "a b" };
  static const char *const bad[] = {
    "",    ".",   "a.",   "[0]",   "a[",    "a[x]",           "a[0",
    "a]b", "\"a", "a..b", "a[0]b", "a[-1]", "a[99999999999]", "a\"b\"x]"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) steps = galley_field_path_parse (good[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (steps);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (galley_field_path_parse (bad[i], &error));
      g_assert_nonnull (error);
    }
}

/* Whatever a name is, the path made of it leads to it. */
static void
test_path_of_any_name (void)
{
  static const char *const names[] = {
    "a", "a.b", "a[0]", "\"", "\\", "", "a b", "=", "云", "a\nb"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = galley_field_path_join (NULL, names[i]);
      g_autofree char *item = galley_field_path_join_index (path, 3);
      g_autofree char *deep = galley_field_path_join (item, names[i]);
      g_autoptr (GArray) steps = galley_field_path_parse (deep, NULL);

      g_assert_nonnull (steps);
      g_assert_cmpuint (steps->len, ==, 3);
      g_assert_cmpstr (g_array_index (steps, GalleyFieldStep, 0).key, ==, names[i]);
      g_assert_cmpuint (g_array_index (steps, GalleyFieldStep, 1).index, ==, 3);
      g_assert_cmpstr (g_array_index (steps, GalleyFieldStep, 2).key, ==, names[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fields/declared", test_declared);
  g_test_add_func ("/fields/declared-map", test_declared_map);
  g_test_add_func ("/fields/declared-wrong", test_declared_wrong);
  g_test_add_func ("/fields/check", test_check);
  g_test_add_func ("/fields/survey", test_survey);
  g_test_add_func ("/fields/types", test_types);
  g_test_add_func ("/fields/paths", test_paths);
  g_test_add_func ("/fields/path-of-any-name", test_path_of_any_name);

  return g_test_run ();
}
