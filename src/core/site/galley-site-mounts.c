/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-mounts.h"

#include "galley-page-name.h"
#include "galley-site-root.h"

#include <stdlib.h>
#include <string.h>

static const GalleyTargetKind kinds[] = {
  [GALLEY_SITE_STATIC] = GALLEY_TARGET_STATIC,
  [GALLEY_SITE_CONTENT] = GALLEY_TARGET_RESOURCE,
  [GALLEY_SITE_ASSETS] = GALLEY_TARGET_ASSET,
};

static char *
trim_slashes (const char *path)
{
  gsize length;

  path += strspn (path, "/");
  length = strlen (path);
  while (length > 0 && path[length - 1] == '/')
    length--;

  return g_strndup (path, length);
}

static char *
dup_base_path (GalleySiteConfig *config)
{
  const char *base = galley_value_get_string (galley_site_config_get_value (config, "baseURL"));
  g_autoptr (GUri) uri = base != NULL ? g_uri_parse (base, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL ? trim_slashes (g_uri_get_path (uri)) : g_strdup ("");
}

/**
 * galley_site_mounts_new:
 * @config: (nullable): the configuration of a site
 * @root: (nullable) (type filename): its path, or that of a folder without a site
 *
 * Returns: (transfer full): the folders of the site, as it is configured
 */
GalleySiteMounts *
galley_site_mounts_new (GalleySiteConfig *config, const char *root)
{
  GalleySiteMounts *self = g_new0 (GalleySiteMounts, 1);

  self->root = g_strdup (root);
  self->folders = galley_folder_cache_new (root != NULL ? root : "");
  self->is_site = config != NULL && root != NULL;
  self->map = self->is_site ? galley_site_map_ref (galley_site_config_get_map (config))
                            : galley_site_map_new (NULL, NULL, NULL);
  if (!self->is_site)
    return self;

  self->language = g_strdup (galley_site_config_get_language (config));
  self->base_path = dup_base_path (config);

  return self;
}

void
galley_site_mounts_free (GalleySiteMounts *self)
{
  g_free (self->root);
  g_free (self->base_path);
  g_free (self->language);
  galley_site_map_unref (self->map);
  galley_folder_cache_free (self->folders);
  g_free (self);
}

/* The real path of a regular file or, if wanted, a folder of the site. */
static char *
look_up (const GalleySiteMounts *self, const char *path, GFileTest test)
{
  g_autofree char *real =
    galley_folder_cache_may_have (self->folders, path) ? realpath (path, NULL) : NULL;

  if (real == NULL || !galley_site_root_has (self->root, real) || !g_file_test (real, test))
    return NULL;

  return g_strdup (real);
}

static char *
find_file (const GalleySiteMounts *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return look_up (self, path, G_FILE_TEST_IS_REGULAR);
}

/* The names that a page's source may have, in the order in which they are looked for. */
static GPtrArray *
list_page_names (const GalleySiteMounts *self, const char *base)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  char *const *languages = self->map->languages;

  for (guint i = 0; galley_page_endings[i] != NULL; i++)
    {
      const char *ending = galley_page_endings[i];

      if (self->language != NULL)
        g_ptr_array_add (names, g_strdup_printf ("%s.%s.%s", base, self->language, ending));
      g_ptr_array_add (names, g_strdup_printf ("%s.%s", base, ending));
    }
  for (guint i = 0; languages[i] != NULL; i++)
    g_ptr_array_add (names,
                     g_strdup_printf ("%s.%s.%s", base, languages[i], galley_page_endings[0]));

  return names;
}

static char *
find_page_named (const GalleySiteMounts *self,
                 const char *folder,
                 const char *base,
                 gboolean any_case)
{
  g_autoptr (GPtrArray) names = list_page_names (self, base);

  for (guint i = 0; i < names->len; i++)
    {
      char *found = find_file (self, folder, g_ptr_array_index (names, i));

      if (found != NULL)
        return found;
    }
  for (guint i = 0; any_case && i < 2 && i < names->len; i++)
    {
      g_autofree char *name =
        galley_folder_cache_find (self->folders, folder, g_ptr_array_index (names, i));

      if (name != NULL)
        return find_file (self, folder, name);
    }

  return NULL;
}

/* The folder that the names of @path lead to from @top, as they are or in another case. */
static char *
find_folder (const GalleySiteMounts *self, const char *top, const char *path)
{
  g_autofree char *exact = g_build_filename (top, path, NULL);
  g_autofree char *real = look_up (self, exact, G_FILE_TEST_IS_DIR);
  g_autofree char *reached = NULL;
  g_auto (GStrv) names = NULL;

  if (real != NULL)
    return g_steal_pointer (&real);

  reached = look_up (self, top, G_FILE_TEST_IS_DIR);
  names = g_strsplit (path, "/", -1);
  for (guint i = 0; reached != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = galley_folder_cache_find (self->folders, reached, names[i]);
      g_autofree char *next = name != NULL ? g_build_filename (reached, name, NULL) : NULL;

      g_free (reached);
      reached = next != NULL ? look_up (self, next, G_FILE_TEST_IS_DIR) : NULL;
    }

  return g_steal_pointer (&reached);
}

/* Takes away what does not tell pages apart: the page's own file name and its extension. */
static char *
dup_logical_path (const char *path)
{
  char *logical = trim_slashes (path);

  galley_page_name_strip (logical, NULL, NULL);
  galley_page_name_drop_index (logical);

  return logical;
}

/* The source of the page that is called @path below @top. */
static char *
find_page (const GalleySiteMounts *self, const char *top, const char *path)
{
  g_autofree char *logical = dup_logical_path (path);
  g_autofree char *folder = find_folder (self, top, logical);
  g_autofree char *parent = g_path_get_dirname (logical);
  g_autofree char *parent_folder = NULL;
  g_autofree char *name = g_path_get_basename (logical);
  char *found = NULL;

  if (folder != NULL)
    found = find_page_named (self, folder, "index", FALSE);
  if (found == NULL && folder != NULL)
    found = find_page_named (self, folder, "_index", FALSE);
  if (found != NULL || *logical == '\0')
    return found;

  parent_folder = find_folder (self, top, g_str_equal (parent, ".") ? "" : parent);
  return parent_folder != NULL ? find_page_named (self, parent_folder, name, TRUE) : NULL;
}

/* What of @address is below the place where the files of @folder appear. */
static const char *
match_folder (const GalleySiteFolder *folder, const char *address)
{
  gsize length = strlen (folder->target);

  if (length == 0)
    return address;
  if (!g_str_has_prefix (address, folder->target))
    return NULL;

  return address[length] == '/' ? address + length + 1 : address[length] == '\0' ? "" : NULL;
}

static char *
find_in_folder (const GalleySiteMounts *self,
                const GalleySiteFolder *folder,
                const char *rest,
                GalleyTargetKind *kind)
{
  char *found = find_file (self, folder->path, rest);

  *kind = kinds[folder->component];
  if (folder->component == GALLEY_SITE_CONTENT)
    {
      if (found != NULL && galley_page_name_is_page (found))
        *kind = GALLEY_TARGET_PAGE;
      if (found == NULL && (found = find_page (self, folder->path, rest)) != NULL)
        *kind = GALLEY_TARGET_PAGE;
    }
  else if (found == NULL && folder->component == GALLEY_SITE_STATIC)
    {
      g_autofree char *index = g_build_filename (rest, "index.html", NULL);

      found = find_file (self, folder->path, index);
    }

  return found;
}

static char *
find_in_site (const GalleySiteMounts *self, const char *address, GalleyTargetKind *kind)
{
  const GalleySiteFolder *folder;

  for (GalleySiteComponent c = 0; c < G_N_ELEMENTS (kinds); c++)
    for (guint i = 0; (folder = galley_site_map_get (self->map, c, &i)) != NULL;)
      {
        const char *rest = match_folder (folder, address);
        char *found = rest != NULL ? find_in_folder (self, folder, rest, kind) : NULL;

        if (found != NULL)
          return found;
      }

  return NULL;
}

/* Takes the first name off an address when it is @name. */
static const char *
skip_name (const char *address, const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || g_ascii_strncasecmp (address, name, length) != 0)
    return NULL;

  return address[length] == '/' ? address + length + 1 : address[length] == '\0' ? "" : NULL;
}

/**
 * galley_site_mounts_find:
 * @self: the folders of a site
 * @address: an address of the site, decoded, without dots and without slashes around
 * @kind: (out): what was found
 *
 * Finds the file that an address from the top of the site stands for.
 *
 * Returns: (transfer full) (nullable) (type filename): its path
 */
char *
galley_site_mounts_find (const GalleySiteMounts *self, const char *address, GalleyTargetKind *kind)
{
  const char *rest;
  char *found;

  if (self->root == NULL)
    return NULL;

  found = find_in_site (self, address, kind);
  /* With the site's own address in front, as a browser needs it where the site has no top of its
   * own, and with the language of a page. */
  if (found == NULL && self->is_site && (rest = skip_name (address, self->base_path)) != NULL)
    found = find_in_site (self, rest, kind);
  for (guint i = 0; found == NULL && self->map->languages[i] != NULL; i++)
    if ((rest = skip_name (address, self->map->languages[i])) != NULL)
      found = find_in_site (self, rest, kind);

  return found != NULL ? found : galley_site_mounts_find_source (self, address, kind);
}

/**
 * galley_site_mounts_find_source:
 * @self: the folders of a site
 * @below: a path below the root, decoded, without dots and without slashes around
 * @kind: (out): what was found
 *
 * Finds a file by its place on the disk, or the page whose source would have that place.
 *
 * Returns: (transfer full) (nullable) (type filename): its path
 */
char *
galley_site_mounts_find_source (const GalleySiteMounts *self,
                                const char *below,
                                GalleyTargetKind *kind)
{
  char *found;

  if (self->root == NULL)
    return NULL;

  found = find_file (self, self->root, below);
  *kind = GALLEY_TARGET_RESOURCE;
  if (found != NULL && galley_page_name_is_page (found))
    *kind = GALLEY_TARGET_PAGE;
  if (found == NULL && galley_page_name_is_page (below))
    {
      found = find_page (self, self->root, below);
      *kind = GALLEY_TARGET_PAGE;
    }

  return found;
}

/**
 * galley_site_mounts_dup_address:
 * @self: the folders of a site
 * @path: (type filename): the path of the source of a page, which need not exist
 *
 * Returns: (transfer full) (nullable): the address of the page below the top of the site, without
 *   slashes around; %NULL when the path is not among the pages
 */
char *
galley_site_mounts_dup_address (const GalleySiteMounts *self, const char *path)
{
  const GalleySiteFolder *folder = galley_site_map_find (self->map, GALLEY_SITE_CONTENT, path);
  g_autofree char *logical = NULL;
  g_autofree char *address = NULL;

  if (folder == NULL)
    return NULL;

  logical = dup_logical_path (path + strlen (folder->path));
  address = g_build_filename (folder->target, logical, NULL);
  return trim_slashes (address);
}

/**
 * galley_site_mounts_dup_static_address:
 * @self: mounts
 * @path: (type filename): the absolute path of a file, without symbolic links
 *
 * Returns: (transfer full) (nullable): the address, without a slash before it, at which the site
 *   publishes the file as it is; %NULL when it does not
 */
char *
galley_site_mounts_dup_static_address (const GalleySiteMounts *self, const char *path)
{
  const GalleySiteFolder *folder = galley_site_map_find (self->map, GALLEY_SITE_STATIC, path);
  g_autofree char *address =
    folder != NULL ? g_build_filename (folder->target, path + strlen (folder->path), NULL) : NULL;

  return address != NULL ? trim_slashes (address) : NULL;
}

/**
 * galley_site_mounts_dup_static_path:
 * @self: mounts
 * @address: the address of a file, or of a folder of files, without a slash before it
 *
 * Returns: (transfer full) (nullable) (type filename): where a file would have to be for the site
 *   to publish it at @address; it need not exist. %NULL when there is no such place in the site
 */
char *
galley_site_mounts_dup_static_path (const GalleySiteMounts *self, const char *address)
{
  const GalleySiteFolder *folder;

  for (guint i = 0; (folder = galley_site_map_get (self->map, GALLEY_SITE_STATIC, &i)) != NULL;)
    {
      const char *rest = match_folder (folder, address);

      if (rest != NULL && galley_site_root_has (self->root, folder->path))
        return g_build_filename (folder->path, rest, NULL);
    }

  return NULL;
}
