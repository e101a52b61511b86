/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site.h"

#include "galley-site-watch.h"

#include <stdlib.h>

/**
 * GalleySite:
 *
 * The site that a page belongs to, as its configuration says now. It is read on a worker thread,
 * and again when it changes; what was read is an immutable #GalleySiteConfig that any thread may
 * use. While a file of it is broken, what was read before stays in use.
 */
struct _GalleySite
{
  GObject parent_instance;

  char *path;
  GalleySiteConfig *config;
  GalleyLinkTargets *files;
  GPtrArray *problems;
  gboolean outdated;

  GalleySiteWatch *watch;

  /* One is read at a time; what changes meanwhile is read after it. That of another path is not
   * waited for: its disk may be gone. */
  GTask *reading;
  gboolean stale;
  /* Something is known to have changed since it was read. */
  gboolean changed;
  char *fields_tag;
  gboolean stopped;
  guint start_source;
};

typedef struct
{
  char *path;
  GalleySiteConfig *config;
  GalleyLinkTargets *files;
  GHashTable *places;
  char *fields_tag;
  gboolean changed;
} Job;

G_DEFINE_FINAL_TYPE (GalleySite, galley_site, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
job_free (Job *job)
{
  g_free (job->path);
  g_clear_pointer (&job->config, galley_site_config_unref);
  g_clear_pointer (&job->files, galley_link_targets_unref);
  g_clear_pointer (&job->places, g_hash_table_unref);
  g_free (job->fields_tag);
  g_free (job);
}

/* Of the file that declares fields: it is no part of the configuration, but follows it. */
static char *
dup_fields_tag (GalleySiteConfig *config)
{
  const char *root = galley_site_config_get_root (config);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (root == NULL)
    return NULL;

  file = g_file_new_build_filename (root, ".galley", "fields.yaml", NULL);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static void
read_site (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *name = g_path_get_basename (job->path);
  g_autofree char *real = realpath (folder, NULL);
  g_autofree char *path = g_build_filename (real != NULL ? real : folder, name, NULL);

  job->config = galley_site_config_load (job->path);
  job->files = galley_link_targets_new (job->config, job->path);
  job->places = galley_site_watch_list (path, job->config);
  job->fields_tag = dup_fields_tag (job->config);
  g_task_return_boolean (task, TRUE);
}

static void start (GalleySite *self);

static void
take (GalleySite *self, GalleySiteConfig *config, GalleyLinkTargets *files)
{
  const char *root = galley_site_config_get_root (config);
  gboolean keep = galley_site_config_is_broken (config) && self->config != NULL
                  && g_strcmp0 (root, galley_site_config_get_root (self->config)) == 0
                  && !galley_site_config_is_broken (self->config);

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = g_ptr_array_ref (galley_site_config_list_diagnostics (config));
  self->outdated = keep;
  if (!keep)
    {
      g_clear_pointer (&self->config, galley_site_config_unref);
      self->config = galley_site_config_ref (config);
      g_clear_pointer (&self->files, galley_link_targets_unref);
      self->files = galley_link_targets_ref (files);
    }

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySite) self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));

  if (self->stopped || self->reading != G_TASK (result))
    return;

  self->reading = NULL;
  if (g_set_str (&self->fields_tag, job->fields_tag) || job->changed || self->config == NULL
      || !galley_site_config_equal (self->config, job->config))
    take (self, job->config, job->files);

  galley_site_watch_set (self->watch, job->places);
  if (self->stale)
    start (self);
}

static void
start (GalleySite *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_clear_handle_id (&self->start_source, g_source_remove);
  self->stale = FALSE;
  if (self->path == NULL)
    return;

  job = g_new0 (Job, 1);
  job->path = g_strdup (self->path);
  job->changed = self->changed;
  self->changed = FALSE;

  /* No source object: the thread may be the last to let go of the task. */
  task = g_task_new (NULL, NULL, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  self->reading = task;
  g_task_run_in_thread (task, read_site);
}

static gboolean
start_cb (gpointer user_data)
{
  GalleySite *self = user_data;

  self->start_source = 0;
  if (self->reading != NULL)
    self->stale = TRUE;
  else
    start (self);

  return G_SOURCE_REMOVE;
}

static void
look_again (GalleySite *self)
{
  if (!self->stopped && self->path != NULL && self->start_source == 0)
    self->start_source = g_idle_add (start_cb, self);
}

static void
galley_site_finalize (GObject *object)
{
  GalleySite *self = GALLEY_SITE (object);

  galley_site_stop (self);
  g_free (self->path);
  g_free (self->fields_tag);
  g_clear_pointer (&self->config, galley_site_config_unref);
  g_clear_pointer (&self->files, galley_link_targets_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);

  G_OBJECT_CLASS (galley_site_parent_class)->finalize (object);
}

static void
galley_site_class_init (GalleySiteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_site_finalize;

  /**
   * GalleySite::changed:
   *
   * The configuration, or what is wrong with it, is another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
start_without_site (GalleySite *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  self->config = galley_site_config_load (NULL);
  self->files = galley_link_targets_new (self->config, NULL);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = g_ptr_array_ref (galley_site_config_list_diagnostics (self->config));
  galley_site_watch_set (self->watch, places);
}

static void
galley_site_init (GalleySite *self)
{
  self->watch = galley_site_watch_new ();
  start_without_site (self);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (galley_site_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "watching", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_site_new:
 *
 * Returns: (transfer full): the site of a page that has no file: none
 */
GalleySite *
galley_site_new (void)
{
  return g_object_new (GALLEY_TYPE_SITE, NULL);
}

/**
 * galley_site_set_path:
 * @self: a site
 * @path: (nullable) (type filename): the path of the page, %NULL if it has none
 *
 * Starts to read the site that @path is in. Until it is read there is no configuration.
 */
void
galley_site_set_path (GalleySite *self, const char *path)
{
  g_return_if_fail (GALLEY_IS_SITE (self));

  if (self->stopped || !g_set_str (&self->path, path))
    return;

  g_clear_pointer (&self->config, galley_site_config_unref);
  g_clear_pointer (&self->files, galley_link_targets_unref);
  self->outdated = FALSE;
  self->reading = NULL;
  if (path == NULL)
    start_without_site (self);
  else
    start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * galley_site_get_path:
 * @self: a site
 *
 * Returns: (transfer none) (nullable) (type filename): the path of the page
 */
const char *
galley_site_get_path (GalleySite *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE (self), NULL);

  return self->path;
}

/**
 * galley_site_reload:
 * @self: a site
 *
 * Has the configuration read again. All that is asked for before the main loop comes round, and
 * while it is being read, is done at once.
 */
void
galley_site_reload (GalleySite *self)
{
  g_return_if_fail (GALLEY_IS_SITE (self));

  self->changed = TRUE;
  look_again (self);
}

/**
 * galley_site_get_config:
 * @self: a site
 *
 * Returns: (transfer none) (nullable): the configuration that is in effect; %NULL until the one
 *   of a new path is read
 */
GalleySiteConfig *
galley_site_get_config (GalleySite *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE (self), NULL);

  return self->config;
}

/**
 * galley_site_get_files:
 * @self: a site
 *
 * Returns: (transfer none) (nullable): what the links of the page are looked up by; %NULL until the
 *   configuration of a new path is read
 */
GalleyLinkTargets *
galley_site_get_files (GalleySite *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE (self), NULL);

  return self->files;
}

/**
 * galley_site_list_problems:
 * @self: a site
 *
 * Returns: (transfer none) (element-type GalleyDiagnostic): what is wrong with the configuration
 *   as it is on the disk
 */
GPtrArray *
galley_site_list_problems (GalleySite *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE (self), NULL);

  return self->problems;
}

/**
 * galley_site_is_outdated:
 * @self: a site
 *
 * Returns: whether a file of the configuration is broken now, so that the one from before that
 *   stays in effect
 */
gboolean
galley_site_is_outdated (GalleySite *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE (self), FALSE);

  return self->outdated;
}

/**
 * galley_site_stop:
 * @self: a site
 *
 * Watches and reads no more. For an owner that goes away.
 */
void
galley_site_stop (GalleySite *self)
{
  g_return_if_fail (GALLEY_IS_SITE (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->start_source, g_source_remove);
  g_clear_object (&self->watch);
}
