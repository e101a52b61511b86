/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-site-config.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const none[] = { NULL };

typedef struct
{
  char *folder;
} Fixture;

static void
add_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = galley_test_folder_new ();
  add_file (self, "hugo.toml",
            "enableEmoji = true\n"
            "[markup.goldmark.renderer]\nxHTML = true\n"
            "[markup.goldmark.extensions.passthrough]\nenable = true\n"
            "[markup.goldmark.extensions.passthrough.delimiters]\ninline = [['@', '@']]\n"
            "[params]\nkeep = 'kept'\n");
  add_file (self, "config/production/markup.toml", "[goldmark.renderer]\nhardWraps = true\n");
  add_file (self, "config/staging/markup.toml", "[goldmark.renderer]\nunsafe = true\n");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_test_folder_remove (self->folder);
}

static GalleySiteConfig *
load (Fixture *self, const char *const *variables)
{
  g_autofree char *path = g_build_filename (self->folder, "page.md", NULL);

  return galley_site_config_load_for (path, variables);
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

static void
test_folders (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *variables[3];
    const char *name;
    gboolean hard_wraps;
    gboolean unsafe;
  } cases[] = {
    { { NULL }, "production", TRUE, FALSE },
    { { "HUGO_ENV=staging", NULL }, "staging", FALSE, TRUE },
    { { "HUGO_ENV=production", "HUGO_ENVIRONMENT=staging", NULL }, "staging", FALSE, TRUE },
    { { "HUGO_ENV=staging", "HUGO_ENVIRONMENT=production", NULL }, "production", TRUE, FALSE },
    { { "HUGO_ENVIRONMENT=", NULL }, "production", TRUE, FALSE },
    { { "HUGO_ENVIRONMENT=../production", NULL }, "production", TRUE, FALSE },
    { { "HUGO_ENVIRONMENT=elsewhere", NULL }, "elsewhere", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleySiteConfig) config = load (self, cases[i].variables);
      const GalleyDialect *dialect = galley_site_config_get_dialect (config);

      g_assert_cmpstr (galley_site_config_get_environment (config), ==, cases[i].name);
      g_assert_cmpint (dialect->hard_wraps, ==, cases[i].hard_wraps);
      g_assert_cmpint (dialect->unsafe, ==, cases[i].unsafe);
      g_assert_true (dialect->xhtml);
    }
}

/* Each as `hugo config` shows it. */
static void
test_variables (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *variable;
    const char *key;
    const char *value;
    gboolean counts;
  } cases[] = {
    { "HUGO_ENABLEEMOJI=false", "enableEmoji", "false", TRUE },
    { "HUGO_enableEmoji=0", "enableEmoji", "false", TRUE },
    { "hugo_ENABLEEMOJI=false", "enableEmoji", "true", FALSE },
    { "HUGO=false", "enableEmoji", "true", FALSE },
    { "HUGO_=false", "enableEmoji", "true", FALSE },
    { "HUGO_ENABLE_EMOJI=false", "enableEmoji", "true", FALSE },
    { "HUGO_SUMMARYLENGTH=12", "summaryLength", "12", TRUE },
    { "HUGO_TIMEZONE=Asia/Shanghai", "timeZone", "Asia/Shanghai", TRUE },
    { "HUGOxTIMEZONE=Europe/Vienna", "timeZone", "Europe/Vienna", TRUE },
    { "HUGO_MARKUP_GOLDMARK_RENDERER_HARDWRAPS=false", "markup.goldmark.renderer.hardWraps",
      "false", TRUE },
    { "HUGO_MARKUP_GOLDMARK_EXTENSIONS_TYPOGRAPHER_ENDASH=~",
      "markup.goldmark.extensions.typographer.enDash", "~", TRUE },
    { "HUGO_MARKUP_GOLDMARK_RENDERER={\"unsafe\":true}", "markup.goldmark.renderer.unsafe", "true",
      TRUE },
    /* It stands for the whole map. */
    { "HUGO_MARKUP_GOLDMARK_RENDERER={\"unsafe\":true}", "markup.goldmark.renderer.xHTML", "false",
      FALSE },
    { "HUGO_MARKUP_GOLDMARK_EXTENSIONS_PASSTHROUGH_DELIMITERS_INLINE=[[\"$\",\"$\"]]",
      "markup.goldmark.extensions.passthrough.delimiters.inline", "$ $", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const variables[] = { cases[i].variable, NULL };
      g_autoptr (GalleySiteConfig) config = load (self, variables);
      const GalleySetting *setting = get_setting (config, cases[i].key);
      g_autofree char *name = g_strndup (cases[i].variable, strcspn (cases[i].variable, "="));

      g_test_message ("%s", cases[i].variable);
      g_assert_cmpstr (setting->value, ==, cases[i].value);
      g_assert_cmpint (setting->source == GALLEY_SETTING_SOURCE_ENVIRONMENT, ==, cases[i].counts);
      if (cases[i].counts)
        g_assert_cmpstr (setting->file, ==, name);
      g_assert_cmpuint (galley_site_config_list_diagnostics (config)->len, ==, 0);
    }
}

static void
test_nonsense (Fixture *self, gconstpointer data)
{
  const char *const variables[] = { "HUGO_MARKUP_GOLDMARK_RENDERER_XHTML=maybe",
                                    "HUGO_MARKUP_GOLDMARK_EXTENSIONS=\xff", "HUGO__A__B=x",
                                    "HUGO_MARKUP_GOLDMARK_EXTENSIONS_PASSTHROUGH=[[[", NULL };
  g_autoptr (GalleySiteConfig) config = load (self, variables);
  GPtrArray *diagnostics = galley_site_config_list_diagnostics (config);
  const GalleyDiagnostic *first;

  g_assert_cmpuint (diagnostics->len, ==, 1);
  first = g_ptr_array_index (diagnostics, 0);
  g_assert_true (g_str_has_prefix (first->message, "HUGO_MARKUP_GOLDMARK_RENDERER_XHTML: "));
  g_assert_null (first->file);
  g_assert_false (galley_site_config_get_dialect (config)->xhtml);
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) good = load (self, none);
  g_autoptr (GalleySiteConfig) bad = NULL;
  const GalleyDiagnostic *first;

  g_assert_false (galley_site_config_is_broken (good));
  add_file (self, "config/production/markup.toml", "a = 1\n[goldmark.renderer\n");
  bad = load (self, none);

  g_assert_true (galley_site_config_is_broken (bad));
  first = g_ptr_array_index (galley_site_config_list_diagnostics (bad), 0);
  g_assert_true (g_str_has_suffix (first->file, "/config/production/markup.toml"));
  g_assert_cmpuint (first->line, ==, 2);
  g_assert_true (galley_site_config_get_dialect (bad)->xhtml);
}

static void
test_themes_in_a_circle (Fixture *self, gconstpointer data)
{
  const char *const variables[] = { "HUGO_THEME=one", NULL };
  g_autoptr (GalleySiteConfig) config = NULL;
  const GalleyDiagnostic *first;

  add_file (self, "themes/one/hugo.toml", "theme = ['two', 'three']\n");
  add_file (self, "themes/two/hugo.toml", "theme = 'three'\n");
  add_file (self, "themes/three/hugo.toml", "[params]\nx = 'y'\n");
  config = load (self, variables);
  g_assert_cmpuint (galley_site_config_list_diagnostics (config)->len, ==, 0);

  g_clear_pointer (&config, galley_site_config_unref);
  add_file (self, "themes/three/hugo.toml",
            "[params]\nx = 'y'\n[module]\n[[module.imports]]\n"
            "path = 'one'\n");
  config = load (self, variables);
  g_assert_cmpuint (galley_site_config_list_diagnostics (config)->len, ==, 1);
  first = g_ptr_array_index (galley_site_config_list_diagnostics (config), 0);
  g_assert_true (g_str_has_prefix (first->message, "themes/three/hugo.toml, line "));
  g_assert_true (g_str_has_suffix (first->message, "the theme “one” is built on itself"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/site-environment/folders", test_folders);
  ADD ("/site-environment/variables", test_variables);
  ADD ("/site-environment/nonsense", test_nonsense);
  ADD ("/site-environment/broken", test_broken);
  ADD ("/site-environment/themes-in-a-circle", test_themes_in_a_circle);

  return g_test_run ();
}
