/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-test-util.h"

#include "galley-diagnostic.h"
#include "galley-proof.h"
#include "galley-site-config.h"
#include "galley-site-pages.h"
#include "galley-template.h"

#include <string.h>

/* The site fixtures/sites/shortcodes, and in its folder `expected` what Hugo 0.167 makes of its
 * pages, without empty lines. */

static char *
dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "sites", "shortcodes", name, NULL);
}

static GalleySiteConfig *
load_site (void)
{
  g_autofree char *path = dup_path ("content/calls.md");

  return galley_site_config_load (path);
}

static GalleyProof *
prove (const char *path)
{
  g_autoptr (GalleySiteConfig) site = galley_site_config_load (path);
  GalleyProofOptions options = { .reading = galley_site_config_get_reading (site) };
  g_autoptr (GBytes) text = galley_test_file_read (path);

  return galley_proof_new (text, &options, NULL);
}

static char *
dup_html (GalleyProof *proof)
{
  GString *html = g_string_new (NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (html, blocks[i].html);

  return g_string_free (html, FALSE);
}

/* Without empty lines, which mean nothing. */
static char *
squeeze (const char *html)
{
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][strspn (lines[i], " \t")] != '\0')
      g_string_append_printf (out, "%s\n", lines[i]);

  return g_string_free (out, FALSE);
}

static void
test_page (gconstpointer data)
{
  const char *name = data;
  g_autofree char *page = g_strconcat ("content/", name, ".md", NULL);
  g_autofree char *expected_name = g_strconcat ("expected/", name, ".html", NULL);
  g_autofree char *path = dup_path (page);
  g_autofree char *expected_path = dup_path (expected_name);
  g_autoptr (GBytes) expected = galley_test_file_read (expected_path);
  g_autofree char *wanted = squeeze (g_bytes_get_data (expected, NULL));
  g_autoptr (GalleyProof) proof = prove (path);
  g_autofree char *html = dup_html (proof);
  g_autofree char *got = squeeze (html);

  g_assert_cmpstr (got, ==, wanted);
  g_assert_cmpuint (galley_proof_get_diagnostics (proof)->len, ==, 0);
}

static void
test_names (void)
{
  g_autoptr (GalleySiteConfig) site = load_site ();
  GalleyShortcodeSet *set = galley_site_config_get_reading (site)->shortcodes;
  g_autoptr (GPtrArray) names = galley_shortcode_set_list_names (set);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (all, "%s ", (const char *) names->pdata[i]);
  g_assert_cmpstr (all->str, ==,
                   "bar box comment details figure gist highlight instagram list md note ns/deep "
                   "old one param player qr quote ref relref themed tweet twitter twitter_simple "
                   "upper vimeo vimeo_simple x x_simple youtube ");

  g_assert_true (galley_shortcode_set_is_complete (set));
  g_assert_cmpint (galley_shortcode_set_get_inner (set, "box"), ==, GALLEY_SHORTCODE_INNER_WANTED);
  g_assert_cmpint (galley_shortcode_set_get_inner (set, "one"), ==, GALLEY_SHORTCODE_INNER_NONE);
  g_assert_cmpint (galley_shortcode_set_get_inner (set, "nope"), ==,
                   GALLEY_SHORTCODE_INNER_UNKNOWN);
  g_assert_cmpstr (galley_template_get_obstacle (galley_shortcode_set_get_template (set, "list")),
                   ==, "range");
}

/* When one of these changes, the shortcodes are others. */
static void
test_files (void)
{
  g_autoptr (GalleySiteConfig) site = load_site ();
  const char *const *files = galley_site_config_list_folders (site);
  g_autofree char *folder = dup_path ("layouts/_shortcodes");
  g_autofree char *file = dup_path ("layouts/_shortcodes/box.html");
  g_autofree char *real = g_canonicalize_filename (folder, NULL);
  g_autofree char *real_file = g_canonicalize_filename (file, NULL);

  g_assert_true (g_strv_contains (files, real));
  g_assert_true (g_strv_contains (files, real_file));
}

/* What runs or frames something, and what cannot be run, is a card. */
static void
test_cards (void)
{
  g_autoptr (GalleySiteConfig) site = load_site ();
  GalleyProofOptions options = { .reading = galley_site_config_get_reading (site) };
  static const char text[] =
    "{{< player abc >}}\n\n{{< list a b >}}*in* {{< one x >}}{{< /list >}}\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, &options, NULL);
  g_autofree char *html = dup_html (proof);

  g_assert_null (strstr (html, "<iframe"));
  g_assert_nonnull (strstr (html, "<span class=\"galley-name\">player</span>"));
  g_assert_nonnull (strstr (html, "<span class=\"galley-param\">abc</span>"));
  g_assert_nonnull (strstr (html, "<span class=\"galley-name\">list</span>"));
  g_assert_nonnull (strstr (html, "<p><em>in</em> <b>x</b>"));
  g_assert_nonnull (strstr (html, "galley-approximate"));
}

static void
assert_page (GalleySitePages *pages,
             const char *ref,
             const char *language,
             const char *name,
             const char *url)
{
  g_autofree char *from = dup_path ("content/refs.md");
  g_autofree char *real = g_canonicalize_filename (from, NULL);
  g_autoptr (GalleySitePage) page = galley_site_pages_find (pages, ref, real, language);

  g_test_message ("%s", ref);
  if (url == NULL)
    {
      g_assert_null (page);
      return;
    }
  g_assert_nonnull (page);
  g_assert_cmpstr (page->url, ==, url);
  if (name == NULL)
    g_assert_null (page->path);
  else
    g_assert_true (g_str_has_suffix (page->path, name));
}

static void
test_pages (void)
{
  g_autoptr (GalleySiteConfig) site = load_site ();
  GalleySitePages *pages = galley_site_config_get_reading (site)->pages;

  g_assert_cmpstr (galley_site_pages_get_origin (pages), ==, "https://example.org");
  assert_page (pages, "one.md", NULL, "/posts/one.md", "/sub/posts/one/");
  assert_page (pages, "/posts/one#a", "zh-CN", "/posts/one.zh-cn.md", "/sub/zh-cn/posts/one/#a");
  assert_page (pages, "posts/My Bundle/", NULL, "/My Bundle/index.md", "/sub/posts/my-bundle/");
  assert_page (pages, "/posts", NULL, "/posts/_index.md", "/sub/posts/");
  assert_page (pages, "/docs", NULL, NULL, "/sub/docs/");
  assert_page (pages, "/", NULL, NULL, "/sub/");
  assert_page (pages, "#a", NULL, "/refs.md", "#a");
  assert_page (pages, "nope.md", NULL, NULL, NULL);
  assert_page (pages, "https://example.org/", NULL, NULL, NULL);
  assert_page (pages, "../../../../hugo.toml", NULL, NULL, NULL);
  assert_page (pages, "", NULL, NULL, NULL);
  assert_page (pages, "\xff.md", NULL, NULL, NULL);
}

/* A site with something wrong in it is read as far as it goes. */
static void
test_hostile (void)
{
  char *root = galley_test_folder_new ();
  g_autofree char *config = g_build_filename (root, "hugo.toml", NULL);
  g_autofree char *folder = g_build_filename (root, "layouts", "shortcodes", NULL);
  g_autofree char *large = g_build_filename (folder, "large.html", NULL);
  g_autofree char *binary = g_build_filename (folder, "binary.html", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone.html", NULL);
  g_autofree char *page = g_build_filename (root, "page.md", NULL);
  g_autofree char *megabytes = g_strnfill (2 * 1024 * 1024, '{');
  g_autoptr (GFile) link = g_file_new_for_path (loop);
  g_autoptr (GFile) broken = g_file_new_for_path (gone);
  g_autoptr (GalleySiteConfig) site = NULL;
  GalleyShortcodeSet *set;

  galley_test_file_write (config, "theme = 'elsewhere'\n", -1);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  galley_test_file_write (large, megabytes, 2 * 1024 * 1024);
  galley_test_file_write (binary, "\xff\xfe\x00{{", 5);
  g_assert_true (g_file_make_symbolic_link (link, folder, NULL, NULL));
  g_assert_true (g_file_make_symbolic_link (broken, "nowhere", NULL, NULL));

  site = galley_site_config_load (page);
  set = galley_site_config_get_reading (site)->shortcodes;
  g_assert_false (galley_shortcode_set_is_complete (set));
  g_assert_nonnull (galley_template_get_obstacle (galley_shortcode_set_get_template (set,
                                                                                     "large")));
  g_assert_nonnull (galley_template_get_obstacle (galley_shortcode_set_get_template (set,
                                                                                     "binary")));
  g_assert_nonnull (galley_template_get_obstacle (galley_shortcode_set_get_template (set, "gone")));
  g_assert_null (galley_shortcode_set_get_template (set, "loop/large"));
  galley_test_folder_remove (root);
}

int
main (int argc, char *argv[])
{
  static const char *const pages[] = {
    "calls", "details", "figure", "markdown", "nested", "note", "param", "places", "refs", "silent",
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/site-shortcodes/page/", pages[i], NULL);

      g_test_add_data_func (path, pages[i], test_page);
    }
  g_test_add_func ("/site-shortcodes/names", test_names);
  g_test_add_func ("/site-shortcodes/files", test_files);
  g_test_add_func ("/site-shortcodes/cards", test_cards);
  g_test_add_func ("/site-shortcodes/pages", test_pages);
  g_test_add_func ("/site-shortcodes/hostile", test_hostile);

  return g_test_run ();
}
