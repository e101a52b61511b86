/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-set.h"

#include "galley-file.h"
#include "galley-site-root.h"

#include <glib/gi18n.h>
#include <string.h>

#define RESOURCES "/io/github/galleyeditor/Galley/snippets/"
#define SUFFIX ".snippets"
#define MAX_SIZE (1024 * 1024)
/* In one folder, and in one folder of shortcodes. */
#define MAX_FILES 1000

/* Those of Hugo, and the player that the preview knows besides. */
static const char *const built_in[] = { "bilibili",  "details", "figure", "gist", "highlight",
                                        "instagram", "param",   "qr",     "ref",  "relref",
                                        "vimeo",     "x",       "youtube" };

static void
problem_free (gpointer data)
{
  GalleySnippetProblem *problem = data;

  g_clear_object (&problem->file);
  g_free (problem->message);
  g_free (problem);
}

static GalleySnippetSet *
alloc_set (void)
{
  GalleySnippetSet *self = g_new0 (GalleySnippetSet, 1);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    self->by_trigger[i] = g_hash_table_new (g_str_hash, g_str_equal);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

void
galley_snippet_set_free (GalleySnippetSet *self)
{
  g_free (self->site_root);
  /* The keys of the tables are the items'. */
  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    g_hash_table_unref (self->by_trigger[i]);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->problems);
  g_strfreev (self->shortcodes);
  g_free (self);
}

static void
add_problem (GalleySnippetSet *self, GFile *file, guint line, const char *message)
{
  GalleySnippetProblem *problem = g_new0 (GalleySnippetProblem, 1);

  g_set_object (&problem->file, file);
  problem->line = line;
  problem->message = g_strdup (message);
  g_ptr_array_add (self->problems, problem);
}

static void
add_text (GalleySnippetSet *self, GBytes *bytes, GalleySnippetOrigin origin, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snippets = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  guint line;

  snippets = galley_snippet_file_parse (text != NULL ? text : "", length, &line, &error);
  for (guint i = 0; i < snippets->len; i++)
    g_ptr_array_add (self->items,
                     galley_snippet_item_new (g_ptr_array_index (snippets, i), origin, file));
  if (error != NULL)
    add_problem (self, file, line, error->message);
}

static void
add_file (GalleySnippetSet *self,
          const char *path,
          GalleySnippetOrigin origin,
          GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                            cancellable, &error);
  if (info != NULL && g_file_info_get_size (info) > MAX_SIZE)
    {
      add_problem (self, file, 0, _ ("The file is too large for snippets."));
      return;
    }
  if (info != NULL)
    bytes = galley_file_read (file, cancellable, &error);
  if (bytes != NULL)
    add_text (self, bytes, origin, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    add_problem (self, file, 0, error->message);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names with a suffix in a folder, in order; none if there is no such folder. */
static GPtrArray *
list_names (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && names->len < MAX_FILES && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, suffix) && g_utf8_validate (name, -1, NULL))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
add_folder (GalleySnippetSet *self,
            const char *folder,
            GalleySnippetOrigin origin,
            GCancellable *cancellable)
{
  g_autoptr (GPtrArray) names = list_names (folder, SUFFIX);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      add_file (self, path, origin, cancellable);
    }
}

static void
add_shipped (GalleySnippetSet *self)
{
  const char *const *languages = g_get_language_names ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; bytes == NULL && languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES "galley.", languages[i], SUFFIX, NULL);

      /* The English ones are those without a language. */
      if (g_str_has_prefix (languages[i], "en"))
        break;
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    }
  if (bytes == NULL)
    bytes = g_resources_lookup_data (RESOURCES "galley" SUFFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes != NULL)
    add_text (self, bytes, GALLEY_SNIPPET_SHIPPED, NULL);
}

static void
add_shortcodes (GHashTable *names, const char *folder)
{
  g_autoptr (GPtrArray) files = list_names (folder, ".html");

  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);

      /* What is before the first dot: the rest are languages and formats. */
      g_hash_table_add (names, g_strndup (file, strcspn (file, ".")));
    }
}

/* The site's own and those of its themes. */
static void
find_shortcodes (GalleySnippetSet *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) themes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sorted = NULL;
  g_autofree char *folder = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_hash_table_add (names, g_strdup (built_in[i]));
  if (self->site_root != NULL)
    {
      g_ptr_array_add (themes, g_strdup (self->site_root));
      folder = g_build_filename (self->site_root, "themes", NULL);
      sorted = list_names (folder, "");
      for (guint i = 0; i < sorted->len; i++)
        g_ptr_array_add (themes, g_build_filename (folder, g_ptr_array_index (sorted, i), NULL));
      g_clear_pointer (&sorted, g_ptr_array_unref);
    }
  for (guint i = 0; i < themes->len; i++)
    {
      const char *theme = g_ptr_array_index (themes, i);
      g_autofree char *older = g_build_filename (theme, "layouts", "shortcodes", NULL);
      g_autofree char *newer = g_build_filename (theme, "layouts", "_shortcodes", NULL);

      add_shortcodes (names, older);
      add_shortcodes (names, newer);
    }

  sorted = g_hash_table_steal_all_keys (names);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_names);
  g_ptr_array_add (sorted, NULL);
  self->shortcodes = (GStrv) g_ptr_array_free (g_steal_pointer (&sorted), FALSE);
}

static gboolean
applies (GalleySnippetSet *self, GalleySnippetItem *item)
{
  const GalleySnippet *snippet = galley_snippet_item_get_snippet (item);

  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    if (g_hash_table_lookup (self->by_trigger[i], snippet->trigger) == item)
      return TRUE;
  return FALSE;
}

/* Of each trigger the last that has a text for a scope is the one there. */
static void
merge (GalleySnippetSet *self)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&self->items);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      GalleySnippetItem *item = g_ptr_array_index (all, i);
      const GalleySnippet *snippet = galley_snippet_item_get_snippet (item);
      GPtrArray *group = g_hash_table_lookup (places, snippet->trigger);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
          g_hash_table_insert (places, snippet->trigger, group);
        }
      g_ptr_array_add (group, item);
      for (guint k = 0; k < GALLEY_N_SCOPES; k++)
        if (galley_snippet_has_scope (snippet, k))
          g_hash_table_replace (self->by_trigger[k], snippet->trigger, item);
    }

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      for (guint k = 0; k < group->len; k++)
        if (applies (self, g_ptr_array_index (group, k)))
          g_ptr_array_add (self->items, g_object_ref (g_ptr_array_index (group, k)));
    }
}

/**
 * galley_snippet_set_find_folder:
 * @site_root: the folder of a site
 *
 * Returns: (transfer full): where the snippets of the site are
 */
char *
galley_snippet_set_find_folder (const char *site_root)
{
  return g_build_filename (site_root, ".galley", "snippets", NULL);
}

/**
 * galley_snippet_set_new_shipped:
 *
 * Reads the snippets that are part of the program, which takes no time.
 *
 * Returns: (transfer full): the set
 */
GalleySnippetSet *
galley_snippet_set_new_shipped (void)
{
  GalleySnippetSet *self = alloc_set ();

  add_shipped (self);
  find_shortcodes (self);
  merge (self);
  return self;
}

/**
 * galley_snippet_set_new:
 * @user_folder: the folder with people's own snippets
 * @folder: (nullable): the folder of the issue, in a site or not
 * @cancellable: (nullable): a #GCancellable
 *
 * Reads all snippets there are for an issue. Reads files; call it on a worker thread.
 *
 * Returns: (transfer full): the set
 */
GalleySnippetSet *
galley_snippet_set_new (const char *user_folder, const char *folder, GCancellable *cancellable)
{
  GalleySnippetSet *self = alloc_set ();

  if (folder != NULL)
    self->site_root = galley_site_root_find (folder);

  add_shipped (self);
  add_folder (self, user_folder, GALLEY_SNIPPET_USER, cancellable);
  if (self->site_root != NULL)
    {
      g_autofree char *site_folder = galley_snippet_set_find_folder (self->site_root);

      add_folder (self, site_folder, GALLEY_SNIPPET_SITE, cancellable);
    }
  find_shortcodes (self);
  merge (self);
  return self;
}
