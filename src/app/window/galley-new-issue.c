/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-new-issue.h"

#include "galley-back-issues.h"
#include "galley-error.h"
#include "galley-new-issue-dialog.h"
#include "galley-page-name.h"
#include "galley-recent-file.h"
#include "galley-site-root.h"

#include <glib/gi18n.h>

/* The next issue of the series that a window shows one of. */

typedef struct
{
  /* %NULL for the issue that was worked on last. */
  char *near;
  char *site;
} Question;

static void
question_free (Question *self)
{
  g_free (self->near);
  g_free (self->site);
  g_free (self);
}

static GalleyNextIssue *
make_proposal (const char *from, const char *site, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GalleyNextIssue *proposal =
    galley_next_issue_new (from, NULL, site, g_get_language_names (), now, cancellable, error);

  /* Its place is taken: people say where it goes. */
  if (proposal == NULL && error != NULL
      && g_error_matches (*error, GALLEY_ERROR, GALLEY_ERROR_EXISTS))
    {
      g_clear_error (error);
      proposal =
        galley_next_issue_new (from, "", site, g_get_language_names (), now, cancellable, error);
      if (proposal != NULL)
        g_clear_pointer (&proposal->path, g_free);
    }

  return proposal;
}

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  g_autofree char *folder = NULL;
  g_autofree char *last = NULL;
  GalleyNextIssue *proposal = NULL;
  GError *error = NULL;

  if (question->near == NULL)
    {
      g_autoptr (GPtrArray) recent = galley_recent_files_read ();

      if (recent->len > 0)
        question->near = g_filename_from_uri (g_ptr_array_index (recent, 0), NULL, NULL);
      if (question->near == NULL)
        {
          g_task_return_pointer (task, NULL, NULL);
          return;
        }
    }

  folder = g_path_get_dirname (question->near);
  if (question->site == NULL)
    question->site = galley_site_root_find (folder);
  last = galley_back_issues_find_last (question->near, question->site, cancellable);
  if (last != NULL)
    proposal = make_proposal (last, question->site, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, proposal, (GDestroyNotify) galley_next_issue_free);
}

/* What paths are told relative to where there is no site. */
static char *
find_base (const char *from)
{
  g_autofree char *folder = g_path_get_dirname (from);

  return galley_page_name_is_bundle (from) ? g_path_get_dirname (folder) : g_strdup (folder);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) window = user_data;
  const Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyNextIssue) proposal = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *base = NULL;

  if (galley_window_get_document (window) == NULL)
    return;
  if (error != NULL)
    g_debug ("%s", error->message);
  if (proposal == NULL)
    {
      /* Nothing more in a window that is an empty issue. */
      gtk_widget_activate_action (GTK_WIDGET (window), "app.new-empty", NULL);
      return;
    }

  base = question->site != NULL ? g_strdup (question->site) : find_base (proposal->from);
  adw_dialog_present (galley_new_issue_dialog_new (g_steal_pointer (&proposal), base),
                      GTK_WIDGET (window));
}

static void
propose (GalleyWindow *window, const char *near, const char *site)
{
  g_autoptr (GTask) task = NULL;
  Question *question = g_new0 (Question, 1);

  question->near = g_strdup (near);
  question->site = g_strdup (site);
  /* No source object: the thread must not be the last to let go of a window. */
  task = g_task_new (NULL, NULL, found_cb, g_object_ref (window));
  g_task_set_source_tag (task, propose);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, find);
}

/**
 * galley_new_issue_propose:
 * @window: a window
 *
 * Looks for the last issue of the series that @window shows one of, and shows what the next would
 * be. Where there is none, the window's application starts an empty issue.
 *
 * Returns: whether it looks; not when @window tells no place to look at
 */
gboolean
galley_new_issue_propose (GalleyWindow *window)
{
  GalleyDocument *document = galley_window_get_document (window);
  GFile *file = galley_document_get_file (document);
  GalleySiteConfig *config = galley_site_get_config (galley_document_get_site (document));
  g_autofree char *near = file != NULL ? g_file_get_path (file) : NULL;

  if (near == NULL)
    return FALSE;

  propose (window, near, config != NULL ? galley_site_config_get_root (config) : NULL);
  return TRUE;
}

/**
 * galley_new_issue_propose_recent:
 * @window: a window with an empty issue
 *
 * Shows over @window what the issue behind the last one would be, of the series that was worked on
 * last. Does nothing when none is known.
 */
void
galley_new_issue_propose_recent (GalleyWindow *window)
{
  propose (window, NULL, NULL);
}

/**
 * galley_new_issue_make_template:
 * @error: where to put what went wrong
 *
 * Finds the person's own template of new issues. The first time it is made, as a copy of the one
 * that comes with Galley.
 *
 * Returns: (transfer full): the file, or %NULL with @error set
 */
GFile *
galley_new_issue_make_template (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "galley", NULL);
  g_autofree char *path = g_build_filename (folder, "new-issue.md", NULL);
  g_autoptr (GBytes) template = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      template = galley_next_issue_find_template (g_get_language_names ());
      g_mkdir_with_parents (folder, 0700);
      if (!g_file_set_contents (path, g_bytes_get_data (template, NULL),
                                (gssize) g_bytes_get_size (template), error))
        return NULL;
    }

  return g_file_new_for_path (path);
}
