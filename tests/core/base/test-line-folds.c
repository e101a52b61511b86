/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-folds.h"

#include <string.h>

/* What is left to see. */
static char *
fold (const char *line, gsize length, guint *n_folds)
{
  g_autoptr (GArray) folds = galley_line_folds_find (line, length);
  GString *shown = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < folds->len; i++)
    {
      const GalleyLineFold *next = &g_array_index (folds, GalleyLineFold, i);

      g_assert_cmpuint (next->start, >=, at);
      g_assert_cmpuint (next->end, >, next->start);
      g_assert_cmpuint (next->end, <=, length);
      g_string_append_len (shown, line + at, (gssize) (next->start - at));
      at = next->end;
    }
  g_string_append_len (shown, line + at, (gssize) (length - at));
  g_assert_true (g_utf8_validate (shown->str, (gssize) shown->len, NULL));
  *n_folds = folds->len;

  return g_string_free_and_steal (shown);
}

static void
assert_whole (const char *unit, guint n)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *shown = NULL;
  guint n_folds;

  for (guint i = 0; i < n; i++)
    g_string_append (line, unit);
  shown = fold (line->str, line->len, &n_folds);
  g_assert_cmpuint (n_folds, ==, 0);
  g_assert_cmpstr (shown, ==, line->str);
}

/* What can be shown is shown, be it long. */
static void
test_whole (void)
{
  assert_whole ("", 1);
  assert_whole ("x", 10000);
  assert_whole ("ä", 10000);
  assert_whole ("word ", 6000);
  assert_whole ("周", 30000);
}

/* A picture in its address: what is around it stays in sight. */
static void
test_word (void)
{
  g_autofree char *data = g_strnfill (1000 * 1000, 'Q');
  g_autofree char *line = g_strconcat ("See ![](data:image/png;base64,", data, "==) here.", NULL);
  guint n_folds;
  g_autofree char *shown = fold (line, strlen (line), &n_folds);

  g_assert_cmpuint (n_folds, ==, 1);
  g_assert_true (g_str_has_prefix (shown, "See ![](data:image/png;base64,QQQQ"));
  g_assert_true (g_str_has_suffix (shown, "QQQQ==) here."));
  g_assert_cmpuint (strlen (shown), ==, 4 + 500 + 100 + 6);
}

/* Two words of a line are folded one by one. */
static void
test_words (void)
{
  g_autofree char *one = g_strnfill (20000, '1');
  g_autofree char *two = g_strnfill (20000, '2');
  g_autofree char *line = g_strconcat (one, " and ", two, NULL);
  guint n_folds;
  g_autofree char *shown = fold (line, strlen (line), &n_folds);

  g_assert_cmpuint (n_folds, ==, 2);
  g_assert_nonnull (strstr (shown, "1 and 2"));
}

static void
test_line (void)
{
  g_autoptr (GString) line = g_string_new ("begin ");
  g_autofree char *shown = NULL;
  guint n_folds;

  while (line->len < 3000 * 1000)
    g_string_append (line, "word 云 ");
  g_string_append (line, "end");
  shown = fold (line->str, line->len, &n_folds);
  g_assert_cmpuint (n_folds, ==, 1);
  g_assert_true (g_str_has_prefix (shown, "begin word"));
  g_assert_true (g_str_has_suffix (shown, " end"));
  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, 21000);
}

/* Whatever a line has: what is left of it to see can be shown as it is. */
static void
test_random (void)
{
  static const char *const units[] = { "x", "ä", "e\xcc\x81", " ", "周", "\t", "😀", "ﷺ" };

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      guint n_runs = g_test_rand_int_range (1, 12);
      g_autofree char *shown = NULL, *again = NULL;
      guint n_folds;

      for (guint j = 0; j < n_runs; j++)
        {
          const char *unit = units[g_test_rand_int_range (0, G_N_ELEMENTS (units))];
          guint n = g_test_rand_int_range (0, g_test_rand_bit () ? 20 : 40000);

          for (guint k = 0; k < n; k++)
            g_string_append (line, unit);
        }

      shown = fold (line->str, line->len, &n_folds);
      again = fold (shown, strlen (shown), &n_folds);
      g_assert_cmpuint (n_folds, ==, 0);
      g_assert_cmpstr (again, ==, shown);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/line-folds/whole", test_whole);
  g_test_add_func ("/line-folds/word", test_word);
  g_test_add_func ("/line-folds/words", test_words);
  g_test_add_func ("/line-folds/line", test_line);
  g_test_add_func ("/line-folds/random", test_random);

  return g_test_run ();
}
