/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-application.h"
#include "galley-drafts.h"
#include "galley-test-util.h"
#include "galley-window.h"

#include <string.h>

/* Windows that close go, with all they had. */

static gboolean
is_gone_cb (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
has_proof_cb (gpointer document)
{
  return galley_document_get_proof (document) != NULL;
}

static gboolean
is_mapped_cb (gpointer window)
{
  return gtk_widget_get_mapped (window);
}

static void
open_and_close (GtkApplication *application, GalleyDrafts *drafts, gboolean edit)
{
  GalleyWindow *window = galley_window_new (application);
  GalleyDocument *document = galley_window_get_document (window);
  gpointer weak_window = window, weak_document = document;

  g_object_add_weak_pointer (weak_window, &weak_window);
  g_object_add_weak_pointer (weak_document, &weak_document);
  galley_window_watch (window, drafts);

  galley_document_set_template (document, "---\ntitle: Orchard\n---\n\nOne apple.\n");
  gtk_window_present (GTK_WINDOW (window));
  galley_test_wait_until (is_mapped_cb, window);
  galley_test_wait_until (has_proof_cb, document);
  if (edit)
    gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (document), "x", 1);

  gtk_window_destroy (GTK_WINDOW (window));
  galley_test_wait_until (is_gone_cb, &weak_window);
  galley_test_wait_until (is_gone_cb, &weak_document);
}

static void
test_finalize (void)
{
  char *folder = galley_test_folder_new ();
  g_autoptr (GalleyDrafts) drafts = galley_drafts_new (folder);
  g_autoptr (GalleyApplication) application = galley_application_new ();
  g_autoptr (GError) error = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 4; i++)
    open_and_close (GTK_APPLICATION (application), drafts, i % 2 == 1);

  galley_drafts_finish (drafts);
  g_clear_object (&drafts);
  galley_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/finalize", test_finalize);

  return g_test_run ();
}
