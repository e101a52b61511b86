/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-shortcodes.h"

#include "galley-site-pages.h"

#include <string.h>

/* Large themes have some hundred of them, of some lines each. */
#define TEMPLATES_MAX 1000
#define BYTES_MAX (4 * 1024 * 1024)
#define DEPTH_MAX 6

typedef struct
{
  GalleySiteReader *reader;
  GalleyShortcodeSet *set;
  const char *language;
  guint n_templates;
  gsize n_bytes;
  gboolean full;
} Loader;

/* How well a variant fits: `name.html` for all, `name.zh-cn.html` for a language, before it.
 * Returns 0 for one that is for something else, and cuts the name. */
static guint
judge_variant (const Loader *self, char *name)
{
  char *slash = strrchr (name, '/');
  char *point = strchr (slash != NULL ? slash : name, '.');
  g_auto (GStrv) parts = NULL;
  guint n_parts;
  guint score = 1;

  if (point == NULL)
    return 0;
  parts = g_strsplit (point + 1, ".", 5);
  n_parts = g_strv_length (parts);
  *point = '\0';
  if (!g_str_equal (parts[n_parts - 1], "html"))
    return 0;

  for (guint i = 0; i + 1 < n_parts; i++)
    if (g_ascii_strcasecmp (parts[i], self->language) == 0)
      score += 2;
    else if (g_str_equal (parts[i], "html"))
      score += 1;
    else
      return 0;

  return score;
}

static void
read_template (Loader *self, const char *path, const char *name)
{
  const char *problem;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  if (self->n_templates >= TEMPLATES_MAX || self->n_bytes > BYTES_MAX)
    {
      self->full = TRUE;
      return;
    }

  /* One that cannot be read is there all the same. */
  g_ptr_array_add (self->reader->folders, g_strdup (path));
  self->n_templates++;
  bytes = galley_site_reader_read_bytes (path, &problem);
  text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  if (text == NULL)
    {
      text = bytes != NULL ? "" : "{{";
      length = strlen (text);
    }
  self->n_bytes += length;
  g_checksum_update (self->reader->digest, (const guchar *) path, strlen (path) + 1);
  g_checksum_update (self->reader->digest, (const guchar *) text, length);
  galley_shortcode_set_add (self->set, name, text, length);
}

static void
list_folder (Loader *self, const char *folder, const char *below, guint score, guint depth)
{
  g_autoptr (GPtrArray) names = NULL;

  if (depth > DEPTH_MAX || self->full)
    return;

  names = galley_site_reader_list (self->reader, folder);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *name = g_strconcat (below, names->pdata[i], NULL);

      if (!g_utf8_validate (name, -1, NULL))
        continue;
      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (judge_variant (self, name) == score)
            read_template (self, path, name);
        }
      else if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          g_autofree char *inner = g_strconcat (name, "/", NULL);

          list_folder (self, path, inner, score, depth + 1);
        }
    }
}

/* The best variant first, since of one name the first counts. */
static void
list_templates (Loader *self, const char *folder, const char *below)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    for (guint score = 4; score > 0; score--)
      list_folder (self, folder, below, score, 0);
}

static void
list_layouts (Loader *self, const GalleySiteFolder *layouts)
{
  static const char *const names[] = { "_shortcodes", "shortcodes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *rest = layouts->target + strlen (names[i]);
      g_autofree char *folder = NULL;

      if (*layouts->target == '\0')
        {
          folder = g_build_filename (layouts->path, names[i], NULL);
          list_templates (self, folder, "");
        }
      else if (g_str_has_prefix (layouts->target, names[i]) && (*rest == '\0' || *rest == '/'))
        {
          g_autofree char *below = *rest == '/' ? g_strconcat (rest + 1, "/", NULL) : g_strdup ("");

          list_templates (self, layouts->path, below);
        }
    }
}

/* Only where it is told to, Hugo goes on after a reference to nothing. */
static const char *
get_fallback (const GalleySiteTree *tree)
{
  const char *level =
    galley_value_get_string (galley_site_tree_lookup (tree, "refLinksErrorLevel"));
  const char *address =
    galley_value_get_string (galley_site_tree_lookup (tree, "refLinksNotFoundURL"));

  if (level == NULL || g_ascii_strcasecmp (level, "warning") != 0)
    return NULL;

  return address != NULL ? address : "";
}

/**
 * galley_site_shortcodes_load:
 * @reading: takes the shortcodes, and what they may ask of other pages
 * @reader: the reader of the site, which has read the settings and found the themes
 * @tree: the settings
 * @map: the folders of the site
 * @language: the language of the page
 * @file_path: the path of the page
 *
 * Reads the templates of the site's shortcodes and of its themes', for a language, and what
 * shortcodes may ask of the site.
 */
void
galley_site_shortcodes_load (GalleyReading *reading,
                             GalleySiteReader *reader,
                             const GalleySiteTree *tree,
                             GalleySiteMap *map,
                             const char *language,
                             const char *file_path)
{
  GalleyShortcodeSet *set = galley_shortcode_set_new ();
  const GalleySiteFolder *folder;
  const char *inline_enabled =
    galley_value_get_string (galley_site_tree_lookup (tree, "security.enableInlineShortcodes"));
  Loader loader = { .reader = reader, .set = set, .language = language };

  for (guint i = 0; (folder = galley_site_map_get (map, GALLEY_SITE_LAYOUTS, &i)) != NULL;)
    list_layouts (&loader, folder);

  galley_shortcode_set_set_complete (set, !reader->misses_theme && !loader.full && !reader->full);
  galley_shortcode_set_set_inline (set, g_strcmp0 (inline_enabled, "true") == 0);
  galley_shortcode_set_set_params (set, (GalleyValue *) galley_site_tree_lookup (tree, "params"));
  reading->shortcodes = set;
  reading->pages = galley_site_pages_new (map, tree, language);
  reading->path = g_strdup (file_path);
  reading->fallback = g_strdup (get_fallback (tree));
}
