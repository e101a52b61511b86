/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-folder-cache.h"

#include <string.h>

/* How many folders are remembered, and how many names of one. What goes beyond is asked of the
 * disk each time. */
#define FOLDERS_MAX 1000
#define NAMES_MAX 20000

/* The names in a folder. */
typedef struct
{
  GHashTable *names;
  /* From the name without case to the name. */
  GHashTable *folded;
  gboolean complete;
} Listing;

/**
 * GalleyFolderCache:
 *
 * Remembers which names the folders below a root have, so that what is not there costs nothing.
 */
struct _GalleyFolders
{
  char *root;
  GHashTable *listings;
};

static void
listing_free (Listing *self)
{
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->names);
  g_free (self);
}

static Listing *
listing_new (const char *folder)
{
  Listing *self = g_new0 (Listing, 1);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (dir != NULL && g_hash_table_size (self->names) < NAMES_MAX
         && (name = g_dir_read_name (dir)) != NULL)
    {
      char *copy = g_strdup (name);

      g_hash_table_add (self->names, copy);
      if (g_utf8_validate (copy, -1, NULL))
        g_hash_table_insert (self->folded, g_utf8_casefold (copy, -1), copy);
    }
  self->complete = g_hash_table_size (self->names) < NAMES_MAX;

  return self;
}

/**
 * galley_folder_cache_new:
 * @root: (type filename): an absolute path
 *
 * Returns: (transfer full): nothing remembered of the folders below @root
 */
GalleyFolderCache *
galley_folder_cache_new (const char *root)
{
  GalleyFolderCache *self = g_new0 (GalleyFolderCache, 1);

  self->root = g_strdup (root);
  self->listings =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) listing_free);
  return self;
}

void
galley_folder_cache_free (GalleyFolderCache *self)
{
  g_free (self->root);
  g_hash_table_unref (self->listings);
  g_free (self);
}

/**
 * galley_folder_cache_forget:
 * @self: folders
 *
 * Looks at the disk again from now on.
 */
void
galley_folder_cache_forget (GalleyFolderCache *self)
{
  g_hash_table_remove_all (self->listings);
}

/* The names of @folder; %NULL when they are not known. A folder that is not among the names of
 * the folder above it is not even looked at. */
static Listing *
get_listing (GalleyFolderCache *self, const char *folder, gboolean *missing)
{
  Listing *listing = g_hash_table_lookup (self->listings, folder);
  gsize root_length = strlen (self->root);

  if (listing != NULL)
    return listing;
  if (strncmp (folder, self->root, root_length) != 0)
    return NULL;

  if (strlen (folder) > root_length && !galley_folder_cache_may_have (self, folder))
    {
      *missing = TRUE;
      return NULL;
    }
  if (g_hash_table_size (self->listings) >= FOLDERS_MAX)
    return NULL;

  listing = listing_new (folder);
  g_hash_table_insert (self->listings, g_strdup (folder), listing);
  return listing;
}

/**
 * galley_folder_cache_may_have:
 * @self: folders
 * @path: (type filename): an absolute path without dots
 *
 * Returns: whether there may be something at @path; if not, there is nothing
 */
gboolean
galley_folder_cache_may_have (GalleyFolderCache *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  gboolean missing = FALSE;
  Listing *listing = get_listing (self, folder, &missing);

  if (listing == NULL || !listing->complete)
    return !missing;

  return g_hash_table_contains (listing->names, name);
}

/**
 * galley_folder_cache_find:
 * @self: folders
 * @folder: (type filename): an absolute path without dots
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the name in @folder that differs from @name in nothing but
 *   its case
 */
char *
galley_folder_cache_find (GalleyFolderCache *self, const char *folder, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  gboolean missing = FALSE;
  Listing *listing = get_listing (self, folder, &missing);

  return listing != NULL ? g_strdup (g_hash_table_lookup (listing->folded, folded)) : NULL;
}
