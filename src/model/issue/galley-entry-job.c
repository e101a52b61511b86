/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-job.h"

#include "galley-document-private.h"
#include "galley-entry-paste.h"
#include "galley-entry-style.h"
#include "galley-issue-add.h"

#include <string.h>

/* As in `fields`. */
#define FIELD_VIDEO 4

static GalleyEntryJob *
job_new (GalleyDocument *document)
{
  GalleyEntryJob *self = g_new0 (GalleyEntryJob, 1);
  GalleySiteConfig *site = galley_site_get_config (galley_document_get_site (document));

  g_weak_ref_init (&self->document, document);
  if (site != NULL)
    self->site = galley_site_config_ref (site);

  return self;
}

static GtkTextMark *
make_mark (GalleyDocument *document, gsize offset, gboolean left_gravity)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter iter;

  galley_document_get_iter (document, &iter, offset);
  return g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, left_gravity));
}

static void
delete_mark (GtkTextMark *mark)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (mark);

  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

/* People may give the address of a video for its id. */
static void
take_video (GalleyEntryJob *self)
{
  char **video = &self->fields[FIELD_VIDEO];
  g_autoptr (GalleyEntrySource) source = *video != NULL ? galley_entry_source_new (*video) : NULL;

  if (source == NULL || source->video == NULL)
    return;

  g_set_str (video, source->video);
  self->video_host = source->video_host;
}

/**
 * galley_entry_job_new:
 * @document: the document that gets an entry
 * @kind: what the entry is about
 * @draft: what people say of it; what is missing is told by its link, or is left empty
 *
 * Returns: (transfer full): how to add it at the end of its section
 */
GalleyEntryJob *
galley_entry_job_new (GalleyDocument *document, GalleyEntryKind kind, const GalleyEntryDraft *draft)
{
  GalleyEntryJob *self = job_new (document);
  const char *const fields[] = { draft->title, draft->url, draft->text, draft->image,
                                 draft->video };

  G_STATIC_ASSERT (G_N_ELEMENTS (fields) == G_N_ELEMENTS (self->fields));
  self->kind = kind;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] != NULL && *fields[i] != '\0')
      self->fields[i] = g_strdup (fields[i]);
  if (draft->url != NULL)
    self->source = galley_entry_source_new (draft->url);
  self->video_host = draft->video_host;
  take_video (self);

  return self;
}

/**
 * galley_entry_job_new_for_link:
 * @document: a document
 * @link: a text in it
 * @offset: where it stands, in bytes
 *
 * Returns: (transfer full) (nullable): how to make an entry of it, wherever it is by then; %NULL
 *   when it is no link
 */
GalleyEntryJob *
galley_entry_job_new_for_link (GalleyDocument *document, const char *link, gsize offset)
{
  GalleyEntrySource *source = galley_entry_source_new (link);
  GalleyEntryJob *self;

  if (source == NULL)
    return NULL;

  self = job_new (document);
  self->kind = source->kind;
  self->source = source;
  self->link = make_mark (document, offset, FALSE);
  return self;
}

void
galley_entry_job_free (GalleyEntryJob *self)
{
  g_weak_ref_clear (&self->document);
  for (guint i = 0; i < G_N_ELEMENTS (self->fields); i++)
    g_free (self->fields[i]);
  g_clear_pointer (&self->source, galley_entry_source_free);
  g_clear_pointer (&self->site, galley_site_config_unref);
  g_clear_pointer (&self->last, galley_issue_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->link, delete_mark);
  g_clear_pointer (&self->start, delete_mark);
  g_clear_pointer (&self->end, delete_mark);
  g_free (self->entry);
  g_free (self);
}

static const char *
get_text (const GalleyEntryJob *self, gsize *length)
{
  const char *text = g_bytes_get_data (self->text, length);

  return *length > 0 ? text : "";
}

/* What people said comes before what the link and the page tell. */
static void
add_fields (const GalleyEntryJob *self, GalleyEntryDraft *draft)
{
  const char **const places[] = { &draft->title, &draft->url, &draft->text, &draft->image,
                                  &draft->video };

  /* A post may be about a video, and is not one. */
  if (galley_entry_kinds[self->kind].link != GALLEY_ENTRY_LINK_VIDEO)
    draft->video = draft->video_host = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (self->fields[i] != NULL)
      *places[i] = self->fields[i];
  if (self->fields[FIELD_VIDEO] != NULL)
    draft->video_host = self->video_host;
}

/* The link may have been changed since. */
static gboolean
find_link (GalleyEntryJob *self, GalleyDocument *document)
{
  const char *link = self->source->url;
  gsize length;
  const char *text = get_text (self, &length);
  GtkTextIter iter;

  if (gtk_text_mark_get_buffer (self->link) != GTK_TEXT_BUFFER (document))
    return FALSE;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (document), &iter, self->link);
  self->offset = galley_document_get_offset (document, &iter);
  return self->offset + strlen (link) <= length
         && strncmp (text + self->offset, link, strlen (link)) == 0;
}

static GalleyIssueChange *
make_change (const GalleyEntryJob *self, const GalleyWebPage *page, GError **error)
{
  gsize length;
  const char *text = get_text (self, &length);
  g_autofree char *description =
    page != NULL && page->description != NULL ? galley_entry_escape (page->description) : NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  GalleyEntryDraft draft = { 0 };

  if (self->source != NULL)
    galley_entry_source_init_draft (self->source, page, &draft);
  draft.text = description;
  add_fields (self, &draft);
  if (self->link != NULL)
    return galley_entry_paste (text, length, self->offset, strlen (self->source->url), &draft,
                               self->site, self->last);

  issue = galley_issue_new_for_site (text, length, self->site);
  return galley_issue_add_entry (issue, self->kind, &draft, self->last, error);
}

/**
 * galley_entry_job_try:
 * @self: a job
 * @error: where to put what cannot be done
 *
 * Finds what would change in the text as it is now.
 *
 * Returns: (transfer full) (nullable): the change; %NULL without @error where a link is just a link
 */
GalleyIssueChange *
galley_entry_job_try (GalleyEntryJob *self, GError **error)
{
  g_autoptr (GalleyDocument) document = g_weak_ref_get (&self->document);

  if (document == NULL)
    return NULL;

  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = _galley_document_dup_text (document);
  if (self->link != NULL && !find_link (self, document))
    return NULL;

  return make_change (self, NULL, error);
}

/* Whoever writes at its edges writes in it. */
static void
remember_place (GalleyEntryJob *self, GalleyDocument *document, const GalleyIssueChange *change)
{
  gsize length;
  const char *text = get_text (self, &length);
  GalleySpan span;
  g_autofree char *after = galley_entry_paste_apply (change, text, length, &span);

  self->start = make_mark (document, span.offset, TRUE);
  self->end = make_mark (document, span.offset + span.length, FALSE);
  self->entry = g_strndup (after + span.offset, span.length);
}

/**
 * galley_entry_job_do:
 * @self: a job
 * @error: where to put what cannot be done
 *
 * Writes the entry, as one step of undo, and puts the cursor into its first empty field.
 *
 * Returns: whether it did; %FALSE without @error where a link is just a link
 */
gboolean
galley_entry_job_do (GalleyEntryJob *self, GError **error)
{
  g_autoptr (GalleyDocument) document = g_weak_ref_get (&self->document);
  g_autoptr (GalleyIssueChange) change = galley_entry_job_try (self, error);
  GtkTextIter cursor;

  if (change == NULL)
    return FALSE;

  galley_document_apply (document, change->edits);
  galley_document_get_iter (document, &cursor, change->cursor);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (document), &cursor);
  remember_place (self, document, change);
  return TRUE;
}

/* Where the entry stands now, if it is as it was made. */
static gboolean
find_untouched (const GalleyEntryJob *self, GalleyDocument *document, gsize *offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (gtk_text_mark_get_buffer (self->start) != buffer
      || gtk_text_mark_get_buffer (self->end) != buffer)
    return FALSE;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, self->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, self->end);
  text = gtk_text_iter_get_slice (&start, &end);
  *offset = galley_document_get_offset (document, &start);

  return g_str_equal (text, self->entry);
}

/**
 * galley_entry_job_fill:
 * @self: a job that was done
 * @page: what the page of the entry says of itself
 *
 * Fills in what is not known yet, unless people wrote in the entry meanwhile.
 */
void
galley_entry_job_fill (GalleyEntryJob *self, const GalleyWebPage *page)
{
  g_autoptr (GalleyDocument) document = g_weak_ref_get (&self->document);
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autoptr (GArray) edits = NULL;
  g_autofree char *after = NULL;
  gsize length, offset;
  const char *text = get_text (self, &length);
  GalleySpan span;

  if (document == NULL || !find_untouched (self, document, &offset))
    return;
  change = make_change (self, page, NULL);
  if (change == NULL)
    return;

  after = galley_entry_paste_apply (change, text, length, &span);
  edits = galley_edit_list_from_difference (self->entry, strlen (self->entry), after + span.offset,
                                            span.length);
  for (guint i = 0; i < edits->len; i++)
    g_array_index (edits, GalleyEdit, i).offset += offset;
  galley_document_apply (document, edits);
}
