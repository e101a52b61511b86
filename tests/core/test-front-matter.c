/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"

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

  return g_test_run ();
}
