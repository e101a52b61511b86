/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-mirror.h"

#include <string.h>

static void
assert_text (GalleyTextMirror *mirror, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = galley_text_mirror_dup_text (mirror);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, length);
}

static void
test_empty (void)
{
  g_autoptr (GalleyTextMirror) mirror = galley_text_mirror_new (NULL);
  g_autoptr (GArray) changes = galley_text_changes_new ();

  assert_text (mirror, "", 0);
  galley_text_mirror_apply (mirror, changes);
  assert_text (mirror, "", 0);

  galley_text_changes_add (changes, 0, 0, "abc", 3);
  galley_text_changes_add (changes, 0, 3, NULL, 0);
  galley_text_mirror_apply (mirror, changes);
  assert_text (mirror, "", 0);
}

static void
test_unchanged_is_not_copied (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (GalleyTextMirror) mirror = galley_text_mirror_new (text);
  g_autoptr (GArray) changes = galley_text_changes_new ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;

  first = galley_text_mirror_dup_text (mirror);
  g_assert_true (first == text);

  galley_text_changes_add (changes, 2, 0, "s", 1);
  galley_text_mirror_apply (mirror, changes);
  second = galley_text_mirror_dup_text (mirror);
  third = galley_text_mirror_dup_text (mirror);
  g_assert_true (second != text);
  g_assert_true (second == third);
  assert_text (mirror, "tesxt", 5);
}

static void
test_typing_is_one_change (void)
{
  g_autoptr (GArray) changes = galley_text_changes_new ();
  g_autoptr (GalleyTextMirror) mirror = galley_text_mirror_new (NULL);

  galley_text_changes_add (changes, 0, 0, "wor", 3);
  galley_text_changes_add (changes, 3, 0, "d", 1);
  g_assert_cmpuint (changes->len, ==, 1);
  galley_text_changes_add (changes, 3, 0, "l", 1);
  galley_text_changes_add (changes, 4, 0, "d", 1);
  g_assert_cmpuint (changes->len, ==, 2);
  galley_text_changes_add (changes, 5, 1, NULL, 0);
  galley_text_mirror_apply (mirror, changes);
  assert_text (mirror, "world", 5);
}

static void
change_at_random (GString *text, GArray *changes)
{
  gsize offset = g_test_rand_int_range (0, text->len + 1);
  gsize n_deleted = g_test_rand_int_range (0, MIN (text->len - offset, 30) + 1);
  gsize n_inserted = g_test_rand_int_range (0, 40);
  g_autofree char *inserted = g_malloc (n_inserted + 1);

  if (g_test_rand_int_range (0, 200) == 0)
    n_deleted = text->len - offset;

  memset (inserted, 'a' + g_test_rand_int_range (0, 26), n_inserted);

  galley_text_changes_add (changes, offset, n_deleted, inserted, n_inserted);
  g_string_erase (text, offset, n_deleted);
  g_string_insert_len (text, offset, inserted, n_inserted);
}

/* Also with more text than fits the gap, so that it has to move house. */
static void
test_random (gconstpointer data)
{
  gsize page_size = GPOINTER_TO_SIZE (data);
  g_autofree char *page = g_malloc (page_size + 1);
  g_autoptr (GString) text = g_string_new ("start");
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GalleyTextMirror) mirror = galley_text_mirror_new (bytes);

  memset (page, '#', page_size);

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (GArray) changes = galley_text_changes_new ();
      guint n = g_test_rand_int_range (0, 6);

      for (guint k = 0; k < n; k++)
        change_at_random (text, changes);

      if (g_test_rand_int_range (0, 100) == 0)
        {
          gsize offset = g_test_rand_int_range (0, text->len + 1);

          galley_text_changes_add (changes, offset, 0, page, page_size);
          g_string_insert_len (text, offset, page, page_size);
        }

      galley_text_mirror_apply (mirror, changes);
      assert_text (mirror, text->str, text->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-mirror/empty", test_empty);
  g_test_add_func ("/text-mirror/unchanged-is-not-copied", test_unchanged_is_not_copied);
  g_test_add_func ("/text-mirror/typing-is-one-change", test_typing_is_one_change);
  g_test_add_data_func ("/text-mirror/random/small", GSIZE_TO_POINTER (100), test_random);
  g_test_add_data_func ("/text-mirror/random/large", GSIZE_TO_POINTER (150000), test_random);

  return g_test_run ();
}
