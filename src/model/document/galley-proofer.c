/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proofer.h"

#include "galley-text-mirror.h"

/**
 * GalleyProofer:
 *
 * Keeps the proof of a text up to date while the text changes. The text is proofed on a worker
 * thread, one proof at a time, with no delay: what changes meanwhile is collected and makes one
 * more proof, of the newest text, as soon as the first is done.
 */
struct _GalleyProofer
{
  GObject parent_instance;

  GalleyProof *proof;

  /* Made when it is asked for, with the ids of the one before, which it is until then. */
  GalleyIssue *issue;
  gboolean issue_stale;

  /* What the mirror does not know yet: another text, and changes to it. */
  GBytes *text;
  GArray *changes;
  guint start_source;

  /* Lent to the worker thread while a proof is made. */
  GalleyTextMirror *mirror;

  /* What the site says of the text, whether that is to be found out first, and whether the newest
   * proof does not heed it yet. */
  GalleySiteConfig *site;
  gboolean site_pending;
  gboolean site_stale;

  /* Counts the texts: a proof of another one is of no use. */
  guint generation;
  gboolean stopped;
};

typedef struct
{
  GalleyTextMirror *mirror;
  GBytes *text;
  GArray *changes;
  GalleyProof *previous;
  GalleySiteConfig *site;
  guint generation;
} Job;

typedef struct
{
  GalleyProof *proof;
  GalleyIssue *previous;
} IssueJob;

G_DEFINE_FINAL_TYPE (GalleyProofer, galley_proofer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROOF,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
job_free (Job *job)
{
  g_clear_pointer (&job->mirror, galley_text_mirror_free);
  g_clear_pointer (&job->text, g_bytes_unref);
  g_clear_pointer (&job->changes, g_array_unref);
  g_clear_object (&job->previous);
  g_clear_pointer (&job->site, galley_site_config_unref);
  g_free (job);
}

static void
issue_job_free (IssueJob *job)
{
  g_clear_object (&job->proof);
  g_clear_pointer (&job->previous, galley_issue_unref);
  g_free (job);
}

/* Returns whether it is another one. */
static gboolean
set_proof (GalleyProofer *self, GalleyProof *proof)
{
  if (!g_set_object (&self->proof, proof))
    return FALSE;

  self->issue_stale = TRUE;
  return TRUE;
}

static void
take_issue (GalleyProofer *self, GalleyIssue *issue)
{
  g_clear_pointer (&self->issue, galley_issue_unref);
  self->issue = issue;
  self->issue_stale = FALSE;
}

static gboolean
is_running (GalleyProofer *self)
{
  return self->mirror == NULL;
}

static gboolean
is_dirty (GalleyProofer *self)
{
  return self->text != NULL || self->changes->len > 0 || self->site_stale;
}

static GalleyProof *
prove (GBytes *text, GalleySiteConfig *site, GalleyProof *previous)
{
  GalleyProofOptions options = {
    .output = GALLEY_OUTPUT_PREVIEW,
    .reading = site != NULL ? galley_site_config_get_reading (site) : NULL,
  };

  return galley_proof_new (text, &options, previous);
}

static void
make_proof (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) text = NULL;

  if (job->text != NULL)
    {
      g_clear_pointer (&job->mirror, galley_text_mirror_free);
      job->mirror = galley_text_mirror_new (job->text);
    }

  galley_text_mirror_apply (job->mirror, job->changes);
  text = galley_text_mirror_dup_text (job->mirror);
  g_task_return_pointer (task, prove (text, job->site, job->previous), g_object_unref);
}

static void start (GalleyProofer *self);

static void
make_proof_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyProofer) self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GalleyProof) proof = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean changed = FALSE;

  if (self->stopped)
    return;

  self->mirror = g_steal_pointer (&job->mirror);

  if (job->generation == self->generation)
    changed = set_proof (self, proof);

  /* The next one first: it is made while this one is put on the screen. */
  if (is_dirty (self) && !self->site_pending)
    start (self);

  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROOF]);
}

static void
start (GalleyProofer *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  g_clear_handle_id (&self->start_source, g_source_remove);

  job->mirror = g_steal_pointer (&self->mirror);
  job->text = g_steal_pointer (&self->text);
  job->changes = g_steal_pointer (&self->changes);
  job->generation = self->generation;
  g_set_object (&job->previous, self->proof);
  if (self->site != NULL)
    job->site = galley_site_config_ref (self->site);
  self->site_stale = FALSE;
  self->changes = galley_text_changes_new ();

  /* No source object: the thread may be the last to let go of the task and what it holds, and
   * those who watch us live on the main thread. */
  task = g_task_new (NULL, NULL, make_proof_cb, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, make_proof);
}

static gboolean
start_cb (gpointer user_data)
{
  GalleyProofer *self = user_data;

  self->start_source = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

/* Below the priority that frames are drawn with. */
#define PRIORITY_AFTER_FRAME (G_PRIORITY_HIGH_IDLE + 30)

/* Not at once: what is typed over a selection, or replaced in many places, is many changes, and
 * the main loop comes back when the last of them is done. And after the frame in which the key is
 * seen in the source, which on two processors would wait for the proof and the page. */
static void
schedule (GalleyProofer *self)
{
  if (!is_running (self) && !self->site_pending && self->start_source == 0)
    self->start_source = g_idle_add_full (PRIORITY_AFTER_FRAME, start_cb, self, NULL);
}

static void
galley_proofer_finalize (GObject *object)
{
  GalleyProofer *self = GALLEY_PROOFER (object);

  g_clear_handle_id (&self->start_source, g_source_remove);
  g_clear_object (&self->proof);
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->mirror, galley_text_mirror_free);
  g_clear_pointer (&self->site, galley_site_config_unref);

  G_OBJECT_CLASS (galley_proofer_parent_class)->finalize (object);
}

static void
galley_proofer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyProofer *self = GALLEY_PROOFER (object);

  switch (id)
    {
    case PROP_PROOF:
      g_value_set_object (value, self->proof);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_proofer_class_init (GalleyProoferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = galley_proofer_finalize;
  object_class->get_property = galley_proofer_get_property;

  /**
   * GalleyProofer:proof:
   *
   * The newest proof, %NULL until there is one.
   */
  properties[PROP_PROOF] = g_param_spec_object ("proof", NULL, NULL, GALLEY_TYPE_PROOF,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_proofer_init (GalleyProofer *self)
{
  self->changes = galley_text_changes_new ();
  self->mirror = galley_text_mirror_new (NULL);
}

/**
 * galley_proofer_new:
 *
 * Makes a proofer of an empty text. It makes no proof before the text changes.
 *
 * Returns: (transfer full): the proofer
 */
GalleyProofer *
galley_proofer_new (void)
{
  return g_object_new (GALLEY_TYPE_PROOFER, NULL);
}

/**
 * galley_proofer_get_proof:
 * @self: a proofer
 *
 * Gets the newest proof. While the text is changing it may be of the text of a moment ago.
 *
 * Returns: (transfer none) (nullable): the proof
 */
GalleyProof *
galley_proofer_get_proof (GalleyProofer *self)
{
  g_return_val_if_fail (GALLEY_IS_PROOFER (self), NULL);

  return self->proof;
}

/**
 * galley_proofer_get_text:
 * @self: a proofer
 *
 * Gets the text as it is now, if that takes no work.
 *
 * Returns: (transfer none) (nullable): the text, %NULL while the proof is not of the newest text
 */
GBytes *
galley_proofer_get_text (GalleyProofer *self)
{
  g_return_val_if_fail (GALLEY_IS_PROOFER (self), NULL);

  if (self->proof == NULL || is_running (self) || is_dirty (self))
    return NULL;

  return galley_proof_get_text (self->proof);
}

/**
 * galley_proofer_get_recent_text:
 * @self: a proofer
 *
 * Gets the text as it is now or was a moment ago, when a proof of it was started last.
 *
 * Returns: (transfer none) (nullable): the text, %NULL while no proof is made, since the site has
 *   to be known first
 */
GBytes *
galley_proofer_get_recent_text (GalleyProofer *self)
{
  g_return_val_if_fail (GALLEY_IS_PROOFER (self), NULL);

  return self->proof != NULL && !self->site_pending ? galley_proof_get_text (self->proof) : NULL;
}

/**
 * galley_proofer_get_site:
 * @self: a proofer
 *
 * Returns: (transfer none) (nullable): the configuration that the newest proof was made with
 */
GalleySiteConfig *
galley_proofer_get_site (GalleyProofer *self)
{
  g_return_val_if_fail (GALLEY_IS_PROOFER (self), NULL);

  return self->site;
}

/**
 * galley_proofer_get_issue:
 * @self: a proofer
 *
 * Returns: (transfer none) (nullable): the sections and entries of the newest proof, %NULL until
 *   they are asked for with galley_proofer_find_issue_async() or galley_proofer_make_issue()
 */
GalleyIssue *
galley_proofer_get_issue (GalleyProofer *self)
{
  g_return_val_if_fail (GALLEY_IS_PROOFER (self), NULL);

  return self->issue_stale ? NULL : self->issue;
}

static void
find_issue (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  IssueJob *job = data;

  g_task_return_pointer (task, galley_issue_new (job->proof, job->previous),
                         (GDestroyNotify) galley_issue_unref);
}

static void
issue_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyProofer *self = g_task_get_source_object (task);
  IssueJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GalleyIssue) issue = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->issue_stale && job->proof == self->proof)
    take_issue (self, g_steal_pointer (&issue));
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_proofer_find_issue_async:
 * @self: a proofer
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds the sections and entries of the newest proof on a worker thread: a long issue takes its
 * time. Then galley_proofer_get_issue() has them, unless there is a newer proof by then.
 */
void
galley_proofer_find_issue_async (GalleyProofer *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) finding = NULL;
  IssueJob *job;

  g_return_if_fail (GALLEY_IS_PROOFER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_proofer_find_issue_async);
  if (self->proof == NULL || !self->issue_stale)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  job = g_new0 (IssueJob, 1);
  job->proof = g_object_ref (self->proof);
  if (self->issue != NULL)
    job->previous = galley_issue_ref (self->issue);

  /* No source object, as above. */
  finding = g_task_new (NULL, NULL, issue_found_cb, g_steal_pointer (&task));
  g_task_set_source_tag (finding, galley_proofer_find_issue_async);
  g_task_set_task_data (finding, job, (GDestroyNotify) issue_job_free);
  g_task_run_in_thread (finding, find_issue);
}

/**
 * galley_proofer_find_issue_finish:
 * @self: a proofer
 * @result: the result
 * @error: where to put that it was cancelled
 *
 * Ends galley_proofer_find_issue_async().
 *
 * Returns: whether it came to its end
 */
gboolean
galley_proofer_find_issue_finish (GalleyProofer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_proofer_make_issue:
 * @self: a proofer
 * @text: the text as it is now
 *
 * Finds the sections and entries of the text as it is now, for who has to know them at once and
 * not in a moment. They have the ids that those had that were found last.
 *
 * Returns: (transfer full): the issue
 */
GalleyIssue *
galley_proofer_make_issue (GalleyProofer *self, GBytes *text)
{
  g_autoptr (GalleyProof) proof = NULL;
  gboolean is_newest;
  GalleyIssue *issue;

  g_return_val_if_fail (GALLEY_IS_PROOFER (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  is_newest = self->proof != NULL && galley_proof_get_text (self->proof) == text;
  if (is_newest && !self->issue_stale)
    return galley_issue_ref (self->issue);

  proof = is_newest ? g_object_ref (self->proof) : prove (text, self->site, self->proof);
  issue = galley_issue_new (proof, self->issue);
  if (is_newest)
    take_issue (self, galley_issue_ref (issue));

  return issue;
}

/**
 * galley_proofer_reset:
 * @self: a proofer
 * @text: UTF-8 text
 *
 * Starts anew with another text. There is no proof until the first one of @text is made.
 */
void
galley_proofer_reset (GalleyProofer *self, GBytes *text)
{
  g_return_if_fail (GALLEY_IS_PROOFER (self));
  g_return_if_fail (text != NULL);

  if (self->stopped)
    return;

  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_bytes_ref (text);
  g_array_set_size (self->changes, 0);
  self->generation++;
  schedule (self);

  g_clear_pointer (&self->issue, galley_issue_unref);
  if (set_proof (self, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROOF]);
}

/**
 * galley_proofer_change:
 * @self: a proofer
 * @offset: where the text changes, in bytes, after all changes before
 * @n_deleted: how many bytes are deleted
 * @inserted: (nullable): the UTF-8 text that is inserted in their place
 * @n_inserted: its length in bytes
 *
 * Takes note of a change of the text.
 */
void
galley_proofer_change (GalleyProofer *self,
                       gsize offset,
                       gsize n_deleted,
                       const char *inserted,
                       gsize n_inserted)
{
  g_return_if_fail (GALLEY_IS_PROOFER (self));

  if (self->stopped)
    return;

  galley_text_changes_add (self->changes, offset, n_deleted, inserted, n_inserted);
  schedule (self);
}

/**
 * galley_proofer_set_site:
 * @self: a proofer
 * @site: (nullable): what the site says of how the text is meant; %NULL while that is being found
 *   out: no proof is started before it is known
 *
 * Has the text proofed again as @site says.
 */
void
galley_proofer_set_site (GalleyProofer *self, GalleySiteConfig *site)
{
  g_return_if_fail (GALLEY_IS_PROOFER (self));

  if (self->stopped || (site != NULL && site == self->site && !self->site_pending))
    return;

  self->site_pending = site == NULL;
  if (site == NULL)
    {
      g_clear_handle_id (&self->start_source, g_source_remove);
      return;
    }

  g_clear_pointer (&self->site, galley_site_config_unref);
  self->site = galley_site_config_ref (site);
  self->site_stale = TRUE;
  if (self->proof != NULL || self->text != NULL || is_running (self))
    schedule (self);
}

/**
 * galley_proofer_stop:
 * @self: a proofer
 *
 * Lets go of all it holds and makes no more proofs; the one that is being made is not reported.
 * For an owner that goes away.
 */
void
galley_proofer_stop (GalleyProofer *self)
{
  g_return_if_fail (GALLEY_IS_PROOFER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->start_source, g_source_remove);
  g_clear_object (&self->proof);
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->mirror, galley_text_mirror_free);
  g_array_set_size (self->changes, 0);
}
