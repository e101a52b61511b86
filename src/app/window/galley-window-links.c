/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n.h>

/* Links, clicked in the page or in the source: pages of the site open here, other files show
 * where they are, and what is on the web opens in the program the user has chosen for it. */

typedef struct
{
  GalleyLinkTargets *files;
  char *destination;
} Job;

static void
job_free (Job *job)
{
  galley_link_targets_unref (job->files);
  g_free (job->destination);
  g_free (job);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean launched =
    GTK_IS_URI_LAUNCHER (source)
      ? gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      : gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result,
                                                         &error);

  /* Without one the window is gone. */
  if (!launched && self->cancellable != NULL
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    galley_window_toast (self, error->message);
}

static void
launch (GalleyWindow *self, const char *destination)
{
  /* The page has the protocol that it will be published with. */
  g_autofree char *uri =
    g_strconcat (g_str_has_prefix (destination, "//") ? "https:" : "", destination, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (self), self->cancellable, launched_cb,
                           g_object_ref (self));
}

static void
open_page (GalleyWindow *self, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-file", "s", uri);
}

/* A file that the text names may be anything, so it is not started. */
static void
show_file (GalleyWindow *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (self), self->cancellable,
                                            launched_cb, g_object_ref (self));
}

static void
open_target (GalleyWindow *self, const char *destination, const GalleyTarget *target)
{
  switch (target->kind)
    {
    case GALLEY_TARGET_PAGE:
      open_page (self, target->path);
      break;
    case GALLEY_TARGET_RESOURCE:
    case GALLEY_TARGET_STATIC:
    case GALLEY_TARGET_ASSET:
      show_file (self, target->path);
      break;
    case GALLEY_TARGET_REMOTE:
    case GALLEY_TARGET_MAIL:
      launch (self, destination);
      break;
    case GALLEY_TARGET_BROKEN:
      galley_window_toast (self, target->reason);
      break;
    case GALLEY_TARGET_FRAGMENT:
      break;
    case GALLEY_TARGET_OTHER:
    default:
      {
        /* Translators: the destination of a link that cannot be opened */
        g_autofree char *message = g_strdup_printf (_ ("No file is known for “%s”"), destination);

        galley_window_toast (self, message);
      }
      break;
    }
}

static void
resolve (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, galley_link_targets_resolve (job->files, job->destination),
                         (GDestroyNotify) galley_target_unref);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GalleyTarget) target = g_task_propagate_pointer (G_TASK (result), NULL);

  if (target != NULL)
    open_target (self, job->destination, target);
}

static void
open_link (GalleyWindow *self, const char *destination)
{
  GalleyLinkTargets *files =
    galley_link_checker_get_files (galley_document_get_links (self->document));
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (files == NULL)
    return;

  job = g_new0 (Job, 1);
  job->files = galley_link_targets_ref (files);
  job->destination = g_strdup (destination);
  /* No source object: the thread must not be the last to let go of a window. */
  task = g_task_new (NULL, self->cancellable, resolved_cb, g_object_ref (self));
  g_task_set_source_tag (task, open_link);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, resolve);
}

void
galley_window_init_links (GalleyWindow *self)
{
  g_signal_connect_object (self->editor, "link-activated", G_CALLBACK (open_link), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "link-activated", G_CALLBACK (open_link), self,
                           G_CONNECT_SWAPPED);
}
