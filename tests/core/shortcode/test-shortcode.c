/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-shortcode.h"
#include "galley-shortcode-scan.h"

#include <string.h>

typedef struct
{
  GPtrArray *shortcodes;
  GPtrArray *diagnostics;
} Scan;

static void
scan_clear (Scan *self)
{
  g_ptr_array_unref (self->shortcodes);
  g_ptr_array_unref (self->diagnostics);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_clear)

static Scan
scan_text (const char *text)
{
  Scan self = { 0 };
  gsize length = strlen (text);
  g_autofree char *copy = g_memdup2 (text, length);

  self.diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  self.shortcodes =
    galley_shortcode_scan (copy != NULL ? copy : "", length, 100, NULL, self.diagnostics);
  return self;
}

/* The shortcodes in one line: name(parameters)[inner text], a `%` before Markdown ones, an `=`
 * before what an escape shows, a `/` before a stray close, a `!` before what is broken. */
static char *
describe (const char *text, const Scan *scan)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < scan->shortcodes->len; i++)
    {
      const GalleyShortcode *shortcode = g_ptr_array_index (scan->shortcodes, i);

      g_string_append (out, i > 0 ? " " : "");
      if (shortcode->kind == GALLEY_SHORTCODE_ESCAPE)
        {
          g_string_append_printf (out, "=%s", shortcode->literal);
          continue;
        }
      if (shortcode->kind == GALLEY_SHORTCODE_BROKEN)
        {
          g_string_append_printf (out, "!%s", shortcode->name);
          continue;
        }
      g_string_append (out, shortcode->kind == GALLEY_SHORTCODE_STRAY_CLOSE ? "/" : "");
      g_string_append_printf (out, "%s%s(", shortcode->markdown ? "%" : "", shortcode->name);
      for (guint j = 0; j < shortcode->params->len; j++)
        {
          const GalleyShortcodeParam *param =
            &g_array_index (shortcode->params, GalleyShortcodeParam, j);

          g_string_append_printf (out, "%s%s%s%s", j > 0 ? "," : "",
                                  param->name != NULL ? param->name : "",
                                  param->name != NULL ? "=" : "", param->value);
        }
      g_string_append_c (out, ')');
      if (shortcode->paired)
        g_string_append_printf (out, "[%.*s]", (int) shortcode->inner_length,
                                text + shortcode->inner_offset);
    }

  return g_string_free (out, FALSE);
}

static void
assert_scan (const char *text, const char *expected, guint n_problems)
{
  g_auto (Scan) scan = scan_text (text);
  g_autofree char *found = describe (text, &scan);

  g_test_message ("%s", text);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (scan.diagnostics->len, ==, n_problems);
}

static void
test_calls (void)
{
  assert_scan ("", "", 0);
  assert_scan ("{{ }} {{- x -}} { {< x >}}", "", 0);
  assert_scan ("{{< x >}}", "x()", 0);
  assert_scan ("{{<x>}}", "x()", 0);
  assert_scan ("a{{% x %}}b", "%x()", 0);
  assert_scan ("{{<\n x\n>}}", "x()", 0);
  assert_scan ("{{< a/b-c_d.inline >}}", "a/b-c_d.inline()", 0);
  assert_scan ("`{{< x >}}` <!-- {{< y >}} -->", "x() y()", 0);
  assert_scan ("{{< 中文 >}}", "中文()", 0);
  assert_scan ("{{{< x >}}}", "x()", 0);
  assert_scan ("{{< x >}}{{< y >}}", "x() y()", 0);
}

static void
test_params (void)
{
  assert_scan ("{{< x one 二 3.5 a-b_c >}}", "x(one,二,3.5,a-b_c)", 0);
  assert_scan ("{{< x \"a b\" `c d` >}}", "x(a b,c d)", 0);
  assert_scan ("{{< x \"a \\\" b \\\\n\" >}}", "x(a \" b \\\\n)", 0);
  assert_scan ("{{< x `a \" \n b` >}}", "x(a \" \n b)", 0);
  assert_scan ("{{< x \"a >}} b\" >}}", "x(a >}} b)", 0);
  assert_scan ("{{< x a=1 b=\"2 3\" c=`4` >}}", "x(a=1,b=2 3,c=4)", 0);
  assert_scan ("{{< x\n  a=1\n  b=2\n>}}", "x(a=1,b=2)", 0);
  assert_scan ("{{< x src=https://a.b/c?d=1&e >}}", "x(src=https://a.b/c?d=1&e)", 0);
  assert_scan ("{{<x a=1>}}", "x(a=1)", 0);
  assert_scan ("{{< x a=\"\" >}}", "x(a=)", 0);
}

static void
test_pairs (void)
{
  assert_scan ("{{< x >}}in{{< /x >}}", "x()[in]", 0);
  assert_scan ("{{< x >}}{{< /x >}}", "x()[]", 0);
  assert_scan ("{{< x a >}}\n\nin\n{{</ x >}} out", "x(a)[\n\nin\n]", 0);
  assert_scan ("{{< x >}}{{< x >}}in{{< /x >}}{{< /x >}}", "x()[{{< x >}}in{{< /x >}}]", 0);
  assert_scan ("{{< x >}}{{< y >}}in{{< /x >}}", "x()[{{< y >}}in]", 0);
  assert_scan ("{{< x >}} {{< y >}}in{{< /y >}}", "x() y()[in]", 0);
  assert_scan ("{{< x />}}in{{< y >}}", "x() y()", 0);
  assert_scan ("{{< x />}}{{< /x >}}", "x() /x()", 1);
  assert_scan ("{{< /x >}}", "/x()", 1);
  assert_scan ("{{< x >}}a{{< /x >}}b{{< /x >}}", "x()[a] /x()", 1);
  assert_scan ("{{< x >}}{{< y >}}{{< /x >}}{{< /y >}}", "x()[{{< y >}}] /y()", 1);
}

static void
test_escapes (void)
{
  assert_scan ("{{</* x */>}}", "={{< x >}}", 0);
  assert_scan ("{{%/* x \"a */%}}", "={{% x \"a %}}", 0);
  assert_scan ("{{</* x */>}} {{< x >}}", "={{< x >}} x()", 0);
  assert_scan ("{{< y >}}{{</* /y */>}}{{< /y >}}", "y()[{{</* /y */>}}]", 0);
  assert_scan ("{{</* x */%}}", "!/* x */", 1);
  assert_scan ("{{</* x", "!/* x", 1);
}

static void
test_problems (void)
{
  assert_scan ("{{< >}}", "!", 1);
  assert_scan ("{{<", "!", 1);
  assert_scan ("{{< x", "!x", 1);
  assert_scan ("{{< x %}}", "!x", 1);
  assert_scan ("{{< x \"a >}}", "!x \"a", 1);
  assert_scan ("{{< x \"a\nb\" >}}", "!x \"a\nb\"", 1);
  assert_scan ("{{< x `a >}}", "!x `a", 1);
  assert_scan ("{{< x BV1?p=2 >}}", "!x BV1?p=2", 1);
  assert_scan ("{{< x 'a b' >}}", "!x 'a b'", 1);
  assert_scan ("{{< x .5 >}}", "!x .5", 1);
  assert_scan ("{{< a.b >}}", "!a.b", 1);
  assert_scan ("{{< -a >}}", "!-a", 1);
  assert_scan ("{{< x \"a\n  b=c\n>}} d", "!x \"a\n  b=c", 1);
  assert_scan ("{{< x a b=c >}}", "x(a,b=c)", 1);
  assert_scan ("{{< x a=b c d e >}}", "x(a=b,c,d,e)", 1);
  /* What is broken does not hide what follows. */
  assert_scan ("{{< x\n\n{{< y >}}", "!x y()", 1);
  assert_scan ("{{< x \"a\r\n{{< y >}}", "!x \"a y()", 1);
  assert_scan ("{{< x \"a\n \t\n>}}", "!x \"a", 1);
}

static void
test_places (void)
{
  static const char text[] = "中{{< x >}}in{{< /x >}} {{< /y >}}";
  g_auto (Scan) scan = scan_text (text);
  const GalleyShortcode *x = g_ptr_array_index (scan.shortcodes, 0);
  const GalleyShortcode *y = g_ptr_array_index (scan.shortcodes, 1);
  const GalleyDiagnostic *diagnostic = g_ptr_array_index (scan.diagnostics, 0);

  g_assert_cmpmem (text + x->offset, x->length, "{{< x >}}in{{< /x >}}", 21);
  g_assert_cmpmem (text + x->inner_offset, x->inner_length, "in", 2);
  g_assert_cmpmem (text + y->offset, y->length, "{{< /y >}}", 10);
  g_assert_cmpuint (diagnostic->offset, ==, 100 + y->offset);
  g_assert_cmpuint (diagnostic->length, ==, y->length);
}

static void
test_get_param (void)
{
  g_auto (Scan) scan = scan_text ("{{< x a b >}}{{< y n=c m=d >}}");
  const GalleyShortcode *x = g_ptr_array_index (scan.shortcodes, 0);
  const GalleyShortcode *y = g_ptr_array_index (scan.shortcodes, 1);

  g_assert_cmpstr (galley_shortcode_get_param (x, "n", 1), ==, "b");
  g_assert_null (galley_shortcode_get_param (x, "n", 2));
  g_assert_cmpstr (galley_shortcode_get_param (y, "m", 0), ==, "d");
  g_assert_null (galley_shortcode_get_param (y, "o", 0));
}

static const char *const pieces[] = {
  "{{<", "{{%", ">}}", "%}}",  "{{</*", "*/>}}",     "{{< /",      " x ",
  "y",   "=",   "\"",  "`",    "\\\"",  "/",         "\n",         " ",
  "中",  "{",   "}",   "a=b ", ".",     "{{< x >}}", "{{< /x >}}",
};

/* Whatever the text, shortcodes lie in it one after the other and in their own bounds. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260104);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (Scan) scan = { 0 };
      gsize reached = 0;

      for (guint i = g_rand_int_range (rand, 0, 40); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      scan = scan_text (text->str);
      for (guint i = 0; i < scan.shortcodes->len; i++)
        {
          const GalleyShortcode *shortcode = g_ptr_array_index (scan.shortcodes, i);

          g_assert_cmpuint (shortcode->offset, >=, reached);
          g_assert_true (g_str_has_prefix (text->str + shortcode->offset, "{{"));
          reached = shortcode->offset + shortcode->length;
          g_assert_cmpuint (reached, <=, text->len);
          if (shortcode->kind != GALLEY_SHORTCODE_BROKEN)
            g_assert_cmpmem (text->str + reached - 2, 2, "}}", 2);
          g_assert_true ((shortcode->kind == GALLEY_SHORTCODE_ESCAPE) == (shortcode->name == NULL));
          if (!shortcode->paired)
            continue;
          g_assert_cmpuint (shortcode->inner_offset, >, shortcode->offset);
          g_assert_cmpuint (shortcode->inner_offset + shortcode->inner_length, <, reached);
        }
    }
}

/* Openings without an end, each of which reads to the end of the text. None is left as text. */
static void
test_long (void)
{
  static const char *const units[] = { "{{<a x=", "{{<a x=a\" x=\"", "{{<a x=` ", "{{</* ",
                                       "{{<a " };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (Scan) scan = { 0 };

      while (text->len < 500000)
        g_string_append (text, units[i]);
      scan = scan_text (text->str);
      for (guint j = 0; j < scan.shortcodes->len; j++)
        g_assert_cmpint (((const GalleyShortcode *) scan.shortcodes->pdata[j])->kind, ==,
                         GALLEY_SHORTCODE_BROKEN);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shortcode/calls", test_calls);
  g_test_add_func ("/shortcode/params", test_params);
  g_test_add_func ("/shortcode/pairs", test_pairs);
  g_test_add_func ("/shortcode/escapes", test_escapes);
  g_test_add_func ("/shortcode/problems", test_problems);
  g_test_add_func ("/shortcode/places", test_places);
  g_test_add_func ("/shortcode/get-param", test_get_param);
  g_test_add_func ("/shortcode/random", test_random);
  g_test_add_func ("/shortcode/long", test_long);

  return g_test_run ();
}
