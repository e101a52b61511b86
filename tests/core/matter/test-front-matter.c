/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-json-write.h"

#include <string.h>

typedef struct
{
  GalleyFrontMatter *front_matter;
  GPtrArray *diagnostics;
} Read;

static void
read_clear (Read *self)
{
  galley_front_matter_free (self->front_matter);
  g_ptr_array_unref (self->diagnostics);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Read, read_clear)

/* Exactly as long as it is, so that a sanitizer sees what reads on. */
static Read
read_text (const char *text)
{
  Read self = { 0 };
  gsize length = strlen (text);
  g_autofree char *copy = g_memdup2 (text, length);

  self.diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  self.front_matter = galley_front_matter_new (copy != NULL ? copy : "", length, self.diagnostics);
  return self;
}

static void
assert_split (const char *text, GalleyFrontMatterKind kind, const char *content, const char *body)
{
  g_auto (Read) read = read_text (text);
  const GalleyFrontMatter *found = read.front_matter;

  g_test_message ("%s", text);
  g_assert_cmpint (found->kind, ==, kind);
  g_assert_cmpstr (text + found->body_offset, ==, body);
  if (content != NULL)
    g_assert_cmpmem (text + found->offset, found->length, content, strlen (content));
}

/* Where front matter ends, Hugo's rules are stranger than one thinks. */
static void
test_yaml_marks (void)
{
  GalleyFrontMatterKind yaml = GALLEY_FRONT_MATTER_YAML;
  GalleyFrontMatterKind none = GALLEY_FRONT_MATTER_NONE;

  assert_split ("", none, NULL, "");
  assert_split ("text\n", none, NULL, "text\n");
  assert_split ("\xEF\xBB\xBFtext\n", none, NULL, "text\n");
  assert_split ("---\na: b\n---\nbody\n", yaml, "a: b\n", "body\n");
  assert_split ("---\na: b\n---", yaml, "a: b\n", "");
  assert_split ("---\n---\nbody", yaml, "", "body");
  assert_split ("---\r\na: b\r\n---\r\nbody\r\n", yaml, "a: b\r\n", "body\r\n");
  assert_split ("---\ra: b\r---\rbody\r", yaml, "a: b\r", "body\r");
  assert_split ("---\na: b\r---\nbody", yaml, "a: b\r", "body");
  assert_split ("\xEF\xBB\xBF---\na: b\n---\nbody", yaml, "a: b\n", "body");
  assert_split ("\n \t\r\n---\na: b\n---\nbody", yaml, "a: b\n", "body");
  assert_split ("---\na: b\n----\nbody", yaml, "a: b\n", "-\nbody");
  assert_split ("---\na: b\n--- body\n", yaml, "a: b\n", " body\n");
  assert_split ("---\na: |\n  x\n  ---\n---\nbody", yaml, "a: |\n  x\n  ---\n", "body");
  assert_split ("---\na: b\n...\nbody\n", none, NULL, "---\na: b\n...\nbody\n");
  assert_split ("---\na: b\n", none, NULL, "---\na: b\n");
  assert_split ("--- \na: b\n---\nbody", yaml, " \na: b\n", "body");
  assert_split ("- item\n", none, NULL, "- item\n");
  assert_split ("--\n", none, NULL, "--\n");
  assert_split ("-", none, NULL, "-");
  assert_split ("text\n---\na: b\n---\n", none, NULL, "text\n---\na: b\n---\n");
}

static void
test_other_marks (void)
{
  GalleyFrontMatterKind toml = GALLEY_FRONT_MATTER_TOML;
  GalleyFrontMatterKind json = GALLEY_FRONT_MATTER_JSON;
  GalleyFrontMatterKind none = GALLEY_FRONT_MATTER_NONE;

  assert_split ("+++\na = 1\n+++\nbody", toml, "a = 1\n", "body");
  assert_split ("+++\na = 1\n---\n", none, NULL, "+++\na = 1\n---\n");
  assert_split ("+ item\n", none, NULL, "+ item\n");
  assert_split ("{\"a\": \"}\"}\nbody", json, "{\"a\": \"}\"}", "body");
  assert_split ("{\"a\": \"\\\"}\", \"b\": {\"c\": 1}}\n\nbody", json,
                "{\"a\": \"\\\"}\", \"b\": {\"c\": 1}}", "\nbody");
  assert_split ("{}", json, "{}", "");
  assert_split ("{\"a\": 1", none, NULL, "{\"a\": 1");
  assert_split ("{\"a\\", none, NULL, "{\"a\\");
  assert_split ("{{< x >}}\n", none, NULL, "{{< x >}}\n");
}

static void
assert_problem (const char *text, const char *part, gsize offset)
{
  g_auto (Read) read = read_text (text);
  const GalleyDiagnostic *diagnostic;

  g_assert_cmpuint (read.diagnostics->len, ==, 1);
  diagnostic = g_ptr_array_index (read.diagnostics, 0);
  g_test_message ("%s", diagnostic->message);
  g_assert_cmpstr (diagnostic->rule, ==, "front-matter");
  g_assert_cmpint (diagnostic->severity, ==, GALLEY_SEVERITY_ERROR);
  g_assert_nonnull (strstr (diagnostic->message, part));
  g_assert_cmpuint (diagnostic->offset, ==, offset);
}

static void
test_problems (void)
{
  assert_problem ("---\na: b\n", "never closed", 0);
  assert_problem ("\n\n+++\na = 1\n", "never closed", 2);
  assert_problem ("{\"a\": 1", "never closed", 0);
  assert_problem ("- item\n", "“-”", 0);
  assert_problem ("\xEF\xBB\xBF+ item\n", "“+”", 3);
  assert_problem ("---\ntags: [a\n---\nbody", "“]”", 13);
  assert_problem ("---\njust words\n---\nbody", "name: value", 4);
  assert_problem ("---\n- a\n---\nbody", "name: value", 4);
}

/* The body is shown whatever the fields are like. */
static void
test_broken_keeps_its_place (void)
{
  g_auto (Read) read = read_text ("---\na: [\n---\nbody");

  g_assert_cmpint (read.front_matter->kind, ==, GALLEY_FRONT_MATTER_YAML);
  g_assert_null (read.front_matter->root);
  g_assert_null (galley_front_matter_get_string (read.front_matter, "a"));
  g_assert_null (galley_front_matter_get_cover (read.front_matter));
  g_assert_cmpuint (read.front_matter->body_offset, ==, strlen ("---\na: [\n---\n"));
}

static void
assert_field (const char *text, const char *key, const char *expected)
{
  g_auto (Read) read = read_text (text);

  g_assert_cmpstr (galley_front_matter_get_string (read.front_matter, key), ==, expected);
}

static void
test_fields (void)
{
  g_auto (Read) read = read_text ("---\ntags: [一, 二]\ncategories: one\n---\n");
  g_auto (GStrv) tags = galley_front_matter_dup_strings (read.front_matter, "Tags");
  g_auto (GStrv) categories = galley_front_matter_dup_strings (read.front_matter, "categories");
  g_auto (GStrv) none = galley_front_matter_dup_strings (read.front_matter, "none");

  assert_field ("---\nTitle: 周报\n---\n", "title", "周报");
  assert_field ("---\ntitle: 2020\n---\n", "title", "2020");
  assert_field ("---\ntitle:\n---\n", "title", NULL);
  assert_field ("---\ntitle: {a: b}\n---\n", "title", NULL);
  assert_field ("{\"title\": \"a\"}", "title", "a");
  assert_field ("{\"title\": \"a \\ud83D\\uDE00  b \\u4e2d\"}", "title", "a 😀  b 中");
  assert_field ("{\"title\": \"\\ud83d \\ude00\\ud83d\"}", "title", "\uFFFD \uFFFD\uFFFD");
  assert_field ("{\"title\": \"\\\\ud83d\"}", "title", "\\ud83d");
  assert_field ("+++\ntitle = \"a\"\n+++\n", "title", "a");
  assert_field ("text", "title", NULL);
  g_assert_cmpstrv (tags, ((const char *[]) { "一", "二", NULL }));
  g_assert_cmpstrv (categories, ((const char *[]) { "one", NULL }));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
assert_cover (const char *fields, const char *expected)
{
  g_autofree char *text = g_strdup_printf ("---\n%s\n---\n", fields);
  g_auto (Read) read = read_text (text);

  g_assert_cmpstr (galley_front_matter_get_cover (read.front_matter), ==, expected);
}

static void
test_cover (void)
{
  assert_cover ("title: a", NULL);
  assert_cover ("cover: a.png", "a.png");
  assert_cover ("image: ''\nimages: [a.png, b.png]", "a.png");
  assert_cover ("cover:\n  image: a.png\n  alt: b", "a.png");
  assert_cover ("bigimg: [{src: a.png, desc: b}]", "a.png");
  assert_cover ("cover: true", NULL);
  assert_cover ("cover: []\nthumbnail: t.png", "t.png");
  assert_cover ("cover: {alt: b}", NULL);
  assert_cover ("cover: {image: {src: a}}", NULL);
}

static void
assert_data (const char *fields, const char *expected, guint n_diagnostics)
{
  g_autofree char *text = g_strdup_printf ("---\n%s\n---\n", fields);
  g_auto (Read) read = read_text (text);
  g_autoptr (GString) json = g_string_new (NULL);

  g_test_message ("%s", fields);
  g_assert_nonnull (read.front_matter->root);
  galley_json_append_value (json, read.front_matter->root);
  g_assert_cmpstr (json->str, ==, expected);
  g_assert_cmpuint (read.diagnostics->len, ==, n_diagnostics);
}

static void
test_numbers (void)
{
  assert_data ("n: [1.5, -2, 1e3, +4, 0x1f, .inf]", "{\"n\": [1.5, -2, 1e3, 4, 31, \".inf\"]}", 0);
}

/* As Hugo reads them: what comes last counts. */
static void
test_merge (void)
{
  assert_data ("b: &b {x: 1, y: 2}\nm:\n  <<: *b\n  y: 3\n  z: 4",
               "{\"b\": {\"x\": 1, \"y\": 2}, \"m\": {\"x\": 1, \"y\": 3, \"z\": 4}}", 0);
  assert_data ("b: &b {x: 1, y: 2}\nm:\n  y: 3\n  <<: *b",
               "{\"b\": {\"x\": 1, \"y\": 2}, \"m\": {\"y\": 2, \"x\": 1}}", 0);
  assert_data ("b: &b {x: 1, y: 2}\nc: &c {x: 5, w: 6}\nm:\n  <<: [*b, *c]",
               "{\"b\": {\"x\": 1, \"y\": 2}, \"c\": {\"x\": 5, \"w\": 6}, \"m\": {\"x\": 5, "
               "\"y\": 2, \"w\": 6}}",
               0);
  assert_data ("b: &b {title: t}\n<<: *b", "{\"b\": {\"title\": \"t\"}, \"title\": \"t\"}", 0);
  assert_data (
    "b: &b {x: 1}\nc: &c\n  <<: *b\n  q: 2\nm: {<<: *c, r: 3}",
    "{\"b\": {\"x\": 1}, \"c\": {\"x\": 1, \"q\": 2}, \"m\": {\"x\": 1, \"q\": 2, \"r\": 3}}", 0);
  assert_data ("m:\n  <<: {x: 1}\n  z: 1", "{\"m\": {\"x\": 1, \"z\": 1}}", 0);
  assert_data ("b: &b {x: {p: 1, q: 2}}\nm:\n  <<: *b\n  x: {p: 3}",
               "{\"b\": {\"x\": {\"p\": 1, \"q\": 2}}, \"m\": {\"x\": {\"p\": 3}}}", 0);
  assert_data ("b: &b {x: 1}\nl:\n- &e\n  <<: *b\n  n: 1\n- *e",
               "{\"b\": {\"x\": 1}, \"l\": [{\"x\": 1, \"n\": 1}, {\"x\": 1, \"n\": 1}]}", 0);
  assert_data ("b: &b {Title: t}\ntitle: own\n<<: *b",
               "{\"b\": {\"Title\": \"t\"}, \"Title\": \"t\"}", 0);
  assert_data ("b: &b {x: 1}\nm:\n  !!merge <<: *b", "{\"b\": {\"x\": 1}, \"m\": {\"x\": 1}}", 0);

  /* No merge. */
  assert_data ("b: &b {x: 1}\nm:\n  \"<<\": *b", "{\"b\": {\"x\": 1}, \"m\": {\"<<\": {\"x\": 1}}}",
               0);
  assert_data ("m:\n  \"<<\": 3", "{\"m\": {\"<<\": 3}}", 0);

  /* Hugo builds no site with these. */
  assert_data ("s: &s text\nm:\n  <<: *s\n  z: 1", "{\"s\": \"text\", \"m\": {\"z\": 1}}", 1);
  assert_data ("m:\n  <<: null\n  z: 1", "{\"m\": {\"z\": 1}}", 1);
  assert_data ("b: &b {x: 1}\nm:\n  <<: [*b, [*b], 3]", "{\"b\": {\"x\": 1}, \"m\": {\"x\": 1}}",
               2);
  assert_data ("b: &b {x: 1}\nm:\n  <<: *b\n  <<: {y: 1}",
               "{\"b\": {\"x\": 1}, \"m\": {\"x\": 1, \"y\": 1}}", 1);
}

/* What is taken over stands where “<<” does. */
static void
test_merge_places (void)
{
  const char *text = "---\nb: &b {draft: maybe}\nm:\n  <<: *b\n---\n";
  g_auto (Read) read = read_text (text);
  const GalleyValue *value =
    galley_value_get (galley_value_get (read.front_matter->root, "m"), "draft");

  g_assert_nonnull (value);
  g_assert_true (g_str_has_prefix (text + value->offset, "*b\n"));
  g_assert_cmpint (value->style, ==, GALLEY_VALUE_STYLE_ALIAS);
  g_assert_null (galley_value_get (galley_value_get (read.front_matter->written, "m"), "draft"));
}

/* Hugo builds no site with a second one, as with any name that is set twice. */
static void
test_merge_twice (void)
{
  const char *text = "---\nb: &b {x: 1}\nm:\n  <<: *b\n  y: 2\n  <<: {z: 3}\n---\n";
  g_auto (Read) read = read_text (text);
  const GalleyDiagnostic *diagnostic;

  g_assert_cmpuint (read.diagnostics->len, ==, 1);
  diagnostic = g_ptr_array_index (read.diagnostics, 0);
  g_assert_nonnull (strstr (diagnostic->message, "“<<” is already set on line 4"));
  g_assert_true (g_str_has_prefix (text + diagnostic->offset, "<<: {z"));
}

/* Each takes all of the one before over, twice. */
static void
test_merge_bomb (void)
{
  g_autoptr (GString) few = g_string_new ("---\na0: &a0 {x: 1}\n");
  g_autoptr (GString) many = g_string_new ("---\nbase: &b\n");

  for (guint i = 1; i < 20; i++)
    g_string_append_printf (few, "a%u: &a%u\n  <<: [*a%u, *a%u]\n  k%u: {<<: [*a%u, *a%u]}\n", i, i,
                            i - 1, i - 1, i, i - 1, i - 1);
  g_string_append (few, "---\n");
  {
    g_auto (Read) read = read_text (few->str);

    g_assert_cmpuint (read.diagnostics->len, ==, 0);
    g_assert_nonnull (galley_value_get (galley_value_get (read.front_matter->root, "a19"), "x"));
  }

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (many, "  k%u: 1\n", i);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (many, "m%u: {<<: *b}\n", i);
  g_string_append (many, "---\n");
  {
    g_auto (Read) read = read_text (many->str);

    g_assert_cmpuint (read.diagnostics->len, ==, 1);
    g_assert_null (read.front_matter->root);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/front-matter/yaml-marks", test_yaml_marks);
  g_test_add_func ("/front-matter/other-marks", test_other_marks);
  g_test_add_func ("/front-matter/problems", test_problems);
  g_test_add_func ("/front-matter/broken-keeps-its-place", test_broken_keeps_its_place);
  g_test_add_func ("/front-matter/fields", test_fields);
  g_test_add_func ("/front-matter/cover", test_cover);
  g_test_add_func ("/front-matter/numbers", test_numbers);
  g_test_add_func ("/front-matter/merge", test_merge);
  g_test_add_func ("/front-matter/merge-places", test_merge_places);
  g_test_add_func ("/front-matter/merge-twice", test_merge_twice);
  g_test_add_func ("/front-matter/merge-bomb", test_merge_bomb);

  return g_test_run ();
}
