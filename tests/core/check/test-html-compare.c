/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-compare.h"
#include "galley-proof.h"

#include <string.h>

static GPtrArray *
compare (const char *const *ours, const char *theirs)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (GalleyBlock));

  for (guint i = 0; ours[i] != NULL; i++)
    {
      GalleyBlock block = { .html = (char *) ours[i],
                            .start_line = 10 * i + 1,
                            .end_line = 10 * i + 5 };

      g_array_append_val (blocks, block);
    }

  return galley_html_compare ((const GalleyBlock *) (gpointer) blocks->data, blocks->len, theirs,
                              -1);
}

static void
test_same (void)
{
  static const char *const pairs[][2] = {
    { "", "" },
    { "", " \n<!-- a comment -->\n" },
    { "<p>A b</p>\n", "<p>A\n b </p>" },
    { "<p>a &quot;b&#39; &amp;</p>", "<p>a \"b' &#38;</p>" },
    { "<p>&ldquo;a&rdquo; &hellip;</p>", "<p>“a” …</p>" },
    { "<img src=\"a\" alt=\"b\">", "<img alt='b'   src=a />" },
    { "<IMG SRC=\"a\">", "<img src=\"a\">" },
    { "<ul>\n<li>a</li>\n</ul>\n", "<ul><li>a</li></ul>" },
    { "<td style=\"text-align: left\">x</td>", "<td style=\"text-align:left;\">x</td>" },
    { "<pre><code class=\"language-c\">a\n  b\n</code></pre>",
      "<div class=\"highlight\"><pre tabindex=\"0\" class=\"chroma\"><code class=\"language-c\" "
      "data-lang=\"c\"><span class=\"line\"><span class=\"cl\">a\n</span></span><span>  b\n</span>"
      "</code></pre></div>" },
    { "<p>a<br>b</p>", "<p>a<br />\nb</p>" },
    { "<script>if (a < b) c ()</script><p>x</p>", "<script>if (a < b) c ()</script>\n<p>x</p>" },
    { "text <b>b</b>", "text <b>b</b>\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *const ours[] = { pairs[i][0], NULL };
      g_autoptr (GPtrArray) differences = compare (ours, pairs[i][1]);

      g_test_message ("%s", pairs[i][0]);
      g_assert_cmpuint (differences->len, ==, 0);
    }
}

static void
test_different (void)
{
  static const char *const pairs[][2] = {
    { "<p>a</p>", "" },
    { "<p>a</p>", "<p>b</p>" },
    { "<p>a b</p>", "<p>ab</p>" },
    { "<p>a <b>b</b></p>", "<p>a<b>b</b></p>" },
    { "<p>&lt;b></p>", "<p><b></b></p>" },
    { "<p id=\"a\">x</p>", "<p id=\"b\">x</p>" },
    { "<p>x</p>", "<p class=\"x\">x</p>" },
    { "<pre>a\n b</pre>", "<pre>a\nb</pre>" },
    { "<p>“a”</p>", "<p>\"a\"</p>" },
    { "<div class=\"highlight\">x</div>", "<div class=\"other\">x</div>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *const ours[] = { pairs[i][0], NULL };
      g_autoptr (GPtrArray) differences = compare (ours, pairs[i][1]);
      const GalleyHtmlDifference *first;

      g_test_message ("%s", pairs[i][0]);
      g_assert_cmpuint (differences->len, ==, 1);
      first = g_ptr_array_index (differences, 0);
      g_assert_cmpuint (first->line, ==, 1);
      g_assert_cmpstr (first->ours, ==, pairs[i][0]);
      g_assert_cmpstr (first->theirs, ==, pairs[i][1]);
    }
}

static void
assert_difference (GPtrArray *differences,
                   guint i,
                   guint line,
                   const char *ours,
                   const char *theirs)
{
  const GalleyHtmlDifference *difference = g_ptr_array_index (differences, i);

  g_assert_cmpuint (difference->line, ==, line);
  g_assert_cmpstr (difference->ours, ==, ours);
  g_assert_cmpstr (difference->theirs, ==, theirs);
}

static void
test_places (void)
{
  const char *const ours[] = { "<h1>A</h1>\n", "<p>b</p>\n<p>c</p>\n",
                               "<p>d</p>",     "<p>e</p>",
                               "<p>f</p>",     NULL };
  g_autoptr (GPtrArray) differences =
    compare (ours, "<h1>A</h1><p>new</p><p>b</p><p>C</p><p>d</p><p>f</p><p>last</p>");

  g_assert_cmpuint (differences->len, ==, 4);
  assert_difference (differences, 0, 11, "", "<p>new</p>");
  assert_difference (differences, 1, 11, "<p>c</p>", "<p>C</p>");
  assert_difference (differences, 2, 31, "<p>e</p>", "");
  assert_difference (differences, 3, 45, "", "<p>last</p>");
}

/* Each of a run of changed blocks is told by itself, with its line. */
static void
test_runs (void)
{
  const char *const ours[] = { "<p>a</p>", "<p>b</p>", "<p>c</p>", NULL };
  g_autoptr (GPtrArray) differences = compare (ours, "<p>1</p><p>2</p><p>3</p>");

  g_assert_cmpuint (differences->len, ==, 3);
  assert_difference (differences, 2, 21, "<p>c</p>", "<p>3</p>");
}

static void
test_limits (void)
{
  g_autoptr (GString) ours = g_string_new (NULL);
  g_autoptr (GString) theirs = g_string_new (NULL);
  const char *blocks[] = { NULL, NULL };
  g_autoptr (GPtrArray) differences = NULL;

  for (guint i = 0; i < 200000; i++)
    {
      g_string_append_printf (ours, "<p>%u</p>", i);
      g_string_append_printf (theirs, "<div><i>%u", i);
    }
  blocks[0] = ours->str;
  differences = compare (blocks, theirs->str);
  g_assert_cmpuint (differences->len, >, 0);
  g_assert_cmpuint (differences->len, <=, 500);
  for (guint i = 0; i < differences->len; i++)
    {
      const GalleyHtmlDifference *difference = g_ptr_array_index (differences, i);

      g_assert_cmpuint (strlen (difference->ours), <, 5000);
      g_assert_cmpuint (strlen (difference->theirs), <, 5000);
    }
}

static void
test_nonsense (void)
{
  static const char *const texts[] = {
    "<",     "</",      "<p",        "<p a",       "<p a=",  "<p a=\"", "<!--",  "<!",  "<?",
    "</p>",  "&",       "&#;",       "&#x110000;", "&#0;",   "&amp",    "<p>",   "<p/", "<a b='c",
    "<pre>", "</pre>x", "<script>x", "\xff\xfe",   "<\xff>", "<p =>",   "<a/=>", "a<b", "<br",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        const char *const ours[] = { texts[i], texts[j], NULL };
        g_autofree char *both = g_strconcat (texts[i], texts[j], NULL);
        g_autoptr (GPtrArray) differences = compare (ours, both);
        g_autoptr (GPtrArray) others = compare (ours, texts[j]);

        g_assert_cmpuint (differences->len, ==, 0);
        for (guint k = 0; k < others->len; k++)
          g_assert_true (g_utf8_validate (((const GalleyHtmlDifference *) others->pdata[k])->ours,
                                          -1, NULL));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html-compare/same", test_same);
  g_test_add_func ("/html-compare/different", test_different);
  g_test_add_func ("/html-compare/places", test_places);
  g_test_add_func ("/html-compare/runs", test_runs);
  g_test_add_func ("/html-compare/limits", test_limits);
  g_test_add_func ("/html-compare/nonsense", test_nonsense);

  return g_test_run ();
}
