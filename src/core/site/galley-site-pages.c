/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-pages.h"

#include "galley-page-name.h"
#include "galley-site-url.h"

#include <string.h>

#define PAGES_MAX 50000
#define FOLDERS_MAX 10000
#define DEPTH_MAX 24

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
  GalleySiteMap *map;
  GalleySiteUrl *url;

  GMutex mutex;
  gboolean listed;
  guint n_folders;
  GPtrArray *entries;
  GHashTable *by_path;
  GHashTable *by_name;
  GHashTable *sections;
};

/**
 * galley_site_pages_new:
 * @map: the folders of a site
 * @tree: its settings, which are not needed afterwards
 * @language: the language that they are for
 *
 * Returns: (transfer full): the pages of the site; no file is read yet
 */
GalleySitePages *
galley_site_pages_new (GalleySiteMap *map, const GalleySiteTree *tree, const char *language)
{
  GalleySitePages *self = g_new0 (GalleySitePages, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->map = galley_site_map_ref (map);
  self->url = galley_site_url_new (tree, language);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_content_page_free);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) galley_content_page_free);

  return self;
}

GalleySitePages *
galley_site_pages_ref (GalleySitePages *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_site_pages_unref (GalleySitePages *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  galley_site_map_unref (self->map);
  galley_site_url_free (self->url);
  g_mutex_clear (&self->mutex);
  g_hash_table_unref (self->by_path);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->sections);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

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

static char *
make_key (const char *language, const char *logical)
{
  return g_strconcat (language, ":", logical, NULL);
}

/* A folder at the top makes a section, and all make the home page, also when no file says so. */
static void
add_section (GalleySitePages *self, const GalleyContentPage *page, gsize length)
{
  g_autofree char *section = g_strndup (page->logical, length);
  g_autofree char *key = make_key (page->language, section);
  GalleyContentPage *entry;

  if (g_hash_table_contains (self->sections, key))
    return;

  entry = g_new0 (GalleyContentPage, 1);
  entry->place = g_strndup (page->place, length);
  entry->logical = g_steal_pointer (&section);
  entry->language = g_strdup (page->language);
  entry->is_section = TRUE;
  g_hash_table_insert (self->sections, g_steal_pointer (&key), entry);
}

static void
add_page (GalleySitePages *self, const GalleySiteFolder *folder, const char *path)
{
  GalleyContentPage *page = galley_content_page_new (self->map, folder, path);
  const char *name;
  char *key;

  if (page == NULL)
    return;

  g_ptr_array_add (self->entries, page);
  add_section (self, page, 0);
  if (*page->logical == '/' && strchr (page->logical + 1, '/') != NULL)
    add_section (self, page, strchr (page->logical + 1, '/') - page->logical);

  key = make_key (page->language, page->logical);
  if (g_hash_table_contains (self->by_path, key))
    g_free (key);
  else
    g_hash_table_insert (self->by_path, key, page);

  /* A name that several pages have means none of them. */
  name = strrchr (page->logical, '/');
  key = make_key (page->language, name != NULL ? name + 1 : "");
  g_hash_table_insert (self->by_name, key,
                       g_hash_table_contains (self->by_name, key) ? NULL : page);
}

static void
list_folder (GalleySitePages *self, const GalleySiteFolder *folder, const char *path, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
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
      g_autofree char *entry = g_build_filename (path, names->pdata[i], NULL);

      if (!g_utf8_validate (entry, -1, NULL))
        continue;
      if (!g_file_test (entry, G_FILE_TEST_IS_DIR))
        add_page (self, folder, entry);
      else if (!g_file_test (entry, G_FILE_TEST_IS_SYMLINK))
        list_folder (self, folder, entry, depth + 1);
    }
}

static void
ensure_listed (GalleySitePages *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const GalleySiteFolder *folder;

  if (self->listed)
    return;

  for (guint i = 0; (folder = galley_site_map_get (self->map, GALLEY_SITE_CONTENT, &i)) != NULL;)
    list_folder (self, folder, folder->path, 0);
  self->listed = TRUE;
}

/* The folder of the page that asks, in the content. A section asks from itself, a bundle, like any
 * page, from the folder it is in. */
static char *
dup_folder (const GalleyContentPage *page)
{
  const char *slash = page != NULL ? strrchr (page->logical, '/') : NULL;

  if (page == NULL)
    return g_strdup ("");

  return page->is_section ? g_strdup (page->logical)
                          : g_strndup (page->logical, slash != NULL ? slash - page->logical : 0);
}

static const GalleyContentPage *
look_up (GalleySitePages *self, const char *language, const char *folder, const char *ref)
{
  g_autofree char *joined = g_build_filename ("/", folder, ref + strspn (ref, "/"), NULL);
  g_autofree char *path = g_canonicalize_filename (joined, "/");
  g_autofree char *key = NULL;
  const GalleyContentPage *found;

  galley_page_name_drop_index (path);
  key = make_key (language, g_str_equal (path, "/") ? "" : path);

  found = g_hash_table_lookup (self->by_path, key);

  return found != NULL ? found : g_hash_table_lookup (self->sections, key);
}

static const GalleyContentPage *
find_page (GalleySitePages *self, const char *ref, const char *folder, const char *language)
{
  g_autofree char *name = g_strdup (ref);
  g_autofree char *path = NULL;
  const GalleyContentPage *page = NULL;

  while (strlen (name) > 1 && g_str_has_suffix (name, "/"))
    name[strlen (name) - 1] = '\0';
  galley_page_name_strip (name, (const char *const *) self->map->languages, NULL);
  path = galley_page_name_dup_logical (name);
  if (*path != '/')
    page = look_up (self, language, folder, path);

  return page != NULL ? page : look_up (self, language, "", path);
}

/* A reference may also be the name of a page, wherever it is. */
static const GalleyContentPage *
find_entry (GalleySitePages *self, const char *ref, const char *folder, const char *language)
{
  g_autofree char *name = g_strdup (ref);
  g_autofree char *logical = NULL;
  g_autofree char *key = NULL;
  const GalleyContentPage *page = find_page (self, ref, folder, language);

  if (page != NULL || strchr (ref, '/') != NULL)
    return page;

  galley_page_name_strip (name, (const char *const *) self->map->languages, NULL);
  logical = galley_page_name_dup_logical (name);
  key = make_key (language, logical);
  return g_hash_table_lookup (self->by_name, key);
}

static char *
dup_language (GalleySitePages *self, const GalleyContentPage *asking, const char *language)
{
  if (language != NULL)
    return g_ascii_strdown (language, -1);

  return g_strdup (asking != NULL ? asking->language : self->map->default_language);
}

/* The sections that a page is in, from the top: folders at the top, and those with a page. */
static GPtrArray *
list_sections (GalleySitePages *self, const GalleyContentPage *page)
{
  GPtrArray *sections = g_ptr_array_new ();

  for (const char *p = strchr (page->logical, '/'); p != NULL && *p != '\0';)
    {
      gsize length = p + 1 + strcspn (p + 1, "/") - page->logical;
      g_autofree char *path = g_strndup (page->logical, length);
      g_autofree char *key = make_key (page->language, path);
      GalleyContentPage *section = g_hash_table_lookup (self->by_path, key);

      p = page->logical + length;
      if (*p == '\0' && !page->is_section)
        break;
      if (section == NULL || !section->is_section)
        section = g_hash_table_lookup (self->sections, key);
      if (section != NULL)
        g_ptr_array_add (sections, section);
    }

  return sections;
}

static char *
dup_url (GalleySitePages *self,
         const GalleyContentPage *page,
         const GalleyFrontMatter *front_matter)
{
  g_autoptr (GPtrArray) sections = list_sections (self, page);

  return galley_site_url_dup (self->url, page, sections, front_matter);
}

static char *
dup_read_url (GalleySitePages *self, const GalleyContentPage *page)
{
  g_autoptr (GalleyFrontMatter) front_matter = galley_site_url_read_front_matter (page->path);

  return front_matter != NULL ? dup_url (self, page, front_matter) : NULL;
}

/**
 * galley_site_pages_dup_url:
 * @self: pages
 * @path: the path of a page of the site, which need not be there yet
 * @front_matter: its front matter
 *
 * Returns: (transfer full) (nullable): its published address from the root of the server on; %NULL
 *   when that cannot be told
 */
char *
galley_site_pages_dup_url (GalleySitePages *self,
                           const char *path,
                           const GalleyFrontMatter *front_matter)
{
  g_autoptr (GalleyContentPage) page = galley_content_page_new_for_path (self->map, path);

  if (page == NULL)
    return NULL;

  ensure_listed (self);
  return dup_url (self, page, front_matter);
}

/* What `ref` calls a page, without an anchor; %NULL when it cannot be the address of one. */
static char *
dup_path (const char *ref)
{
  gsize length = MIN (strcspn (ref, "?#"), PATH_MAX);
  g_autofree char *path = g_uri_unescape_segment (ref, ref + length, NULL);

  return path != NULL && g_utf8_validate (path, -1, NULL) && strstr (path, "://") == NULL
           ? g_steal_pointer (&path)
           : NULL;
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
  g_autoptr (GalleyContentPage) asking = galley_content_page_new_for_path (self->map, from_path);
  g_autofree char *folder = dup_folder (asking);
  g_autofree char *wanted = dup_language (self, asking, language);
  g_autofree char *path = dup_path (ref);
  const char *anchor = strchr (ref, '#');
  GalleySitePage *page;
  const GalleyContentPage *entry;

  if (path == NULL || (*path == '\0' && (anchor == NULL || from_path == NULL)))
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
  page->url = dup_read_url (self, entry);
  if (page->url != NULL && anchor != NULL)
    {
      g_autofree char *url = g_steal_pointer (&page->url);

      page->url = g_strconcat (url, anchor, NULL);
    }

  return page;
}

/**
 * galley_site_pages_dup_linked_url:
 * @self: pages
 * @path: the path of a link's destination; empty for the home page
 * @from_path: (nullable): the path of the page that the link is on
 *
 * Finds a page as galley_site_pages_find() does, but not by its name alone.
 *
 * Returns: (transfer full) (nullable): its published address; %NULL when it is no page, or that
 *   cannot be told
 */
char *
galley_site_pages_dup_linked_url (GalleySitePages *self, const char *path, const char *from_path)
{
  g_autoptr (GalleyContentPage) asking = galley_content_page_new_for_path (self->map, from_path);
  g_autofree char *folder = dup_folder (asking);
  g_autofree char *language = dup_language (self, asking, NULL);
  g_autofree char *plain = dup_path (path);
  const GalleyContentPage *page;

  if (plain == NULL)
    return NULL;

  ensure_listed (self);
  page = find_page (self, *plain != '\0' ? plain : "/", folder, language);
  return page != NULL ? dup_read_url (self, page) : NULL;
}

static gboolean
has_file (const GalleySiteFolder *folder, const char *place)
{
  static const char *const endings[] = { "", ".md", "/index.md", "/_index.md" };
  gsize length = strlen (folder->target);

  place += strspn (place, "/");
  if (strncmp (place, folder->target, length) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (place + length, endings[i], NULL);
      g_autofree char *file = g_build_filename (folder->path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }

  return FALSE;
}

/* A page that has come since the site was listed. */
static gboolean
is_new_page (GalleySitePages *self, const char *path, const char *folder)
{
  g_autofree char *beside = g_build_filename (folder, path, NULL);
  const GalleySiteFolder *content;

  for (guint i = 0; (content = galley_site_map_get (self->map, GALLEY_SITE_CONTENT, &i)) != NULL;)
    if (has_file (content, beside) || has_file (content, path))
      return TRUE;

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
  g_autoptr (GalleyContentPage) asking = galley_content_page_new_for_path (self->map, from_path);
  g_autofree char *folder = dup_folder (asking);
  g_autofree char *wanted = dup_language (self, asking, language);
  g_autofree char *path = dup_path (ref);

  if (strstr (ref, "://") != NULL || (path != NULL && *path == '\0'))
    return TRUE;
  if (path == NULL)
    return FALSE;

  ensure_listed (self);
  if (self->entries->len >= PAGES_MAX || self->n_folders > FOLDERS_MAX)
    return TRUE;

  return find_entry (self, path, folder, wanted) != NULL || is_new_page (self, path, folder);
}
