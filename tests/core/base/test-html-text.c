/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html.h"

static const char *const signs[] = {
  "a", "&", "<", ">", "\"", "'", "=", "?", "\"\"", "云", "\xF4\x8F\xBF\xBF"
};

static GString *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
    if (g_test_rand_int_range (0, 3) > 0)
      g_string_append_c (text, (char) g_test_rand_int_range (1, 0x80));
    else
      g_string_append (text, signs[g_test_rand_int_range (0, G_N_ELEMENTS (signs))]);

  return text;
}

/* The same for each sign by itself as for eight at once. */
static void
test_text (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = make_text ();
      g_autoptr (GString) expected = g_string_new (text->str);
      g_autoptr (GString) html = g_string_new (NULL);

      g_string_replace (expected, "&", "&amp;", 0);
      g_string_replace (expected, "<", "&lt;", 0);
      g_string_replace (expected, ">", "&gt;", 0);
      g_string_replace (expected, "\"", "&quot;", 0);
      galley_html_append_text (html, text->str, (gssize) text->len);
      g_assert_cmpstr (html->str, ==, expected->str);
    }
}

static void
test_url (void)
{
  static const struct
  {
    const char *url;
    const char *html;
  } cases[] = {
    { "", "" },
    { "https://example.org/a?b=c&d#e", "https://example.org/a?b=c&amp;d#e" },
    { "/云 原/", "/%E4%BA%91%20%E5%8E%9F/" },
    { "50%/%41/%4", "50%25/%41/%254" },
    { "\"<>`{|}\\^[]", "%22%3C%3E%60%7B%7C%7D%5C%5E%5B%5D" },
    { "JAVA\tscript:alert(1)", "" },
    { "mailto:a@b?subject=c", "mailto:a@b?subject=c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);

      galley_html_append_url (html, cases[i].url);
      g_assert_cmpstr (html->str, ==, cases[i].html);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html-text/text", test_text);
  g_test_add_func ("/html-text/url", test_url);

  return g_test_run ();
}
