/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-toml.h"

#include <string.h>

typedef struct
{
  GPtrArray *diagnostics;
  GalleyValue *root;
  const char *text;
} Parsed;

static Parsed
parse_bytes (const char *text, gsize length, gsize base)
{
  Parsed parsed = {
    .diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free),
    .text = text,
  };

  parsed.root = galley_toml_parse (text, length, base, parsed.diagnostics);
  return parsed;
}

static void
parsed_clear (Parsed *parsed)
{
  g_clear_pointer (&parsed->root, galley_value_unref);
  g_ptr_array_unref (parsed->diagnostics);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parsed, parsed_clear)

static Parsed
parse (const char *text)
{
  Parsed parsed = parse_bytes (text, strlen (text), 0);

  g_assert_nonnull (parsed.root);
  g_assert_cmpuint (parsed.diagnostics->len, ==, 0);
  return parsed;
}

static void
assert_scalar (const Parsed *parsed, const char *key, GalleyValueKind kind, const char *text)
{
  const GalleyValue *value = galley_value_get (parsed->root, key);

  g_assert_nonnull (value);
  g_assert_cmpint (value->kind, ==, kind);
  g_assert_cmpstr (value->text, ==, text);
}

static void
assert_source (const Parsed *parsed, const GalleyValue *value, const char *source)
{
  g_autofree char *slice = g_strndup (parsed->text + value->offset, value->length);

  g_assert_cmpstr (slice, ==, source);
}

static void
test_scalars (void)
{
  g_auto (Parsed) parsed = parse ("a = \"one \\\"two\\\"\"\n"
                                  "b = 'C:\\x'\n"
                                  "c = 1_000\n"
                                  "d = 0xff\n"
                                  "e = 1_0.10\n"
                                  "f = true\n"
                                  "g = 2024-05-01\n"
                                  "h = 2024-05-01T10:00:00+08:00\n"
                                  "i = 2024-05-01 10:00:00\n"
                                  "j = 10:20:30\n"
                                  "k = \"\"\"\none\ntwo\"\"\"\n"
                                  "l = -inf\n");

  assert_scalar (&parsed, "a", GALLEY_VALUE_STRING, "one \"two\"");
  assert_scalar (&parsed, "B", GALLEY_VALUE_STRING, "C:\\x");
  assert_scalar (&parsed, "c", GALLEY_VALUE_NUMBER, "1000");
  assert_scalar (&parsed, "d", GALLEY_VALUE_NUMBER, "255");
  assert_scalar (&parsed, "e", GALLEY_VALUE_NUMBER, "10.10");
  assert_scalar (&parsed, "f", GALLEY_VALUE_BOOLEAN, "true");
  assert_scalar (&parsed, "g", GALLEY_VALUE_STRING, "2024-05-01");
  assert_scalar (&parsed, "h", GALLEY_VALUE_STRING, "2024-05-01T10:00:00+08:00");
  assert_scalar (&parsed, "i", GALLEY_VALUE_STRING, "2024-05-01 10:00:00");
  assert_scalar (&parsed, "j", GALLEY_VALUE_STRING, "10:20:30");
  assert_scalar (&parsed, "k", GALLEY_VALUE_STRING, "one\ntwo");
  assert_scalar (&parsed, "l", GALLEY_VALUE_NUMBER, "-inf");
}

static void
test_places (void)
{
  g_auto (Parsed) parsed = parse ("# 注释\r\n"
                                  "\"标题\" = \"云原生\" # 注\r\n"
                                  "\"z\" = [1, 'ö', {a = 2}]\r\n"
                                  "[params.deep]\r\n"
                                  "a.b = 'c'\r\n"
                                  "\r\n"
                                  "[[item]]\r\n"
                                  "n = 1\r\n"
                                  "[[item]]\r\n"
                                  "n = 2");
  const GalleyValue *list = galley_value_get (parsed.root, "z");
  const GalleyValue *items = galley_value_get (parsed.root, "item");
  const GalleyValue *deep = galley_value_get (galley_value_get (parsed.root, "params"), "deep");
  const GalleyValue *c = galley_value_get (galley_value_get (deep, "a"), "b");

  assert_source (&parsed, galley_value_get (parsed.root, "标题"), "\"云原生\"");
  assert_source (&parsed, parsed.root->keys->pdata[0], "\"标题\"");
  assert_source (&parsed, parsed.root->keys->pdata[1], "\"z\"");
  assert_source (&parsed, list, "[1, 'ö', {a = 2}]");
  assert_source (&parsed, list->items->pdata[1], "'ö'");
  assert_source (&parsed, list->items->pdata[2], "{a = 2}");
  assert_source (&parsed, deep, "[params.deep]");
  assert_source (&parsed, c, "'c'");
  g_assert_cmpuint (items->items->len, ==, 2);
  assert_source (&parsed, galley_value_get (items->items->pdata[1], "n"), "2");
}

static void
test_order (void)
{
  g_auto (Parsed) parsed = parse ("zebra = 1\nant = 2\n[middle]\n[first]\n");
  static const char *const names[] = { "zebra", "ant", "middle", "first" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (((GalleyValue *) parsed.root->keys->pdata[i])->text, ==, names[i]);
}

static void
assert_error (const char *text, guint line)
{
  g_auto (Parsed) parsed = parse_bytes (text, strlen (text), 100);
  const GalleyDiagnostic *diagnostic;
  guint found = 1;

  g_assert_null (parsed.root);
  g_assert_cmpuint (parsed.diagnostics->len, ==, 1);
  diagnostic = parsed.diagnostics->pdata[0];
  g_assert_cmpint (diagnostic->severity, ==, GALLEY_SEVERITY_ERROR);
  g_assert_cmpstr (diagnostic->message, !=, "");

  for (gsize i = 100; i < diagnostic->offset; i++)
    found += text[i - 100] == '\n';
  g_assert_cmpuint (found, ==, line);
}

static void
test_errors (void)
{
  assert_error ("a = 1\nb = two\n", 2);
  assert_error ("a = 1\na = 2\nb = 3\n", 2);
  assert_error ("b = 1\na = \"云\n\n", 2);
  assert_error ("b = 1\na\nc = 2\n", 2);
  assert_error ("b = 1\r\na = 1 2\r\n\r\n", 2);
  assert_error ("a = 1\n[b\nc = 2\n", 2);
}

static void
test_limits (void)
{
  static const char *const units[] = { "a.", "[", "{a=", "\"\".", "[a.a.a.a.a.a,{b.b=[\n" };

  /* None of these may use up the stack. */
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (i % 2 == 0 ? "" : "x = ");

      while (text->len < 200000)
        g_string_append (text, units[i]);
      g_string_append (text, "a = 1\n");

      {
        g_auto (Parsed) parsed = parse_bytes (text->str, text->len, 0);

        g_assert_null (parsed.root);
        g_assert_cmpuint (parsed.diagnostics->len, ==, 1);
      }
    }

  {
    g_autofree char *long_text = g_strnfill (300000, '\n');
    g_auto (Parsed) parsed = parse_bytes (long_text, 300000, 0);

    g_assert_null (parsed.root);
    g_assert_cmpuint (parsed.diagnostics->len, ==, 1);
  }
}

/* What looks deep is not, when it is text. */
static void
test_depth_of_text (void)
{
  g_autoptr (GString) text = g_string_new ("a = \"");

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "[.{");
  g_string_append (text, "\"\nb = '''''x");
  for (guint i = 0; i < 2000; i++)
    g_string_append (text, ".\"'[");
  g_string_append (text, "'''''\nc = \"\"\"\\\"\"\"\"\" # [[[[[.....\nd = [1.5, 2.5]\n");

  {
    g_auto (Parsed) parsed = parse (text->str);

    assert_scalar (&parsed, "c", GALLEY_VALUE_STRING, "\"\"");
    g_assert_nonnull (galley_value_get (parsed.root, "d"));
  }
}

static void
check_places (const GalleyValue *value, gsize length)
{
  g_assert_cmpuint (value->offset, <=, length);
  g_assert_cmpuint (value->offset + value->length, <=, length);
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    {
      check_places (value->items->pdata[i], length);
      if (value->keys != NULL)
        check_places (value->keys->pdata[i], length);
    }
}

static void
test_anything (void)
{
  static const char *const pieces[] = {
    "a", "b.c", "云",  " = ",    "=",    "\"",         "'",  "\"\"\"", "'''", "[",
    "]", "[[",  "]]",  "{",      "}",    ",",          "\n", "\r",     "\\",  "\\u",
    "1", "1.5", "1e3", "0x1",    "true", "2024-01-01", "#",  "\t",     ".",   "_",
    "-", "inf", "+",   "T10:00", "Z",    "\x01a",      "é",
  };

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (0, 30);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      {
        g_auto (Parsed) parsed = parse_bytes (text->str, text->len, 0);

        g_assert_true ((parsed.root == NULL) == (parsed.diagnostics->len > 0));
        if (parsed.root != NULL)
          check_places (parsed.root, text->len);
      }
    }
}

static void
test_front_matter (void)
{
  static const char text[] = "+++\r\ntitle = '云'\r\ndate = 2024-05-01\r\ntags = ['a', 'b']\r\n"
                             "[params]\r\nx = 1\r\n+++\r\nbody\r\n";
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter =
    galley_front_matter_new (text, strlen (text), diagnostics);
  g_auto (GStrv) tags = galley_front_matter_dup_strings (front_matter, "tags");

  g_assert_cmpint (front_matter->kind, ==, GALLEY_FRONT_MATTER_TOML);
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "Title"), ==, "云");
  g_assert_cmpstr (galley_front_matter_get_string (front_matter, "date"), ==, "2024-05-01");
  g_assert_cmpuint (g_strv_length (tags), ==, 2);
  g_assert_true (g_str_has_prefix (text + galley_value_get (front_matter->root, "title")->offset,
                                   "'云'"));
  g_assert_cmpuint (diagnostics->len, ==, 0);
}

static void
test_front_matter_broken (void)
{
  static const char text[] = "+++\ntitle = one\n+++\nbody\n";
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter =
    galley_front_matter_new (text, strlen (text), diagnostics);
  const GalleyDiagnostic *diagnostic;

  g_assert_cmpint (front_matter->kind, ==, GALLEY_FRONT_MATTER_TOML);
  g_assert_null (front_matter->root);
  g_assert_cmpuint (diagnostics->len, ==, 1);
  diagnostic = diagnostics->pdata[0];
  g_assert_cmpstr (diagnostic->rule, ==, "front-matter");
  g_assert_cmpstr (diagnostic->message, ==, "Front matter: text needs quotes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/toml/scalars", test_scalars);
  g_test_add_func ("/toml/places", test_places);
  g_test_add_func ("/toml/order", test_order);
  g_test_add_func ("/toml/errors", test_errors);
  g_test_add_func ("/toml/limits", test_limits);
  g_test_add_func ("/toml/depth-of-text", test_depth_of_text);
  g_test_add_func ("/toml/anything", test_anything);
  g_test_add_func ("/toml/front-matter", test_front_matter);
  g_test_add_func ("/toml/front-matter-broken", test_front_matter_broken);

  return g_test_run ();
}
