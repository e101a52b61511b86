/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-index.h"

#include <string.h>

static void
assert_starts (const char *text, const gsize *starts, guint n_lines)
{
  g_autoptr (GalleyLineIndex) index = galley_line_index_new (text, strlen (text));

  g_assert_cmpuint (galley_line_index_get_n_lines (index), ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    g_assert_cmpuint (galley_line_index_get_offset (index, i + 1), ==, starts[i]);
  g_assert_cmpuint (galley_line_index_get_offset (index, n_lines + 1), ==, strlen (text));
}

static void
test_line_ends (void)
{
  assert_starts ("", (const gsize[]) { 0 }, 1);
  assert_starts ("a", (const gsize[]) { 0 }, 1);
  assert_starts ("a\n", (const gsize[]) { 0, 2 }, 2);
  assert_starts ("a\nb\r\nc\rd", (const gsize[]) { 0, 2, 5, 7 }, 4);
  assert_starts ("\r\r\n\n", (const gsize[]) { 0, 1, 3, 4 }, 4);
  assert_starts ("0123456\r\n9", (const gsize[]) { 0, 9 }, 2);
  assert_starts ("01234567\r", (const gsize[]) { 0, 9 }, 2);
}

static void
test_find_line (void)
{
  g_autoptr (GalleyLineIndex) index = galley_line_index_new ("ab\r\nc\n", 6);

  g_assert_cmpuint (galley_line_index_get_line (index, 0), ==, 1);
  g_assert_cmpuint (galley_line_index_get_line (index, 3), ==, 1);
  g_assert_cmpuint (galley_line_index_get_line (index, 4), ==, 2);
  g_assert_cmpuint (galley_line_index_get_line (index, 5), ==, 2);
  g_assert_cmpuint (galley_line_index_get_line (index, 6), ==, 3);
  g_assert_cmpuint (galley_line_index_get_line (index, 100), ==, 3);
}

/* Compares with counting line ends one by one. */
static void
test_random (void)
{
  static const char alphabet[] = "\n\r\t abcde\xc3\x80\x0d\x0e\x8a\x8d\xff";

  for (guint i = 0; i < 3000; i++)
    {
      gsize length = g_test_rand_int_range (0, 80);
      g_autofree char *text = g_malloc0 (length + 1);
      g_autoptr (GalleyLineIndex) index = NULL;
      guint line = 1;

      for (gsize j = 0; j < length; j++)
        text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];

      index = galley_line_index_new (text, length);

      for (gsize j = 0; j <= length; j++)
        {
          if (j > 0
              && (text[j - 1] == '\n' || (text[j - 1] == '\r' && (j == length || text[j] != '\n'))))
            {
              line++;
              g_assert_cmpuint (galley_line_index_get_offset (index, line), ==, j);
            }
          g_assert_cmpuint (galley_line_index_get_line (index, j), ==, line);
        }

      g_assert_cmpuint (galley_line_index_get_n_lines (index), ==, line);
    }
}

/* Says how fast the index is made, when measurements are asked for. */
static void
test_speed (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double best = G_MAXDOUBLE;

  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }

  while (text->len < 10 * 1000 * 1000)
    g_string_append (text, "A line of text, about as long as they are.\n");

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GalleyLineIndex) index = NULL;

      g_test_timer_start ();
      index = galley_line_index_new (text->str, text->len);
      best = MIN (best, g_test_timer_elapsed ());
    }

  g_test_minimized_result (best * 1000, "index of 10 MB: %.2f ms", best * 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/line-index/line-ends", test_line_ends);
  g_test_add_func ("/line-index/find-line", test_find_line);
  g_test_add_func ("/line-index/random", test_random);
  g_test_add_func ("/line-index/speed", test_speed);

  return g_test_run ();
}
