/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-checker.h"

#include "galley-file-monitor.h"

/* How long a proof waits to be checked, in milliseconds: it is shown first, and what is typed fast
 * is checked now and then. */
#define DELAY 100

/* How long what was found on the disk is taken for true while the text changes, in microseconds.
 * In between, monitors tell. */
#define FRESH (10 * G_USEC_PER_SEC)

/**
 * GalleyLinkChecker:
 *
 * Looks after the links of a text: each proof is checked on a worker thread, one at a time, and
 * again when a folder that its links lead to changes.
 */
struct _GalleyLinkChecker
{
  GObject parent_instance;

  GalleyLinkTargets *files;
  GalleyProof *proof;
  GalleyLinkReport *report;

  /* By the path of the folder. */
  GHashTable *monitors;

  guint start_source;
  GTask *running;
  gboolean dirty;
  gboolean forget;
  gboolean stopped;
};

typedef struct
{
  GalleyLinkTargets *files;
  GalleyProof *proof;
  GalleyLinkReport *previous;
  gboolean forget;
} Job;

enum
{
  PROP_0,
  PROP_REPORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyLinkChecker, galley_link_checker, G_TYPE_OBJECT)

static void schedule (GalleyLinkChecker *self);

static void
job_free (Job *job)
{
  galley_link_targets_unref (job->files);
  g_object_unref (job->proof);
  g_clear_pointer (&job->previous, galley_link_report_unref);
  g_free (job);
}

static void
check (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  gint64 now = g_get_monotonic_time ();

  galley_link_targets_forget (job->files, job->forget ? now : now - FRESH);
  g_task_return_pointer (task, galley_link_report_new (job->proof, job->files, job->previous),
                         (GDestroyNotify) galley_link_report_unref);
}

static void
watch_folders (GalleyLinkChecker *self)
{
  GPtrArray *folders = galley_link_report_get_folders (self->report);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->monitors);

  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < folders->len; i++)
    {
      const char *path = g_ptr_array_index (folders, i);
      gpointer key;
      gpointer monitor;

      if (g_hash_table_steal_extended (before, path, &key, &monitor))
        {
          g_hash_table_insert (self->monitors, key, monitor);
          continue;
        }

      monitor = galley_file_monitor_new_for_folder (path);
      g_signal_connect_object (monitor, "changed", G_CALLBACK (galley_link_checker_check_again),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (monitor, "watching", G_CALLBACK (galley_link_checker_check_again),
                               self, G_CONNECT_SWAPPED);
      g_hash_table_insert (self->monitors, g_strdup (path), monitor);
    }
}

static void
check_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyLinkChecker) self = user_data;
  g_autoptr (GalleyLinkReport) report = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->stopped || self->running != G_TASK (result))
    return;

  self->running = NULL;
  g_clear_pointer (&self->report, galley_link_report_unref);
  self->report = g_steal_pointer (&report);
  watch_folders (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPORT]);
  if (self->dirty)
    schedule (self);
}

static gboolean
start_cb (gpointer user_data)
{
  GalleyLinkChecker *self = user_data;
  g_autoptr (GTask) task = NULL;
  Job *job;

  self->start_source = 0;
  self->dirty = FALSE;
  if (self->proof == NULL || self->files == NULL)
    return G_SOURCE_REMOVE;

  job = g_new0 (Job, 1);
  job->files = galley_link_targets_ref (self->files);
  job->proof = g_object_ref (self->proof);
  job->previous = self->report != NULL ? galley_link_report_ref (self->report) : NULL;
  job->forget = self->forget;
  self->forget = FALSE;

  /* No source object: see GalleyProofer. */
  task = g_task_new (NULL, NULL, check_cb, g_object_ref (self));
  g_task_set_source_tag (task, start_cb);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_priority (task, G_PRIORITY_LOW);
  self->running = task;
  g_task_run_in_thread (task, check);

  return G_SOURCE_REMOVE;
}

static void
schedule (GalleyLinkChecker *self)
{
  self->dirty = TRUE;
  if (self->running == NULL && !self->stopped && self->start_source == 0)
    self->start_source = g_timeout_add_full (G_PRIORITY_LOW, DELAY, start_cb, self, NULL);
}

static void
galley_link_checker_dispose (GObject *object)
{
  galley_link_checker_stop (GALLEY_LINK_CHECKER (object));

  G_OBJECT_CLASS (galley_link_checker_parent_class)->dispose (object);
}

static void
galley_link_checker_finalize (GObject *object)
{
  GalleyLinkChecker *self = GALLEY_LINK_CHECKER (object);

  g_clear_pointer (&self->files, galley_link_targets_unref);
  g_clear_pointer (&self->report, galley_link_report_unref);
  g_clear_pointer (&self->monitors, g_hash_table_unref);

  G_OBJECT_CLASS (galley_link_checker_parent_class)->finalize (object);
}

static void
galley_link_checker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyLinkChecker *self = GALLEY_LINK_CHECKER (object);

  switch (id)
    {
    case PROP_REPORT:
      g_value_set_pointer (value, self->report);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_link_checker_class_init (GalleyLinkCheckerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_link_checker_dispose;
  object_class->finalize = galley_link_checker_finalize;
  object_class->get_property = galley_link_checker_get_property;

  /**
   * GalleyLinkChecker:report:
   *
   * The newest #GalleyLinkReport, %NULL until there is one. It may be of the text of a moment ago.
   */
  properties[PROP_REPORT] =
    g_param_spec_pointer ("report", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_link_checker_init (GalleyLinkChecker *self)
{
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * galley_link_checker_new:
 *
 * Returns: (transfer full): a checker that waits for a site and a proof
 */
GalleyLinkChecker *
galley_link_checker_new (void)
{
  return g_object_new (GALLEY_TYPE_LINK_CHECKER, NULL);
}

/**
 * galley_link_checker_set_files:
 * @self: a checker
 * @files: (nullable): what links are looked up by
 *
 * Sets what links are looked up by. What is looked up by others is not waited for.
 */
void
galley_link_checker_set_files (GalleyLinkChecker *self, GalleyLinkTargets *files)
{
  g_return_if_fail (GALLEY_IS_LINK_CHECKER (self));

  if (self->stopped || files == self->files)
    return;

  g_clear_pointer (&self->files, galley_link_targets_unref);
  self->files = files != NULL ? galley_link_targets_ref (files) : NULL;
  self->running = NULL;
  schedule (self);
}

/**
 * galley_link_checker_set_proof:
 * @self: a checker
 * @proof: (nullable): the newest proof
 *
 * Has the links of @proof checked soon.
 */
void
galley_link_checker_set_proof (GalleyLinkChecker *self, GalleyProof *proof)
{
  g_return_if_fail (GALLEY_IS_LINK_CHECKER (self));

  if (!self->stopped && g_set_object (&self->proof, proof))
    schedule (self);
}

/**
 * galley_link_checker_check_again:
 * @self: a checker
 *
 * Checks the links again, since the disk may have changed.
 */
void
galley_link_checker_check_again (GalleyLinkChecker *self)
{
  g_return_if_fail (GALLEY_IS_LINK_CHECKER (self));

  self->forget = TRUE;
  schedule (self);
}

/**
 * galley_link_checker_stop:
 * @self: a checker
 *
 * Checks no more, for an owner that goes away.
 */
void
galley_link_checker_stop (GalleyLinkChecker *self)
{
  g_return_if_fail (GALLEY_IS_LINK_CHECKER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->start_source, g_source_remove);
  g_clear_object (&self->proof);
  g_hash_table_remove_all (self->monitors);
}

/**
 * galley_link_checker_get_files:
 * @self: a checker
 *
 * Returns: (transfer none) (nullable): what links are looked up by, %NULL until they are set
 */
GalleyLinkTargets *
galley_link_checker_get_files (GalleyLinkChecker *self)
{
  g_return_val_if_fail (GALLEY_IS_LINK_CHECKER (self), NULL);

  return self->files;
}

/**
 * galley_link_checker_get_report:
 * @self: a checker
 *
 * Returns: (transfer none) (nullable): see #GalleyLinkChecker:report
 */
GalleyLinkReport *
galley_link_checker_get_report (GalleyLinkChecker *self)
{
  g_return_val_if_fail (GALLEY_IS_LINK_CHECKER (self), NULL);

  return self->report;
}
