/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-emphasis.h"

#include <cmark-gfm.h>

#include <string.h>

static void
test_find (void)
{
  static const char text[] = "a **b *c*** `*d*` \\*e* <a *b*> [x](*y*)\n\n*f\n\ng*";
  g_autoptr (GArray) found = galley_emphasis_find (text, strlen (text));
  const GalleyEmphasis *inner = &g_array_index (found, GalleyEmphasis, 0);
  const GalleyEmphasis *outer = &g_array_index (found, GalleyEmphasis, 1);

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (inner->open, ==, 6);
  g_assert_cmpuint (inner->close, ==, 8);
  g_assert_cmpuint (inner->width, ==, 1);
  g_assert_cmpuint (outer->open, ==, 2);
  g_assert_cmpuint (outer->close, ==, 9);
  g_assert_cmpuint (outer->width, ==, 2);
}

static char *
random_paragraph (void)
{
  static const char *const alphabet[] = { "*",  "**", "***", "_", "__", "a",   "b",   " ", "中",
                                          "。", "“",  "é",   ".", "(",  "\\*", "`a`", "\n" };
  GString *text = g_string_new ("x");

  for (guint n = g_test_rand_int_range (0, 16); n > 0; n--)
    g_string_append (text, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);

  return g_string_free_and_steal (text);
}

static gboolean
has_blank_line (const char *text)
{
  return g_regex_match_simple ("\\n[ ]*(\\n|$)|\\n[ ]*[*_]|\\n {4}", text, 0, 0);
}

/* Compares with what is rendered. */
static void
test_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_paragraph ();
      g_autoptr (GArray) found = galley_emphasis_find (text, strlen (text));
      guint n_found[3] = { 0, 0, 0 };
      guint n_rendered[3] = { 0, 0, 0 };
      cmark_node *document;
      cmark_iter *iter;

      if (has_blank_line (text))
        continue;

      for (guint j = 0; j < found->len; j++)
        n_found[g_array_index (found, GalleyEmphasis, j).width]++;

      document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
      iter = cmark_iter_new (document);
      while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
        {
          cmark_node *node = cmark_iter_get_node (iter);

          if (cmark_iter_get_event_type (iter) == CMARK_EVENT_ENTER)
            {
              n_rendered[1] += cmark_node_get_type (node) == CMARK_NODE_EMPH;
              n_rendered[2] += cmark_node_get_type (node) == CMARK_NODE_STRONG;
            }
        }
      cmark_iter_free (iter);
      cmark_node_free (document);

      if (n_found[1] != n_rendered[1] || n_found[2] != n_rendered[2])
        g_test_message ("“%s”", text);
      g_assert_cmpuint (n_found[1], ==, n_rendered[1]);
      g_assert_cmpuint (n_found[2], ==, n_rendered[2]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/emphasis/find", test_find);
  g_test_add_func ("/emphasis/random", test_random);

  return g_test_run ();
}
