/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-json-write.h"
#include "galley-json.h"

#include <string.h>

static GalleyValue *
parse (const char *text, GPtrArray **diagnostics)
{
  gsize length = strlen (text);
  /* Exactly as long as it is, so that a sanitizer sees what reads on. */
  g_autofree char *copy = g_memdup2 (text, length);

  *diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  return galley_json_parse (copy != NULL ? copy : "", length, 0, *diagnostics);
}

static void
test_values (void)
{
  static const char text[] =
    " {\"a\": \"x\\n\\u00e9\\ud83d\\ude80\\/\", \"b\" :[1, -2.5e+3,true],\n"
    "\"c\": null, \"云\": {}}\n";
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GalleyValue) root = parse (text, &diagnostics);
  const GalleyValue *b = galley_value_get (root, "b");
  g_autofree char *written = galley_json_dup_value (root);

  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpstr (galley_value_get_string (galley_value_get (root, "a")), ==, "x\né🚀/");
  g_assert_cmpuint (b->items->len, ==, 3);
  g_assert_cmpmem (text + b->offset, b->length, "[1, -2.5e+3,true]", 17);
  g_assert_cmpint (galley_value_get (root, "c")->kind, ==, GALLEY_VALUE_NULL);
  g_assert_cmpstr (written, ==,
                   "{\"a\": \"x\\né🚀/\", \"b\": [1, -2.5e+3, true], \"c\": null, \"云\": {}}");
}

/* Half a character, and NUL, which no text can hold. */
static void
test_odd_escapes (void)
{
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GalleyValue) root =
    parse ("[\"\\ud83d\", \"\\ud83dx\", \"\\ude80\", \"a\\u0000b\", \"\\ud83d\\u0041\"]",
           &diagnostics);
  g_auto (GStrv) strings = galley_value_dup_strings (root);

  g_assert_cmpstrv (strings, ((const char *const[]) { "\uFFFD", "\uFFFDx", "\uFFFD", "a\uFFFDb",
                                                      "\uFFFDA", NULL }));
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    gsize offset;
  } samples[] = {
    { "", 0 },
    { "{", 1 },
    { "{\"a\": 1,}", 8 },
    { "{\"a\": 1 \"b\": 2}", 8 },
    { "{\"a\" 1}", 5 },
    { "{a: 1}", 1 },
    { "{\"a\": b}", 6 },
    { "{\"a\": 'b'}", 6 },
    { "{\"a\": 01}", 6 },
    { "{\"a\": 1.}", 6 },
    { "{\"a\": \"b", 6 },
    { "{\"a\": \"b\n\"}", 8 },
    { "{\"a\": \"\\x\"}", 8 },
    { "{\"a\": \"\\u12\"}", 11 },
    { "[1, 2", 5 },
    { "[1 2]", 3 },
    { "1 2", 2 },
    { "{\"a\": 1} # x", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GPtrArray) diagnostics = NULL;

      g_test_message ("%s", samples[i].text);
      g_assert_null (parse (samples[i].text, &diagnostics));
      g_assert_cmpuint (diagnostics->len, ==, 1);
      g_assert_cmpuint (((GalleyDiagnostic *) diagnostics->pdata[0])->offset, ==,
                        samples[i].offset);
    }
}

static void
test_duplicate (void)
{
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GalleyValue) root = parse ("{\n\"a\": 1,\n\"a\": 2}", &diagnostics);
  const GalleyDiagnostic *diagnostic;

  g_assert_nonnull (root);
  g_assert_cmpuint (diagnostics->len, ==, 1);
  diagnostic = diagnostics->pdata[0];
  g_assert_cmpint (diagnostic->severity, ==, GALLEY_SEVERITY_WARNING);
  g_assert_nonnull (strstr (diagnostic->message, "line 2"));
}

static void
test_limits (void)
{
  static const char *const units[] = { "[", "{\"a\":", " " };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) diagnostics = NULL;

      while (text->len < 300000)
        g_string_append (text, units[i]);
      g_assert_null (parse (text->str, &diagnostics));
      g_assert_cmpuint (diagnostics->len, ==, 1);
    }
}

static void
test_numbers (void)
{
  static const char *const samples[][2] = {
    { "5", "5" },      { "-0.5e-3", "-0.5e-3" }, { "+7", "7" },   { ".5", "0.5" },
    { "007", "7" },    { "0x1F", "31" },         { "5.", "5" },   { "1e999", NULL },
    { "1_000", NULL }, { "inf", NULL },          { "nan", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *number = galley_json_dup_number (samples[i][0]);

      g_assert_cmpstr (number, ==, samples[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/odd-escapes", test_odd_escapes);
  g_test_add_func ("/json/errors", test_errors);
  g_test_add_func ("/json/duplicate", test_duplicate);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/numbers", test_numbers);

  return g_test_run ();
}
