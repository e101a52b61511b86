/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-watch.h"

#include "galley-file-monitor.h"

#include <string.h>

/**
 * GalleySiteWatch:
 *
 * Says when the configuration of a site may be another: one of its files or folders has changed,
 * or there is something new in a place where Hugo, or the search for the site, looks.
 */
struct _GalleySiteWatch
{
  GObject parent_instance;

  /* The path of each place, and its monitor. */
  GHashTable *monitors;
  /* Those that do not watch yet. */
  GHashTable *starting;
};

/* What counts in a folder. */
typedef enum
{
  /* The names that make a folder a site. */
  PLACE_SITE = 1 << 0,
  /* All. */
  PLACE_FOLDER = 1 << 1,
  /* The place is no folder but a symbolic link, whose target may change. */
  PLACE_LINK = 1 << 2,
} Place;

G_DEFINE_FINAL_TYPE (GalleySiteWatch, galley_site_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  WATCHING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_place (GHashTable *places, const char *path, Place place)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (places, path));

  g_hash_table_insert (places, g_strdup (path), GUINT_TO_POINTER (known | place));
}

/* From the folder of the page up to the site; all the way up when there is none. */
static void
add_folders_above (GHashTable *places, const char *path, const char *root)
{
  g_autofree char *folder = g_path_get_dirname (path);

  for (;;)
    {
      char *parent = g_path_get_dirname (folder);
      gboolean is_last = g_strcmp0 (folder, root) == 0 || g_str_equal (folder, parent);

      add_place (places, folder, PLACE_SITE);
      g_free (folder);
      folder = parent;
      if (is_last)
        return;
    }
}

/**
 * galley_site_watch_list:
 * @path: (nullable) (type filename): the path of a page, without symbolic links in its folders
 * @config: what was read for it
 *
 * Looks at the files of @config; call it on a worker thread.
 *
 * Returns: (transfer full): the places to watch, for galley_site_watch_set()
 */
GHashTable *
galley_site_watch_list (const char *path, GalleySiteConfig *config)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *root = galley_site_config_get_root (config);
  const char *const *files = galley_site_config_list_files (config);
  const char *const *folders = galley_site_config_list_folders (config);

  if (path != NULL)
    add_folders_above (places, path, root);
  if (root != NULL)
    {
      g_autofree char *config_folder = g_build_filename (root, "config", NULL);
      g_autofree char *galley_folder = g_build_filename (root, ".galley", NULL);

      add_place (places, root, PLACE_SITE);
      add_place (places, config_folder, PLACE_FOLDER);
      add_place (places, galley_folder, PLACE_FOLDER);
    }

  for (; *files != NULL; files++)
    {
      g_autofree char *folder = g_path_get_dirname (*files);

      add_place (places, folder, PLACE_SITE);
      if (g_file_test (*files, G_FILE_TEST_IS_SYMLINK))
        add_place (places, *files, PLACE_LINK);
    }
  for (; *folders != NULL; folders++)
    add_place (places, *folders, PLACE_FOLDER);

  return places;
}

/* Names as the search for a site and its configuration knows them, and of the files beside it
 * that pin a version of Hugo. */
static gboolean
makes_site (const char *name)
{
  static const char *const names[] = { "config", "content", "layouts", "themes", "archetypes",
                                       "theme",  "_vendor", ".git",    ".github" };
  static const char *const suffixes[] = { ".toml", ".yaml", ".yml", ".json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;

  return FALSE;
}

static gboolean
counts (GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL && makes_site (name);
}

static void
folder_changed_cb (GalleySiteWatch *self, GFile *file, GFile *other, GObject *monitor)
{
  Place place = GPOINTER_TO_UINT (g_object_get_data (monitor, "place"));

  if (place != PLACE_SITE || counts (file) || counts (other))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Once for all that are new. */
static void
watching_cb (GalleySiteWatch *self, GalleyFileMonitor *monitor)
{
  g_hash_table_remove (self->starting, monitor);
  if (g_hash_table_size (self->starting) == 0)
    g_signal_emit (self, signals[WATCHING], 0);
}

/* A folder that does not exist yet is waited for; one that cannot be watched is not. */
static GalleyFileMonitor *
start_monitor (GalleySiteWatch *self, const char *path, Place place)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GalleyFileMonitor *monitor = (place & PLACE_LINK) != 0
                                 ? galley_file_monitor_new (file)
                                 : galley_file_monitor_new_for_folder (path);

  g_object_set_data (G_OBJECT (monitor), "place", GUINT_TO_POINTER (place));
  g_signal_connect_object (monitor, "changed", G_CALLBACK (folder_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "watching", G_CALLBACK (watching_cb), self, G_CONNECT_SWAPPED);

  g_hash_table_add (self->starting, monitor);

  return monitor;
}

static void
galley_site_watch_finalize (GObject *object)
{
  GalleySiteWatch *self = GALLEY_SITE_WATCH (object);

  g_hash_table_unref (self->monitors);
  g_hash_table_unref (self->starting);

  G_OBJECT_CLASS (galley_site_watch_parent_class)->finalize (object);
}

static void
galley_site_watch_class_init (GalleySiteWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_site_watch_finalize;

  /**
   * GalleySiteWatch::changed:
   *
   * The configuration is to be read again.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GalleySiteWatch::watching:
   *
   * There is a new place that is watched from now on: what changed there before was not seen.
   */
  signals[WATCHING] = g_signal_new ("watching", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_site_watch_init (GalleySiteWatch *self)
{
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->starting = g_hash_table_new (NULL, NULL);
}

/**
 * galley_site_watch_new:
 *
 * Returns: (transfer full): a watch over nothing
 */
GalleySiteWatch *
galley_site_watch_new (void)
{
  return g_object_new (GALLEY_TYPE_SITE_WATCH, NULL);
}

/**
 * galley_site_watch_set:
 * @self: a watch
 * @places: from galley_site_watch_list()
 *
 * Watches @places, and no others.
 */
void
galley_site_watch_set (GalleySiteWatch *self, GHashTable *places)
{
  GHashTableIter iter;
  gpointer path;
  gpointer value;

  g_hash_table_iter_init (&iter, self->monitors);
  while (g_hash_table_iter_next (&iter, &path, &value))
    if (g_hash_table_lookup (places, path) != g_object_get_data (value, "place"))
      {
        g_hash_table_remove (self->starting, value);
        g_hash_table_iter_remove (&iter);
      }

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &path, &value))
    if (!g_hash_table_contains (self->monitors, path))
      g_hash_table_insert (self->monitors, g_strdup (path),
                           start_monitor (self, path, GPOINTER_TO_UINT (value)));
}
