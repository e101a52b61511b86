/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-open-tags.h"

#include <string.h>

static void
assert_balanced (const char *html, gboolean expected)
{
  g_autoptr (GalleyOpenTags) tags = galley_open_tags_new ();
  gboolean balanced;

  g_test_message ("%s", html);
  g_assert_cmpuint (galley_open_tags_add (tags, html, 7, &balanced), ==, 7);
  g_assert_cmpint (balanced, ==, expected);
}

static void
test_balance (void)
{
  assert_balanced ("", TRUE);
  assert_balanced ("text < 3 <", TRUE);
  assert_balanced ("<div></div>", TRUE);
  assert_balanced ("<DIV></div>", TRUE);
  assert_balanced ("<div>", FALSE);
  assert_balanced ("</div>", FALSE);
  assert_balanced ("<div><b></div>", FALSE);
  assert_balanced ("<br><img src=\"a>b\"><hr/>", TRUE);
  assert_balanced ("<p>", TRUE);
  assert_balanced ("<a href='>'></a>", TRUE);
  assert_balanced ("<a title=\"</a>\"></a>", TRUE);
  assert_balanced ("<!-- <div> -->", TRUE);
  assert_balanced ("<!-- <div>", TRUE);
  assert_balanced ("<!DOCTYPE html>", TRUE);
  assert_balanced ("<?php ?>", TRUE);
  assert_balanced ("<custom-element></custom-element>", TRUE);
  assert_balanced ("<", TRUE);
  assert_balanced ("</", TRUE);
  assert_balanced ("<a", FALSE);
  assert_balanced ("<a href=\"", FALSE);
}

static guint
add (GalleyOpenTags *tags, const char *html, guint block)
{
  gboolean balanced;

  return galley_open_tags_add (tags, html, block, &balanced);
}

static void
test_blocks (void)
{
  g_autoptr (GalleyOpenTags) tags = galley_open_tags_new ();

  g_assert_cmpuint (add (tags, "<details>", 0), ==, 0);
  g_assert_cmpuint (add (tags, "<div>", 2), ==, 2);
  g_assert_cmpuint (add (tags, "</div>", 4), ==, 2);
  g_assert_cmpuint (add (tags, "</b>", 5), ==, 5);
  g_assert_cmpuint (add (tags, "<div></div></details>", 6), ==, 0);
  g_assert_cmpuint (add (tags, "</details>", 8), ==, 8);
}

/* One that is left open closes with what is around it. */
static void
test_left_open (void)
{
  g_autoptr (GalleyOpenTags) tags = galley_open_tags_new ();

  g_assert_cmpuint (add (tags, "<div>", 0), ==, 0);
  g_assert_cmpuint (add (tags, "<span>", 1), ==, 1);
  g_assert_cmpuint (add (tags, "</div>", 2), ==, 0);
  g_assert_cmpuint (add (tags, "</span>", 3), ==, 3);
}

static void
test_many (void)
{
  g_autoptr (GalleyOpenTags) tags = galley_open_tags_new ();
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < 50000; i++)
    g_string_append (html, "<div>");
  for (guint i = 0; i < 50000; i++)
    g_string_append (html, "</span>");
  g_assert_cmpuint (add (tags, html->str, 3), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tags/balance", test_balance);
  g_test_add_func ("/tags/blocks", test_blocks);
  g_test_add_func ("/tags/left-open", test_left_open);
  g_test_add_func ("/tags/many", test_many);

  return g_test_run ();
}
