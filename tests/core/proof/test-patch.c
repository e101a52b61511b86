/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-patch.h"

/* A letter is a block. */
static GArray *
make_blocks (const char *letters)
{
  GArray *blocks = g_array_new (FALSE, TRUE, sizeof (GalleyBlock));

  for (; *letters != '\0'; letters++)
    {
      GalleyBlock block = { .hash = *letters };

      g_array_append_val (blocks, block);
    }

  return blocks;
}

static GArray *
diff (const char *shown, const char *wanted)
{
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) blocks = make_blocks (wanted);

  for (; *shown != '\0'; shown++)
    {
      guint64 hash = *shown;

      g_array_append_val (hashes, hash);
    }

  return galley_patch_new ((const guint64 *) (gpointer) hashes->data, hashes->len,
                           (const GalleyBlock *) (gpointer) blocks->data, blocks->len);
}

/* What the page does with the steps; upper case is what was touched. */
static char *
apply (const char *shown, const char *wanted, GArray *patches)
{
  GString *page = g_string_new (shown);

  for (guint i = 0; i < patches->len; i++)
    {
      const GalleyPatch *patch = &g_array_index (patches, GalleyPatch, i);

      g_assert_cmpuint (patch->index + patch->n_removed, <=, page->len);
      g_assert_true (patch->n_removed > 0 || patch->n_inserted > 0);
      g_string_erase (page, patch->index, patch->n_removed);
      for (gsize j = 0; j < patch->n_inserted; j++)
        g_string_insert_c (page, patch->index + j, g_ascii_toupper (wanted[patch->source + j]));
    }

  return g_string_free (page, FALSE);
}

static void
assert_patch (const char *shown, const char *wanted, const char *touched, guint n_steps)
{
  g_autoptr (GArray) patches = diff (shown, wanted);
  g_autofree char *page = apply (shown, wanted, patches);

  g_assert_cmpstr (page, ==, touched);
  g_assert_cmpuint (patches->len, ==, n_steps);
}

static void
test_steps (void)
{
  assert_patch ("", "", "", 0);
  assert_patch ("abc", "abc", "abc", 0);
  assert_patch ("", "abc", "ABC", 1);
  assert_patch ("abc", "", "", 1);
  assert_patch ("abc", "axc", "aXc", 1);
  assert_patch ("abc", "abxc", "abXc", 1);
  assert_patch ("abc", "ac", "ac", 1);
  assert_patch ("abc", "xabc", "Xabc", 1);
  assert_patch ("abc", "abcx", "abcX", 1);
  assert_patch ("abcdefg", "xbcdefy", "XbcdefY", 2);
  assert_patch ("abcdef", "abdcef", "abDcef", 2);
  assert_patch ("aaaa", "aaa", "aaa", 1);
  assert_patch ("aaa", "aaaa", "Aaaa", 1);
  assert_patch ("abc", "xyz", "XYZ", 1);
}

/* Two edits far apart leave what is between them alone, and much that has gone is replaced. */
static void
test_far (void)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GArray) patches = NULL;
  g_autofree char *page = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_c (shown, 'a' + i % 26);
  g_string_append (wanted, shown->str);
  wanted->str[10] = '1';
  wanted->str[900] = '2';
  patches = diff (shown->str, wanted->str);
  page = apply (shown->str, wanted->str, patches);
  g_assert_cmpstr (page, ==, wanted->str);
  g_assert_cmpuint (patches->len, ==, 2);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260106);

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) shown = g_string_new (NULL);
      g_autoptr (GString) wanted = NULL;
      g_autoptr (GArray) patches = NULL;
      g_autofree char *page = NULL;
      g_autofree char *lower = NULL;
      gsize reached = 0;

      for (guint i = g_rand_int_range (rand, 0, 150); i > 0; i--)
        g_string_append_c (shown, 'a' + g_rand_int_range (rand, 0, 20));
      wanted = g_string_new (shown->str);
      for (guint i = g_rand_int_range (rand, 0, 8); i > 0; i--)
        {
          gsize at = g_rand_int_range (rand, 0, wanted->len + 1);
          gsize length = g_rand_int_range (rand, 0, 90);

          if (g_rand_boolean (rand))
            g_string_insert_c (wanted, at, 'a' + g_rand_int_range (rand, 0, 20));
          else
            g_string_erase (wanted, at, MIN (wanted->len - at, length));
        }

      patches = diff (shown->str, wanted->str);
      page = apply (shown->str, wanted->str, patches);
      lower = g_ascii_strdown (page, -1);
      g_assert_cmpstr (lower, ==, wanted->str);
      for (guint i = 0; i < patches->len; i++)
        {
          const GalleyPatch *patch = &g_array_index (patches, GalleyPatch, i);

          g_assert_cmpuint (patch->index, >=, reached);
          reached = patch->index + patch->n_inserted;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/patch/steps", test_steps);
  g_test_add_func ("/patch/far", test_far);
  g_test_add_func ("/patch/random", test_random);

  return g_test_run ();
}
