/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-map.h"

#include "galley-site-root.h"

#include <string.h>

/* A site with more is none that was written by hand. */
#define FOLDERS_MAX 256

static const struct
{
  const char *name;
  const char *key;
  /* Each language may have its own. */
  gboolean per_language;
} components[GALLEY_SITE_OTHER] = {
  [GALLEY_SITE_STATIC] = { "static", "staticDir", TRUE },
  [GALLEY_SITE_CONTENT] = { "content", "contentDir", TRUE },
  [GALLEY_SITE_ASSETS] = { "assets", "assetDir", FALSE },
  [GALLEY_SITE_LAYOUTS] = { "layouts", "layoutDir", FALSE },
};

static void
folder_free (GalleySiteFolder *self)
{
  g_free (self->path);
  g_free (self->target);
  g_free (self->language);
  g_clear_pointer (&self->origin, galley_value_unref);
  g_free (self);
}

static gboolean
has_folder (const GalleySiteMap *self, GalleySiteComponent component, const char *path)
{
  const GalleySiteFolder *folder;

  for (guint i = 0; (folder = galley_site_map_get (self, component, &i)) != NULL;)
    if (folder->origin == NULL && g_str_equal (folder->path, path))
      return TRUE;

  return FALSE;
}

/* @target is not that of a mount, but what of it is below the component. */
static GalleySiteFolder *
add_folder (GalleySiteMap *self,
            GalleySiteComponent component,
            const char *top,
            const char *path,
            const char *target,
            const char *language)
{
  GalleySiteFolder *folder = g_new0 (GalleySiteFolder, 1);
  gsize length;

  target += strspn (target, "/");
  length = strlen (target);
  while (length > 0 && target[length - 1] == '/')
    length--;

  folder->component = component;
  folder->path = g_canonicalize_filename (path, top);
  folder->target = g_strndup (target, length);
  folder->language = language != NULL ? g_ascii_strdown (language, -1) : NULL;
  if (self->folders->len < FOLDERS_MAX)
    g_ptr_array_add (self->folders, folder);
  else
    g_clear_pointer (&folder, folder_free);

  return folder;
}

static const char *
get_string (const GalleyValue *map, const char *name)
{
  return galley_value_get_string (galley_value_get (map, name));
}

/* The component that a mount is for; @target becomes what is below it. */
static GalleySiteComponent
find_component (const char **target)
{
  const char *start = *target + strspn (*target, "/");
  gsize length = strcspn (start, "/");
  GalleySiteComponent c = 0;

  while (c < GALLEY_SITE_OTHER
         && (strlen (components[c].name) != length
             || strncmp (components[c].name, start, length) != 0))
    c++;
  *target = start + length;

  return c;
}

static void
add_mount (GalleySiteMap *self, const char *root, GalleyValue *mount, gboolean *configured)
{
  const GalleyValue *matrix = galley_value_get (galley_value_get (mount, "sites"), "matrix");
  const char *source = get_string (mount, "source");
  const char *target = get_string (mount, "target");
  const char *language = get_string (mount, "lang");
  GalleySiteComponent component = target != NULL ? find_component (&target) : GALLEY_SITE_OTHER;
  GalleySiteFolder *folder =
    add_folder (self, component, root, source != NULL ? source : "", target != NULL ? target : "",
                language != NULL ? language : get_string (matrix, "languages"));

  if (folder == NULL)
    return;

  folder->origin = galley_value_ref (mount);
  if (source == NULL || target == NULL)
    folder->component = GALLEY_SITE_OTHER;
  else if (component < GALLEY_SITE_OTHER && g_file_test (folder->path, G_FILE_TEST_EXISTS))
    configured[component] = TRUE;
}

static void
add_listed (GalleySiteMap *self,
            GalleySiteComponent component,
            const char *root,
            const char *const *paths,
            const char *language)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *path = g_canonicalize_filename (paths[i], root);

      if (!has_folder (self, component, path))
        add_folder (self, component, root, path, "", language);
    }
}

/* The folders of a component that has no mount, as Hugo mounts them: those of each language, or
 * for all that have none those of the site. Pages there are in the default language. */
static void
add_usual (GalleySiteMap *self,
           GalleySiteComponent component,
           const char *root,
           const GalleySiteTree *tree)
{
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");
  g_auto (GStrv) general =
    galley_value_dup_strings (galley_site_tree_lookup (tree, components[component].key));
  const char *const usual[] = { components[component].name, NULL };
  const char *const *folders = *general != NULL ? (const char *const *) general : usual;
  gboolean needs_general = TRUE;

  if (components[component].per_language && languages != NULL && languages->kind == GALLEY_VALUE_MAP
      && languages->items->len > 0)
    {
      needs_general = FALSE;
      for (guint i = 0; i < languages->items->len; i++)
        {
          const GalleyValue *key = g_ptr_array_index (languages->keys, i);
          g_auto (GStrv) own =
            galley_value_dup_strings (galley_value_get (languages->items->pdata[i],
                                                        components[component].key));

          if (*own == NULL || g_strv_equal ((const char *const *) own, folders))
            needs_general = TRUE;
          else
            add_listed (self, component, root, (const char *const *) own,
                        component == GALLEY_SITE_CONTENT ? key->text : NULL);
        }
    }
  if (needs_general)
    add_listed (self, component, root, folders, NULL);
}

static GStrv
dup_languages (const GalleySiteTree *tree)
{
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0;
       languages != NULL && languages->kind == GALLEY_VALUE_MAP && i < languages->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (languages->keys, i);

      if (key->text != NULL)
        g_strv_builder_add (names, key->text);
    }

  return g_strv_builder_end (names);
}

static void
read_site (GalleySiteMap *self, const GalleySiteTree *tree, const char *root, GPtrArray *themes)
{
  const GalleyValue *mounts = galley_site_tree_lookup (tree, "module.mounts");
  gboolean configured[GALLEY_SITE_OTHER] = { FALSE };

  for (guint i = 0; mounts != NULL && mounts->kind == GALLEY_VALUE_LIST && i < mounts->items->len;
       i++)
    add_mount (self, root, mounts->items->pdata[i], configured);
  for (GalleySiteComponent c = 0; c < GALLEY_SITE_OTHER; c++)
    if (!configured[c])
      add_usual (self, c, root, tree);
  for (guint i = 0; i < themes->len; i++)
    for (GalleySiteComponent c = 0; c < GALLEY_SITE_OTHER; c++)
      {
        GalleySiteFolder *folder =
          add_folder (self, c, themes->pdata[i], components[c].name, "", NULL);

        if (folder != NULL)
          folder->in_theme = TRUE;
      }
}

/**
 * galley_site_map_new:
 * @tree: (nullable): the settings of a site, with no language chosen; %NULL for no site
 * @root: (nullable) (type filename): its path
 * @themes: (nullable) (element-type filename): the folders of its themes
 *
 * Finds the folders by Hugo's rules: a component that has a mount, with a folder that exists, has
 * no other folder.
 *
 * Returns: (transfer full): the map
 */
GalleySiteMap *
galley_site_map_new (const GalleySiteTree *tree, const char *root, GPtrArray *themes)
{
  GalleySiteMap *self = g_new0 (GalleySiteMap, 1);
  const char *language = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) folder_free);
  if (tree != NULL)
    {
      language = galley_value_get_string (galley_site_tree_lookup (tree, "defaultContentLanguage"));
      self->languages = dup_languages (tree);
      read_site (self, tree, root, themes);
    }
  else
    self->languages = g_new0 (char *, 1);
  self->default_language = g_ascii_strdown (language != NULL ? language : "en", -1);

  return self;
}

GalleySiteMap *
galley_site_map_ref (GalleySiteMap *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_site_map_unref (GalleySiteMap *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->folders);
  g_strfreev (self->languages);
  g_free (self->default_language);
  g_free (self);
}

/**
 * galley_site_map_get:
 * @self: a map
 * @component: a component
 * @i: (inout): where to go on, 0 at first
 *
 * Returns: (nullable): the next folder of @component, %NULL when there is no more
 */
const GalleySiteFolder *
galley_site_map_get (const GalleySiteMap *self, GalleySiteComponent component, guint *i)
{
  while (*i < self->folders->len)
    {
      const GalleySiteFolder *folder = g_ptr_array_index (self->folders, (*i)++);

      if (folder->component == component)
        return folder;
    }

  return NULL;
}

/**
 * galley_site_map_find:
 * @self: a map
 * @component: a component
 * @path: (type filename): the path of a file, without symbolic links
 *
 * Returns: (nullable): the folder of @component that the file is in, the nearest of several
 */
const GalleySiteFolder *
galley_site_map_find (const GalleySiteMap *self, GalleySiteComponent component, const char *path)
{
  const GalleySiteFolder *nearest = NULL;
  const GalleySiteFolder *folder;

  for (guint i = 0; (folder = galley_site_map_get (self, component, &i)) != NULL;)
    if (galley_site_root_has (folder->path, path) && strlen (path) > strlen (folder->path)
        && (nearest == NULL || strlen (folder->path) > strlen (nearest->path)))
      nearest = folder;

  return nearest;
}
