/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-maker.h"

#include "galley-document-private.h"
#include "galley-entry-paste.h"
#include "galley-entry-style.h"
#include "galley-error.h"
#include "galley-page-fetcher.h"

#include <glib/gi18n.h>

#include <string.h>

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

  /* The newest entry, as long as it is not known whether its page may be fetched. */
  struct _Job *waiting;
};

/* An entry that was made: of which text, and where it stands. */
typedef struct _Job
{
  GWeakRef maker;
  GalleyEntrySource *source;
  GBytes *text;
  gboolean in_text;
  gsize offset;
  GtkTextMark *start;
  GtkTextMark *end;
  char *entry;
} Job;

enum
{
  PROP_MAY_FETCH = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyEntryMaker, galley_entry_maker, G_TYPE_OBJECT)

static void
delete_mark (GtkTextMark *mark)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (mark);

  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->maker);
  g_clear_pointer (&job->source, galley_entry_source_free);
  g_clear_pointer (&job->text, g_bytes_unref);
  g_clear_pointer (&job->start, delete_mark);
  g_clear_pointer (&job->end, delete_mark);
  g_free (job->entry);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (GalleyEntryMaker *self, GalleyEntrySource *source)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->maker, self);
  job->source = source;
  job->text = _galley_document_dup_text (self->document);

  return job;
}

static const char *
get_text (const Job *job, gsize *length)
{
  const char *text = g_bytes_get_data (job->text, length);

  return *length > 0 ? text : "";
}

static GalleyIssueChange *
make_change (const Job *job, const GalleyPageInfo *page, GError **error)
{
  gsize length;
  const char *text = get_text (job, &length);
  g_autofree char *description =
    page != NULL && page->description != NULL ? galley_entry_escape (page->description) : NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  GalleyEntryDraft draft;

  galley_entry_source_init_draft (job->source, page, &draft);
  draft.text = description;
  if (job->in_text)
    return galley_entry_paste (text, length, job->offset, strlen (job->source->url), &draft);

  issue = galley_issue_new_for_text (text, length);
  return galley_issue_add_entry (issue, job->source->kind, &draft, NULL, error);
}

static void
apply (GalleyEntryMaker *self, const GalleyIssueChange *change)
{
  GtkTextIter cursor;

  galley_document_apply (self->document, change->edits);
  galley_document_get_iter (self->document, &cursor, change->cursor);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->document), &cursor);
}

static GtkTextMark *
make_mark (GalleyDocument *document, gsize offset, gboolean left_gravity)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter iter;

  galley_document_get_iter (document, &iter, offset);
  return g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, left_gravity));
}

/* Whoever writes at its edges writes in it. */
static void
remember_place (GalleyEntryMaker *self, Job *job, const GalleyIssueChange *change)
{
  gsize length;
  const char *text = get_text (job, &length);
  GalleySpan span;
  g_autofree char *after = galley_entry_paste_apply (change, text, length, &span);

  job->start = make_mark (self->document, span.offset, TRUE);
  job->end = make_mark (self->document, span.offset + span.length, FALSE);
  job->entry = g_strndup (after + span.offset, span.length);
}

/* Where the entry stands now, if it is as it was made. */
static gboolean
find_untouched (GalleyEntryMaker *self, const Job *job, gsize *offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (gtk_text_mark_get_buffer (job->start) != buffer
      || gtk_text_mark_get_buffer (job->end) != buffer)
    return FALSE;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, job->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, job->end);
  text = gtk_text_iter_get_slice (&start, &end);
  *offset = galley_document_get_offset (self->document, &start);

  return g_str_equal (text, job->entry);
}

static void
fill (GalleyEntryMaker *self, const Job *job, const GalleyPageInfo *page)
{
  g_autoptr (GalleyIssueChange) change = make_change (job, page, NULL);
  g_autoptr (GArray) edits = NULL;
  g_autofree char *after = NULL;
  gsize length, offset;
  const char *text = get_text (job, &length);
  GalleySpan span;

  if (change == NULL || !find_untouched (self, job, &offset))
    return;

  after = galley_entry_paste_apply (change, text, length, &span);
  edits = galley_edit_list_from_difference (job->entry, strlen (job->entry), after + span.offset,
                                            span.length);
  for (guint i = 0; i < edits->len; i++)
    g_array_index (edits, GalleyEdit, i).offset += offset;
  galley_document_apply (self->document, edits);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GalleyEntryMaker) self = g_weak_ref_get (&job->maker);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPageInfo) page = galley_page_fetcher_fetch_finish (result, &error);

  /* Nothing was promised: without an answer, the fields are there to be filled in. */
  if (page == NULL)
    g_debug ("%s", error->message);
  else if (self != NULL && self->document != NULL)
    fill (self, job, page);
}

static void
fetch (GalleyEntryMaker *self, Job *job)
{
  galley_page_fetcher_fetch_async (job->source->url, GALLEY_PAGE_FETCHER_LIMIT, self->cancellable,
                                   fetched_cb, job);
}

static gboolean
make (GalleyEntryMaker *self, Job *made, GError **error)
{
  g_autoptr (Job) job = made;
  g_autoptr (GalleyIssueChange) change = make_change (job, NULL, error);

  if (change == NULL)
    return FALSE;

  apply (self, change);
  remember_place (self, job, change);
  g_clear_pointer (&self->waiting, job_free);
  if (self->may_fetch)
    fetch (self, g_steal_pointer (&job));
  else
    self->waiting = g_steal_pointer (&job);
  return TRUE;
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
  g_clear_pointer (&self->waiting, job_free);
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

/**
 * galley_entry_maker_paste:
 * @self: a maker
 * @link: an http or https address
 * @offset: where it was put into the text, in bytes
 *
 * Makes an entry of a link that stands in the text already, as one step of undo, and puts the
 * cursor into its first empty field.
 *
 * Returns: whether it did; in many places a link is just a link
 */
gboolean
galley_entry_maker_paste (GalleyEntryMaker *self, const char *link, gsize offset)
{
  GalleyEntrySource *source;
  Job *job;

  g_return_val_if_fail (GALLEY_IS_ENTRY_MAKER (self), FALSE);
  g_return_val_if_fail (link != NULL, FALSE);

  source = galley_entry_source_new (link);
  if (source == NULL)
    return FALSE;
  job = job_new (self, source);
  job->in_text = TRUE;
  job->offset = offset;

  return make (self, job, NULL);
}

static gboolean
add_empty (GalleyEntryMaker *self, GalleyEntryKind kind, GError **error)
{
  g_autoptr (GBytes) text = _galley_document_dup_text (self->document);
  const char *data = g_bytes_get_size (text) > 0 ? g_bytes_get_data (text, NULL) : "";
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (data, g_bytes_get_size (text));
  const GalleyEntryDraft draft = { 0 };
  g_autoptr (GalleyIssueChange) change = galley_issue_add_entry (issue, kind, &draft, NULL, error);

  if (change != NULL)
    apply (self, change);
  return change != NULL;
}

/**
 * galley_entry_maker_add:
 * @self: a maker
 * @what: an http or https address; or `project`, `blog` or `video` for an entry to fill in
 * @error: where to put what went wrong
 *
 * Writes an entry at the end of the section of its kind, wherever the cursor is, as one step of
 * undo, and puts the cursor into its first empty field. A section that is missing is made.
 *
 * Returns: whether it did
 */
gboolean
galley_entry_maker_add (GalleyEntryMaker *self, const char *what, GError **error)
{
  GalleyEntryKind kind;
  GalleyEntrySource *source;

  g_return_val_if_fail (GALLEY_IS_ENTRY_MAKER (self), FALSE);
  g_return_val_if_fail (what != NULL, FALSE);

  if (galley_entry_kind_from_string (what, &kind) && kind != GALLEY_ENTRY_OTHER)
    return add_empty (self, kind, error);

  source = galley_entry_source_new (what);
  if (source == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND, _ ("“%s” is not a web address."),
                   what);
      return FALSE;
    }

  return make (self, job_new (self, source), error);
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
