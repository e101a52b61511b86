/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-monitor.h"

#include <stdlib.h>

/**
 * GalleyFileMonitor:
 *
 * Says when the content of a file may have changed: written in place, replaced by another file,
 * deleted, made again, also together with its folder, and also when the path is a symbolic link
 * and its target changes.
 */
struct _GalleyFileMonitor
{
  GObject parent_instance;

  GFile *file;
  GFileMonitor *monitor;

  /* Where a symbolic link leads: a monitor of the link does not see its target change. */
  GFile *target;
  GFileMonitor *target_monitor;
};

G_DEFINE_FINAL_TYPE (GalleyFileMonitor, galley_file_monitor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void monitor_target (GalleyFileMonitor *self);

static void
changed_cb (GalleyFileMonitor *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (!galley_file_monitor_is_done (event))
    return;

  monitor_target (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GFileMonitor *
monitor_file (GalleyFileMonitor *self, GFile *file)
{
  /* Some file systems cannot be watched; whoever saves looks at the file first anyway. */
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return monitor;
}

static void
clear_monitor (GalleyFileMonitor *self, GFileMonitor **monitor)
{
  if (*monitor == NULL)
    return;

  g_signal_handlers_disconnect_by_data (*monitor, self);
  g_file_monitor_cancel (*monitor);
  g_clear_object (monitor);
}

static GFile *
dup_target (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *target = NULL;

  /* A path with a link in its folders is watched well: only the last name matters. */
  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return NULL;

  target = realpath (path, NULL);

  return target != NULL ? g_file_new_for_path (target) : NULL;
}

static void
monitor_target (GalleyFileMonitor *self)
{
  g_autoptr (GFile) target = dup_target (self->file);

  /* A link whose target is gone still waits for the target to come back. */
  if (target == NULL && self->target != NULL
      && g_file_test (g_file_peek_path (self->file), G_FILE_TEST_IS_SYMLINK))
    return;

  if (target == self->target
      || (target != NULL && self->target != NULL && g_file_equal (target, self->target)))
    return;

  clear_monitor (self, &self->target_monitor);
  g_set_object (&self->target, target);

  if (target != NULL)
    self->target_monitor = monitor_file (self, target);
}

static void
galley_file_monitor_dispose (GObject *object)
{
  GalleyFileMonitor *self = GALLEY_FILE_MONITOR (object);

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
   *
   * The file may have other content now, or be gone. Comes at most once for each thing that was
   * done, after it was done.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
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
  self->monitor = monitor_file (self, file);
  monitor_target (self);

  return self;
}

/**
 * galley_file_monitor_is_done:
 * @event: what a monitor tells
 *
 * A file that is being written is of no use: there is a CHANGES_DONE_HINT at its end, and also at
 * some time after each CREATED.
 *
 * Returns: whether there may be something new now
 */
gboolean
galley_file_monitor_is_done (GFileMonitorEvent event)
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
