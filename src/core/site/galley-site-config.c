/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-config.h"

#include "galley-diagnostic.h"
#include "galley-site-environment.h"
#include "galley-site-language.h"
#include "galley-site-reader.h"
#include "galley-site-root.h"
#include "galley-dialect-settings.h"
#include "galley-site-shortcodes.h"
#include "galley-site-version.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* A theme may build on a theme. */
#define THEMES_MAX 16

/* In Hugo 0.144 the ids of headings came to be made of their text; 0.128 brought the goldmark
 * that strikes through with one tilde. */
#define TEXT_IDS_SINCE GALLEY_SITE_VERSION (144, 0)
#define SINGLE_TILDE_SINCE GALLEY_SITE_VERSION (128, 0)

struct _GalleySiteConfig
{
  gatomicrefcount ref_count;
  char *root;
  char *language;
  char *environment;
  char *hugo_version;
  GalleyReading *reading;
  GalleySiteTree *tree;
  GalleySiteMap *map;
  GPtrArray *settings;
  GPtrArray *diagnostics;
  GStrv files;
  GStrv folders;
  GStrv themes;
  gboolean broken;
  char *digest;
};

/* What is being read of a theme: while it is %THEME_OPEN, it may not come again. */
typedef enum
{
  THEME_NONE,
  THEME_OPEN,
  THEME_READ,
} ThemeState;

static void read_themes (GalleySiteReader *reader,
                         const GalleySiteTree *site,
                         GalleySiteTree *tree,
                         GHashTable *seen);

static char *
find_theme (const char *root, const GalleySiteTree *tree, const char *name)
{
  const char *themes = galley_value_get_string (galley_site_tree_lookup (tree, "themesDir"));
  const char *const folders[] = { themes != NULL ? themes : "themes", "_vendor" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_canonicalize_filename (folders[i], root);
      g_autofree char *path = g_canonicalize_filename (name, folder);

      if (g_str_has_prefix (path, folder) && path[strlen (folder)] == '/'
          && g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

static void
report_circle (GalleySiteReader *reader,
               const GalleySiteTree *site,
               const GalleyValue *named,
               const char *name)
{
  const GalleySiteFile *file = g_hash_table_lookup (site->origins, named);
  g_autofree char *message = NULL;

  if (file == NULL)
    return;

  /* Translators: the name of a theme */
  message = g_strdup_printf (_ ("the theme “%s” is built on itself"), name);
  galley_site_reader_report (reader, file, named->offset, named->length, message);
}

/* @named is the value of @site that asks for the theme. */
static void
read_theme (GalleySiteReader *reader,
            const GalleySiteTree *site,
            GalleySiteTree *tree,
            const GalleyValue *named,
            const char *name,
            GHashTable *seen)
{
  g_autofree char *path = find_theme (reader->root, tree, name);
  g_autoptr (GalleySiteTree) theme = NULL;
  ThemeState state;

  reader->misses_theme = reader->misses_theme || path == NULL;
  if (path == NULL || g_hash_table_size (seen) >= THEMES_MAX)
    return;

  state = GPOINTER_TO_INT (g_hash_table_lookup (seen, path));
  if (state == THEME_OPEN)
    report_circle (reader, site, named, name);
  if (state != THEME_NONE)
    return;

  g_hash_table_insert (seen, g_strdup (path), GINT_TO_POINTER (THEME_OPEN));
  g_ptr_array_add (reader->themes, g_strdup (path));
  theme = galley_site_tree_new ();
  galley_site_reader_read_site (reader, path, theme);
  galley_site_tree_merge (tree, theme);
  read_themes (reader, theme, tree, seen);
  g_hash_table_insert (seen, g_strdup (path), GINT_TO_POINTER (THEME_READ));
}

/* What is not in the site's folder, but in Hugo's cache of modules, is not looked for. */
static void
read_themes (GalleySiteReader *reader,
             const GalleySiteTree *site,
             GalleySiteTree *tree,
             GHashTable *seen)
{
  const GalleyValue *theme = galley_site_tree_lookup (site, "theme");
  g_auto (GStrv) names = galley_value_dup_strings (theme);
  const GalleyValue *imports = galley_site_tree_lookup (site, "module.imports");

  for (guint i = 0; names[i] != NULL; i++)
    read_theme (reader, site, tree, theme, names[i], seen);

  for (guint i = 0;
       imports != NULL && imports->kind == GALLEY_VALUE_LIST && i < imports->items->len; i++)
    {
      const GalleyValue *path = galley_value_get (g_ptr_array_index (imports->items, i), "path");
      const char *name = galley_value_get_string (path);

      if (name != NULL)
        read_theme (reader, site, tree, imports, name, seen);
    }
}

static GalleySiteTree *
read_tree (GalleySiteReader *reader, const char *const *variables)
{
  GalleySiteTree *tree = galley_site_tree_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  galley_site_reader_read_site (reader, reader->root, tree);
  galley_site_environment_apply (variables, reader, tree);
  read_themes (reader, tree, tree, seen);

  return tree;
}

static void
apply_version (GalleySiteConfig *self, const GalleySiteVersion *version)
{
  GalleySetting *setting;

  if (version->text == NULL)
    return;

  self->hugo_version = g_strdup (version->text);
  self->reading->dialect->heading_id_source = version->number < TEXT_IDS_SINCE;
  self->reading->dialect->strikethrough_single = version->number >= SINGLE_TILDE_SINCE;

  setting = g_new0 (GalleySetting, 1);
  setting->key = "hugo-version";
  setting->value = g_strdup (version->text);
  galley_setting_set_origin (setting, version->file, version->offset);
  g_ptr_array_add (self->settings, setting);
}

static GStrv
dup_files (GalleySiteReader *reader)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < reader->files->len; i++)
    g_strv_builder_add (builder, ((const GalleySiteFile *) reader->files->pdata[i])->path);

  return g_strv_builder_end (builder);
}

static GStrv
dup_paths (GPtrArray *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < paths->len; i++)
    g_strv_builder_add (builder, paths->pdata[i]);

  return g_strv_builder_end (builder);
}

static void
check_limits (GalleySiteConfig *self, GalleySiteReader *reader)
{
  if (!reader->full && !self->tree->full)
    return;

  g_ptr_array_add (
    reader->diagnostics,
    galley_diagnostic_new (
      GALLEY_SEVERITY_WARNING, "site", 0, 0,
      g_strdup (_ ("The site has more settings than can be read; some are left out"))));
}

/* What the site says of its sections is Galley's alone. It is read and watched as the rest is. */
static void
read_words (GalleySiteConfig *self, GalleySiteReader *reader)
{
  g_autofree char *path = g_build_filename (self->root, ".galley", "sections.yaml", NULL);
  guint n_problems = reader->diagnostics->len;
  g_autoptr (GalleyValue) words = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    words = galley_site_reader_read (reader, path, NULL);
  if (words != NULL || reader->diagnostics->len == n_problems)
    self->reading->words = galley_section_words_new (words);
}

static void
load_site (GalleySiteConfig *self, const char *file_path, const char *const *variables)
{
  g_autoptr (GalleySiteReader) reader = galley_site_reader_new (self->root);
  GalleySiteVersion version;

  g_set_str (&self->environment, galley_site_environment_get_name (variables));
  reader->environment = self->environment;
  g_clear_pointer (&self->tree, galley_site_tree_free);
  self->tree = read_tree (reader, variables);
  self->broken = reader->n_broken > 0;
  self->map = galley_site_map_new (self->tree, self->root, reader->themes);
  self->language = galley_site_language_find (self->tree, self->map, file_path);
  galley_site_tree_choose_language (self->tree, self->language);

  self->reading->dialect->unsafe = FALSE;
  galley_site_version_find (&version, reader, self->tree);
  galley_dialect_settings_apply (self->reading->dialect, reader, self->tree, self->settings);
  apply_version (self, &version);
  g_free (version.text);

  galley_site_shortcodes_load (self->reading, reader, self->tree, self->map, self->language,
                               file_path);
  read_words (self, reader);
  check_limits (self, reader);
  self->files = dup_files (reader);
  self->folders = dup_paths (reader->folders);
  self->themes = dup_paths (reader->themes);
  self->digest = g_strdup (g_checksum_get_string (reader->digest));
  g_ptr_array_unref (self->diagnostics);
  self->diagnostics = g_ptr_array_ref (reader->diagnostics);
  /* The origins were the reader's. */
  g_hash_table_remove_all (self->tree->origins);
}

static void
load_nothing (GalleySiteConfig *self)
{
  g_autoptr (GalleySiteReader) reader = galley_site_reader_new ("");

  galley_dialect_settings_apply (self->reading->dialect, reader, self->tree, self->settings);
  for (guint i = 0; i < self->settings->len; i++)
    {
      GalleySetting *setting = g_ptr_array_index (self->settings, i);

      if (g_str_equal (setting->key, "markup.goldmark.renderer.unsafe"))
        setting->source = GALLEY_SETTING_SOURCE_GALLEY;
    }
  self->map = galley_site_map_new (NULL, NULL, NULL);
  self->files = g_new0 (char *, 1);
  self->folders = g_new0 (char *, 1);
  self->themes = g_new0 (char *, 1);
}

/**
 * galley_site_config_load:
 * @file_path: (nullable) (type filename): the absolute path of a page, which need not exist yet;
 *   %NULL for a page that has no file
 *
 * Reads the configuration of the site that a page belongs to, for the language the page is in,
 * and what the environment of this process says of it, as for a `hugo` that is run from it.
 * Nothing is run and nothing outside the site is read, except what builds its repository. Never
 * fails: what cannot be used is a diagnostic, and the rest counts. Reads files; call it on a
 * worker thread.
 *
 * Returns: (transfer full): the configuration; Hugo's defaults when there is no site, but with
 *   raw HTML shown
 */
GalleySiteConfig *
galley_site_config_load (const char *file_path)
{
  g_auto (GStrv) variables = g_get_environ ();

  return galley_site_config_load_for (file_path, (const char *const *) variables);
}

/**
 * galley_site_config_load_for:
 * @file_path: (nullable) (type filename): the absolute path of a page, which need not exist yet
 * @variables: (array zero-terminated=1): the environment, each as `NAME=value`
 *
 * Like galley_site_config_load(), with an environment of one's own.
 *
 * Returns: (transfer full): the configuration
 */
GalleySiteConfig *
galley_site_config_load_for (const char *file_path, const char *const *variables)
{
  GalleySiteConfig *self = g_new0 (GalleySiteConfig, 1);
  g_autoptr (GalleyDialect) dialect = galley_dialect_new ();
  g_autofree char *folder = file_path != NULL ? g_path_get_dirname (file_path) : NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->reading = galley_reading_new (dialect, NULL);
  self->tree = galley_site_tree_new ();
  self->settings = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_setting_free);
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);

  self->root = folder != NULL ? galley_site_root_find (folder) : NULL;
  if (self->root != NULL)
    {
      g_autofree char *name = g_path_get_basename (file_path);
      g_autofree char *real = realpath (folder, NULL);
      g_autofree char *path = g_build_filename (real != NULL ? real : folder, name, NULL);

      load_site (self, path, variables);
    }
  else
    load_nothing (self);

  return self;
}

GalleySiteConfig *
galley_site_config_ref (GalleySiteConfig *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_site_config_unref (GalleySiteConfig *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->root);
  g_free (self->language);
  g_free (self->environment);
  g_free (self->hugo_version);
  galley_reading_unref (self->reading);
  galley_site_tree_free (self->tree);
  galley_site_map_unref (self->map);
  g_ptr_array_unref (self->settings);
  g_ptr_array_unref (self->diagnostics);
  g_strfreev (self->files);
  g_strfreev (self->folders);
  g_strfreev (self->themes);
  g_free (self->digest);
  g_free (self);
}

/**
 * galley_site_config_get_dialect:
 * @self: a configuration
 *
 * Returns: (transfer none): how the page writes Markdown
 */
GalleyDialect *
galley_site_config_get_dialect (GalleySiteConfig *self)
{
  return self->reading->dialect;
}

/**
 * galley_site_config_get_reading:
 * @self: a configuration
 *
 * Returns: (transfer none): how the page is read; its words are %NULL when there is no site, and
 *   when the site's `.galley/sections.yaml` cannot be read
 */
GalleyReading *
galley_site_config_get_reading (GalleySiteConfig *self)
{
  return self->reading;
}

/**
 * galley_site_config_get_map:
 * @self: a configuration
 *
 * Returns: (transfer none): the folders of the site and of its themes; none without a site
 */
GalleySiteMap *
galley_site_config_get_map (GalleySiteConfig *self)
{
  return self->map;
}

/**
 * galley_site_config_get_root:
 * @self: a configuration
 *
 * Returns: (nullable) (type filename): the path of the site without symbolic links, %NULL when
 *   there is none
 */
const char *
galley_site_config_get_root (GalleySiteConfig *self)
{
  return self->root;
}

/**
 * galley_site_config_get_language:
 * @self: a configuration
 *
 * Returns: (nullable): the language that the page is in, in lower case, such as `zh-cn`; %NULL
 *   without a site
 */
const char *
galley_site_config_get_language (GalleySiteConfig *self)
{
  return self->language;
}

/**
 * galley_site_config_get_environment:
 * @self: a configuration
 *
 * Returns: (nullable): which of Hugo's environments it is read for, such as `production`; %NULL
 *   without a site
 */
const char *
galley_site_config_get_environment (GalleySiteConfig *self)
{
  return self->environment;
}

/**
 * galley_site_config_get_hugo_version:
 * @self: a configuration
 *
 * Returns: (nullable): the version of Hugo that the site is published with, such as `0.120.4`;
 *   %NULL when nothing pins one
 */
const char *
galley_site_config_get_hugo_version (GalleySiteConfig *self)
{
  return self->hugo_version;
}

/**
 * galley_site_config_get_value:
 * @self: a configuration
 * @key_path: names with dots between them, such as `params.author.name`; case does not count
 *
 * Returns: (transfer none) (nullable): what the site says, for the language of the page; its
 *   offsets are those in the file it is from
 */
const GalleyValue *
galley_site_config_get_value (GalleySiteConfig *self, const char *key_path)
{
  return galley_site_tree_lookup (self->tree, key_path);
}

/**
 * galley_site_config_list_settings:
 * @self: a configuration
 *
 * Returns: (transfer none) (element-type GalleySetting): all settings that a dialect is made of
 */
GPtrArray *
galley_site_config_list_settings (GalleySiteConfig *self)
{
  return self->settings;
}

/**
 * galley_site_config_list_diagnostics:
 * @self: a configuration
 *
 * Returns: (transfer none) (element-type GalleyDiagnostic): what cannot be used; each message
 *   names the file and the line, the places are those in that file
 */
GPtrArray *
galley_site_config_list_diagnostics (GalleySiteConfig *self)
{
  return self->diagnostics;
}

/**
 * galley_site_config_list_files:
 * @self: a configuration
 *
 * Returns: (transfer none) (array zero-terminated=1) (element-type filename): the paths of the
 *   files it was read from, in order: when one of them changes, it is out of date
 */
const char *const *
galley_site_config_list_files (GalleySiteConfig *self)
{
  return (const char *const *) self->files;
}

/**
 * galley_site_config_list_themes:
 * @self: a configuration
 *
 * Returns: (transfer none) (array zero-terminated=1) (element-type filename): the folders of the
 *   themes and modules that the site uses and has in its own folder, the first one first
 */
const char *const *
galley_site_config_list_themes (GalleySiteConfig *self)
{
  return (const char *const *) self->themes;
}

/**
 * galley_site_config_list_folders:
 * @self: a configuration
 *
 * Returns: (transfer none) (array zero-terminated=1) (element-type filename): the paths of the
 *   folders it was read from: when something comes to one or goes, it is out of date
 */
const char *const *
galley_site_config_list_folders (GalleySiteConfig *self)
{
  return (const char *const *) self->folders;
}

/**
 * galley_site_config_equal:
 * @self: a configuration
 * @other: another one of the same page, read by the same process
 *
 * Returns: whether both were read from the same files with the same content
 */
gboolean
galley_site_config_equal (GalleySiteConfig *self, GalleySiteConfig *other)
{
  return g_strcmp0 (self->root, other->root) == 0 && g_strcmp0 (self->digest, other->digest) == 0;
}

/**
 * galley_site_config_is_broken:
 * @self: a configuration
 *
 * Returns: whether a file of it could not be read, so that what it says is missing; Hugo would
 *   not publish the site at all
 */
gboolean
galley_site_config_is_broken (GalleySiteConfig *self)
{
  return self->broken;
}
