/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-targets.h"

#include "galley-page-name.h"
#include "galley-portal.h"
#include "galley-site-root.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What is remembered of what was looked up; a text that has more is looked up again. */
#define CACHE_MAX 20000

/**
 * GalleyLinkTargets:
 *
 * Tells what the links and pictures of an issue lead to, by the files of its site. What was found
 * is remembered until galley_link_targets_forget(). May be used from any thread.
 */
struct _GalleySiteFiles
{
  gatomicrefcount ref_count;
  GalleySiteMounts *mounts;
  /* Below the root, without slashes around: the folder of the issue and its name. */
  char *place;
  char *name;
  /* What the site calls the issue: an address with slashes around; %NULL when it is no page. */
  char *address;
  /* The issue was given to the sandbox alone. */
  gboolean lone;

  GMutex mutex;
  GHashTable *cache;
  gint64 cache_time;
};

static GalleyTarget *
target_new (GalleyTargetKind kind)
{
  GalleyTarget *self = g_new0 (GalleyTarget, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  return self;
}

GalleyTarget *
galley_target_ref (GalleyTarget *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_target_unref (GalleyTarget *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->path);
  g_free (self->reason);
  g_free (self->folder);
  g_free (self);
}

/**
 * galley_link_targets_find_root:
 * @folder: the absolute path of the folder an issue is in
 *
 * Finds the site that an issue belongs to: the nearest folder upwards with a configuration.
 *
 * Returns: (transfer full): its path without symbolic links; that of @folder when there is no site
 */
char *
galley_link_targets_find_root (const char *folder)
{
  g_autofree char *root = galley_site_root_find (folder);
  g_autofree char *real = root == NULL ? realpath (folder, NULL) : NULL;

  if (root != NULL)
    return g_steal_pointer (&root);

  return g_strdup (real != NULL ? real : folder);
}

static void
set_place (GalleyLinkTargets *self, const char *file_path)
{
  const char *root = self->mounts->root;
  g_autofree char *folder = g_path_get_dirname (file_path);
  g_autofree char *real = realpath (folder, NULL);
  g_autofree char *below = NULL;

  if (real == NULL || !galley_site_root_has (root, real))
    return;

  self->place = g_strdup (real + strlen (root) + (real[strlen (root)] == '/'));
  self->name = g_path_get_basename (file_path);
  below = g_build_filename (real, self->name, NULL);
  self->address = galley_site_mounts_dup_address (self->mounts, below);
}

/**
 * galley_link_targets_new:
 * @config: (nullable): the configuration of the site
 * @file_path: (nullable) (type filename): the absolute path of the issue, which need not exist;
 *   %NULL while it has none
 *
 * Returns: (transfer full): what the links of the issue are looked up with
 */
GalleyLinkTargets *
galley_link_targets_new (GalleySiteConfig *config, const char *file_path)
{
  GalleyLinkTargets *self = g_new0 (GalleyLinkTargets, 1);
  g_autofree char *folder = file_path != NULL ? g_path_get_dirname (file_path) : NULL;
  const char *root = config != NULL ? galley_site_config_get_root (config) : NULL;
  g_autofree char *real = root == NULL && folder != NULL ? realpath (folder, NULL) : NULL;

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->cache =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) galley_target_unref);
  self->lone = galley_portal_is_lone_file (file_path);
  self->mounts = galley_site_mounts_new (root != NULL ? config : NULL, root != NULL ? root : real);
  if (file_path != NULL && self->mounts->root != NULL)
    set_place (self, file_path);

  return self;
}

GalleyLinkTargets *
galley_link_targets_ref (GalleyLinkTargets *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_link_targets_unref (GalleyLinkTargets *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  galley_site_mounts_free (self->mounts);
  g_hash_table_unref (self->cache);
  g_mutex_clear (&self->mutex);
  g_free (self->place);
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

/**
 * galley_link_targets_forget:
 * @self: site files
 * @older_than: a time of g_get_monotonic_time(), in microseconds
 *
 * Looks at the disk again from now on, if what is remembered was begun before @older_than.
 */
void
galley_link_targets_forget (GalleyLinkTargets *self, gint64 older_than)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->cache_time >= older_than)
    return;

  g_hash_table_remove_all (self->cache);
  galley_folder_cache_forget (self->mounts->folders);
  self->cache_time = g_get_monotonic_time ();
}

/* Takes dots out of a path; what leads above its top is no path. */
static char *
normalize (const char *folder, const char *path, gboolean clamp)
{
  g_autofree char *joined = g_strconcat (folder, "/", path, NULL);
  g_auto (GStrv) parts = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".."))
      {
        if (kept->len > 0)
          g_ptr_array_set_size (kept, kept->len - 1);
        else if (!clamp)
          return NULL;
      }
    else if (*parts[i] != '\0' && !g_str_equal (parts[i], "."))
      {
        g_ptr_array_add (kept, parts[i]);
      }
  g_ptr_array_add (kept, NULL);

  return g_strjoinv ("/", (char **) kept->pdata);
}

static GalleyTarget *
make_broken (GalleyLinkTargets *self, const char *written, const char *below)
{
  GalleyTarget *target = target_new (GALLEY_TARGET_BROKEN);
  const char *dot = strrchr (written, '.');
  gboolean is_page = galley_page_name_is_page (written) || dot == NULL || strchr (dot, '/') != NULL;
  g_autofree char *path = below != NULL ? g_build_filename (self->mounts->root, below, NULL) : NULL;

  if (below == NULL)
    target->reason = g_strdup_printf (_ ("Leads out of the site: %s"), written);
  else if (is_page)
    target->reason = g_strdup_printf (_ ("No such page: %s"), written);
  else
    target->reason = g_strdup_printf (_ ("No such file: %s"), written);
  if (path != NULL)
    target->folder = g_path_get_dirname (path);

  return target;
}

static GalleyTarget *
take_found (GalleyTargetKind kind, char *path)
{
  GalleyTarget *target = target_new (kind);

  target->path = path;
  return target;
}

/* What may be made only when the site is published, or is named by its front matter, is not
 * called broken. */
static gboolean
may_be_made (const char *path)
{
  const char *name = strrchr (path, '/');
  const char *dot = strrchr (name != NULL ? name : path, '.');

  return dot == NULL || g_ascii_strcasecmp (dot, ".html") == 0
         || g_ascii_strcasecmp (dot, ".xml") == 0;
}

static GalleyTarget *
resolve_address (GalleyLinkTargets *self, const char *path, const char *written)
{
  g_autofree char *below = normalize ("", path, TRUE);
  GalleyTargetKind kind;
  char *found = galley_site_mounts_find (self->mounts, below, &kind);

  if (found != NULL)
    return take_found (kind, found);
  if (!self->mounts->is_site || may_be_made (below))
    return target_new (GALLEY_TARGET_OTHER);

  return make_broken (self, written, below);
}

/* Beside the source of the issue, as its writer sees it, or beside the page, as a browser does. */
static GalleyTarget *
resolve_relative (GalleyLinkTargets *self, const char *path, const char *written)
{
  g_autofree char *below = normalize (self->place, path, FALSE);
  g_autofree char *address = NULL;
  GalleyTargetKind kind;
  char *found = NULL;

  if (below != NULL)
    found = galley_site_mounts_find_source (self->mounts, below, &kind);
  if (found == NULL && self->address != NULL)
    {
      address = normalize (self->address, path, TRUE);
      found = galley_site_mounts_find (self->mounts, address, &kind);
    }
  if (found != NULL)
    return take_found (kind, found);
  if (below != NULL && self->mounts->is_site && may_be_made (path))
    return target_new (GALLEY_TARGET_OTHER);

  return make_broken (self, written, below);
}

/* What is there or not, nobody knows. */
static GalleyTarget *
make_unseen (const char *written)
{
  GalleyTarget *target = target_new (GALLEY_TARGET_BROKEN);

  target->reason = g_strdup_printf (_ ("Galley was not given this file: %s"), written);
  return target;
}

static GalleyTarget *
resolve_path (GalleyLinkTargets *self, const char *destination)
{
  g_autofree char *bare = g_strndup (destination, strcspn (destination, "?#"));
  g_autofree char *unescaped = g_uri_unescape_string (bare, NULL);
  /* A sign of percent that escapes nothing stands for itself. */
  const char *path = unescaped != NULL ? unescaped : bare;

  if (*path == '\0' || self->place == NULL)
    return target_new (GALLEY_TARGET_OTHER);
  if (!g_utf8_validate (path, -1, NULL))
    return make_broken (self, bare, "");
  if (self->lone)
    return may_be_made (path) ? target_new (GALLEY_TARGET_OTHER) : make_unseen (path);

  return *path == '/' ? resolve_address (self, path, path) : resolve_relative (self, path, path);
}

static GalleyTarget *
resolve (GalleyLinkTargets *self, const char *destination)
{
  g_autofree char *scheme = g_uri_parse_scheme (destination);

  if (*destination == '#')
    return target_new (GALLEY_TARGET_FRAGMENT);
  if (g_str_has_prefix (destination, "//"))
    return target_new (GALLEY_TARGET_REMOTE);
  if (scheme == NULL)
    return resolve_path (self, destination);
  if (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
    return target_new (GALLEY_TARGET_REMOTE);

  return target_new (g_ascii_strcasecmp (scheme, "mailto") == 0 ? GALLEY_TARGET_MAIL
                                                                : GALLEY_TARGET_OTHER);
}

/**
 * galley_link_targets_resolve:
 * @self: site files
 * @destination: the destination of a link or a picture, as the page has it
 *
 * Finds what a destination leads to. Looks at some files of the disk, never at a tree of them;
 * call it on a worker thread.
 *
 * Returns: (transfer full): the target
 */
GalleyTarget *
galley_link_targets_resolve (GalleyLinkTargets *self, const char *destination)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GalleyTarget *target = g_hash_table_lookup (self->cache, destination);

  if (target == NULL)
    {
      if (g_hash_table_size (self->cache) >= CACHE_MAX)
        g_hash_table_remove_all (self->cache);
      target = resolve (self, destination);
      g_hash_table_insert (self->cache, g_strdup (destination), target);
    }

  return galley_target_ref (target);
}
