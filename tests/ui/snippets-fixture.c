/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "snippets-fixture.h"

#include "galley-document.h"
#include "galley-highlighting.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>

void
snippets_fixture_write (SnippetsFixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

void
snippets_fixture_set_up (SnippetsFixture *fixture, gconstpointer data)
{
  fixture->folder = galley_test_folder_new ();
  fixture->user_folder = g_build_filename (fixture->folder, "data", "snippets", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->user_folder, 0700), ==, 0);
  fixture->snippets = galley_snippets_new (fixture->user_folder);
  fixture->buffer = GTK_TEXT_BUFFER (galley_document_new ());
  galley_snippets_set_document (fixture->snippets, GALLEY_DOCUMENT (fixture->buffer));

  fixture->view = galley_source_view_new ();
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (fixture->view), fixture->buffer);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (fixture->buffer),
                                  galley_highlighting_get_language ());
  fixture->inserter = galley_source_view_get_inserter (GALLEY_SOURCE_VIEW (fixture->view));
  galley_snippet_inserter_set_snippets (fixture->inserter, fixture->snippets);
  fixture->window = ui_test_present (fixture->view, 600, 400);
  gtk_widget_grab_focus (fixture->view);
}

void
snippets_fixture_tear_down (SnippetsFixture *fixture, gconstpointer data)
{
  ui_test_close (fixture->window);
  galley_snippets_set_document (fixture->snippets, NULL);
  g_object_unref (fixture->buffer);
  ui_test_release (fixture->snippets);
  g_free (fixture->user_folder);
  galley_test_folder_remove (fixture->folder);
}

GalleySnippetItem *
snippets_fixture_find (SnippetsFixture *fixture, const char *word)
{
  return galley_snippets_find (fixture->snippets, GALLEY_SCOPE_BODY, word);
}

typedef struct
{
  SnippetsFixture *fixture;
  const char *trigger;
  GalleySnippetOrigin origin;
} Expectation;

static gboolean
is_from (gpointer data)
{
  Expectation *expected = data;
  GalleySnippetItem *item = snippets_fixture_find (expected->fixture, expected->trigger);

  return item != NULL && galley_snippet_item_get_origin (item) == expected->origin;
}

void
snippets_fixture_wait_from (SnippetsFixture *fixture,
                            const char *trigger,
                            GalleySnippetOrigin origin)
{
  Expectation expected = { fixture, trigger, origin };

  galley_test_wait_until (is_from, &expected);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gboolean
is_done (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

void
snippets_fixture_load (SnippetsFixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_document_load_async (GALLEY_DOCUMENT (fixture->buffer), file, NULL, done_cb, &result);
  galley_test_wait_until (is_done, &result);
  g_assert_true (galley_document_load_finish (GALLEY_DOCUMENT (fixture->buffer), result, &error));
  g_assert_no_error (error);
}
