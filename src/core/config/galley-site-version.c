/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-version.h"

#include <string.h>

/* How far above a site the repository it is part of may start. */
#define LEVELS_MAX 8
#define VALUES_MAX 20000
#define DEPTH_MAX 32

typedef struct
{
  GalleySiteVersion *version;
  const GalleySiteFile *file;
  guint n_values;
} Search;

/* Reads `0.120.4`, `v0.120.4` and `0.120.4-extended`; `latest` and `${{ … }}` pin nothing. */
static gboolean
parse_number (const char *text, guint64 *number)
{
  guint64 parts[3] = { 0 };
  guint n = 0;

  text += *text == 'v';
  while (n < G_N_ELEMENTS (parts) && g_ascii_isdigit (*text))
    {
      char *end = NULL;

      parts[n++] = MIN (g_ascii_strtoull (text, &end, 10), 100000);
      text = end + (*end == '.');
    }

  *number = parts[0] * 1000000000 + GALLEY_SITE_VERSION (parts[1], MIN (parts[2], 999));
  return n >= 2;
}

/* Where several are named, as by an old workflow that is still there, the newest is believed. */
static void
consider (Search *search, const GalleyValue *value)
{
  GalleySiteVersion *self = search->version;
  guint64 number;

  if (value == NULL || value->text == NULL || !parse_number (value->text, &number)
      || (self->text != NULL && number <= self->number))
    return;

  g_set_str (&self->text, value->text + (*value->text == 'v'));
  self->number = number;
  self->file = search->file;
  self->offset = value->offset;
}

static gboolean
is_version_key (const char *name)
{
  return name != NULL && (g_str_equal (name, "hugo-version") || g_str_equal (name, "HUGO_VERSION"));
}

static void
search_value (Search *search, const GalleyValue *value, guint depth)
{
  if (value->items == NULL || depth > DEPTH_MAX)
    return;

  for (guint i = 0; i < value->items->len && search->n_values++ < VALUES_MAX; i++)
    {
      const GalleyValue *key = value->keys != NULL ? value->keys->pdata[i] : NULL;

      if (key != NULL && is_version_key (key->text))
        consider (search, value->items->pdata[i]);
      search_value (search, value->items->pdata[i], depth + 1);
    }
}

static void
search_file (Search *search, GalleySiteReader *reader, const char *path)
{
  g_autoptr (GalleyValue) values = NULL;
  guint n_diagnostics = reader->diagnostics->len;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;

  values = galley_site_reader_read (reader, path, &search->file);
  /* These files are not about the page: whatever is wrong with them, it is not told here. */
  g_ptr_array_set_size (reader->diagnostics, n_diagnostics);
  if (values != NULL)
    search_value (search, values, 0);
}

static void
search_folder (Search *search, GalleySiteReader *reader, const char *folder)
{
  static const char *const files[] = { "netlify.toml", "vercel.json", ".gitlab-ci.yml" };
  g_autofree char *workflows = g_build_filename (folder, ".github", "workflows", NULL);
  g_autoptr (GPtrArray) names = galley_site_reader_list (reader, workflows);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      search_file (search, reader, path);
    }

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (workflows, name, NULL);

      if (g_str_has_suffix (name, ".yml") || g_str_has_suffix (name, ".yaml"))
        search_file (search, reader, path);
    }
}

static char *
find_repository (const char *root)
{
  g_autofree char *folder = g_strdup (root);

  for (guint i = 0; i < LEVELS_MAX; i++)
    {
      g_autofree char *git = g_build_filename (folder, ".git", NULL);
      char *parent;

      if (g_file_test (git, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&folder);

      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }

  return NULL;
}

/**
 * galley_site_version_find:
 * @self: (out caller-allocates): takes the version
 * @reader: the reader of the site
 * @tree: the settings of the site
 *
 * Finds the version of Hugo that a site is published with: what builds it (workflows of GitHub
 * and GitLab, Netlify, Vercel) says so, or the newest that the site allows. What a site needs at
 * least says nothing about what it gets.
 */
void
galley_site_version_find (GalleySiteVersion *self, GalleySiteReader *reader, GalleySiteTree *tree)
{
  g_autofree char *repository = find_repository (reader->root);
  const GalleyValue *max = galley_site_tree_lookup (tree, "module.hugoVersion.max");
  Search search = { .version = self };

  *self = (GalleySiteVersion) { 0 };
  search_folder (&search, reader, reader->root);
  if (repository != NULL && !g_str_equal (repository, reader->root))
    search_folder (&search, reader, repository);

  if (self->text == NULL && max != NULL)
    {
      search.file = g_hash_table_lookup (tree->origins, max);
      consider (&search, max);
    }
}
