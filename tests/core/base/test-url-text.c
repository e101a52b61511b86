/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-url-text.h"

#include <string.h>

static const GalleyUrlText usual = { FALSE, FALSE };

/* What Hugo leaves of titles and slugs. */
static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *left;
  } cases[] = {
    { "Issue 12", "issue-12" },
    { "云原生 周刊 第 12 期", "云原生-周刊-第-12-期" },
    { "  --Odd -- Title?! 100% #1 -", "--odd--title-100-#1-" },
    { "A  -  B", "a-b" },
    { "C++ & D", "c++-d" },
    { "a.b/c\\d_e~f@g", "a.b/c\\d_e~f@g" },
    { "a,b;c:d!e?f\"g'h(i)j[k]l{m}n*o&p`q^r<s=t>u|v$w", "abcdefghijklmnopqrstuvw" },
    { "a%41b %4", "a%41b-4" },
    { "“a”（b）—c…", "abc" },
    { "x\xC2\xA0y\xE2\x80\x8Bz", "x-yz" },
    { "²①Ⅷ٣々ー", "٣々ー" },
    { "Straße ÉÀ İ", "straße-éà-i" },
    { "", "" },
    { " ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *left = galley_url_text_dup (&usual, cases[i].text);

      g_assert_cmpstr (left, ==, cases[i].left);
    }
}

static void
test_styles (void)
{
  static const GalleyUrlText cased = { TRUE, FALSE };
  static const GalleyUrlText plain = { FALSE, TRUE };
  g_autofree char *case_kept = galley_url_text_dup (&cased, "My Épée");
  g_autofree char *accents_gone = galley_url_text_dup (&plain, "My Épée e\xCC\x81 云");

  g_assert_cmpstr (case_kept, ==, "My-Épée");
  g_assert_cmpstr (accents_gone, ==, "my-epee-e-云");
}

static void
test_escape (void)
{
  static const struct
  {
    const char *path;
    const char *url;
  } cases[] = {
    { "/a/b.html", "/a/b.html" },       { "/云/", "/%E4%BA%91/" }, { "/a b#c\\", "/a%20b%23c%5C" },
    { "/a%41/%4/%", "/a%41/%254/%25" }, { "/+~@!,=", "/+~@!,=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = galley_url_text_escape (cases[i].path);

      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_unescape (void)
{
  g_autofree char *plain = galley_url_text_unescape ("a+b%20%E4%BA%91");

  g_assert_cmpstr (plain, ==, "a b 云");
  g_assert_null (galley_url_text_unescape ("%E4"));
  g_assert_null (galley_url_text_unescape ("100%"));
}

/* What is left is left again, and is an address after it is escaped. */
static void
test_property (void)
{
  static const char *const signs[] = { "-", " ", "%", "%41", "+", "云",
                                       "É", "İ", "/", "#",   "x", "\t" };

  for (guint i = 0; i < 5000; i++)
    {
      const GalleyUrlText style = { g_test_rand_bit (), g_test_rand_bit () };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *url = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, signs[g_test_rand_int_range (0, G_N_ELEMENTS (signs))]);

      once = galley_url_text_dup (&style, text->str);
      twice = galley_url_text_dup (&style, once);
      url = galley_url_text_escape (once);
      g_assert_cmpstr (twice, ==, once);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_true (g_str_is_ascii (url));
      g_assert_null (strpbrk (url, " #"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/url-text/text", test_text);
  g_test_add_func ("/url-text/styles", test_styles);
  g_test_add_func ("/url-text/escape", test_escape);
  g_test_add_func ("/url-text/unescape", test_unescape);
  g_test_add_func ("/url-text/property", test_property);

  return g_test_run ();
}
