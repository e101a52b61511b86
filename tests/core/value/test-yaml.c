/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-yaml.h"

#include <string.h>

static GPtrArray *
new_diagnostics (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
}

static GalleyValue *
parse (const char *text)
{
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  GalleyValue *value = galley_yaml_parse (text, strlen (text), 0, diagnostics);

  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_nonnull (value);
  return value;
}

/* The message of the one thing that is wrong, and its place. */
static char *
parse_error (const char *text, gsize *offset)
{
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  g_autoptr (GalleyValue) value = galley_yaml_parse (text, strlen (text), 0, diagnostics);
  GalleyDiagnostic *diagnostic;

  g_assert_null (value);
  g_assert_cmpuint (diagnostics->len, ==, 1);
  diagnostic = g_ptr_array_index (diagnostics, 0);
  g_assert_cmpint (diagnostic->severity, ==, GALLEY_SEVERITY_ERROR);
  if (offset != NULL)
    *offset = diagnostic->offset;

  return g_steal_pointer (&diagnostic->message);
}

static void
assert_kind (const char *scalar, GalleyValueKind kind)
{
  g_autofree char *text = g_strdup_printf ("k: %s\n", scalar);
  g_autoptr (GalleyValue) root = parse (text);
  const GalleyValue *value = galley_value_get (root, "k");

  g_assert_nonnull (value);
  g_assert_cmpint (value->kind, ==, kind);
}

static void
test_kinds (void)
{
  assert_kind ("", GALLEY_VALUE_NULL);
  assert_kind ("~", GALLEY_VALUE_NULL);
  assert_kind ("null", GALLEY_VALUE_NULL);
  assert_kind ("true", GALLEY_VALUE_BOOLEAN);
  assert_kind ("False", GALLEY_VALUE_BOOLEAN);
  assert_kind ("yes", GALLEY_VALUE_STRING);
  assert_kind ("'true'", GALLEY_VALUE_STRING);
  assert_kind ("12", GALLEY_VALUE_NUMBER);
  assert_kind ("-1.5", GALLEY_VALUE_NUMBER);
  assert_kind ("\"12\"", GALLEY_VALUE_STRING);
  assert_kind ("2019-07-05T22:11:46+08:00", GALLEY_VALUE_STRING);
  assert_kind ("1.2.3", GALLEY_VALUE_STRING);
  assert_kind ("[]", GALLEY_VALUE_LIST);
  assert_kind ("{}", GALLEY_VALUE_MAP);
  assert_kind ("中文", GALLEY_VALUE_STRING);
}

static void
test_strings (void)
{
  g_autoptr (GalleyValue) root = parse ("a: 中文 word\n"
                                        "b: \"x\\n\\u4e2d \\\" y\"\n"
                                        "c: 'it''s'\n"
                                        "d: |\n  one\n  two\n"
                                        "e: >-\n  one\n  two\n"
                                        "f: # comment\n"
                                        "g: a#b # comment\n"
                                        "H: upper\n"
                                        "i:\n  - first\n  - second\n"
                                        "j: [~, '', x]\n");

  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "a")), ==, "中文 word");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "b")), ==, "x\n中 \" y");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "c")), ==, "it's");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "d")), ==, "one\ntwo\n");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "e")), ==, "one two");
  g_assert_null (galley_value_get_string (galley_value_get (root, "f")));
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "g")), ==, "a#b");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "h")), ==, "upper");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "i")), ==, "first");
  g_assert_null (galley_value_get (root, "z"));
  g_assert_null (galley_value_get (galley_value_get (root, "a"), "b"));
}

static void
test_lists (void)
{
  g_autoptr (GalleyValue) root = parse ("a: [k, \"\", l]\nb: one\nc:\n- 1\n- [x]\nd: {e: f}\n");
  g_auto (GStrv) a = galley_value_dup_strings (galley_value_get (root, "a"));
  g_auto (GStrv) b = galley_value_dup_strings (galley_value_get (root, "b"));
  g_auto (GStrv) c = galley_value_dup_strings (galley_value_get (root, "c"));
  g_auto (GStrv) d = galley_value_dup_strings (galley_value_get (root, "d"));
  g_auto (GStrv) none = galley_value_dup_strings (NULL);

  g_assert_cmpstrv (a, ((const char *[]) { "k", "l", NULL }));
  g_assert_cmpstrv (b, ((const char *[]) { "one", NULL }));
  g_assert_cmpstrv (c, ((const char *[]) { "1", NULL }));
  g_assert_cmpuint (g_strv_length (d), ==, 0);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
assert_spans (const GalleyValue *value, const char *text, const GalleyValue *parent)
{
  g_assert_cmpuint (value->offset + value->length, <=, strlen (text));
  if (parent != NULL)
    {
      g_assert_cmpuint (value->offset, >=, parent->offset);
      g_assert_cmpuint (value->offset + value->length, <=, parent->offset + parent->length);
    }
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    assert_spans (g_ptr_array_index (value->items, i), text, value);
  for (guint i = 0; value->keys != NULL && i < value->keys->len; i++)
    assert_spans (g_ptr_array_index (value->keys, i), text, value);
}

static void
assert_source (const char *text, const GalleyValue *root, const char *key, const char *source)
{
  const GalleyValue *value = galley_value_get (root, key);
  g_autofree char *found = g_strndup (text + value->offset, value->length);

  g_assert_cmpstr (found, ==, source);
}

/* Where a value stands is what a form or a quick fix will replace. */
static void
test_spans (void)
{
  static const char text[] = "标题: \"一 周\" # 注\r\ntags: [一, two]\r\nempty:\r\nlast: 值\r\n";
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  g_autoptr (GalleyValue) root = galley_yaml_parse (text + 3, strlen (text) - 3, 3, diagnostics);
  g_autoptr (GalleyValue) whole = parse (text);

  g_assert_nonnull (root);
  assert_spans (whole, text, NULL);
  assert_source (text, whole, "标题", "\"一 周\"");
  assert_source (text, whole, "tags", "[一, two]");
  assert_source (text, whole, "last", "值");
  g_assert_cmpuint (galley_value_get (whole, "empty")->length, ==, 0);
  /* Offsets count in the file, wherever the text starts in it. */
  assert_source (text, root, "last", "值");
}

static void
test_anchors (void)
{
  static const char text[] = "a: &x [1, 2]\nb: *x\nc: &y text\nd: [*y, *y]\n";
  g_autoptr (GalleyValue) root = parse (text);
  const GalleyValue *a = galley_value_get (root, "a");
  const GalleyValue *b = galley_value_get (root, "b");

  /* It has its own place, and shares what it stands for. */
  g_assert_true (b->items == a->items);
  g_assert_cmpint (a->style, ==, GALLEY_VALUE_STYLE_FLOW);
  g_assert_cmpuint (a->properties, ==, 3);
  g_assert_cmpint (b->style, ==, GALLEY_VALUE_STYLE_ALIAS);
  assert_source (text, root, "b", "*x");
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "d")), ==, "text");
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    const char *message;
    gsize offset;
  } cases[] = {
    { "a: b: c\n", "needs quotes", 4 },    { "a: [b\nc: d\n", "“]”", 7 },
    { "a: {b: c\nd: e\n", "", G_MAXSIZE }, { "a: \"b\nc: d\n", "never closed", 3 },
    { "a: @b\n", "cannot start", 3 },      { "a: *nothing\n", "nothing", 3 },
    { "a: &x [*x]\n", "“&x”", 7 },         { "a: !b!c d\n", "“!”", 3 },
    { "中文: [\n", "", G_MAXSIZE },        { "a: \"\\q\"\n", "escape", G_MAXSIZE },
    { "a: b\n c: d\n", "", G_MAXSIZE },    { "a: b\x01\n", "", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize offset;
      g_autofree char *message = parse_error (cases[i].text, &offset);

      g_test_message ("%s: %s", cases[i].text, message);
      g_assert_nonnull (strstr (message, cases[i].message));
      g_assert_cmpuint (offset, <=, strlen (cases[i].text));
      if (cases[i].offset != G_MAXSIZE)
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

static void
test_duplicates (void)
{
  static const char text[] = "\r\n\rtitle: a\nx:\n  y: 1\n  y: 2\ntitle: b\n";
  g_autoptr (GPtrArray) diagnostics = new_diagnostics ();
  g_autoptr (GalleyValue) root = galley_yaml_parse (text + 3, strlen (text + 3), 3, diagnostics);
  const GalleyDiagnostic *inner;
  const GalleyDiagnostic *outer;

  g_assert_nonnull (root);
  g_assert_cmpuint (diagnostics->len, ==, 2);
  inner = g_ptr_array_index (diagnostics, 0);
  outer = g_ptr_array_index (diagnostics, 1);
  g_assert_cmpint (outer->severity, ==, GALLEY_SEVERITY_WARNING);
  g_assert_nonnull (strstr (inner->message, "line 5"));
  g_assert_nonnull (strstr (outer->message, "“title”"));
  g_assert_nonnull (strstr (outer->message, "line 3"));
  g_assert_cmpuint (outer->offset, ==, strstr (text, "title: b") - text);
}

static void
test_json (void)
{
  g_autoptr (GalleyValue) root = parse (
    "{\n\t\"title\":\"一 \\u5468 \\/\",\n\t\"draft\":true,\"n\":1,\n\t\"tags\":[\"a\",\"b\"]}");
  g_auto (GStrv) tags = galley_value_dup_strings (galley_value_get (root, "tags"));

  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "title")), ==, "一 周 /");
  g_assert_cmpint (galley_value_get (root, "draft")->kind, ==, GALLEY_VALUE_BOOLEAN);
  g_assert_cmpint (galley_value_get (root, "n")->kind, ==, GALLEY_VALUE_NUMBER);
  g_assert_cmpstrv (tags, ((const char *[]) { "a", "b", NULL }));
}

static void
assert_refused (GString *text)
{
  g_autofree char *owned = g_string_free (text, FALSE);
  g_autofree char *message = parse_error (owned, NULL);

  g_assert_nonnull (strstr (message, "too"));
}

/* What is deep, long or refers to itself costs neither stack nor memory. */
static void
test_limits (void)
{
  GString *flow = g_string_new ("a: ");
  GString *chain = g_string_new ("a0: &a0 [x]\n");
  GString *laughs = g_string_new ("a0: &a0 [x, x]\n");
  GString *length = g_string_new ("a: |\n");
  GString *nodes = g_string_new ("a: [");
  g_autofree char *bounded = NULL;
  g_autoptr (GalleyValue) root = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (flow, "[a, ");
  assert_refused (flow);

  for (guint i = 1; i < 5000; i++)
    g_string_append_printf (chain, "a%u: &a%u [*a%u]\n", i, i, i - 1);
  assert_refused (chain);

  while (length->len < 1024 * 1024)
    g_string_append (length, "  text\n");
  assert_refused (length);

  for (guint i = 0; i < 110000; i++)
    g_string_append (nodes, "a,");
  g_string_append (nodes, "]\n");
  assert_refused (nodes);

  for (guint i = 1; i < 60; i++)
    g_string_append_printf (laughs, "a%u: &a%u [*a%u, *a%u]\n", i, i, i - 1, i - 1);
  bounded = g_string_free (laughs, FALSE);
  root = parse (bounded);
  g_assert_cmpuint (root->items->len, ==, 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/yaml/kinds", test_kinds);
  g_test_add_func ("/yaml/strings", test_strings);
  g_test_add_func ("/yaml/lists", test_lists);
  g_test_add_func ("/yaml/spans", test_spans);
  g_test_add_func ("/yaml/anchors", test_anchors);
  g_test_add_func ("/yaml/errors", test_errors);
  g_test_add_func ("/yaml/duplicates", test_duplicates);
  g_test_add_func ("/yaml/json", test_json);
  g_test_add_func ("/yaml/limits", test_limits);

  return g_test_run ();
}
