/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-mounts.h"

#include <stdlib.h>
#include <string.h>

/* A site with more is none that was written by hand. */
#define MOUNTS_MAX 256

typedef enum
{
  COMPONENT_STATIC,
  COMPONENT_CONTENT,
  COMPONENT_ASSETS,
  N_COMPONENTS,
} Component;

/* A folder of the disk, and where in a component of the site its files appear. */
typedef struct
{
  Component component;
  char *folder;
  char *target;
} GalleySiteMount;

static const struct
{
  const char *name;
  const char *key;
  GalleyTargetKind kind;
} components[N_COMPONENTS] = {
  [COMPONENT_STATIC] = { "static", "staticDir", GALLEY_TARGET_STATIC },
  [COMPONENT_CONTENT] = { "content", "contentDir", GALLEY_TARGET_RESOURCE },
  [COMPONENT_ASSETS] = { "assets", "assetDir", GALLEY_TARGET_ASSET },
};

static void
mount_free (GalleySiteMount *self)
{
  g_free (self->folder);
  g_free (self->target);
  g_free (self);
}

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

static void
add_mount (GalleySiteMounts *self,
           Component component,
           const char *top,
           const char *source,
           const char *target)
{
  GalleySiteMount *mount;

  if (self->mounts->len >= MOUNTS_MAX)
    return;

  mount = g_new0 (GalleySiteMount, 1);
  mount->component = component;
  mount->folder = g_canonicalize_filename (source, top);
  mount->target = trim_slashes (target);
  g_ptr_array_add (self->mounts, mount);
}

/* The folder of a mount's target, such as `content` of `content/posts`; what it is below that is
 * returned, %NULL for another component. */
static const char *
match_component (const char *target, Component component)
{
  const char *rest = target + strspn (target, "/");

  if (!g_str_has_prefix (rest, components[component].name))
    return NULL;

  rest += strlen (components[component].name);
  return *rest == '\0' || *rest == '/' ? rest : NULL;
}

/* Once a component has a mount, its usual folder is none any more. */
static void
add_configured_mounts (GalleySiteMounts *self, GalleySiteConfig *config, gboolean *configured)
{
  const GalleyValue *mounts = galley_site_config_get_value (config, "module.mounts");

  if (mounts == NULL || mounts->kind != GALLEY_VALUE_LIST)
    return;

  for (guint i = 0; i < mounts->items->len; i++)
    {
      const GalleyValue *mount = g_ptr_array_index (mounts->items, i);
      const char *source = galley_value_get_string (galley_value_get (mount, "source"));
      const char *target = galley_value_get_string (galley_value_get (mount, "target"));

      for (Component c = 0; c < N_COMPONENTS && source != NULL && target != NULL; c++)
        {
          const char *rest = match_component (target, c);

          if (rest == NULL)
            continue;
          configured[c] = TRUE;
          add_mount (self, c, self->root, source, rest);
        }
    }
}

static void
add_folders (GalleySiteMounts *self, const GalleyValue *value, Component component)
{
  g_auto (GStrv) folders = galley_value_dup_strings (value);

  for (guint i = 0; folders[i] != NULL; i++)
    add_mount (self, component, self->root, folders[i], "");
}

static void
add_usual_folder (GalleySiteMounts *self, GalleySiteConfig *config, Component component)
{
  const GalleyValue *value = galley_site_config_get_value (config, components[component].key);

  if (galley_value_get_string (value) != NULL)
    add_folders (self, value, component);
  else
    add_mount (self, component, self->root, components[component].name, "");
}

static void
add_languages (GalleySiteMounts *self, GalleySiteConfig *config)
{
  const GalleyValue *languages = galley_site_config_get_value (config, "languages");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0;
       languages != NULL && languages->kind == GALLEY_VALUE_MAP && i < languages->items->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (languages->keys, i);
      const GalleyValue *language = g_ptr_array_index (languages->items, i);

      if (key->text != NULL)
        g_strv_builder_add (names, key->text);
      add_folders (self, galley_value_get (language, "contentDir"), COMPONENT_CONTENT);
      add_folders (self, galley_value_get (language, "staticDir"), COMPONENT_STATIC);
    }

  self->languages = g_strv_builder_end (names);
}

static void
add_theme (GalleySiteMounts *self, const char *path)
{
  for (Component c = 0; c < N_COMPONENTS; c++)
    add_mount (self, c, path, components[c].name, "");
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
  gboolean configured[N_COMPONENTS] = { FALSE };
  const char *const *themes;

  self->root = g_strdup (root);
  self->folders = galley_folder_cache_new (root != NULL ? root : "");
  self->is_site = config != NULL && root != NULL;
  self->mounts = g_ptr_array_new_with_free_func ((GDestroyNotify) mount_free);
  if (!self->is_site)
    return self;

  self->language = g_strdup (galley_site_config_get_language (config));
  self->base_path = dup_base_path (config);
  add_configured_mounts (self, config, configured);
  for (Component c = 0; c < N_COMPONENTS; c++)
    if (!configured[c])
      add_usual_folder (self, config, c);
  add_languages (self, config);
  themes = galley_site_config_list_themes (config);
  for (guint i = 0; themes[i] != NULL; i++)
    add_theme (self, themes[i]);

  return self;
}

void
galley_site_mounts_free (GalleySiteMounts *self)
{
  g_free (self->root);
  g_free (self->base_path);
  g_free (self->language);
  g_strfreev (self->languages);
  g_ptr_array_unref (self->mounts);
  galley_folder_cache_free (self->folders);
  g_free (self);
}

/**
 * galley_site_mounts_is_below:
 * @root: (type filename): a folder
 * @path: (type filename): a path, both without symbolic links
 *
 * Returns: whether @path is @root or in it
 */
gboolean
galley_site_mounts_is_below (const char *root, const char *path)
{
  gsize length = strlen (root);

  /* The file system's own root ends in the separator already. */
  if (length > 0 && root[length - 1] == '/')
    length--;
  return strncmp (root, path, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* The real path of a regular file or, if wanted, a folder of the site. */
static char *
look_up (const GalleySiteMounts *self, const char *path, GFileTest test)
{
  g_autofree char *real =
    galley_folder_cache_may_have (self->folders, path) ? realpath (path, NULL) : NULL;

  if (real == NULL || !galley_site_mounts_is_below (self->root, real) || !g_file_test (real, test))
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
  static const char *const extensions[] = { "md", "markdown", "html" };
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      if (self->language != NULL)
        g_ptr_array_add (names, g_strdup_printf ("%s.%s.%s", base, self->language, extensions[i]));
      g_ptr_array_add (names, g_strdup_printf ("%s.%s", base, extensions[i]));
    }
  for (guint i = 0; self->languages != NULL && self->languages[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup_printf ("%s.%s.md", base, self->languages[i]));

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
  static const char *const endings[] = { ".md", ".markdown", ".html" };
  g_autofree char *logical = trim_slashes (path);
  const char *name;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (logical, endings[i]))
      {
        logical[strlen (logical) - strlen (endings[i])] = '\0';
        break;
      }
  name = strrchr (logical, '/');
  name = name != NULL ? name + 1 : logical;
  if (g_str_equal (name, "index") || g_str_equal (name, "_index"))
    logical[name > logical ? name - logical - 1 : 0] = '\0';

  return g_steal_pointer (&logical);
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

/* What of @address is below the place where the files of @mount appear. */
static const char *
match_mount (const GalleySiteMount *mount, const char *address)
{
  gsize length = strlen (mount->target);

  if (length == 0)
    return address;
  if (!g_str_has_prefix (address, mount->target))
    return NULL;

  return address[length] == '/' ? address + length + 1 : address[length] == '\0' ? "" : NULL;
}

static char *
find_in_mount (const GalleySiteMounts *self,
               const GalleySiteMount *mount,
               const char *rest,
               GalleyTargetKind *kind)
{
  char *found = find_file (self, mount->folder, rest);

  *kind = components[mount->component].kind;
  if (mount->component == COMPONENT_CONTENT)
    {
      if (found != NULL && galley_link_targets_is_page (found))
        *kind = GALLEY_TARGET_PAGE;
      if (found == NULL && (found = find_page (self, mount->folder, rest)) != NULL)
        *kind = GALLEY_TARGET_PAGE;
    }
  else if (found == NULL && mount->component == COMPONENT_STATIC)
    {
      g_autofree char *index = g_build_filename (rest, "index.html", NULL);

      found = find_file (self, mount->folder, index);
    }

  return found;
}

static char *
find_in_mounts (const GalleySiteMounts *self, const char *address, GalleyTargetKind *kind)
{
  for (Component c = 0; c < N_COMPONENTS; c++)
    for (guint i = 0; i < self->mounts->len; i++)
      {
        const GalleySiteMount *mount = g_ptr_array_index (self->mounts, i);
        const char *rest = mount->component == c ? match_mount (mount, address) : NULL;
        char *found = rest != NULL ? find_in_mount (self, mount, rest, kind) : NULL;

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

  found = find_in_mounts (self, address, kind);
  /* With the site's own address in front, as a browser needs it where the site has no top of its
   * own, and with the language of a page. */
  if (found == NULL && self->is_site && (rest = skip_name (address, self->base_path)) != NULL)
    found = find_in_mounts (self, rest, kind);
  for (guint i = 0; found == NULL && self->languages != NULL && self->languages[i] != NULL; i++)
    if ((rest = skip_name (address, self->languages[i])) != NULL)
      found = find_in_mounts (self, rest, kind);

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
  if (found != NULL && galley_link_targets_is_page (found))
    *kind = GALLEY_TARGET_PAGE;
  if (found == NULL && galley_link_targets_is_page (below))
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
  for (guint i = 0; i < self->mounts->len; i++)
    {
      const GalleySiteMount *mount = g_ptr_array_index (self->mounts, i);
      g_autofree char *logical = NULL;
      g_autofree char *address = NULL;

      if (mount->component != COMPONENT_CONTENT
          || !galley_site_mounts_is_below (mount->folder, path))
        continue;

      logical = dup_logical_path (path + strlen (mount->folder));
      address = g_build_filename (mount->target, logical, NULL);
      return trim_slashes (address);
    }

  return NULL;
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
  for (guint i = 0; i < self->mounts->len; i++)
    {
      const GalleySiteMount *mount = g_ptr_array_index (self->mounts, i);
      g_autofree char *address = NULL;

      if (mount->component != COMPONENT_STATIC
          || !galley_site_mounts_is_below (mount->folder, path))
        continue;

      address = g_build_filename (mount->target, path + strlen (mount->folder), NULL);
      return trim_slashes (address);
    }

  return NULL;
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
  for (guint i = 0; i < self->mounts->len; i++)
    {
      const GalleySiteMount *mount = g_ptr_array_index (self->mounts, i);
      const char *rest = mount->component == COMPONENT_STATIC ? match_mount (mount, address) : NULL;

      if (rest != NULL && galley_site_mounts_is_below (self->root, mount->folder))
        return g_build_filename (mount->folder, rest, NULL);
    }

  return NULL;
}
