/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-index.h"

#include <string.h>

static const char *const samples[] = { "a",  "\n",       "hello world ", "é",
                                       "云", "原生周报", "😀",           "\r\n" };

static void
append_random (GString *string, gsize max)
{
  gsize n = g_test_rand_int_range (0, max + 1);

  while (string->len < n)
    g_string_append (string, samples[g_test_rand_int_range (0, G_N_ELEMENTS (samples))]);
}

/* Some place of the text that is a character's start, in both measures. */
static GalleyTextPosition
pick (const GString *text, gsize from, gsize to)
{
  GalleyTextPosition at;

  at.bytes = g_test_rand_int_range (from, to + 1);
  while (at.bytes > from && ((guchar) text->str[at.bytes] & 0xc0) == 0x80)
    at.bytes--;
  at.chars = g_utf8_strlen (text->str, at.bytes);

  return at;
}

static void
assert_place (const GString *text,
              GalleyTextPosition at,
              GalleyTextPosition start,
              GalleyTextPosition end)
{
  g_assert_cmpuint (start.bytes, <=, at.bytes);
  g_assert_cmpuint (end.bytes, >=, at.bytes);
  g_assert_cmpuint (end.bytes, <=, text->len);
  g_assert_cmpuint (end.bytes - start.bytes, <=, 4096);
  g_assert_cmpuint (start.chars, ==, g_utf8_strlen (text->str, start.bytes));
  g_assert_cmpuint (end.chars, ==, g_utf8_strlen (text->str, end.bytes));
}

static void
assert_index (GalleyTextIndex *index, const GString *text)
{
  GalleyTextPosition at = pick (text, 0, text->len);
  GalleyTextPosition start, end;

  end = galley_text_index_get_end (index);
  g_assert_cmpuint (end.bytes, ==, text->len);
  g_assert_cmpuint (end.chars, ==, g_utf8_strlen (text->str, text->len));

  galley_text_index_find_chars (index, at.chars, &start, &end);
  assert_place (text, at, start, end);
  galley_text_index_find_bytes (index, at.bytes, &start, &end);
  assert_place (text, at, start, end);
}

static void
test_random (void)
{
  g_autoptr (GalleyTextIndex) index = galley_text_index_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 8000; i++)
    {
      /* Mostly keys, sometimes pages; and at times nearly all is deleted. */
      gsize max = i % 200 == 0 ? 20000 : 12;

      if (text->len == 0 || (g_test_rand_bit () && text->len <= 40000))
        {
          g_autoptr (GString) inserted = g_string_new (NULL);
          GalleyTextPosition at = pick (text, 0, text->len);

          append_random (inserted, max);
          galley_text_index_insert (index, at, inserted->str, inserted->len);
          g_string_insert_len (text, at.bytes, inserted->str, inserted->len);
        }
      else
        {
          gsize n = text->len > 40000 ? text->len : max;
          GalleyTextPosition start = pick (text, 0, text->len);
          GalleyTextPosition end = pick (text, start.bytes, MIN (text->len, start.bytes + n));

          galley_text_index_delete (index, start, end);
          g_string_erase (text, start.bytes, end.bytes - start.bytes);
        }

      assert_index (index, text);
    }
}

static void
test_typing (void)
{
  g_autoptr (GalleyTextIndex) index = galley_text_index_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    {
      const char *key = samples[i % G_N_ELEMENTS (samples)];

      galley_text_index_insert (index, galley_text_index_get_end (index), key, strlen (key));
      g_string_append (text, key);
    }

  assert_index (index, text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-index/random", test_random);
  g_test_add_func ("/text-index/typing", test_typing);

  return g_test_run ();
}
