/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-maker.h"

#include "galley-back-issues.h"
#include "galley-entry-job.h"
#include "galley-issue-add.h"
#include "galley-next-issue.h"
#include "galley-web-fetcher.h"

/**
 * GalleyEntryMaker:
 *
 * Makes entries of links in a document. What a page says of itself comes later, when people let it
 * be fetched, and only where they did not write themselves meanwhile.
 */
struct _GalleyEntryMaker
{
  GObject parent_instance;

  GalleyDocument *document;
  GCancellable *cancellable;
  gboolean may_fetch;

  /* The link that can be made an entry. */
  GalleyEntryJob *offered;

  /* The newest entry, as long as it is not known whether its page may be fetched. */
  GalleyEntryJob *waiting;
};

/* While it looks how the last issue is written, only the thread looks at the path and the site. */
typedef struct
{
  GalleyEntryJob *job;
  char *path;
  GalleySiteConfig *site;
} Request;

enum
{
  PROP_MAY_FETCH = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyEntryMaker, galley_entry_maker, G_TYPE_OBJECT)

static void
request_free (Request *request)
{
  g_clear_pointer (&request->job, galley_entry_job_free);
  g_clear_pointer (&request->site, galley_site_config_unref);
  g_free (request->path);
  g_free (request);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEntryJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyWebPage) page = galley_web_fetcher_fetch_finish (result, &error);

  /* Nothing was promised: without an answer, the fields are there to be filled in. */
  if (page == NULL)
    g_debug ("%s", error->message);
  else
    galley_entry_job_fill (job, page);
}

static void
fetch (GalleyEntryMaker *self, GalleyEntryJob *job)
{
  galley_web_fetcher_fetch_async (job->source->url, GALLEY_WEB_FETCHER_LIMIT, self->cancellable,
                                  fetched_cb, job);
}

/* What is not known yet may be asked. */
static void
ask (GalleyEntryMaker *self, GalleyEntryJob *done)
{
  g_autoptr (GalleyEntryJob) job = done;

  g_clear_pointer (&self->waiting, galley_entry_job_free);
  if (job->source == NULL)
    return;
  if (self->may_fetch)
    fetch (self, g_steal_pointer (&job));
  else
    self->waiting = g_steal_pointer (&job);
}

static void
galley_entry_maker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyEntryMaker *self = GALLEY_ENTRY_MAKER (object);

  switch (id)
    {
    case PROP_MAY_FETCH:
      g_value_set_boolean (value, self->may_fetch);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_entry_maker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MAY_FETCH:
      galley_entry_maker_set_may_fetch (GALLEY_ENTRY_MAKER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_entry_maker_dispose (GObject *object)
{
  GalleyEntryMaker *self = GALLEY_ENTRY_MAKER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->offered, galley_entry_job_free);
  g_clear_pointer (&self->waiting, galley_entry_job_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_entry_maker_parent_class)->dispose (object);
}

static void
galley_entry_maker_finalize (GObject *object)
{
  g_object_unref (GALLEY_ENTRY_MAKER (object)->cancellable);

  G_OBJECT_CLASS (galley_entry_maker_parent_class)->finalize (object);
}

static void
galley_entry_maker_class_init (GalleyEntryMakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_entry_maker_get_property;
  object_class->set_property = galley_entry_maker_set_property;
  object_class->dispose = galley_entry_maker_dispose;
  object_class->finalize = galley_entry_maker_finalize;

  /**
   * GalleyEntryMaker:may-fetch:
   *
   * Whether pages may be asked for their titles.
   */
  properties[PROP_MAY_FETCH] =
    g_param_spec_boolean ("may-fetch", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_entry_maker_init (GalleyEntryMaker *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_entry_maker_new:
 * @document: the document to make entries in
 *
 * Returns: (transfer full): a maker that fetches nothing
 */
GalleyEntryMaker *
galley_entry_maker_new (GalleyDocument *document)
{
  GalleyEntryMaker *self = g_object_new (GALLEY_TYPE_ENTRY_MAKER, NULL);

  self->document = g_object_ref (document);
  return self;
}

static void
finish (GTask *task)
{
  GalleyEntryMaker *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!galley_entry_job_do (request->job, &error))
    {
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_boolean (task, FALSE);
      return;
    }

  ask (self, g_steal_pointer (&request->job));
  g_task_return_boolean (task, TRUE);
}

static void
load_last (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;

  g_task_return_pointer (task,
                         galley_back_issues_load_previous (request->path, request->site,
                                                           cancellable),
                         (GDestroyNotify) galley_issue_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);

  request->job->last = g_task_propagate_pointer (G_TASK (result), NULL);
  if (!g_task_return_error_if_cancelled (task))
    finish (task);
}

/* The first entry of a section is written as those of the issue before. */
static void
start (GalleyEntryMaker *self, GTask *task, GalleyEntryJob *job)
{
  GFile *file = galley_document_get_file (self->document);
  Request *request = g_new0 (Request, 1);
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GTask) loading = NULL;

  request->job = job;
  request->path = file != NULL ? g_file_get_path (file) : NULL;
  if (job->site != NULL)
    request->site = galley_site_config_ref (job->site);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  issue = request->path != NULL ? galley_document_dup_issue (self->document) : NULL;
  if (issue == NULL || galley_issue_shows_style (issue, job->kind))
    {
      finish (task);
      return;
    }

  /* No source object: the thread must not be the last to let go of a document. */
  loading = g_task_new (NULL, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
  g_task_set_source_tag (loading, start);
  g_task_set_task_data (loading, request, NULL);
  g_task_run_in_thread (loading, load_last);
}

/**
 * galley_entry_maker_add_async:
 * @self: a maker
 * @kind: what the entry is about
 * @draft: what it shall say; what is missing is told by its link, or is left empty
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes an entry at the end of the section of its kind, wherever the cursor is, as one step of
 * undo, and puts the cursor into its first empty field. A section that is missing is made. How it
 * is called and how entries are written, when there are none yet, the last issue of the series
 * tells.
 */
void
galley_entry_maker_add_async (GalleyEntryMaker *self,
                              GalleyEntryKind kind,
                              const GalleyEntryDraft *draft,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_ENTRY_MAKER (self));
  g_return_if_fail (draft != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_entry_maker_add_async);
  start (self, task, galley_entry_job_new (self->document, kind, draft));
}

/**
 * galley_entry_maker_add_finish:
 * @self: a maker
 * @result: the result
 * @error: where to put what went wrong
 *
 * Ends galley_entry_maker_add_async().
 *
 * Returns: whether there is an entry
 */
gboolean
galley_entry_maker_add_finish (GalleyEntryMaker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_entry_maker_offer:
 * @self: a maker
 * @link: an http or https address
 * @offset: where it stands in the text, in bytes
 *
 * Looks whether a link that was put into the text can be made an entry, and remembers it for
 * galley_entry_maker_accept_async(). In many places a link is just a link.
 *
 * Returns: whether it can
 */
gboolean
galley_entry_maker_offer (GalleyEntryMaker *self, const char *link, gsize offset)
{
  g_autoptr (GalleyEntryJob) job = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;

  g_return_val_if_fail (GALLEY_IS_ENTRY_MAKER (self), FALSE);
  g_return_val_if_fail (link != NULL, FALSE);

  g_clear_pointer (&self->offered, galley_entry_job_free);
  job = galley_entry_job_new_for_link (self->document, link, offset);
  change = job != NULL ? galley_entry_job_try (job, NULL) : NULL;
  if (change == NULL)
    return FALSE;

  self->offered = g_steal_pointer (&job);
  return TRUE;
}

/**
 * galley_entry_maker_accept_async:
 * @self: a maker
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes an entry of the link that was offered last, wherever it stands by now, as one step of undo,
 * and puts the cursor into its first empty field.
 */
void
galley_entry_maker_accept_async (GalleyEntryMaker *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GALLEY_IS_ENTRY_MAKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_entry_maker_accept_async);
  if (self->offered != NULL)
    start (self, task, g_steal_pointer (&self->offered));
  else
    g_task_return_boolean (task, FALSE);
}

/**
 * galley_entry_maker_accept_finish:
 * @self: a maker
 * @result: the result
 * @error: where to put what went wrong
 *
 * Ends galley_entry_maker_accept_async().
 *
 * Returns: whether there is an entry; %FALSE without @error when the link is gone
 */
gboolean
galley_entry_maker_accept_finish (GalleyEntryMaker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_entry_maker_get_waiting:
 * @self: a maker
 *
 * Returns: whether the page of the newest entry was not asked because that is not allowed
 */
gboolean
galley_entry_maker_get_waiting (GalleyEntryMaker *self)
{
  g_return_val_if_fail (GALLEY_IS_ENTRY_MAKER (self), FALSE);

  return self->waiting != NULL;
}

/**
 * galley_entry_maker_set_may_fetch:
 * @self: a maker
 * @may_fetch: whether pages may be asked for their titles
 *
 * Allows or forbids to ask pages. When it becomes allowed, that of the newest entry is asked.
 */
void
galley_entry_maker_set_may_fetch (GalleyEntryMaker *self, gboolean may_fetch)
{
  g_return_if_fail (GALLEY_IS_ENTRY_MAKER (self));

  if (self->may_fetch == may_fetch)
    return;

  self->may_fetch = may_fetch;
  if (may_fetch && self->waiting != NULL)
    fetch (self, g_steal_pointer (&self->waiting));
  if (!may_fetch)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAY_FETCH]);
}
