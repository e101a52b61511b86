/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hugo-check.h"

#include "galley-diagnostic.h"
#include "galley-html-compare.h"
#include "galley-hugo-log.h"
#include "galley-proof.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define LOG_SIZE_MAX (1024 * 1024)

typedef struct
{
  char *hugo;
  GalleySiteConfig *config;
  char *path;
  char *name;
  GBytes *text;
  guint limit;

  GalleyHugoOverlay *overlay;
  GSubprocess *process;
  gulong cancelled_handler;
  guint limit_source;
  gboolean too_long;
} Check;

static void
check_free (Check *self)
{
  g_free (self->hugo);
  galley_site_config_unref (self->config);
  g_free (self->path);
  g_free (self->name);
  g_bytes_unref (self->text);
  g_clear_pointer (&self->overlay, galley_hugo_overlay_free);
  g_clear_object (&self->process);
  g_free (self);
}

/**
 * galley_hugo_result_free:
 * @self: (transfer full): a result
 *
 * Frees it, and removes what was published.
 */
void
galley_hugo_result_free (GalleyHugoResult *self)
{
  g_clear_pointer (&self->overlay, galley_hugo_overlay_free);
  g_free (self->page);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_free (self);
}

/**
 * galley_hugo_find:
 * @chosen: (nullable): the path of the program that was chosen, empty for none
 *
 * Returns: (transfer full) (nullable): the path of a `hugo` that can be run, %NULL when there is
 *   none; never another one than @chosen
 */
char *
galley_hugo_find (const char *chosen)
{
  char *found;

  if (chosen != NULL && *chosen != '\0')
    return g_find_program_in_path (chosen);

  found = g_find_program_in_path ("hugo");
  return found != NULL ? found : g_find_program_in_path ("/app/bin/hugo");
}

static char *
read_log (GalleyHugoOverlay *overlay)
{
  g_autofree char *path = g_build_filename (overlay->folder, "log", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *log = g_malloc (LOG_SIZE_MAX + 1);
  gsize length = 0;

  if (stream != NULL)
    g_input_stream_read_all (G_INPUT_STREAM (stream), log, LOG_SIZE_MAX, &length, NULL, NULL);
  log[length] = '\0';

  return g_steal_pointer (&log);
}

static void
compare (Check *self, GalleyHugoResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = galley_hugo_overlay_read (self->overlay, &result->page, &error);
  GalleyProofOptions options = { .reading = galley_site_config_get_reading (self->config) };
  g_autoptr (GalleyProof) proof = NULL;
  const GalleyBlock *blocks;
  gsize n_blocks;

  if (content == NULL)
    {
      g_ptr_array_add (result->messages, galley_diagnostic_new (GALLEY_SEVERITY_ERROR, "hugo", 0, 0,
                                                                g_strdup (error->message)));
      return;
    }

  proof = galley_proof_new (self->text, &options, NULL);
  blocks = galley_proof_get_blocks (proof, &n_blocks);
  result->differences = galley_html_compare (blocks, n_blocks, content, -1);
  result->complete = TRUE;
}

static void
read_result (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *self = data;
  GalleyHugoResult *result = g_new0 (GalleyHugoResult, 1);
  g_autofree char *log = read_log (self->overlay);

  result->messages =
    galley_hugo_log_parse (log, galley_site_config_get_root (self->config), self->overlay->folder,
                           self->overlay->page_path, self->name);
  if (g_subprocess_get_successful (self->process))
    compare (self, result);
  else if (result->messages->len == 0)
    g_ptr_array_add (result->messages,
                     galley_diagnostic_new (GALLEY_SEVERITY_ERROR, "hugo", 0, 0,
                                            g_strdup (*g_strstrip (log) != '\0'
                                                        ? log
                                                        : _ ("Hugo failed and did not say why"))));
  if (result->differences == NULL)
    result->differences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_html_difference_free);
  result->overlay = g_steal_pointer (&self->overlay);

  g_task_return_pointer (task, result, (GDestroyNotify) galley_hugo_result_free);
}

/* Hugo may have started others, such as git or a bundler: the whole group ends. */
static void
kill_group (Check *self)
{
  const char *identifier = g_subprocess_get_identifier (self->process);

  if (identifier != NULL)
    kill (-(pid_t) strtol (identifier, NULL, 10), SIGKILL);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  kill_group (user_data);
}

static gboolean
limit_cb (gpointer user_data)
{
  Check *self = user_data;

  self->limit_source = 0;
  self->too_long = TRUE;
  kill_group (self);

  return G_SOURCE_REMOVE;
}

/* What was published may be many files, which take a while to remove. */
static void
discard (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *self = data;

  g_clear_pointer (&self->overlay, galley_hugo_overlay_free);
  g_task_return_boolean (task, TRUE);
}

static void
discard_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *self = g_task_get_task_data (task);
  guint seconds = (self->limit + 999) / 1000;

  if (self->too_long)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             ngettext ("Hugo took longer than %u second and was ended.",
                                       "Hugo took longer than %u seconds and was ended.", seconds),
                             seconds);
  else
    g_task_return_error_if_cancelled (task);
}

static void
go_on (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) next = g_task_new (NULL, NULL, callback, g_object_ref (task));

  g_task_set_source_tag (next, go_on);
  g_task_set_task_data (next, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (next, func);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyHugoResult *found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* It may have been cancelled while that was done; then nobody wants it. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      Check *self = g_task_get_task_data (task);

      self->overlay = g_steal_pointer (&found->overlay);
      galley_hugo_result_free (found);
      go_on (task, discard, discard_cb);
    }
  else
    {
      g_task_return_pointer (task, found, (GDestroyNotify) galley_hugo_result_free);
    }
}

static void
wait_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean is_wanted =
    !self->too_long && !g_cancellable_is_cancelled (g_task_get_cancellable (task));

  g_clear_handle_id (&self->limit_source, g_source_remove);
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_handler);
  self->cancelled_handler = 0;

  if (!g_subprocess_wait_finish (self->process, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (is_wanted)
    go_on (task, read_result, read_cb);
  else
    go_on (task, discard, discard_cb);
}

/* Between fork and exec: only what a signal handler may do. */
static void
set_up_child (gpointer data)
{
  setpgid (0, 0);
}

static gboolean
start (Check *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *log = g_build_filename (self->overlay->folder, "log", NULL);

  g_subprocess_launcher_set_environ (launcher, self->overlay->environment);
  g_subprocess_launcher_set_cwd (launcher, galley_site_config_get_root (self->config));
  g_subprocess_launcher_set_stdin_file_path (launcher, "/dev/null");
  g_subprocess_launcher_set_stdout_file_path (launcher, log);
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  self->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) self->overlay->arguments, error);

  return self->process != NULL;
}

static void
prepare (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *self = data;
  GError *error = NULL;

  self->overlay =
    galley_hugo_overlay_new (self->config, self->path, self->text, self->hugo, &error);
  if (self->overlay != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error)
      && start (self, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_clear_pointer (&self->overlay, galley_hugo_overlay_free);
  g_task_return_error (task, error);
}

static void
prepare_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->limit_source = g_timeout_add (self->limit, limit_cb, self);
  g_subprocess_wait_async (self->process, NULL, wait_cb, g_object_ref (task));
  /* Cancelled or not, the program is waited for: what it still writes is removed after it. */
  if (cancellable != NULL)
    self->cancelled_handler =
      g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
}

/**
 * galley_hugo_check_async:
 * @question: what to check
 * @cancellable: (nullable): ends the program
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Has `hugo` publish a page with another text than its file has, touching nothing of the site,
 * and compares what it makes of it with what Galley does.
 */
void
galley_hugo_check_async (const GalleyHugoQuestion *question,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) preparing = NULL;
  Check *self = g_new0 (Check, 1);

  self->hugo = g_strdup (question->hugo);
  self->config = galley_site_config_ref (question->config);
  self->path = g_strdup (question->path);
  self->name = g_strdup (question->name);
  self->text = g_bytes_ref (question->text);
  self->limit = question->limit;
  g_task_set_source_tag (task, galley_hugo_check_async);
  g_task_set_task_data (task, self, (GDestroyNotify) check_free);

  preparing = g_task_new (NULL, cancellable, prepare_cb, g_object_ref (task));
  g_task_set_source_tag (preparing, galley_hugo_check_async);
  g_task_set_check_cancellable (preparing, FALSE);
  g_task_set_task_data (preparing, self, NULL);
  g_task_run_in_thread (preparing, prepare);
}

/**
 * galley_hugo_check_finish:
 * @result: what the callback was given
 * @error: return location for an error: it could not be started, took too long, was cancelled
 *
 * Ends galley_hugo_check_async(). What Hugo itself finds wrong is no error but in the result.
 *
 * Returns: (transfer full) (nullable): the result, %NULL on error
 */
GalleyHugoResult *
galley_hugo_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
