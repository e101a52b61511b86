/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-edit.h"

#include <string.h>

static void
assert_difference (const char *before,
                   const char *after,
                   gsize offset,
                   gsize length,
                   const char *replacement)
{
  g_autoptr (GArray) edits =
    galley_edit_list_from_difference (before, strlen (before), after, strlen (after));
  const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, 0);

  g_assert_cmpuint (edits->len, ==, 1);
  g_assert_cmpuint (edit->offset, ==, offset);
  g_assert_cmpuint (edit->length, ==, length);
  g_assert_cmpstr (edit->replacement, ==, replacement);
}

static void
test_apply (void)
{
  g_autoptr (GArray) edits = galley_edit_list_new ();
  g_autofree char *same = galley_edit_list_apply (edits, "abcdef", 6, NULL);
  g_autofree char *after = NULL;
  gsize length;

  g_assert_cmpstr (same, ==, "abcdef");

  galley_edit_list_add (edits, 0, 0, ">");
  galley_edit_list_add (edits, 0, 1, "A");
  galley_edit_list_add (edits, 1, 0, "+");
  galley_edit_list_add (edits, 3, 2, "");
  galley_edit_list_add (edits, 6, 0, "!");
  after = galley_edit_list_apply (edits, "abcdef", 6, &length);

  g_assert_cmpstr (after, ==, ">A+bcf!");
  g_assert_cmpuint (length, ==, 7);
}

static void
test_difference (void)
{
  g_autoptr (GArray) none = galley_edit_list_from_difference ("same", 4, "same", 4);

  g_assert_cmpuint (none->len, ==, 0);

  assert_difference ("", "abc", 0, 0, "abc");
  assert_difference ("abc", "", 0, 3, "");
  assert_difference ("one two three", "one 2 three", 4, 3, "2");
  assert_difference ("aaa", "aaaa", 3, 0, "a");
  assert_difference ("a\nb", "a\n\nb", 2, 0, "\n");
  /* The start and the end of two characters are the same bytes. */
  assert_difference ("\xe4\xb8\xad", "\xe4\xb8\xae", 0, 3, "\xe4\xb8\xae");
  assert_difference ("x\xe4\xb8\xad", "x\xe5\xb8\xad", 1, 3, "\xe5\xb8\xad");
  assert_difference ("\xe4\xb8\xad", "\xe4\xb8\xad\xe4\xb8\xad", 3, 0, "\xe4\xb8\xad");
  /* CR LF is one line end. */
  assert_difference ("a\r\nb", "a\nb", 1, 2, "\n");
  assert_difference ("a\nb", "a\r\nb", 1, 1, "\r\n");
  assert_difference ("a\r\nb", "a\rb", 1, 2, "\r");
  assert_difference ("a\r\nb", "a\r\n\r\nb", 3, 0, "\r\n");
}

static char *
random_text (void)
{
  static const char *const alphabet[] = {
    "a", "b", "\n", "\r", "\r\n", "é", "è", "中", "丮", "😀"
  };
  GString *text = g_string_new (NULL);

  for (guint n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append (text, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);

  return g_string_free_and_steal (text);
}

/* The line ends and characters of the untouched rest are not cut. */
static void
assert_boundary (const char *text, gsize offset)
{
  g_assert_true (g_utf8_validate_len (text, offset, NULL));
  g_assert_false (offset > 0 && text[offset - 1] == '\r' && text[offset] == '\n');
}

static void
test_difference_random (void)
{
  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *before = random_text ();
      g_autofree char *after = random_text ();
      g_autofree char *result = NULL;
      g_autoptr (GArray) edits =
        galley_edit_list_from_difference (before, strlen (before), after, strlen (after));
      gsize length;

      g_assert_cmpuint (edits->len, ==, g_str_equal (before, after) ? 0 : 1);
      result = galley_edit_list_apply (edits, before, strlen (before), &length);
      g_assert_cmpmem (result, length, after, strlen (after));

      if (edits->len == 1)
        {
          const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, 0);

          assert_boundary (before, edit->offset);
          assert_boundary (before, edit->offset + edit->length);
          assert_boundary (after, edit->offset);
          assert_boundary (after, edit->offset + strlen (edit->replacement));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edit/apply", test_apply);
  g_test_add_func ("/edit/difference", test_difference);
  g_test_add_func ("/edit/difference/random", test_difference_random);

  return g_test_run ();
}
