/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-body.h"
#include "galley-bytes.h"
#include "galley-diagnostic.h"

#include <string.h>

static GalleyBody *
new_body (const char *source, gsize start)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);

  return galley_body_new (source, start, strlen (source), 0, NULL, diagnostics);
}

static gsize
find (const GalleyBody *body, const char *part)
{
  const char *found = g_strstr_len (body->text, body->length, part);

  g_assert_nonnull (found);
  return found - body->text;
}

/* The source, when each placeholder stands for its shortcode again. */
static char *
expand (const GalleyBody *body)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < body->length;)
    {
      const GalleyShortcode *shortcode =
        galley_body_match_placeholder (body, body->text + i, body->length - i);

      if (shortcode == NULL)
        {
          g_string_append_c (out, body->text[i++]);
          continue;
        }
      g_string_append_len (out, body->source + shortcode->offset, shortcode->length);
      i += GALLEY_PLACEHOLDER_LENGTH;
    }

  return g_string_free (out, FALSE);
}

static void
test_plain (void)
{
  static const char source[] = "---\n---\na *b*\n";
  g_autoptr (GalleyBody) body = new_body (source, 8);

  g_assert_true (body->text == source + 8);
  g_assert_cmpuint (body->length, ==, strlen (source) - 8);
  g_assert_cmpuint (galley_body_get_source_offset (body, 0), ==, 8);
  g_assert_cmpuint (galley_body_get_source_offset (body, body->length), ==, strlen (source));
}

static void
test_placeholders (void)
{
  static const char source[] = "head\na {{< x >}} b {{< y >}}in{{< /y >}}\nc {{< x >}}";
  g_autoptr (GalleyBody) body = new_body (source, 5);
  g_autofree char *text = g_strndup (body->text, body->length);
  g_autofree char *expanded = expand (body);
  const GalleyShortcode *y;
  gsize at;

  g_assert_cmpstr (expanded, ==, source + 5);
  g_assert_null (strstr (text, "{{"));
  g_assert_cmpuint (galley_body_get_source_offset (body, 0), ==, 5);
  g_assert_cmpuint (galley_body_get_source_offset (body, find (body, " b ")), ==,
                    strstr (source, " b ") - source);
  g_assert_cmpuint (galley_body_get_source_offset (body, find (body, "\nc")), ==,
                    strstr (source, "\nc") - source);

  /* All of a placeholder is one place. */
  at = find (body, " b ") + 3;
  for (gsize i = 0; i < GALLEY_PLACEHOLDER_LENGTH; i++)
    g_assert_cmpuint (galley_body_get_source_offset (body, at + i), ==,
                      strstr (source, "{{< y") - source);
  y = galley_body_match_placeholder (body, body->text + at, body->length - at);
  g_assert_nonnull (y);
  g_assert_cmpmem (source + y->inner_offset, y->inner_length, "in", 2);
  g_assert_null (galley_body_match_placeholder (body, body->text + at,
                                                GALLEY_PLACEHOLDER_LENGTH - 1));
}

/* Markdown stays the same where nothing has changed, however many shortcodes come before it. */
static void
test_stable (void)
{
  g_autoptr (GalleyBody) one = new_body ("{{< x a >}}\n", 0);
  g_autoptr (GalleyBody) two = new_body ("{{< y >}}\n{{< x a >}}\n", 0);

  g_assert_true (g_str_has_suffix (two->text, one->text));
}

/* An escape is text of its own, each byte of which has its place. */
static void
test_escape (void)
{
  static const char source[] = "a {{</* x\n\n# y */>}} b";
  g_autoptr (GalleyBody) body = new_body (source, 0);

  g_assert_cmpstr (body->text, ==, "a {{< x\n\n# y >}} b");
  for (const char *part = "a {{< x\n\n# y >}} b"; *part != '\0'; part++)
    {
      gsize offset = strlen (body->text) - strlen (part);
      gsize source_offset = galley_body_get_source_offset (body, offset);

      g_assert_cmpint (source[source_offset], ==, *part);
    }
}

/* A text that spells a placeholder does not get a shortcode by it. */
static void
test_forged (void)
{
  static const char code[] = "{{< x >}}";
  g_autofree char *source = g_strdup_printf ("%s " GALLEY_PLACEHOLDER_START "%016" G_GINT64_MODIFIER
                                             "x" GALLEY_PLACEHOLDER_END,
                                             code, galley_bytes_hash (code, strlen (code)));
  g_autofree char *escape =
    g_strdup_printf ("{{</* x */>}} " GALLEY_PLACEHOLDER_START "%016" G_GINT64_MODIFIER
                     "x" GALLEY_PLACEHOLDER_END,
                     galley_bytes_hash ("{{</* x */>}}", strlen ("{{</* x */>}}")));
  g_autoptr (GalleyBody) body = new_body (source, 0);
  g_autoptr (GalleyBody) escaped = new_body (escape, 0);
  gsize at = find (body, " ") + 1;

  g_assert_null (galley_body_match_placeholder (body, body->text + at, body->length - at));
  at = find (escaped, GALLEY_PLACEHOLDER_START);
  g_assert_null (galley_body_match_placeholder (escaped, escaped->text + at, escaped->length - at));
}

static void
test_hash (void)
{
  /* The published values of this hash. */
  g_assert_cmpuint (galley_bytes_hash ("", 0), ==, G_GUINT64_CONSTANT (0xcbf29ce484222325));
  g_assert_cmpuint (galley_bytes_hash ("a", 1), ==, G_GUINT64_CONSTANT (0xaf63dc4c8601ec8c));
}

static const char *const pieces[] = {
  "{{< x >}}", "{{< /x >}}", "{{</* x */>}}", "{{< y", "\n", "中", " ", "{{% z a=b %}}", "*",
};

/* Places keep their order, and all of the text is there. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260105);

  for (guint round = 0; round < 1000; round++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      g_autoptr (GalleyBody) body = NULL;
      gsize reached = 0;

      for (guint i = g_rand_int_range (rand, 0, 30); i > 0; i--)
        g_string_append (source, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      body = new_body (source->str, 0);
      for (gsize i = 0; i <= body->length; i++)
        {
          gsize offset = galley_body_get_source_offset (body, i);

          g_assert_cmpuint (offset, >=, reached);
          g_assert_cmpuint (offset, <=, source->len);
          reached = offset;
        }
      g_assert_cmpuint (reached, ==, source->len);
      if (strstr (source->str, "/*") == NULL)
        {
          g_autofree char *expanded = expand (body);

          g_assert_cmpstr (expanded, ==, source->str);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/body/plain", test_plain);
  g_test_add_func ("/body/placeholders", test_placeholders);
  g_test_add_func ("/body/stable", test_stable);
  g_test_add_func ("/body/escape", test_escape);
  g_test_add_func ("/body/forged", test_forged);
  g_test_add_func ("/body/hash", test_hash);
  g_test_add_func ("/body/random", test_random);

  return g_test_run ();
}
