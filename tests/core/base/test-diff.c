/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diff.h"

#include <string.h>

static GArray *
diff (const char *before, const char *after)
{
  return galley_diff_lines (before, strlen (before), after, strlen (after));
}

static char *
merge (GArray *hunks, const char *before, const char *after, const gboolean *taken)
{
  g_autoptr (GArray) edits = galley_diff_get_edits (hunks, before, after, taken);

  return galley_edit_list_apply (edits, before, strlen (before), NULL);
}

static void
assert_hunk (GArray *hunks, guint i, guint before, guint n_before, guint after, guint n_after)
{
  const GalleyHunk *hunk = &g_array_index (hunks, GalleyHunk, i);

  g_assert_cmpuint (hunk->before_line, ==, before);
  g_assert_cmpuint (hunk->n_before, ==, n_before);
  g_assert_cmpuint (hunk->after_line, ==, after);
  g_assert_cmpuint (hunk->n_after, ==, n_after);
}

static void
test_same (void)
{
  g_autoptr (GArray) none = diff ("", "");
  g_autoptr (GArray) same = diff ("a\nb\nc", "a\nb\nc");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (same->len, ==, 0);
}

static void
test_change (void)
{
  g_autoptr (GArray) hunks = diff ("a\nb\nc\nd\ne\n", "a\nB\nc\nd\nd2\ne\n");

  g_assert_cmpuint (hunks->len, ==, 2);
  assert_hunk (hunks, 0, 2, 1, 2, 1);
  assert_hunk (hunks, 1, 5, 0, 5, 1);
}

static void
test_ends (void)
{
  g_autoptr (GArray) added = diff ("", "a\nb");
  g_autoptr (GArray) removed = diff ("a\r\nb\r\n", "");
  g_autoptr (GArray) newline = diff ("a\nb", "a\nb\n");

  g_assert_cmpuint (added->len, ==, 1);
  assert_hunk (added, 0, 1, 0, 1, 2);
  g_assert_cmpuint (removed->len, ==, 1);
  assert_hunk (removed, 0, 1, 2, 1, 0);
  g_assert_cmpuint (newline->len, ==, 1);
  assert_hunk (newline, 0, 2, 1, 2, 1);
}

/* A paragraph between others that look alike is one hunk, not a patchwork. */
static void
test_moved (void)
{
  g_autoptr (GArray) hunks =
    diff ("# A\n\none\n\n# B\n\ntwo\n\n", "# A\n\none\n\n# New\n\nfresh\n\n# B\n\ntwo\n\n");

  g_assert_cmpuint (hunks->len, ==, 1);
  assert_hunk (hunks, 0, 5, 0, 5, 4);
}

/* The shortest script between texts of few different lines, found the slow way. */
static guint
count_common (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  g_autofree guint *row = g_new0 (guint, m + 1);

  for (gsize i = 0; i < n; i++)
    {
      guint diagonal = 0;

      for (gsize j = 0; j < m; j++)
        {
          guint above = row[j + 1];

          row[j + 1] = a[i] == b[j] ? diagonal + 1 : MAX (row[j + 1], row[j]);
          diagonal = above;
        }
    }

  return row[m];
}

static char *
random_letters (GRand *random, guint kinds)
{
  guint n = g_rand_int_range (random, 0, 30);
  GString *letters = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_c (letters, "abcdefgh"[g_rand_int_range (random, 0, kinds)]);

  return g_string_free_and_steal (letters);
}

static char *
to_lines (const char *letters, GRand *random)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  const char *end = random != NULL ? ends[g_rand_int_range (random, 0, 3)] : "\n";
  GString *text = g_string_new (NULL);

  for (; *letters != '\0'; letters++)
    {
      g_string_append_c (text, *letters);
      g_string_append (text, end);
    }

  return g_string_free_and_steal (text);
}

static void
check_merge (GRand *random, GArray *hunks, const char *before, const char *after)
{
  g_autofree gboolean *taken = g_new0 (gboolean, hunks->len + 1);
  g_autofree char *none = merge (hunks, before, after, taken);
  g_autofree char *all = merge (hunks, before, after, NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *some = NULL;
  gsize done = 0, other = 0;

  g_assert_cmpstr (none, ==, before);
  g_assert_cmpstr (all, ==, after);

  for (guint i = 0; i < hunks->len; i++)
    {
      const GalleyHunk *hunk = &g_array_index (hunks, GalleyHunk, i);

      taken[i] = g_rand_boolean (random);
      /* Between the hunks both texts are the same, and there is something. */
      if (i > 0)
        g_assert_cmpuint (hunk->before_offset, >, done);
      g_assert_cmpmem (before + done, hunk->before_offset - done, after + other,
                       hunk->after_offset - other);
      g_string_append_len (expected, before + done, hunk->before_offset - done);
      if (taken[i])
        g_string_append_len (expected, after + hunk->after_offset, hunk->after_length);
      else
        g_string_append_len (expected, before + hunk->before_offset, hunk->before_length);
      done = hunk->before_offset + hunk->before_length;
      other = hunk->after_offset + hunk->after_length;
    }
  g_string_append (expected, before + done);

  some = merge (hunks, before, after, taken);
  g_assert_cmpstr (some, ==, expected->str);
}

static void
test_property (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      guint kinds = 1 + round % 8;
      g_autofree char *a = random_letters (random, kinds);
      g_autofree char *b = random_letters (random, kinds);
      g_autofree char *before = to_lines (a, random);
      g_autofree char *after = to_lines (b, random);
      g_autoptr (GArray) hunks = diff (before, after);

      check_merge (random, hunks, before, after);
    }
}

/* Without lines that hold the texts together Myers's algorithm finds as much as there is. */
static void
test_shortest (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      g_autofree char *letters_a = random_letters (random, 3);
      g_autofree char *letters_b = random_letters (random, 3);
      /* Twice each, so that none is unique. */
      g_autofree char *a = g_strconcat ("abc", letters_a, "cba", NULL);
      g_autofree char *b = g_strconcat ("cba", letters_b, "abc", NULL);
      g_autofree char *before = to_lines (a, NULL);
      g_autofree char *after = to_lines (b, NULL);
      g_autoptr (GArray) hunks = diff (before, after);
      guint removed = 0;

      for (guint i = 0; i < hunks->len; i++)
        removed += g_array_index (hunks, GalleyHunk, i).n_before;
      g_assert_cmpuint (strlen (a) - removed, ==, count_common (a, b));
    }
}

/* Texts that would keep a plain Myers busy for hours. */
static void
test_large (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) hunks = NULL;
  g_autofree char *merged = NULL;

  for (guint i = 0; i < 400000; i++)
    {
      g_string_append_printf (before, "%d\n", g_rand_int_range (random, 0, 500));
      g_string_append_printf (after, "%d\n", g_rand_int_range (random, 0, 500));
    }

  hunks = diff (before->str, after->str);
  merged = merge (hunks, before->str, after->str, NULL);
  g_assert_cmpstr (merged, ==, after->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diff/same", test_same);
  g_test_add_func ("/diff/change", test_change);
  g_test_add_func ("/diff/ends", test_ends);
  g_test_add_func ("/diff/moved", test_moved);
  g_test_add_func ("/diff/property", test_property);
  g_test_add_func ("/diff/shortest", test_shortest);
  g_test_add_func ("/diff/large", test_large);

  return g_test_run ();
}
