/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-pages.h"

#include "galley-site-url.h"

#include <string.h>

#define PAGES_MAX 50000
#define FOLDERS_MAX 10000
#define DEPTH_MAX 24

/* A folder of the site whose files are content, where in the content they are, and their language
 * when it is that of all of them. */
typedef struct
{
  char *path;
  char *target;
  char *language;
} Mount;

/* A page as it is found on disk: @logical is its address in the content, without its file's
 * ending and language, in lower case. */
typedef struct
{
  char *path;
  char *logical;
  char *language;
  gboolean is_section;
} Entry;

/**
 * GalleySitePages:
 *
 * The pages of a site, to be found by what `ref` and links call them. The folders are listed when
 * something is looked for first, and only once; the pages' front matter is read when the address
 * of one is told. May be used from any thread.
 */
struct _GalleySitePages
{
  gatomicrefcount ref_count;
  GPtrArray *mounts;
  GalleySiteUrl *url;
  GStrv languages;

  GMutex mutex;
  gboolean listed;
  guint n_folders;
  GPtrArray *entries;
  GHashTable *by_path;
  GHashTable *by_name;
  GHashTable *sections;
};

static void
mount_free (Mount *self)
{
  g_free (self->path);
  g_free (self->target);
  g_free (self->language);
  g_free (self);
}

static void
entry_free (Entry *self)
{
  g_free (self->path);
  g_free (self->logical);
  g_free (self->language);
  g_free (self);
}

static void
add_mount (GalleySitePages *self,
           const char *root,
           const char *path,
           const char *target,
           const char *language)
{
  Mount *mount = g_new0 (Mount, 1);

  mount->path = g_canonicalize_filename (path, root);
  mount->target = g_strdup (target);
  mount->language = language != NULL ? g_ascii_strdown (language, -1) : NULL;
  g_ptr_array_add (self->mounts, mount);
}

/* A file is found by the mount that is nearest to it. */
static int
compare_mounts (gconstpointer a, gconstpointer b)
{
  gsize left = strlen ((*(const Mount *const *) a)->path);
  gsize right = strlen ((*(const Mount *const *) b)->path);

  return (left < right) - (left > right);
}

static void
read_mounts (GalleySitePages *self, const char *root, const GalleySiteTree *tree)
{
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");
  const GalleyValue *mounts = galley_site_tree_lookup (tree, "module.mounts");
  const char *content = galley_value_get_string (galley_site_tree_lookup (tree, "contentDir"));
  gboolean found = FALSE;

  for (guint i = 0; mounts != NULL && mounts->kind == GALLEY_VALUE_LIST && i < mounts->items->len;
       i++)
    {
      const GalleyValue *mount = g_ptr_array_index (mounts->items, i);
      const char *source = galley_value_get_string (galley_value_get (mount, "source"));
      const char *target = galley_value_get_string (galley_value_get (mount, "target"));

      if (source == NULL || target == NULL || !g_str_has_prefix (target, "content")
          || (target[7] != '\0' && target[7] != '/'))
        continue;
      found = TRUE;
      add_mount (self, root, source, target + 7,
                 galley_value_get_string (galley_value_get (mount, "lang")));
    }

  for (guint i = 0;
       languages != NULL && languages->kind == GALLEY_VALUE_MAP && i < languages->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (languages->keys, i);
      const char *folder =
        galley_value_get_string (galley_value_get (languages->items->pdata[i], "contentDir"));

      if (folder != NULL)
        add_mount (self, root, folder, "", key->text);
    }

  if (!found)
    add_mount (self, root, content != NULL ? content : "content", "", NULL);
  g_ptr_array_sort (self->mounts, compare_mounts);
}

static GStrv
dup_languages (const GalleySiteTree *tree)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");

  for (guint i = 0;
       languages != NULL && languages->kind == GALLEY_VALUE_MAP && i < languages->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (languages->keys, i);

      if (key->text != NULL)
        g_strv_builder_take (builder, g_ascii_strdown (key->text, -1));
    }

  return g_strv_builder_end (builder);
}

/**
 * galley_site_pages_new:
 * @root: the path of a site
 * @tree: its settings, which are not needed afterwards
 *
 * Returns: (transfer full): the pages of the site; no file is read yet
 */
GalleySitePages *
galley_site_pages_new (const char *root, const GalleySiteTree *tree)
{
  GalleySitePages *self = g_new0 (GalleySitePages, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->mounts = g_ptr_array_new_with_free_func ((GDestroyNotify) mount_free);
  self->url = galley_site_url_new (tree);
  self->languages = dup_languages (tree);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sections =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  read_mounts (self, root, tree);

  return self;
}

/**
 * galley_site_pages_ref:
 * @self: pages
 *
 * Returns: (transfer full): @self
 */
GalleySitePages *
galley_site_pages_ref (GalleySitePages *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * galley_site_pages_unref:
 * @self: (transfer full): pages
 *
 * Gives back a reference.
 */
void
galley_site_pages_unref (GalleySitePages *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->mounts);
  galley_site_url_free (self->url);
  g_strfreev (self->languages);
  g_mutex_clear (&self->mutex);
  g_hash_table_unref (self->by_path);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->sections);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * galley_site_page_free:
 * @self: (transfer full): a page
 *
 * Frees it.
 */
void
galley_site_page_free (GalleySitePage *self)
{
  g_free (self->path);
  g_free (self->language);
  g_free (self->url);
  g_free (self);
}

/**
 * galley_site_pages_get_origin:
 * @self: pages
 *
 * Returns: what stands before a published address to make it complete, such as
 *   `https://example.org`; may be empty
 */
const char *
galley_site_pages_get_origin (GalleySitePages *self)
{
  return galley_site_url_get_origin (self->url);
}

/* Takes the ending and the language off the last part of a path, which becomes lower case with
 * hyphens for blanks. Returns whether it had the ending of a page. */
static gboolean
make_logical (const GalleySitePages *self, char **path, char **language)
{
  static const char *const endings[] = { ".md",  ".markdown", ".mdown", ".html", ".htm",
                                         ".org", ".adoc",     ".rst",   NULL };
  char *name = g_utf8_strdown (*path, -1);
  gboolean found = FALSE;
  char *point;

  g_free (*path);
  *path = g_strdelimit (name, " ", '-');
  for (guint i = 0; endings[i] != NULL && !found; i++)
    if ((found = g_str_has_suffix (name, endings[i])))
      name[strlen (name) - strlen (endings[i])] = '\0';

  point = strrchr (name, '.');
  if (found && point != NULL && strchr (point, '/') == NULL
      && g_strv_contains ((const char *const *) self->languages, point + 1))
    {
      if (language != NULL)
        *language = g_strdup (point + 1);
      *point = '\0';
    }

  return found;
}

static char *
make_key (const char *language, const char *logical)
{
  return g_strconcat (language, ":", logical, NULL);
}

/* `/a/index` and `/a/_index` are `/a`. */
static void
drop_index (char *logical, gboolean *is_section)
{
  char *name = strrchr (logical, '/');

  *is_section = name != NULL && g_str_equal (name, "/_index");
  if (*is_section || (name != NULL && g_str_equal (name, "/index")))
    *name = '\0';
}

/* A folder at the top makes a section, and all make the home page, also when no file says so. */
static void
add_section (GalleySitePages *self, const char *language, const char *logical, gsize length)
{
  g_autofree char *section = g_strndup (logical, length);
  g_autofree char *key = make_key (language, section);
  Entry *entry;

  if (g_hash_table_contains (self->sections, key))
    return;

  entry = g_new0 (Entry, 1);
  entry->logical = g_steal_pointer (&section);
  entry->language = g_strdup (language);
  entry->is_section = TRUE;
  g_hash_table_insert (self->sections, g_steal_pointer (&key), entry);
}

static void
add_page (GalleySitePages *self, const Mount *mount, const char *path, const char *below)
{
  g_autofree char *logical = g_strconcat (mount->target, below, NULL);
  g_autofree char *language = NULL;
  const char *name;
  Entry *entry;
  char *key;

  if (!make_logical (self, &logical, &language))
    return;

  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->language = language != NULL          ? g_steal_pointer (&language)
                    : mount->language != NULL ? g_strdup (mount->language)
                                              : g_strdup (galley_site_url_get_language (self->url));
  drop_index (logical, &entry->is_section);
  entry->logical = g_steal_pointer (&logical);
  g_ptr_array_add (self->entries, entry);

  add_section (self, entry->language, "", 0);
  if (*entry->logical == '/' && strchr (entry->logical + 1, '/') != NULL)
    add_section (self, entry->language, entry->logical,
                 strchr (entry->logical + 1, '/') - entry->logical);

  key = make_key (entry->language, entry->logical);
  if (g_hash_table_contains (self->by_path, key))
    g_free (key);
  else
    g_hash_table_insert (self->by_path, key, entry);

  /* A name that several pages have means none of them. */
  name = strrchr (entry->logical, '/');
  key = make_key (entry->language, name != NULL ? name + 1 : "");
  g_hash_table_insert (self->by_name, key,
                       g_hash_table_contains (self->by_name, key) ? NULL : entry);
}

static void
list_folder (GalleySitePages *self,
             const Mount *mount,
             const char *folder,
             const char *below,
             guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL || depth > DEPTH_MAX || ++self->n_folders > FOLDERS_MAX)
    return;

  while ((name = g_dir_read_name (dir)) != NULL && names->len < PAGES_MAX)
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  for (guint i = 0; i < names->len && self->entries->len < PAGES_MAX; i++)
    {
      const char *entry = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *inner = g_strconcat (below, "/", entry, NULL);

      if (!g_utf8_validate (inner, -1, NULL))
        continue;
      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        add_page (self, mount, path, inner);
      else if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        list_folder (self, mount, path, inner, depth + 1);
    }
}

static void
ensure_listed (GalleySitePages *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->listed)
    return;

  for (guint i = 0; i < self->mounts->len; i++)
    {
      const Mount *mount = g_ptr_array_index (self->mounts, i);

      list_folder (self, mount, mount->path, "", 0);
    }
  self->listed = TRUE;
}

/* Where in the content the folder of the page is that asks, and what language it is in. */
static char *
find_place (GalleySitePages *self, const char *from_path, char **language)
{
  for (guint i = 0; from_path != NULL && i < self->mounts->len; i++)
    {
      const Mount *mount = g_ptr_array_index (self->mounts, i);
      gsize length = strlen (mount->path);
      g_autofree char *path = NULL;

      if (!g_str_has_prefix (from_path, mount->path) || from_path[length] != '/'
          || !g_utf8_validate (from_path, -1, NULL))
        continue;

      path = g_strconcat (mount->target, from_path + length, NULL);
      make_logical (self, &path, language);
      if (*language == NULL)
        *language = g_strdup (mount->language);
      /* A bundle asks from the folder it is in, like any page. */
      if (g_str_has_suffix (path, "/index"))
        path[strlen (path) - strlen ("/index")] = '\0';
      if (strrchr (path, '/') != NULL)
        *strrchr (path, '/') = '\0';
      return g_steal_pointer (&path);
    }

  return g_strdup ("");
}

static const Entry *
look_up (GalleySitePages *self, const char *language, const char *folder, const char *ref)
{
  g_autofree char *joined = g_build_filename ("/", folder, ref + strspn (ref, "/"), NULL);
  g_autofree char *path = g_canonicalize_filename (joined, "/");
  g_autofree char *key = NULL;
  const Entry *found;
  gboolean is_section;

  drop_index (path, &is_section);
  key = make_key (language, g_str_equal (path, "/") ? "" : path);

  found = g_hash_table_lookup (self->by_path, key);

  return found != NULL ? found : g_hash_table_lookup (self->sections, key);
}

static const Entry *
find_entry (GalleySitePages *self, const char *ref, const char *folder, const char *language)
{
  g_autofree char *path = g_strdup (ref);
  g_autofree char *key = NULL;
  const Entry *entry = NULL;

  while (strlen (path) > 1 && g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  make_logical (self, &path, NULL);
  if (*path != '/')
    entry = look_up (self, language, folder, path);
  if (entry == NULL)
    entry = look_up (self, language, "", path);
  if (entry == NULL && strchr (path, '/') == NULL)
    {
      key = make_key (language, path);
      entry = g_hash_table_lookup (self->by_name, key);
    }

  return entry;
}

/* The language that a page is looked for in, and the folder from which on. */
static char *
dup_language (GalleySitePages *self, const char *from_path, const char *language, char **folder)
{
  g_autofree char *own = NULL;

  *folder = find_place (self, from_path, &own);
  if (language != NULL)
    return g_ascii_strdown (language, -1);

  return own != NULL ? g_steal_pointer (&own) : g_strdup (galley_site_url_get_language (self->url));
}

/**
 * galley_site_pages_find:
 * @self: pages
 * @ref: what a page is called: a path in the content with or without ending, from the top or from
 *   the page that asks, or only its name; it may have an anchor
 * @from_path: (nullable): the path of the page that asks
 * @language: (nullable): the language the page must be in, %NULL for that of the one that asks
 *
 * Finds a page by the rules of Hugo's `ref`. Lists the site's content when it is asked first; call
 * it on a worker thread. What is added to the site afterwards is not found.
 *
 * Returns: (transfer full) (nullable): the page, %NULL when there is none or @ref is no page
 */
GalleySitePage *
galley_site_pages_find (GalleySitePages *self,
                        const char *ref,
                        const char *from_path,
                        const char *language)
{
  g_autofree char *folder = NULL;
  g_autofree char *wanted = dup_language (self, from_path, language, &folder);
  g_autofree char *path = g_strndup (ref, strcspn (ref, "?#"));
  const char *anchor = strchr (ref, '#');
  GalleySitePage *page;
  const Entry *entry;

  if (!g_utf8_validate (path, -1, NULL) || strstr (path, "://") != NULL)
    return NULL;
  if (*path == '\0' && (anchor == NULL || from_path == NULL))
    return NULL;

  page = g_new0 (GalleySitePage, 1);
  if (*path == '\0')
    {
      page->path = g_strdup (from_path);
      page->language = g_steal_pointer (&wanted);
      page->url = g_strdup (anchor);
      return page;
    }

  ensure_listed (self);
  entry = find_entry (self, path, folder, wanted);
  if (entry == NULL)
    {
      galley_site_page_free (page);
      return NULL;
    }

  page->path = g_strdup (entry->path);
  page->language = g_strdup (entry->language);
  page->url = galley_site_url_dup (self->url, entry->path, entry->logical, entry->language,
                                   entry->is_section);
  if (page->url != NULL && anchor != NULL)
    {
      g_autofree char *url = g_steal_pointer (&page->url);

      page->url = g_strconcat (url, anchor, NULL);
    }

  return page;
}

/* A page that has come since the site was listed. */
static gboolean
is_new_page (GalleySitePages *self, const char *path, const char *folder)
{
  static const char *const endings[] = { "", ".md", "/index.md", "/_index.md" };
  const char *const folders[] = { folder, "" };

  for (guint i = 0; i < self->mounts->len * G_N_ELEMENTS (folders); i++)
    {
      const Mount *mount = g_ptr_array_index (self->mounts, i / G_N_ELEMENTS (folders));
      const char *below = folders[i % G_N_ELEMENTS (folders)];
      gsize length = strlen (mount->target);

      if (strncmp (below, mount->target, length) != 0)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          g_autofree char *name = g_strconcat (path, endings[j], NULL);
          g_autofree char *file = g_build_filename (mount->path, below + length, name, NULL);

          if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
            return TRUE;
        }
    }

  return FALSE;
}

/**
 * galley_site_pages_contains:
 * @self: pages
 * @ref: what a page is called, as for galley_site_pages_find()
 * @from_path: (nullable): the path of the page that asks
 * @language: (nullable): the language the page must be in, %NULL for that of the one that asks
 *
 * Returns: whether there is such a page, or may be, as not all of the site is known
 */
gboolean
galley_site_pages_contains (GalleySitePages *self,
                            const char *ref,
                            const char *from_path,
                            const char *language)
{
  g_autofree char *folder = NULL;
  g_autofree char *wanted = dup_language (self, from_path, language, &folder);
  g_autofree char *path = g_strndup (ref, MIN (strcspn (ref, "?#"), PATH_MAX));

  if (*path == '\0' || !g_utf8_validate (path, -1, NULL) || strstr (path, "://") != NULL)
    return TRUE;

  ensure_listed (self);
  if (self->entries->len >= PAGES_MAX || self->n_folders > FOLDERS_MAX)
    return TRUE;

  return find_entry (self, path, folder, wanted) != NULL || is_new_page (self, path, folder);
}
