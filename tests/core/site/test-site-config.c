/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-site-config.h"
#include "galley-link-targets.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = galley_test_folder_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_test_folder_remove (self->folder);
}

static void
add_file (Fixture *self, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  galley_test_file_write (path, text, length);
}

static void
add_link (Fixture *self, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static GalleySiteConfig *
load (Fixture *self, const char *page)
{
  g_autofree char *path = g_build_filename (self->folder, page, NULL);

  return galley_site_config_load (path);
}

static GalleySiteConfig *
load_fixture (const char *page)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "sites", page, NULL);

  return galley_site_config_load (path);
}

static const GalleySetting *
get_setting (GalleySiteConfig *config, const char *key)
{
  GPtrArray *settings = galley_site_config_list_settings (config);

  for (guint i = 0; i < settings->len; i++)
    {
      const GalleySetting *setting = g_ptr_array_index (settings, i);

      if (g_str_equal (setting->key, key))
        return setting;
    }

  g_assert_not_reached ();
}

static const char *
get_text (GalleySiteConfig *config, const char *key_path)
{
  return galley_value_get_string (galley_site_config_get_value (config, key_path));
}

static void
assert_diagnostics (GalleySiteConfig *config, guint n)
{
  g_assert_cmpuint (galley_site_config_list_diagnostics (config)->len, ==, n);
}

static void
assert_told (GalleySiteConfig *config, const char *prefix)
{
  GPtrArray *diagnostics = galley_site_config_list_diagnostics (config);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (g_str_has_prefix (diagnostic->message, prefix))
        return;
    }

  g_error ("No diagnostic starts with “%s”", prefix);
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) without_file = galley_site_config_load (NULL);
  g_autoptr (GalleySiteConfig) without_site = load (self, "page.md");
  g_autoptr (GalleySiteConfig) without_folder = load (self, "gone/page.md");
  GalleySiteConfig *const configs[] = { without_file, without_site, without_folder };

  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_assert_null (galley_site_config_get_root (configs[i]));
      g_assert_null (galley_site_config_get_language (configs[i]));
      g_assert_true (galley_site_config_get_dialect (configs[i])->unsafe);
      g_assert_cmpint (get_setting (configs[i], "markup.goldmark.renderer.unsafe")->source, ==,
                       GALLEY_SETTING_SOURCE_GALLEY);
      g_assert_cmpint (get_setting (configs[i], "enableEmoji")->source, ==,
                       GALLEY_SETTING_SOURCE_HUGO);
      g_assert_null (galley_site_config_list_files (configs[i])[0]);
      assert_diagnostics (configs[i], 0);
    }
}

static void
test_single (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = load_fixture ("single/content/posts/one.md");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);
  const GalleySetting *unsafe = get_setting (config, "markup.goldmark.renderer.unsafe");

  /* Not the folder of the post, though there is a file `config.yaml` in it. */
  g_assert_true (g_str_has_suffix (galley_site_config_get_root (config), "/single"));
  g_assert_true (dialect->unsafe && dialect->hard_wraps && dialect->emoji);
  g_assert_false (dialect->footnote);
  g_assert_cmpstr (dialect->time_zone, ==, "Europe/Vienna");
  g_assert_cmpstr (dialect->typographics[GALLEY_TYPOGRAPHIC_APOSTROPHE], ==, "");
  g_assert_cmpuint (g_strv_length (dialect->passthrough_block), ==, 4);
  g_assert_cmpuint (g_strv_length (dialect->passthrough_inline), ==, 2);
  g_assert_cmpstr (dialect->passthrough_inline[0], ==, "\\(");

  g_assert_cmpstr (unsafe->value, ==, "true");
  g_assert_cmpint (unsafe->source, ==, GALLEY_SETTING_SOURCE_FILE);
  g_assert_true (g_str_has_suffix (unsafe->file, "/single/hugo.toml"));
  g_assert_cmpuint (unsafe->line, ==, 13);
  g_assert_cmpstr (get_setting (config, "markup.goldmark.extensions.passthrough.delimiters.block")
                     ->value,
                   ==, "\\[ \\], $$ $$");
  g_assert_cmpstr (get_text (config, "Params.Colour.MAIN"), ==, "blue");
  g_assert_null (galley_site_config_get_value (config, "params.colour.main.x"));
  assert_diagnostics (config, 1);
  assert_told (config, "hugo.toml, line 28: ");
}

static void
test_split (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = load_fixture ("split/content/english/page.md");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);
  const char *const *files = galley_site_config_list_files (config);

  g_assert_cmpstr (galley_site_config_get_language (config), ==, "en");
  g_assert_true (dialect->unsafe && dialect->xhtml);
  g_assert_false (dialect->typographer);
  g_assert_cmpuint (dialect->toc_end_level, ==, 5);
  g_assert_cmpuint (dialect->summary_length, ==, 31);
  g_assert_cmpstr (get_text (config, "params.greeting"), ==, "hello");
  g_assert_true (g_str_has_suffix (get_setting (config, "summaryLength")->file,
                                   "/split/config/production/config.toml"));
  g_assert_cmpuint (g_strv_length ((GStrv) files), ==, 9);
  assert_diagnostics (config, 0);
}

/* A language's `markup` stands for all of the site's, its parameters are joined: as in Hugo. */
static void
test_languages (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *page;
    const char *language;
    gboolean unsafe;
    gboolean hard_wraps;
    guint summary_length;
    const char *greeting;
    const char *footer;
  } cases[] = {
    { "split/content/zh/page.md", "zh-cn", TRUE, FALSE, 12, "你好", "end" },
    { "split/content/english/page.zh-CN.md", "zh-cn", TRUE, FALSE, 12, "你好", "end" },
    { "split/content/shared/page.md", "de", FALSE, TRUE, 31, "hello", "Schluss" },
    { "split/content/page.de.md", "de", FALSE, TRUE, 31, "hello", "Schluss" },
    { "split/content/page.fr.md", "en", TRUE, FALSE, 31, "hello", "end" },
    { "split/content/zhx/page", "en", TRUE, FALSE, 31, "hello", "end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleySiteConfig) config = load_fixture (cases[i].page);
      const GalleyDialect *dialect = galley_site_config_get_dialect (config);

      g_assert_cmpstr (galley_site_config_get_language (config), ==, cases[i].language);
      g_assert_cmpint (dialect->unsafe, ==, cases[i].unsafe);
      g_assert_cmpint (dialect->hard_wraps, ==, cases[i].hard_wraps);
      g_assert_cmpuint (dialect->summary_length, ==, cases[i].summary_length);
      g_assert_cmpint (dialect->has_cjk_language, ==, g_str_equal (cases[i].language, "zh-cn"));
      g_assert_cmpstr (get_text (config, "params.greeting"), ==, cases[i].greeting);
      g_assert_cmpstr (get_text (config, "params.footer"), ==, cases[i].footer);
    }
}

/* A theme adds parameters, and to `markup` because the site says so. */
static void
test_theme (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = load_fixture ("themed/content/page.md");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);

  g_assert_true (dialect->unsafe);
  g_assert_true (dialect->hard_wraps);
  g_assert_false (dialect->emoji);
  g_assert_cmpstr (get_text (config, "params.width"), ==, "3");
  g_assert_cmpstr (get_text (config, "params.height"), ==, "2");
  assert_diagnostics (config, 1);
  assert_told (config, "themes/plain/hugo.toml, line 2: the theme “plain” is built on itself");
}

static void
test_theme_outside (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = NULL;

  add_file (self, "other/hugo.toml", "[params]\nx = 1\n", -1);
  add_file (self, "site/themes/a/hugo.toml", "theme = ['a', '..', '../a', '.']\n", -1);
  add_file (self, "site/hugo.toml",
            "theme = ['../../other', '/etc', '', 'a', 'missing']\n"
            "[module]\nimports = [{path = 'a'}, {}, 3]\n",
            -1);
  config = load (self, "site/page.md");

  g_assert_null (galley_site_config_get_value (config, "params.x"));
  g_assert_cmpuint (g_strv_length ((GStrv) galley_site_config_list_files (config)), ==, 2);
}

static void
test_version (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = load_fixture ("pinned/page.md");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);

  g_assert_cmpstr (galley_site_config_get_hugo_version (config), ==, "0.120.4");
  g_assert_true (dialect->heading_id_source);
  g_assert_false (dialect->strikethrough_single);
  g_assert_true (g_str_has_suffix (get_setting (config, "hugo-version")->file,
                                   ".github/workflows/pages.yaml"));
  g_assert_cmpuint (get_setting (config, "hugo-version")->line, ==, 9);
}

static void
test_version_places (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *text;
    const char *version;
    gboolean heading_id_source;
    gboolean strikethrough_single;
  } cases[] = {
    { "site/netlify.toml", "[build.environment]\nHUGO_VERSION = \"0.143.1\"\n", "0.143.1", TRUE,
      TRUE },
    { "netlify.toml", "[context.production.environment]\nHUGO_VERSION = \"0.144.0\"\n", "0.144.0",
      FALSE, TRUE },
    { "vercel.json", "{\"build\": {\"env\": {\"HUGO_VERSION\": \"v0.127.0\"}}}", "0.127.0", TRUE,
      FALSE },
    { ".gitlab-ci.yml", "variables:\n  HUGO_VERSION: 0.128\n", "0.128", TRUE, TRUE },
    { ".github/workflows/a.yml", "env: {HUGO_VERSION: latest}\n", NULL, FALSE, TRUE },
    { ".github/workflows/a.yml", "env: {HUGO_VERSION: \"${{ x }}\"}\n", NULL, FALSE, TRUE },
    { ".github/workflows/a.yml", "a: [\n", NULL, FALSE, TRUE },
    { "site/config/_default/module.toml", "[hugoVersion]\nmax = '0.120.0'\n", "0.120.0", TRUE,
      FALSE },
    { "site/config/_default/module.toml", "[hugoVersion]\nmin = '0.120.0'\n", NULL, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].file, NULL);
      g_autoptr (GalleySiteConfig) config = NULL;

      add_file (self, ".git/HEAD", "", 0);
      add_file (self, "site/hugo.toml", "", 0);
      add_file (self, cases[i].file, cases[i].text, -1);
      config = load (self, "site/content/page.md");

      g_assert_cmpstr (galley_site_config_get_hugo_version (config), ==, cases[i].version);
      g_assert_cmpint (galley_site_config_get_dialect (config)->heading_id_source, ==,
                       cases[i].heading_id_source);
      g_assert_cmpint (galley_site_config_get_dialect (config)->strikethrough_single, ==,
                       cases[i].strikethrough_single);
      assert_diagnostics (config, 0);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* Hugo reads the first of them only. */
static void
test_precedence (Fixture *self, gconstpointer data)
{
  static const char *const names[] = {
    "config.json", "config.yml", "config.yaml", "config.toml",
    "hugo.json",   "hugo.yml",   "hugo.yaml",   "hugo.toml",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GalleySiteConfig) config = NULL;

      if (g_str_has_suffix (names[i], ".toml"))
        text = g_strdup_printf ("summaryLength = %u\n", i + 1);
      else if (g_str_has_suffix (names[i], ".json"))
        text = g_strdup_printf ("{\n\t\"summaryLength\": %u\n}", i + 1);
      else
        text = g_strdup_printf ("summaryLength: %u\n", i + 1);
      add_file (self, names[i], text, -1);
      config = load (self, "page.md");
      g_assert_cmpuint (galley_site_config_get_dialect (config)->summary_length, ==, i + 1);
      assert_diagnostics (config, 0);
    }
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = NULL;

  add_file (self, "hugo.toml", "title = 'x'\ntitle = 'y'\n", -1);
  add_file (self, "config/_default/a.yaml", "a: [1, 2\nb: 3\n", -1);
  add_file (self, "config/_default/b.json", "{\"a\": 1,, }", -1);
  add_file (self, "config/_default/c.yaml", "- only\n- a list\n", -1);
  add_file (self, "config/_default/d.toml", "a = \"\xff\xfe\"\n", -1);
  add_file (self, "config/_default/e.toml", "a = 1\0b", 7);
  add_file (self, "config/_default/f.yaml", "", 0);
  add_file (self, "config/_default/.toml", "x = 1\n", -1);
  add_file (self, "config/_default/hugo.toml",
            "\xef\xbb\xbf"
            "enableEmoji = true\n",
            -1);
  config = load (self, "content/page.md");

  g_assert_true (galley_site_config_get_dialect (config)->emoji);
  g_assert_false (galley_site_config_get_dialect (config)->unsafe);
  assert_diagnostics (config, 6);
  assert_told (config, "hugo.toml, line 2: ");
  assert_told (config, "config/_default/a.yaml, line 2: ");
  assert_told (config, "config/_default/b.json, line 1: ");
  assert_told (config, "config/_default/c.yaml");
  assert_told (config, "config/_default/d.toml: ");
  assert_told (config, "config/_default/e.toml: ");
}

static void
test_odd_files (Fixture *self, gconstpointer data)
{
  g_autofree char *pipe_path = NULL;
  g_autofree char *big = g_strnfill (2 * 1024 * 1024, '#');
  g_autoptr (GalleySiteConfig) config = NULL;

  add_file (self, "config/_default/hugo.toml", "enableEmoji = true\n", -1);
  add_file (self, "config/_default/big.toml", big, -1);
  add_file (self, "config/_default/folder.toml/params.toml", "x = 1\n", -1);
  add_link (self, "..", "config/_default/up");
  add_link (self, "loop", "config/_default/loop");
  add_link (self, "loop.toml", "config/_default/loop.toml");
  add_link (self, "hugo.toml", "config/_default/params.toml");
  add_link (self, "_default", "config/production");
  pipe_path = g_build_filename (self->folder, "config", "_default", "pipe.toml", NULL);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  config = load (self, "content/page.md");

  g_assert_true (galley_site_config_get_dialect (config)->emoji);
  g_assert_cmpstr (get_text (config, "params.x"), ==, "1");
  g_assert_cmpstr (get_text (config, "params.enableEmoji"), ==, "true");
  assert_told (config, "config/_default/big.toml: ");
  assert_told (config, "config/_default/loop.toml: ");
  assert_told (config, "config/_default/pipe.toml: ");
}

static void
test_too_much (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) bomb = g_string_new ("a0: &a0 {x: 1, y: 2}\n");
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (GalleySiteConfig) config = NULL;

  for (guint i = 1; i < 40; i++)
    g_string_append_printf (bomb, "a%u: &a%u {x: *a%u, y: *a%u}\n", i, i, i - 1, i - 1);
  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (wide, "k%u = 1\n", i % 9000 * 100000 + i);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("config/_default/z/%03u/z.toml", i);

      add_file (self, name, "a = 1\n", -1);
    }
  add_file (self, "hugo.toml", "enableEmoji = true\n[languages.en]\nsummaryLength = 1\n", -1);
  add_file (self, "config/_default/bomb.yaml", bomb->str, -1);
  add_file (self, "config/_default/languages.en.toml", wide->str, -1);
  config = load (self, "content/page.md");

  g_assert_true (galley_site_config_get_dialect (config)->emoji);
  assert_told (config, "The site has more settings than can be read");
}

/* Whatever is in the files, something comes out. */
static void
test_anything (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "hugo.toml", "config/_default/markup.yaml",
                                       "config/_default/languages.en.json",
                                       "config/production/params.en.toml" };
  static const char *const pieces[] = {
    "markup",   ".",      "goldmark",  ":",    "\n", " ",        "  ",          "= ",   "{",
    "}",        "[",      "]",         "true", "3",  "\"",       "- ",          "&a",   "*a",
    "renderer", "unsafe", "languages", "en",   "de", "params",   "_merge",      "deep", "theme",
    "module",   "mounts", "null",      ",",    "云", "footnote", "typographer", "\xff",
  };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GalleySiteConfig) config = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          guint n = g_test_rand_int_range (0, 25);

          for (guint j = 0; j < n; j++)
            g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          add_file (self, names[i], text->str, text->len);
        }

      config = load (self, "content/page.en.md");
      g_assert_nonnull (galley_site_config_get_dialect (config));
      g_assert_cmpuint (galley_site_config_list_settings (config)->len, >, 40);
    }
}

static void
test_root (Fixture *self, gconstpointer data)
{
  g_autofree char *bundle = g_build_filename (self->folder, "site", "content", "post", NULL);
  g_autofree char *alone = g_build_filename (self->folder, "alone", NULL);
  g_autofree char *root = NULL;
  g_autofree char *maybe = NULL;

  add_file (self, "site/config.toml", "", 0);
  add_file (self, "site/content/post/config.yaml", "", 0);
  add_file (self, "alone/config.json", "{}", -1);
  root = galley_link_targets_find_root (bundle);
  maybe = galley_link_targets_find_root (alone);

  g_assert_true (g_str_has_suffix (root, "/site"));
  g_assert_true (g_str_has_suffix (maybe, "/alone"));
}

/* A site names its sections as it likes; what it says otherwise later counts as a change. */
static void
test_words (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) without = NULL;
  g_autoptr (GalleySiteConfig) with = NULL;
  g_autoptr (GalleySiteConfig) broken = NULL;

  add_file (self, "hugo.toml", "", -1);
  without = load (self, "content/a.md");
  add_file (self, ".galley/sections.yaml", "video: [Orchard]\n", -1);
  with = load (self, "content/a.md");

  g_assert_cmpint (galley_section_words_find (galley_site_config_get_reading (without)->words,
                                              "Orchard"),
                   ==, GALLEY_ENTRY_OTHER);
  g_assert_cmpint (galley_section_words_find (galley_site_config_get_reading (with)->words,
                                              "Orchard"),
                   ==, GALLEY_ENTRY_VIDEO);
  g_assert_false (galley_site_config_equal (without, with));

  add_file (self, ".galley/sections.yaml", "video: [\n", -1);
  broken = load (self, "content/a.md");
  g_assert_null (galley_site_config_get_reading (broken)->words);
  g_assert_cmpuint (galley_site_config_list_diagnostics (broken)->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/site-config/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("none", test_none);
  ADD ("single", test_single);
  ADD ("split", test_split);
  ADD ("languages", test_languages);
  ADD ("theme", test_theme);
  ADD ("theme-outside", test_theme_outside);
  ADD ("version", test_version);
  ADD ("version-places", test_version_places);
  ADD ("precedence", test_precedence);
  ADD ("broken", test_broken);
  ADD ("odd-files", test_odd_files);
  ADD ("too-much", test_too_much);
  ADD ("anything", test_anything);
  ADD ("root", test_root);
  ADD ("words", test_words);

  return g_test_run ();
}
