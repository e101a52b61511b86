/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-content.h"

#include <string.h>

static void
folder_free (GalleyContentFolder *self)
{
  g_free (self->path);
  g_free (self->target);
  g_free (self->language);
  g_free (self);
}

void
galley_content_page_free (GalleyContentPage *self)
{
  g_free (self->path);
  g_free (self->place);
  g_free (self->logical);
  g_free (self->language);
  g_free (self);
}

static void
add_folder (GalleySiteContent *self,
            const char *root,
            const char *path,
            const char *target,
            const char *language)
{
  GalleyContentFolder *folder = g_new0 (GalleyContentFolder, 1);

  folder->path = g_canonicalize_filename (path, root);
  folder->target = g_strdup (target);
  folder->language = language != NULL ? g_ascii_strdown (language, -1) : NULL;
  g_ptr_array_add (self->folders, folder);
}

/* A file is found by the folder that is nearest to it. */
static int
compare_folders (gconstpointer a, gconstpointer b)
{
  gsize left = strlen (((const GalleyContentFolder *) a)->path);
  gsize right = strlen (((const GalleyContentFolder *) b)->path);

  return (left < right) - (left > right);
}

static const char *
get_mount_language (const GalleyValue *mount)
{
  const GalleyValue *matrix = galley_value_get (galley_value_get (mount, "sites"), "matrix");
  const char *language = galley_value_get_string (galley_value_get (mount, "lang"));

  return language != NULL ? language
                          : galley_value_get_string (galley_value_get (matrix, "languages"));
}

static void
read_mounts (GalleySiteContent *self, const char *root, const GalleyValue *mounts)
{
  for (guint i = 0; mounts != NULL && mounts->kind == GALLEY_VALUE_LIST && i < mounts->items->len;
       i++)
    {
      const GalleyValue *mount = g_ptr_array_index (mounts->items, i);
      const char *source = galley_value_get_string (galley_value_get (mount, "source"));
      const char *target = galley_value_get_string (galley_value_get (mount, "target"));
      const char *below =
        target != NULL && g_str_has_prefix (target, "content") ? target + strlen ("content") : NULL;

      if (source != NULL && below != NULL && (*below == '\0' || *below == '/'))
        add_folder (self, root, source, below, get_mount_language (mount));
    }
}

static void
read_languages (GalleySiteContent *self, const char *root, const GalleyValue *languages)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0;
       languages != NULL && languages->kind == GALLEY_VALUE_MAP && i < languages->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (languages->keys, i);
      const char *folder =
        galley_value_get_string (galley_value_get (languages->items->pdata[i], "contentDir"));

      if (key->text == NULL)
        continue;
      g_strv_builder_take (builder, g_ascii_strdown (key->text, -1));
      if (folder != NULL)
        add_folder (self, root, folder, "", key->text);
    }

  self->languages = g_strv_builder_end (builder);
}

static gboolean
has_folder (const GalleySiteContent *self, const char *root, const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, root);

  for (guint i = 0; i < self->folders->len; i++)
    if (g_str_equal (((const GalleyContentFolder *) self->folders->pdata[i])->path, full))
      return TRUE;

  return FALSE;
}

/* The setting may be that of the language which the settings are for; the others have the usual
 * folder then. */
static void
add_usual_folder (GalleySiteContent *self, const char *root, const char *setting)
{
  const char *folder = setting != NULL && !has_folder (self, root, setting) ? setting : "content";

  if (!has_folder (self, root, folder))
    add_folder (self, root, folder, "", NULL);
}

/**
 * galley_site_content_new:
 * @root: the path of a site
 * @tree: its settings, which are not needed afterwards
 *
 * Returns: (transfer full): where its content is
 */
GalleySiteContent *
galley_site_content_new (const char *root, const GalleySiteTree *tree)
{
  GalleySiteContent *self = g_new0 (GalleySiteContent, 1);
  const char *language =
    galley_value_get_string (galley_site_tree_lookup (tree, "defaultContentLanguage"));
  gboolean has_mounts;

  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) folder_free);
  self->default_language = g_ascii_strdown (language != NULL ? language : "en", -1);
  read_mounts (self, root, galley_site_tree_lookup (tree, "module.mounts"));
  has_mounts = self->folders->len > 0;
  read_languages (self, root, galley_site_tree_lookup (tree, "languages"));
  if (!has_mounts)
    add_usual_folder (self, root,
                      galley_value_get_string (galley_site_tree_lookup (tree, "contentDir")));
  g_ptr_array_sort_values (self->folders, compare_folders);

  return self;
}

void
galley_site_content_free (GalleySiteContent *self)
{
  g_ptr_array_unref (self->folders);
  g_strfreev (self->languages);
  g_free (self->default_language);
  g_free (self);
}

/**
 * galley_site_content_strip:
 * @self: where content is
 * @name: the path or name of a file, that becomes shorter
 * @language: (out) (optional) (transfer full) (nullable): the language that was in the name
 *
 * Takes the ending of a page and the language off a name.
 *
 * Returns: whether it had the ending of a page
 */
gboolean
galley_site_content_strip (const GalleySiteContent *self, char *name, char **language)
{
  static const char *const endings[] = { "md",  "markdown", "mdown", "html",
                                         "htm", "org",      "adoc",  "rst" };
  char *point = strrchr (name, '.');
  gboolean found = FALSE;
  g_autofree char *lower = NULL;

  for (guint i = 0; point != NULL && i < G_N_ELEMENTS (endings) && !found; i++)
    found = g_ascii_strcasecmp (point + 1, endings[i]) == 0;
  if (!found)
    return FALSE;

  *point = '\0';
  point = strrchr (name, '.');
  lower = point != NULL ? g_ascii_strdown (point + 1, -1) : NULL;
  if (lower != NULL && g_strv_contains ((const char *const *) self->languages, lower))
    {
      *point = '\0';
      if (language != NULL)
        *language = g_steal_pointer (&lower);
    }

  return TRUE;
}

/**
 * galley_site_content_dup_logical:
 * @place: a place in the content
 *
 * Returns: (transfer full): the same as Hugo looks for it
 */
char *
galley_site_content_dup_logical (const char *place)
{
  return g_strdelimit (g_utf8_strdown (place, -1), " ", '-');
}

/**
 * galley_site_content_drop_index:
 * @place: a place in the content, that becomes shorter: `/a/index` and `/a/_index` are `/a`
 *
 * Returns: whether it was that of a section
 */
gboolean
galley_site_content_drop_index (char *place)
{
  char *name = strrchr (place, '/');
  gboolean is_section = name != NULL && g_ascii_strcasecmp (name, "/_index") == 0;

  if (is_section || (name != NULL && g_ascii_strcasecmp (name, "/index") == 0))
    *name = '\0';

  return is_section;
}

/**
 * galley_site_content_new_page:
 * @self: where content is
 * @folder: one of its folders
 * @path: the path of a file in it, in UTF-8
 *
 * Returns: (transfer full) (nullable): the page; %NULL when it is none by its ending
 */
GalleyContentPage *
galley_site_content_new_page (const GalleySiteContent *self,
                              const GalleyContentFolder *folder,
                              const char *path)
{
  g_autofree char *place = g_strconcat (folder->target, path + strlen (folder->path), NULL);
  g_autofree char *language = NULL;
  GalleyContentPage *page;

  if (!galley_site_content_strip (self, place, &language))
    return NULL;

  page = g_new0 (GalleyContentPage, 1);
  page->path = g_strdup (path);
  page->language = language != NULL           ? g_steal_pointer (&language)
                   : folder->language != NULL ? g_strdup (folder->language)
                                              : g_strdup (self->default_language);
  page->is_section = galley_site_content_drop_index (place);
  page->logical = galley_site_content_dup_logical (place);
  page->place = g_steal_pointer (&place);

  return page;
}

/**
 * galley_site_content_find_folder:
 * @self: where content is
 * @path: (nullable): the path of a file
 *
 * Returns: (nullable): the folder it is in, %NULL when it is no content or its name is no text
 */
const GalleyContentFolder *
galley_site_content_find_folder (const GalleySiteContent *self, const char *path)
{
  for (guint i = 0; path != NULL && i < self->folders->len; i++)
    {
      const GalleyContentFolder *folder = g_ptr_array_index (self->folders, i);

      if (g_str_has_prefix (path, folder->path) && path[strlen (folder->path)] == '/'
          && g_utf8_validate (path, -1, NULL))
        return folder;
    }

  return NULL;
}
