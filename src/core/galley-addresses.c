/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-addresses.h"

#include "galley-diagnostic.h"

#include <stdlib.h>
#include <string.h>

/* Folders and front matter are remembered, so that a page full of links looks once. */
#define FOLDERS_MAX 4096
#define NAMES_MAX 65536
#define FRONT_MATTER_MAX (64 * 1024)

/**
 * GalleyAddresses:
 *
 * Where the pages of a site will be published, told from their files as Hugo does. For one page
 * and its links, and one thread.
 */
struct _GalleyAddresses
{
  GalleySiteConfig *config;
  /* Below the site's root, each with the part of the address it stands for. */
  GPtrArray *sources;
  GPtrArray *targets;
  /* The path of the page as Hugo has it: `/posts/name`, `/posts` for the index of a folder. */
  char *page;
  char *page_file;
  char *prefix;
  GHashTable *folders;
};

static const char *
get_string (GalleySiteConfig *config, const char *key)
{
  return galley_value_get_string (galley_site_config_get_value (config, key));
}

static gboolean
get_boolean (GalleySiteConfig *config, const char *key)
{
  return g_strcmp0 (get_string (config, key), "true") == 0;
}

/* A name as it is in a path of Hugo's: small letters, no blanks. */
static char *
normalize (const char *name, gssize length)
{
  char *lower = g_utf8_strdown (name, length);

  return g_strdelimit (lower, " ", '-');
}

static void
add_source (GalleyAddresses *self, const char *source, const char *target)
{
  g_autofree char *path =
    g_canonicalize_filename (source, galley_site_config_get_root (self->config));

  g_ptr_array_add (self->sources, g_steal_pointer (&path));
  g_ptr_array_add (self->targets, g_strdup (target));
}

static gboolean
is_language (const GalleyAddresses *self, const GalleyValue *mount)
{
  const GalleyValue *matrix = galley_value_get (galley_value_get (mount, "sites"), "matrix");
  const char *language = galley_value_get_string (galley_value_get (mount, "lang"));

  if (language == NULL)
    language = galley_value_get_string (galley_value_get (matrix, "languages"));

  return language == NULL
         || g_ascii_strcasecmp (language, galley_site_config_get_language (self->config)) == 0;
}

static void
find_sources (GalleyAddresses *self)
{
  const GalleyValue *mounts = galley_site_config_get_value (self->config, "module.mounts");
  const char *folder = get_string (self->config, "contentDir");

  for (guint i = 0; mounts != NULL && mounts->kind == GALLEY_VALUE_LIST && i < mounts->items->len;
       i++)
    {
      const GalleyValue *mount = g_ptr_array_index (mounts->items, i);
      const char *source = galley_value_get_string (galley_value_get (mount, "source"));
      const char *target = galley_value_get_string (galley_value_get (mount, "target"));

      if (source == NULL || target == NULL || !g_str_has_prefix (target, "content")
          || (target[7] != '/' && target[7] != '\0') || !is_language (self, mount))
        continue;
      add_source (self, source, target + strlen ("content"));
    }

  if (self->sources->len == 0)
    add_source (self, folder != NULL ? folder : "content", "");
}

/* The name of a page's file without language and extension; %NULL when it is none. */
static char *
dup_stem (GalleyAddresses *self, const char *name)
{
  static const char *const extensions[] = { ".md", ".markdown", ".mdown", ".html", ".htm" };
  const char *language = galley_site_config_get_language (self->config);

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_suffix (name, extensions[i]))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (extensions[i]));
        char *dot = strrchr (stem, '.');

        if (dot != NULL && language != NULL && g_ascii_strcasecmp (dot + 1, language) == 0)
          *dot = '\0';
        return *stem != '\0' ? g_steal_pointer (&stem) : NULL;
      }

  return NULL;
}

/* `posts/name/index.md` is the page `/posts/name`, and so is `posts/name.md`. */
static char *
dup_page (GalleyAddresses *self, const char *target, const char *below)
{
  g_autofree char *folder = g_path_get_dirname (below);
  g_autofree char *name = g_path_get_basename (below);
  g_autofree char *stem = dup_stem (self, name);
  g_autofree char *path = NULL;

  if (stem == NULL)
    return NULL;

  path =
    g_build_path ("/", "/", target, g_str_equal (folder, ".") ? "" : folder,
                  g_str_equal (stem, "index") || g_str_equal (stem, "_index") ? "" : stem, NULL);
  if (strlen (path) > 1 && g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';

  return normalize (path, -1);
}

static void
find_page (GalleyAddresses *self, const char *file_path)
{
  gsize longest = 0;

  for (guint i = 0; i < self->sources->len; i++)
    {
      const char *source = g_ptr_array_index (self->sources, i);
      gsize length = strlen (source);

      if (length <= longest || !g_str_has_prefix (file_path, source) || file_path[length] != '/')
        continue;
      longest = length;
      g_free (self->page);
      self->page = dup_page (self, g_ptr_array_index (self->targets, i), file_path + length + 1);
    }
}

/* The path of the base address, and the folder of a language that is not the first one. */
static char *
make_prefix (GalleySiteConfig *config)
{
  const char *base = get_string (config, "baseURL");
  const char *language = galley_site_config_get_language (config);
  const char *first = get_string (config, "defaultContentLanguage");
  const char *path = base != NULL ? strstr (base, "://") : NULL;
  GString *prefix = g_string_new (NULL);

  path = path != NULL ? strchr (path + 3, '/') : base;
  g_string_append (prefix, path != NULL ? path : "");
  while (prefix->len > 0 && prefix->str[prefix->len - 1] == '/')
    g_string_truncate (prefix, prefix->len - 1);
  if (galley_site_config_get_value (config, "languages") != NULL && language != NULL
      && (get_boolean (config, "defaultContentLanguageInSubdir")
          || g_ascii_strcasecmp (language, first != NULL ? first : "en") != 0))
    g_string_append_printf (prefix, "/%s", language);

  return g_string_free_and_steal (prefix);
}

/**
 * galley_addresses_new:
 * @config: the configuration of a site
 * @file_path: (type filename): the absolute path of the page whose links are meant
 *
 * Returns: (transfer full) (nullable): the addresses; %NULL when the file is no page of the site
 */
GalleyAddresses *
galley_addresses_new (GalleySiteConfig *config, const char *file_path)
{
  g_autoptr (GalleyAddresses) self = g_new0 (GalleyAddresses, 1);
  g_autofree char *folder = g_path_get_dirname (file_path);
  g_autofree char *name = g_path_get_basename (file_path);
  g_autofree char *real = realpath (folder, NULL);

  self->config = galley_site_config_ref (config);
  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->folders =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  if (galley_site_config_get_root (config) == NULL || real == NULL)
    return NULL;

  find_sources (self);
  self->page_file = g_build_filename (real, name, NULL);
  find_page (self, self->page_file);
  self->prefix = make_prefix (config);

  return self->page != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * galley_addresses_free:
 * @self: (transfer full): addresses
 *
 * Frees them.
 */
void
galley_addresses_free (GalleyAddresses *self)
{
  galley_site_config_unref (self->config);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->targets);
  g_hash_table_unref (self->folders);
  g_free (self->page);
  g_free (self->page_file);
  g_free (self->prefix);
  g_free (self);
}

static char *
add_end (GalleyAddresses *self, const char *path)
{
  const char *name = strrchr (path, '/');

  if (g_str_has_suffix (path, "/"))
    return g_strdup (path);
  if (get_boolean (self->config, "uglyURLs") && name != NULL && name[1] != '\0')
    return g_strconcat (path, ".html", NULL);

  return g_strconcat (path, "/", NULL);
}

/* An address that is written in the front matter. */
static char *
make_written (GalleyAddresses *self, const char *url)
{
  const char *name = strrchr (url, '/');
  gboolean is_file = strchr (name != NULL ? name : url, '.') != NULL;
  g_autofree char *path = g_strconcat (self->prefix, *url == '/' ? "" : "/", url, NULL);

  return is_file || g_str_has_suffix (path, "/") ? g_steal_pointer (&path)
                                                 : g_strconcat (path, "/", NULL);
}

static char *
make_address (GalleyAddresses *self,
              const char *page,
              gboolean is_folder,
              const GalleyFrontMatter *front_matter)
{
  const char *url = galley_front_matter_get_string (front_matter, "url");
  const char *slug = galley_front_matter_get_string (front_matter, "slug");
  const char *name = strrchr (page, '/');
  g_autofree char *path = NULL;

  if (url != NULL)
    return make_written (self, url);

  if (slug != NULL && !is_folder)
    {
      g_autofree char *last = normalize (slug, -1);

      path = g_strdup_printf ("%s%.*s/%s", self->prefix, (int) (name - page), page, last);
    }
  else
    {
      path = g_strconcat (self->prefix, page, NULL);
    }

  return is_folder ? g_strconcat (path, g_str_has_suffix (path, "/") ? "" : "/", NULL)
                   : add_end (self, path);
}

/* Permalinks of the site's own making can need anything of a page; then nothing is claimed. */
static gboolean
has_permalinks (GalleyAddresses *self, const char *page)
{
  const GalleyValue *permalinks = galley_site_config_get_value (self->config, "permalinks");
  g_autofree char *section = g_strndup (page + 1, strcspn (page + 1, "/"));

  return permalinks != NULL
         && (galley_value_get (permalinks, section) != NULL
             || galley_value_get (galley_value_get (permalinks, "page"), section) != NULL);
}

static gboolean
is_folder_index (const char *file_path)
{
  g_autofree char *name = g_path_get_basename (file_path);

  return g_str_has_prefix (name, "_index.");
}

/**
 * galley_addresses_dup_own:
 * @self: addresses
 * @front_matter: the front matter of the page
 *
 * Returns: (transfer full) (nullable): where the page will be, without the host; %NULL when it
 *   cannot be told
 */
char *
galley_addresses_dup_own (GalleyAddresses *self, const GalleyFrontMatter *front_matter)
{
  if (has_permalinks (self, self->page)
      && galley_front_matter_get_string (front_matter, "url") == NULL)
    return NULL;

  return make_address (self, self->page, is_folder_index (self->page_file), front_matter);
}

/* The names in a folder by how they are in paths; a page's file without its extension. */
static GHashTable *
ensure_folder (GalleyAddresses *self, const char *path)
{
  GHashTable *names = g_hash_table_lookup (self->folders, path);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (names != NULL)
    return names;

  if (g_hash_table_size (self->folders) >= FOLDERS_MAX)
    g_hash_table_remove_all (self->folders);
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->folders, g_strdup (path), names);
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && g_hash_table_size (names) < NAMES_MAX
         && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = dup_stem (self, name);

      if (!g_utf8_validate (name, -1, NULL))
        continue;
      /* A file and a folder of the same name stand side by side. */
      g_hash_table_replace (names,
                            stem != NULL ? normalize (stem, -1) : g_strconcat (name, "/", NULL),
                            g_strdup (name));
      if (stem == NULL)
        {
          g_autofree char *folder = normalize (name, -1);

          g_hash_table_replace (names, g_strconcat (folder, "/", NULL), g_strdup (name));
        }
    }

  return names;
}

static char *
find_index (GalleyAddresses *self, const char *folder, const char *stem)
{
  const char *name = g_hash_table_lookup (ensure_folder (self, folder), stem);

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* The file of the page at @path below a folder; the folder itself for a section without one. */
static char *
find_below (GalleyAddresses *self, const char *source, const char *path, gboolean *is_folder)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autofree char *folder = g_strdup (source);
  guint n_parts = g_strv_length (parts);
  char *found;

  for (guint i = 0; i < n_parts; i++)
    {
      GHashTable *names = ensure_folder (self, folder);
      g_autofree char *key = g_strconcat (parts[i], "/", NULL);
      const char *file = g_hash_table_lookup (names, parts[i]);
      const char *name = g_hash_table_lookup (names, key);

      if (i + 1 == n_parts && file != NULL)
        return g_build_filename (folder, file, NULL);
      if (name == NULL)
        return NULL;

      g_set_str (&key, folder);
      g_free (folder);
      folder = g_build_filename (key, name, NULL);
      if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
        return NULL;
    }

  found = find_index (self, folder, "index");
  *is_folder = found == NULL;
  if (found == NULL)
    found = find_index (self, folder, "_index");
  if (found == NULL && n_parts <= 1)
    return g_steal_pointer (&folder);

  return found;
}

static GalleyFrontMatter *
read_front_matter (const char *path)
{
  g_autoptr (GPtrArray) ignored =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autofree char *text = g_malloc (FRONT_MATTER_MAX);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize length = 0;

  if (stream != NULL)
    g_input_stream_read_all (G_INPUT_STREAM (stream), text, FRONT_MATTER_MAX, &length, NULL, NULL);
  /* What is cut or no text has no address of its own that could be trusted. */
  if (!g_utf8_validate_len (text, length, NULL))
    length = 0;

  return galley_front_matter_new (text, length, ignored);
}

static char *
find_address (GalleyAddresses *self, const char *page)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const char *target = g_ptr_array_index (self->targets, i);
      const char *below = page + 1;
      gboolean is_folder = FALSE;
      g_autofree char *file = NULL;
      g_autoptr (GalleyFrontMatter) front_matter = NULL;

      if (*target != '\0')
        {
          if (!g_str_has_prefix (page, target)
              || (page[strlen (target)] != '/' && page[strlen (target)] != '\0'))
            continue;
          below = page + strlen (target) + (page[strlen (target)] == '/');
        }
      file = find_below (self, g_ptr_array_index (self->sources, i), below, &is_folder);
      if (file == NULL || has_permalinks (self, page))
        continue;
      front_matter = read_front_matter (file);
      return make_address (self, page, is_folder || page[1] == '\0', front_matter);
    }

  return NULL;
}

/* Puts a path on a folder; %NULL when it leads above the top. */
static char *
join (const char *folder, const char *path)
{
  g_autofree char *joined = g_strconcat (folder, "/", path, NULL);
  g_auto (GStrv) parts = g_strsplit (joined, "/", -1);
  GString *result = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".."))
      {
        char *slash = strrchr (result->str, '/');

        if (slash == NULL)
          {
            g_string_free (result, TRUE);
            return NULL;
          }
        g_string_truncate (result, slash - result->str);
      }
    else if (*parts[i] != '\0' && !g_str_equal (parts[i], "."))
      {
        g_string_append_printf (result, "/%s", parts[i]);
      }

  return g_string_free_and_steal (result);
}

/* Beside the page, or else from the top. */
static char *
find_path (GalleyAddresses *self, const char *path)
{
  g_autofree char *stem = dup_stem (self, path);
  g_autofree char *name = normalize (stem != NULL ? stem : path, -1);
  g_autofree char *folder = g_path_get_dirname (self->page);
  g_autofree char *page = NULL;
  char *found = NULL;

  if (*name != '/' && *name != '\0')
    {
      page = join (is_folder_index (self->page_file) ? self->page : folder, name);
      found = page != NULL && *page != '\0' ? find_address (self, page) : NULL;
      g_clear_pointer (&page, g_free);
    }
  if (found == NULL)
    {
      page = join ("", name);
      if (page != NULL)
        found = find_address (self, *page != '\0' ? page : "/");
    }

  return found;
}

/**
 * galley_addresses_resolve:
 * @self: addresses
 * @own: (nullable): where the page itself will be
 * @destination: the destination of a link
 *
 * Does what Hugo's own render hook for links does: a place on the page gets the address of the
 * page, and what names a page becomes where that page will be.
 *
 * Returns: (transfer full) (nullable): the new destination, %NULL when it stays
 */
char *
galley_addresses_resolve (GalleyAddresses *self, const char *own, const char *destination)
{
  gsize length = strcspn (destination, "?#");
  gsize start = 0;
  g_autofree char *scheme = g_uri_parse_scheme (destination);
  g_autofree char *bare = NULL;
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;

  if (g_str_equal (destination, "#"))
    return g_strdup ("");
  if (*destination == '#')
    return own != NULL ? g_strconcat (own, destination, NULL) : NULL;
  if (scheme != NULL || *destination == '\0')
    return NULL;

  /* Of an address without a scheme Hugo looks at the path alone. */
  if (g_str_has_prefix (destination, "//"))
    start = 2 + strcspn (destination + 2, "/?#");
  bare = g_strndup (destination + start, length - start);
  path = g_uri_unescape_string (bare, NULL);
  if (path == NULL || !g_utf8_validate (path, -1, NULL))
    return NULL;
  address = find_path (self, g_str_has_prefix (path, "./") ? path + 2 : path);

  return address != NULL ? g_strconcat (address, destination + length, NULL) : NULL;
}
