/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-monitor.h"

#include <stdlib.h>

/**
 * GalleyFileMonitor:
 *
 * Says when the content of a file may have changed: written in place, replaced by another file,
 * deleted, made again, also together with its folder, and also when the path is a symbolic link
 * and its target changes. Or says when something in a folder may have changed.
 *
 * The disk may not answer, so that worker threads begin and end to watch it.
 */
struct _GalleyFileMonitor
{
  GObject parent_instance;

  GFile *file;
  gboolean is_folder;

  GFileMonitor *monitor;

  /* Where a symbolic link leads: a monitor of the link does not see its target change. */
  GFile *target;
  GFileMonitor *target_monitor;

  /* What is under way, and whether to do it once more. */
  struct Job *job;
  gboolean stale;
};

/* Only the main thread looks at the owner, who may be gone. */
typedef struct Job
{
  GalleyFileMonitor *owner;
  GFile *file;
  gboolean is_folder;
  gboolean has_monitor;
  GFile *target;

  GFileMonitor *monitor;
  GFileMonitor *target_monitor;
} Job;

G_DEFINE_FINAL_TYPE (GalleyFileMonitor, galley_file_monitor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  WATCHING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean is_done (GFileMonitorEvent event);
static void start (GalleyFileMonitor *self);

static void
job_free (Job *job)
{
  g_clear_object (&job->file);
  g_clear_object (&job->target);
  g_clear_object (&job->monitor);
  g_clear_object (&job->target_monitor);
  g_free (job);
}

/* Where a symbolic link leads. A path with a link in its folders is watched well: only the last
 * name matters. A link whose target is gone still waits for the target to come back. */
static GFile *
find_target (GFile *file, GFile *before)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *target = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return NULL;

  target = realpath (path, NULL);
  if (target != NULL)
    return g_file_new_for_path (target);

  return before != NULL ? g_object_ref (before) : NULL;
}

/* Some file systems cannot be watched; whoever saves looks at the file first anyway. */
static void
watch (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GFile) target = job->is_folder ? NULL : find_target (job->file, job->target);

  if (!job->has_monitor && job->is_folder)
    job->monitor = g_file_monitor_directory (job->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  else if (!job->has_monitor)
    job->monitor = g_file_monitor_file (job->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (target != NULL && (job->target == NULL || !g_file_equal (target, job->target)))
    job->target_monitor = g_file_monitor_file (target, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  g_set_object (&job->target, target);

  g_task_return_boolean (task, TRUE);
}

static void
end (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_file_monitor_cancel (data);
  g_task_return_boolean (task, TRUE);
}

static void
clear_monitor (GalleyFileMonitor *self, GFileMonitor **monitor)
{
  g_autoptr (GTask) task = NULL;

  if (*monitor == NULL)
    return;

  g_signal_handlers_disconnect_by_data (*monitor, self);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, clear_monitor);
  g_task_set_task_data (task, g_steal_pointer (monitor), g_object_unref);
  g_task_run_in_thread (task, end);
}

static void
changed_cb (GalleyFileMonitor *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (!is_done (event))
    return;

  if (!self->is_folder)
    start (self);
  g_signal_emit (self, signals[CHANGED], 0, file, other);
}

static void
take_monitor (GalleyFileMonitor *self, GFileMonitor **monitor, GFileMonitor **made)
{
  clear_monitor (self, monitor);
  *monitor = g_steal_pointer (made);
  if (*monitor != NULL)
    g_signal_connect_object (*monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
watch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GalleyFileMonitor) self = job->owner != NULL ? g_object_ref (job->owner) : NULL;
  gboolean is_new = !job->has_monitor || job->target_monitor != NULL;

  if (self == NULL)
    {
      clear_monitor (NULL, &job->monitor);
      clear_monitor (NULL, &job->target_monitor);
      return;
    }

  self->job = NULL;
  if (job->monitor != NULL)
    take_monitor (self, &self->monitor, &job->monitor);
  if (job->target_monitor != NULL || job->target == NULL)
    take_monitor (self, &self->target_monitor, &job->target_monitor);
  g_set_object (&self->target, job->target);

  if (self->stale)
    start (self);
  else if (is_new)
    g_signal_emit (self, signals[WATCHING], 0);
}

static void
start (GalleyFileMonitor *self)
{
  g_autoptr (GTask) task = NULL;

  self->stale = self->job != NULL;
  if (self->stale)
    return;

  self->job = g_new0 (Job, 1);
  self->job->owner = self;
  self->job->file = g_object_ref (self->file);
  self->job->is_folder = self->is_folder;
  self->job->has_monitor = self->monitor != NULL;
  self->job->target = self->target != NULL ? g_object_ref (self->target) : NULL;

  task = g_task_new (NULL, NULL, watch_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, self->job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, watch);
}

static void
galley_file_monitor_dispose (GObject *object)
{
  GalleyFileMonitor *self = GALLEY_FILE_MONITOR (object);

  if (self->job != NULL)
    self->job->owner = NULL;
  self->job = NULL;
  clear_monitor (self, &self->monitor);
  clear_monitor (self, &self->target_monitor);
  g_clear_object (&self->file);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (galley_file_monitor_parent_class)->dispose (object);
}

static void
galley_file_monitor_class_init (GalleyFileMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_file_monitor_dispose;

  /**
   * GalleyFileMonitor::changed:
   * @file: (nullable): what has changed
   * @other: (nullable): its other name, if it was moved
   *
   * The file, or something in the folder, may have other content now, or be gone. Comes at most
   * once for each thing that was done, after it was done.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_FILE);

  /**
   * GalleyFileMonitor::watching:
   *
   * What changes is seen from now on. What has changed before was not.
   */
  signals[WATCHING] = g_signal_new ("watching", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_file_monitor_init (GalleyFileMonitor *self)
{
}

/**
 * galley_file_monitor_new:
 * @file: a file, which need not exist
 *
 * Starts to watch a file.
 *
 * Returns: (transfer full): the monitor
 */
GalleyFileMonitor *
galley_file_monitor_new (GFile *file)
{
  GalleyFileMonitor *self = g_object_new (GALLEY_TYPE_FILE_MONITOR, NULL);

  self->file = g_object_ref (file);
  start (self);

  return self;
}

/**
 * galley_file_monitor_new_for_folder:
 * @path: (type filename): the path of a folder, which need not exist
 *
 * Starts to watch what is in a folder.
 *
 * Returns: (transfer full): the monitor
 */
GalleyFileMonitor *
galley_file_monitor_new_for_folder (const char *path)
{
  GalleyFileMonitor *self = g_object_new (GALLEY_TYPE_FILE_MONITOR, NULL);

  self->file = g_file_new_for_path (path);
  self->is_folder = TRUE;
  start (self);

  return self;
}

/* A file that is being written is of no use: there is a CHANGES_DONE_HINT at its end, and also at
 * some time after each CREATED. */
static gboolean
is_done (GFileMonitorEvent event)
{
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_CHANGED:
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
    case G_FILE_MONITOR_EVENT_PRE_UNMOUNT:
      return FALSE;

    case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
    case G_FILE_MONITOR_EVENT_MOVED:
    case G_FILE_MONITOR_EVENT_RENAMED:
    case G_FILE_MONITOR_EVENT_MOVED_IN:
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
    default:
      return TRUE;
    }
}
