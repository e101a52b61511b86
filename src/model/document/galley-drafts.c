/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-drafts-private.h"

#include "galley-document-private.h"
#include "galley-draft-folder.h"

/**
 * GalleyDrafts:
 *
 * Keeps what is typed and not saved on the disk, so that it is there again when the program did
 * not end as it should. Each document that is modified has a draft, which is never more than a
 * moment behind its text. It is removed when the text is saved, or is not wanted.
 *
 * The text of a draft is that of the newest proof where there is one, so that nothing is copied on
 * the main thread; the draft is written on a worker thread.
 */
struct _GalleyDrafts
{
  GObject parent_instance;

  char *root;
  guint delay;

  /* Where new drafts go, and where the recovered ones are. */
  GalleyDraftFolder *folder;
  GPtrArray *adopted;

  GPtrArray *keepers;
  char *error_message;
};

/* How long a change may wait for others, in milliseconds, and how many times as long until a disk
 * that was full is tried again. */
#define DELAY 400
#define RETRY_FACTOR 10

/* The draft of one document. */
typedef struct
{
  GalleyDrafts *drafts;
  GalleyDocument *document;

  /* What is on the disk: where, and the text (0 for an older one) and the state of the file that it
   * was made of. */
  char *path;
  guint64 revision;
  char *digest;
  GFile *file;

  /* One thing at a time is done to it. */
  gboolean running;
  gboolean failed;
  guint source;
  gboolean discarded;
} Keeper;

typedef struct
{
  Keeper *keeper;
  GalleyDrafts *drafts;
  char *root;
  GalleyDraftFolder *folder;
  /* %NULL if the draft is to be removed. */
  GalleyDraft *draft;
  guint64 revision;
  char *path;
} Job;

G_DEFINE_FINAL_TYPE (GalleyDrafts, galley_drafts, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
job_free (Job *job)
{
  g_clear_object (&job->drafts);
  g_clear_pointer (&job->root, g_free);
  g_clear_pointer (&job->folder, galley_draft_folder_unref);
  g_clear_pointer (&job->draft, galley_draft_free);
  g_clear_pointer (&job->path, g_free);
  g_free (job);
}

static void
keeper_forget (Keeper *keeper)
{
  keeper->revision = 0;
  g_clear_pointer (&keeper->digest, g_free);
  g_clear_object (&keeper->file);
}

static void
keeper_free (Keeper *keeper)
{
  g_clear_handle_id (&keeper->source, g_source_remove);
  keeper_forget (keeper);
  g_clear_object (&keeper->document);
  g_clear_pointer (&keeper->path, g_free);
  g_free (keeper);
}

static void
set_error (GalleyDrafts *self, const char *message)
{
  if (g_set_str (&self->error_message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
}

/* On a worker thread. */
static gboolean
run_job (Job *job, GError **error)
{
  if (job->draft == NULL)
    return galley_draft_folder_remove (job->path, error);

  if (job->path == NULL)
    {
      if (job->folder == NULL)
        job->folder = galley_draft_folder_new (job->root, error);
      if (job->folder == NULL)
        return FALSE;
      job->path = galley_draft_folder_dup_path (job->folder);
    }

  g_set_str (&job->draft->path, job->path);

  return galley_draft_folder_write (job->draft, error);
}

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_job (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void update (Keeper *keeper);

static gboolean
is_wanted (Keeper *keeper)
{
  return keeper->document != NULL && !keeper->discarded
         && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (keeper->document));
}

/* Whether the draft on the disk says what the document has. */
static gboolean
is_current (Keeper *keeper)
{
  return keeper->revision == keeper->document->revision && keeper->file == keeper->document->file
         && g_strcmp0 (keeper->digest, keeper->document->digest) == 0;
}

static gboolean
has_started (GalleyDrafts *self)
{
  for (guint i = 0; i < self->keepers->len; i++)
    if (((Keeper *) g_ptr_array_index (self->keepers, i))->running)
      return TRUE;

  return FALSE;
}

static void
take_done (Keeper *keeper, Job *job)
{
  GalleyDrafts *self = keeper->drafts;

  keeper_forget (keeper);
  keeper->failed = FALSE;

  if (job->draft != NULL)
    {
      keeper->revision = job->revision;
      keeper->digest = g_strdup (job->draft->digest);
      keeper->file = job->draft->uri != NULL ? g_file_new_for_uri (job->draft->uri) : NULL;
      /* The same object, so that it need not be compared at each key. */
      if (keeper->document != NULL && keeper->file != NULL && keeper->document->file != NULL
          && g_file_equal (keeper->file, keeper->document->file))
        g_set_object (&keeper->file, keeper->document->file);
      g_set_str (&keeper->path, job->path);
    }
  else
    {
      g_clear_pointer (&keeper->path, g_free);
    }

  set_error (self, NULL);
}

static void
job_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  /* Not left to the task: its thread may be the last to let go of that. */
  g_autoptr (GalleyDrafts) self = g_steal_pointer (&job->drafts);
  g_autoptr (GalleyDraftFolder) folder = g_steal_pointer (&job->folder);
  g_autoptr (GError) error = NULL;
  Keeper *keeper = job->keeper;

  keeper->running = FALSE;
  if (self->folder == NULL)
    self->folder = g_steal_pointer (&folder);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      take_done (keeper, job);
    }
  else
    {
      keeper->failed = TRUE;
      set_error (self, error->message);
    }

  update (keeper);
}

static void
start (Keeper *keeper, GalleyDraft *draft, guint64 revision)
{
  GalleyDrafts *self = keeper->drafts;
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  keeper->running = TRUE;
  job->keeper = keeper;
  job->drafts = g_object_ref (self);
  job->root = g_strdup (self->root);
  job->folder = self->folder != NULL ? galley_draft_folder_ref (self->folder) : NULL;
  job->draft = draft;
  job->revision = revision;
  job->path = g_strdup (keeper->path);

  task = g_task_new (NULL, NULL, job_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, job_thread);
}

static gboolean
write_cb (gpointer user_data)
{
  Keeper *keeper = user_data;
  GalleyDraft *draft;
  guint64 revision;

  keeper->source = 0;
  keeper->failed = FALSE;
  /* The first makes the folder. */
  if (keeper->running || !is_wanted (keeper)
      || (keeper->drafts->folder == NULL && has_started (keeper->drafts)))
    {
      update (keeper);
      return G_SOURCE_REMOVE;
    }

  draft = _galley_document_dup_draft (keeper->document, &revision);
  start (keeper, draft, revision);

  return G_SOURCE_REMOVE;
}

/* Does what is to be done next. */
static void
update (Keeper *keeper)
{
  GalleyDrafts *self = keeper->drafts;

  if (keeper->running)
    return;

  if (is_wanted (keeper))
    {
      /* Not put off by the next key: it is only ever so long after the first. */
      if (keeper->source == 0 && !is_current (keeper))
        keeper->source = g_timeout_add (keeper->failed ? self->delay * RETRY_FACTOR : self->delay,
                                        write_cb, keeper);
      return;
    }

  g_clear_handle_id (&keeper->source, g_source_remove);

  if (keeper->path != NULL && !keeper->failed && (keeper->document != NULL || keeper->discarded))
    start (keeper, NULL, 0);
  else if (keeper->document == NULL)
    g_ptr_array_remove_fast (self->keepers, keeper);
}

static void
modified_cb (GalleyDocument *document, Keeper *keeper)
{
  keeper->failed = FALSE;
  update (keeper);
}

static void
galley_drafts_dispose (GObject *object)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  for (guint i = 0; i < self->keepers->len; i++)
    {
      Keeper *keeper = g_ptr_array_index (self->keepers, i);

      if (keeper->document != NULL)
        g_signal_handlers_disconnect_by_data (keeper->document, keeper);
    }
  g_ptr_array_set_size (self->keepers, 0);
  g_clear_pointer (&self->folder, galley_draft_folder_unref);
  g_clear_pointer (&self->adopted, g_ptr_array_unref);

  G_OBJECT_CLASS (galley_drafts_parent_class)->dispose (object);
}

static void
galley_drafts_finalize (GObject *object)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  g_ptr_array_unref (self->keepers);
  g_free (self->root);
  g_free (self->error_message);

  G_OBJECT_CLASS (galley_drafts_parent_class)->finalize (object);
}

static void
galley_drafts_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  switch (id)
    {
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_drafts_class_init (GalleyDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_drafts_dispose;
  object_class->finalize = galley_drafts_finalize;
  object_class->get_property = galley_drafts_get_property;

  /**
   * GalleyDrafts:error-message:
   *
   * Why drafts cannot be kept now, for people; %NULL while they can.
   */
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_drafts_init (GalleyDrafts *self)
{
  self->delay = DELAY;
  self->keepers = g_ptr_array_new_with_free_func ((GDestroyNotify) keeper_free);
}

/**
 * galley_drafts_new:
 * @root: (nullable) (type filename): where drafts are kept, %NULL for the user's state folder
 *
 * Makes a keeper of drafts. Nothing is written before there is something to keep.
 *
 * Returns: (transfer full): the drafts
 */
GalleyDrafts *
galley_drafts_new (const char *root)
{
  GalleyDrafts *self = g_object_new (GALLEY_TYPE_DRAFTS, NULL);

  self->root = root != NULL ? g_strdup (root)
                            : g_build_filename (g_get_user_state_dir (), "galley", "drafts", NULL);

  return self;
}

/**
 * galley_drafts_set_delay:
 * @self: the drafts
 * @delay: in milliseconds
 *
 * Sets how long a change may wait for others before it is written.
 */
void
galley_drafts_set_delay (GalleyDrafts *self, guint delay)
{
  g_return_if_fail (GALLEY_IS_DRAFTS (self));

  self->delay = delay;
}

const char *
_galley_drafts_get_root (GalleyDrafts *self)
{
  return self->root;
}

/* The folders of recovered drafts stay locked. */
void
_galley_drafts_take_adopted (GalleyDrafts *self, GPtrArray *folders)
{
  g_clear_pointer (&self->adopted, g_ptr_array_unref);
  self->adopted = folders;
}

static Keeper *
find_keeper (GalleyDrafts *self, GalleyDocument *document)
{
  for (guint i = 0; i < self->keepers->len; i++)
    {
      Keeper *keeper = g_ptr_array_index (self->keepers, i);

      if (keeper->document == document)
        return keeper;
    }

  return NULL;
}

/**
 * galley_drafts_watch:
 * @self: the drafts
 * @document: a document
 * @draft: (nullable): the draft that @document was restored from
 *
 * Keeps a draft of @document whenever it has text that is not saved, until
 * galley_drafts_unwatch().
 */
void
galley_drafts_watch (GalleyDrafts *self, GalleyDocument *document, const GalleyDraft *draft)
{
  Keeper *keeper;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (GALLEY_IS_DOCUMENT (document));
  g_return_if_fail (find_keeper (self, document) == NULL);

  keeper = g_new0 (Keeper, 1);
  keeper->drafts = self;
  keeper->document = g_object_ref (document);
  keeper->path = draft != NULL ? g_strdup (draft->path) : NULL;
  g_ptr_array_add (self->keepers, keeper);

  g_signal_connect_swapped (document, "changed", G_CALLBACK (update), keeper);
  g_signal_connect_swapped (document, "notify::file", G_CALLBACK (update), keeper);
  g_signal_connect_swapped (document, "notify::changed-on-disk", G_CALLBACK (update), keeper);
  g_signal_connect_swapped (document, "notify::busy", G_CALLBACK (update), keeper);
  g_signal_connect (document, "modified-changed", G_CALLBACK (modified_cb), keeper);
  update (keeper);
}

/**
 * galley_drafts_unwatch:
 * @self: the drafts
 * @document: a document that is watched
 * @keep: whether the draft stays if the document is modified; else it is removed
 *
 * Lets go of a document.
 */
void
galley_drafts_unwatch (GalleyDrafts *self, GalleyDocument *document, gboolean keep)
{
  Keeper *keeper;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (GALLEY_IS_DOCUMENT (document));

  keeper = find_keeper (self, document);
  if (keeper == NULL)
    return;

  keeper->discarded = !keep || !is_wanted (keeper);
  keeper->failed = FALSE;
  g_signal_handlers_disconnect_by_data (document, keeper);
  g_clear_object (&keeper->document);
  update (keeper);
}

/**
 * galley_drafts_get_settled:
 * @self: the drafts
 *
 * Gets whether all that is to be kept is on the disk, and nothing else.
 *
 * Returns: %TRUE if there is nothing left to do
 */
gboolean
galley_drafts_get_settled (GalleyDrafts *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFTS (self), FALSE);

  for (guint i = 0; i < self->keepers->len; i++)
    {
      Keeper *keeper = g_ptr_array_index (self->keepers, i);

      if (keeper->running || (is_wanted (keeper) ? !is_current (keeper) : keeper->path != NULL))
        return FALSE;
    }

  return TRUE;
}

/**
 * galley_drafts_get_error_message:
 * @self: the drafts
 *
 * Gets why drafts cannot be kept.
 *
 * Returns: (transfer none) (nullable): see #GalleyDrafts:error-message
 */
const char *
galley_drafts_get_error_message (GalleyDrafts *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFTS (self), NULL);

  return self->error_message;
}

/**
 * galley_drafts_finish:
 * @self: the drafts
 *
 * Waits until what is under way on the disk is done, for a program that ends.
 */
void
galley_drafts_finish (GalleyDrafts *self)
{
  g_return_if_fail (GALLEY_IS_DRAFTS (self));

  while (has_started (self))
    g_main_context_iteration (NULL, TRUE);
}
