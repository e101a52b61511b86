/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include <string.h>

typedef struct
{
  gboolean done;
  gboolean success;
  GError *error;
} Outcome;

void
document_fixture_set_up (DocumentFixture *self, gconstpointer data)
{
  self->folder = galley_test_folder_new ();
  self->path = g_build_filename (self->folder, "issue.md", NULL);
  self->file = g_file_new_for_path (self->path);
  self->document = galley_document_new ();
}

static gboolean
is_gone_cb (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Every test is also a test that the document goes away, whatever is under way. */
void
document_fixture_tear_down (DocumentFixture *self, gconstpointer data)
{
  gpointer weak = self->document;

  if (!self->selected)
    g_object_add_weak_pointer (weak, &weak);

  galley_document_close (self->document);
  g_object_unref (self->document);

  if (!self->selected)
    galley_test_wait_until (is_gone_cb, &weak);

  g_object_unref (self->file);
  g_free (self->path);
  galley_test_folder_remove (self->folder);
}

void
document_fixture_open (DocumentFixture *self, const void *data, gssize length)
{
  g_autoptr (GError) error = NULL;

  galley_test_file_write (self->path, data, length);
  document_load (self->document, self->file, &error);
  g_assert_no_error (error);
}

void
document_fixture_save (DocumentFixture *self)
{
  g_autoptr (GError) error = NULL;

  document_save (self->document, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_done_cb (gpointer data)
{
  const Outcome *outcome = data;

  return outcome->done;
}

static void
load_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->success =
    galley_document_load_finish (GALLEY_DOCUMENT (object), result, &outcome->error);
  outcome->done = TRUE;
}

static void
save_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->success =
    galley_document_save_finish (GALLEY_DOCUMENT (object), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
wait_for (Outcome *outcome, GError **error)
{
  galley_test_wait_until (is_done_cb, outcome);
  g_assert_true (outcome->success == (outcome->error == NULL));

  if (outcome->error != NULL)
    g_propagate_error (error, outcome->error);

  return outcome->success;
}

gboolean
document_load (GalleyDocument *document, GFile *file, GError **error)
{
  Outcome outcome = { FALSE };

  galley_document_load_async (document, file, NULL, load_cb, &outcome);

  return wait_for (&outcome, error);
}

gboolean
document_save (GalleyDocument *document, GFile *file, GError **error)
{
  Outcome outcome = { FALSE };

  galley_document_save_async (document, file, NULL, save_cb, &outcome);

  return wait_for (&outcome, error);
}

char *
document_dup_text (GalleyDocument *document)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (document), &start, &end);

  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (document), &start, &end, TRUE);
}

void
document_assert_text (GalleyDocument *document, const char *text)
{
  g_autofree char *actual = document_dup_text (document);

  g_assert_cmpstr (actual, ==, text);
}

void
document_insert (GalleyDocument *document, gsize offset, const char *text)
{
  GtkTextIter iter;

  galley_document_get_iter (document, &iter, offset);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (document), &iter, text, -1);
}

void
document_delete (GalleyDocument *document, gsize offset, gsize length)
{
  GtkTextIter start, end;

  galley_document_get_iter (document, &start, offset);
  galley_document_get_iter (document, &end, offset + length);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (document), &start, &end);
}

gboolean
document_get_modified (GalleyDocument *document)
{
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document));
}

gsize
document_get_cursor (GalleyDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return galley_document_get_offset (document, &iter);
}

void
document_set_cursor (GalleyDocument *document, gsize offset)
{
  GtkTextIter iter;

  galley_document_get_iter (document, &iter, offset);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (document), &iter);
}

gboolean
document_is_modified_cb (gpointer document)
{
  return document_get_modified (document);
}

gboolean
document_is_idle_cb (gpointer document)
{
  return !galley_document_get_busy (document);
}

gboolean
document_is_proofed_cb (gpointer document)
{
  GalleyProof *proof = galley_document_get_proof (document);
  g_autofree char *text = document_dup_text (document);
  GBytes *bytes;

  if (proof == NULL)
    return FALSE;

  bytes = galley_proof_get_text (proof);

  return g_bytes_get_size (bytes) == strlen (text)
         && memcmp (g_bytes_get_data (bytes, NULL), text, strlen (text)) == 0;
}

gboolean
document_has_error_cb (gpointer document)
{
  return galley_document_get_error_message (document) != NULL;
}

gboolean
document_has_no_error_cb (gpointer document)
{
  return galley_document_get_error_message (document) == NULL;
}

gboolean
document_is_changed_on_disk_cb (gpointer document)
{
  return galley_document_get_changed_on_disk (document);
}
