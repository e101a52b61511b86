/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-name.h"
#include "galley-image-place.h"
#include "galley-image-scan.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static GDateTime *
new_now (void)
{
  return g_date_time_new_local (2026, 11, 2, 9, 5, 7);
}

static GHashTable *
new_taken (const char *names)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_hash_table_add (taken, g_utf8_casefold (parts[i], -1));
  return taken;
}

static void
test_names (void)
{
  /* Names of others, the picture's own, taken ones, and what is proposed. */
  static const struct
  {
    const char *others;
    const char *own;
    const char *taken;
    const char *expected;
  } rows[] = {
    { "", NULL, "", "2026-11-02.png" },
    { "", "Screen Shot (2).PNG", "", "2026-11-02-screen-shot-2.png" },
    { "", NULL, "2026-11-02.PNG", "2026-11-02-2.png" },
    { "", NULL, "2026-11-02.png 2026-11-02-2.png", "2026-11-02-3.png" },
    { "", "果园 一.jpeg", "", "2026-11-02-果园-一.png" },
    { "", "../#%&.png", "", "2026-11-02.png" },
    /* Words. */
    { "pears.jpg", "Apple Tree.jpg", "", "apple-tree.png" },
    { "pears.jpg", NULL, "", "2026-11-02.png" },
    { "pears.jpg", "apples.jpg", "Apples.png", "apples-2.png" },
    /* Days. */
    { "2020-05-06.png", NULL, "", "2026-11-02.png" },
    { "2020-05-06-pears.png", "Apples.png", "", "2026-11-02-apples.png" },
    { "2020-05-06-pears.png", NULL, "", "2026-11-02.png" },
    { "20200506.png", "Apples.png", "", "20261102.png" },
    { "20200506_pears.png", "Apples.png", "", "20261102_apples.png" },
    { "20200506123456.png", NULL, "", "20261102090507.png" },
    { "20200506-1234.png", NULL, "", "20261102-0905.png" },
    { "2020-05-06-123456.png", NULL, "", "2026-11-02-090507.png" },
    { "2020-13-06.png", NULL, "", "2026-11-02.png" },
    /* Numbers. */
    { "01.png 02.png", "a.png", "01.png 02.PNG", "03.png" },
    { "7.png", NULL, "1.png", "2.png" },
    { "issue-1.png issue-2.png", NULL, "issue-1.png issue-2.png", "issue-3.png" },
    { "issue-7.png", "pear.png", "", "pear.png" },
    { "1234567890.png", NULL, "", "2026-11-02.png" },
    /* The last one counts most. */
    { "01.png 2020-05-06.png", NULL, "", "2026-11-02.png" },
    { "2020-05-06.png 01.png", NULL, "", "01.png" },
  };
  g_autoptr (GDateTime) now = new_now ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) others = *rows[i].others != '\0' ? g_strsplit (rows[i].others, " ", -1) : NULL;
      g_autoptr (GHashTable) taken = new_taken (rows[i].taken);
      g_autofree char *name =
        galley_image_name_propose ((const char *const *) others, rows[i].own, ".png", now, taken);

      g_test_message ("row %u", i);
      g_assert_cmpstr (name, ==, rows[i].expected);
      g_assert_null (galley_image_name_check (name, taken));
    }
}

static void
test_typed_names (void)
{
  static const char *const wrong[] = { "",  " ",      ".png",     "a/b.png",   "..\\a.png", "..",
                                       "a", ".a.png", "a\nb.png", "taken.png", "TAKEN.png" };
  g_autoptr (GHashTable) taken = new_taken ("Taken.PNG");
  g_autofree char *complete = galley_image_name_complete (" pear.2 ", ".png");
  g_autofree char *kept = galley_image_name_complete ("pear.PNG", ".png");
  g_autofree char *empty = galley_image_name_complete ("  ", ".png");
  g_autofree char *long_name = g_strnfill (300, 'a');
  g_autofree char *long_png = g_strconcat (long_name, ".png", NULL);

  g_assert_cmpstr (complete, ==, "pear.2.png");
  g_assert_cmpstr (kept, ==, "pear.PNG");
  g_assert_cmpstr (empty, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_nonnull (galley_image_name_check (wrong[i], taken));
  g_assert_nonnull (galley_image_name_check (long_png, taken));
  g_assert_null (galley_image_name_check ("梨 1.png", taken));
}

static void
test_scan (void)
{
  static const char text[] = "---\ntitle: x\ncover: /img/cover.jpg\n---\n"
                             "![a](/images/a.png) ![b]( <b c.png> \"t\") ![](d%20e.png?x#y)\n"
                             "![far](https://example.org/far.png) ![](//example.org/far.png)\n"
                             "[no](no.png) ![page](page.md)\n"
                             "<img alt='x' src=\"/f.webp\"> {{< figure src=\"g.GIF\" >}}\n"
                             "![open](";
  static const char *const expected[] = { "/img/cover.jpg", "/images/a.png", "b c.png",
                                          "d e.png",        "/f.webp",       "g.GIF" };
  g_autoptr (GPtrArray) images = galley_image_scan (text, strlen (text));

  g_assert_cmpuint (images->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < images->len; i++)
    g_assert_cmpstr (g_ptr_array_index (images, i), ==, expected[i]);
}

static void
test_scan_hostile (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) images = NULL;

  for (guint i = 0; i < 500000; i++)
    g_string_append (text, i < 250000 ? "![" : "](");
  images = galley_image_scan (text->str, text->len);
  g_assert_cmpuint (images->len, ==, 0);
}

typedef struct
{
  char *folder;
} Fixture;

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = galley_test_folder_new ();

  self->folder = realpath (folder, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_test_folder_remove (self->folder);
}

/* Where @picture, or a picture from the clipboard, goes from the issue @name. */
static GalleyImagePlace *
find (Fixture *self, const char *name, const char *text, const char *picture)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *from = picture != NULL ? g_build_filename (self->folder, picture, NULL) : NULL;
  g_autoptr (GalleySiteConfig) config = galley_site_config_load (path);
  g_autoptr (GDateTime) now = new_now ();

  return galley_image_place_new (config, path, text, strlen (text), from, ".png", now);
}

static void
assert_place (Fixture *self,
              const GalleyImagePlace *place,
              const char *folder,
              const char *name,
              const char *address)
{
  g_autofree char *expected = g_build_filename (self->folder, folder, NULL);
  g_autofree char *found = galley_image_place_dup_address (place, place->name);

  g_assert_cmpstr (place->folder, ==, expected);
  g_assert_cmpstr (place->name, ==, name);
  g_assert_cmpstr (found, ==, address);
}

static void
test_bundle (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyImagePlace) first = NULL;
  g_autoptr (GalleyImagePlace) below = NULL;
  g_autoptr (GalleyImagePlace) next = NULL;

  write_text (self, "site/hugo.toml", "baseURL = 'https://example.org/blog/'\n");
  write_text (self, "site/content/weekly/7/index.md", "x");
  first = find (self, "site/content/weekly/7/index.md", "x", NULL);
  assert_place (self, first, "site/content/weekly/7", "2026-11-02.png", "2026-11-02.png");
  g_assert_cmpstr (first->shown_folder, ==, "content/weekly/7");
  g_assert_null (first->link);

  /* Where the issue has others, and as it names them. */
  write_text (self, "site/content/weekly/7/pics/01.png", "x");
  below = find (self, "site/content/weekly/7/index.md", "![a](pics/01.png)\n", NULL);
  assert_place (self, below, "site/content/weekly/7/pics", "02.png", "pics/02.png");

  /* As the issue before it. */
  write_text (self, "site/content/weekly/7/index.md", "![a](pics/01.png)\n");
  write_text (self, "site/content/weekly/8/index.md", "x");
  next = find (self, "site/content/weekly/8/index.md", "x", NULL);
  assert_place (self, next, "site/content/weekly/8/pics", "01.png", "pics/01.png");
}

static void
test_static (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyImagePlace) first = NULL;
  g_autoptr (GalleyImagePlace) usual = NULL;
  g_autoptr (GalleyImagePlace) own = NULL;

  write_text (self, "site/hugo.toml", "baseURL = 'https://example.org/'\n");
  write_text (self, "site/content/posts/seven.md", "x");
  first = find (self, "site/content/posts/seven.md", "x", NULL);
  assert_place (self, first, "site/static/images", "2026-11-02.png", "/images/2026-11-02.png");

  write_text (self, "site/static/img/pear.png", "x");
  usual = find (self, "site/content/posts/seven.md", "x", "Red Apple.png");
  assert_place (self, usual, "site/static/img", "2026-11-02-red-apple.png",
                "/img/2026-11-02-red-apple.png");
  g_assert_cmpstr (usual->shown_folder, ==, "static/img");

  write_text (self, "site/static/pics/fruit/pear.png", "x");
  own = find (self, "site/content/posts/seven.md", "![](/pics/fruit/pear.png)\n![](/no.png)",
              "Red Apple.png");
  assert_place (self, own, "site/static/pics/fruit", "red-apple.png", "/pics/fruit/red-apple.png");
}

static void
test_neighbours (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyImagePlace) named = NULL;
  g_autoptr (GalleyImagePlace) dated = NULL;

  write_text (self, "site/hugo.toml", "staticDir = 'public files'\n");
  write_text (self, "site/public files/i/weekly-9/a.png", "x");
  write_text (self, "site/content/weekly-9.md", "![](/i/weekly-9/a.png)\n");
  named = find (self, "site/content/weekly-10.md", "x", NULL);
  assert_place (self, named, "site/public files/i/weekly-10", "2026-11-02.png",
                "/i/weekly-10/2026-11-02.png");

  write_text (self, "site/public files/u/2020/05/b.png", "x");
  write_text (self, "site/content/weekly-10.md", "![](/u/2020/05/b.png)\n");
  dated = find (self, "site/content/weekly-11.md", "x", NULL);
  assert_place (self, dated, "site/public files/u/2026/11", "2026-11-02.png",
                "/u/2026/11/2026-11-02.png");
}

static void
test_base_path (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyImagePlace) without = NULL;
  g_autoptr (GalleyImagePlace) with = NULL;
  g_autoptr (GalleyImagePlace) linked = NULL;

  write_text (self, "site/hugo.toml", "baseURL = 'https://example.org/blog/'\n");
  write_text (self, "site/content/a.md", "x");
  write_text (self, "site/static/images/pear.png", "x");
  with = find (self, "site/content/a.md", "x", NULL);
  assert_place (self, with, "site/static/images", "2026-11-02.png", "/blog/images/2026-11-02.png");
  without = find (self, "site/content/a.md", "![](/images/pear.png)", NULL);
  assert_place (self, without, "site/static/images", "2026-11-02.png", "/images/2026-11-02.png");
  linked = find (self, "site/content/a.md", "![](/images/pear.png)", "site/static/images/pear.png");
  g_assert_cmpstr (linked->link, ==, "/images/pear.png");
}

static void
test_linked (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *issue;
    const char *picture;
    const char *link;
  } rows[] = {
    { "site/content/7/index.md", "site/content/7/a b.png", "a b.png" },
    { "site/content/7/index.md", "site/content/7/pics/c.png", "pics/c.png" },
    { "site/content/7/index.md", "site/static/d.png", "/d.png" },
    { "site/content/7/index.md", "site/content/8/e.png", NULL },
    { "site/content/plain.md", "site/content/f.png", NULL },
    { "site/content/plain.md", "site/static/d.png", "/d.png" },
    { "site/content/plain.md", "site/assets/g.png", NULL },
    { "site/content/plain.md", "outside.png", NULL },
    { "alone/text.md", "alone/h.png", "h.png" },
    { "alone/text.md", "outside.png", NULL },
    { "alone/text.md", "missing.png", NULL },
  };

  write_text (self, "site/hugo.toml", "");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      write_text (self, rows[i].issue, "x");
      if (!g_str_equal (rows[i].picture, "missing.png"))
        write_text (self, rows[i].picture, "x");
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyImagePlace) place = find (self, rows[i].issue, "x", rows[i].picture);

      g_test_message ("row %u", i);
      g_assert_cmpstr (place->link, ==, rows[i].link);
    }
}

static void
test_no_site (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyImagePlace) place = NULL;
  g_autoptr (GalleyImagePlace) outside = NULL;

  write_text (self, "alone/text.md", "x");
  write_text (self, "alone/2026-11-02.PNG", "x");
  place = find (self, "alone/text.md", "![](/nowhere.png)", NULL);
  assert_place (self, place, "alone", "2026-11-02-2.png", "2026-11-02-2.png");
  g_assert_cmpstr (place->shown_folder, ==, "alone");

  /* Never above the issue. */
  write_text (self, "above.png", "x");
  outside = find (self, "alone/text.md", "![](../above.png)", NULL);
  assert_place (self, outside, "alone", "2026-11-02-2.png", "2026-11-02-2.png");
}

static void
test_links (void)
{
  static const struct
  {
    const char *address;
    const char *words;
    const char *expected;
  } rows[] = {
    { "a.png", "", "![](a.png)" },
    { "/img/梨 (1).png", "A pear", "![A pear](/img/梨%20%281%29.png)" },
    { "100%.png", "", "![](100%25.png)" },
    { "a b.png", NULL, "a b.png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *link = galley_image_make_link (rows[i].address, rows[i].words);

      g_assert_cmpstr (link, ==, rows[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/names", test_names);
  g_test_add_func ("/images/typed-names", test_typed_names);
  g_test_add_func ("/images/scan", test_scan);
  g_test_add_func ("/images/scan/hostile", test_scan_hostile);
  g_test_add_func ("/images/links", test_links);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/images/bundle", test_bundle);
  ADD ("/images/static", test_static);
  ADD ("/images/neighbours", test_neighbours);
  ADD ("/images/base-path", test_base_path);
  ADD ("/images/linked", test_linked);
  ADD ("/images/no-site", test_no_site);

  return g_test_run ();
}
