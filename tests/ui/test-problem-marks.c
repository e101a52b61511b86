/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document.h"
#include "galley-problem-marks.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <string.h>

typedef struct
{
  GalleyDocument *document;
  GtkWindow *window;
  GalleyProblemMarks *marks;
  guint line;
  const char *category;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;

  fixture->document = galley_document_new ();
  view = gtk_source_view_new_with_buffer (GTK_SOURCE_BUFFER (fixture->document));
  fixture->marks = galley_problem_marks_new (GTK_SOURCE_VIEW (view));
  galley_problem_marks_set_document (fixture->marks, fixture->document);
  fixture->window = ui_test_present (view, 400, 300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  galley_problem_marks_set_document (fixture->marks, NULL);
  g_object_unref (fixture->marks);
  ui_test_close (fixture->window);
  galley_document_close (fixture->document);
  g_object_unref (fixture->document);
}

static GSList *
list_marks (Fixture *fixture)
{
  return gtk_source_buffer_get_source_marks_at_line (GTK_SOURCE_BUFFER (fixture->document),
                                                     (int) fixture->line - 1, fixture->category);
}

static gboolean
is_marked (gpointer data)
{
  g_autoptr (GSList) marks = list_marks (data);

  return marks != NULL;
}

static gboolean
is_not_marked (gpointer data)
{
  return !is_marked (data);
}

static void
wait_for_mark (Fixture *fixture, guint line, const char *category, const char *message)
{
  g_autoptr (GSList) marks = NULL;
  const char *shown;

  fixture->line = line;
  fixture->category = category;
  galley_test_wait_until (is_marked, fixture);
  marks = list_marks (fixture);
  shown = g_object_get_data (marks->data, "message");
  if (strstr (shown, message) == NULL)
    g_error ("“%s” is not in “%s”", message, shown);
}

/* A field that is wrong has an icon beside its line, as long as it is wrong. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  GtkTextIter start, end;

  galley_document_set_template (fixture->document, "---\n"
                                                   "title: T\n"
                                                   "date: 2999-01-02\n"
                                                   "lastmod: soon\n"
                                                   "draft: true\n"
                                                   "weight: x\n"
                                                   "tags: [a]\n"
                                                   "tags: [b]\n"
                                                   "---\n"
                                                   "Body.\n");
  wait_for_mark (fixture, 3, "galley-warning", "in the future");
  wait_for_mark (fixture, 4, "galley-warning", "no date");
  wait_for_mark (fixture, 5, "galley-warning", "draft");
  wait_for_mark (fixture, 6, "galley-warning", "number");
  wait_for_mark (fixture, 8, "galley-warning", "line 7");
  fixture->line = 2;
  g_assert_false (is_marked (fixture));

  gtk_text_buffer_get_iter_at_line (buffer, &start, 4);
  gtk_text_buffer_get_iter_at_line (buffer, &end, 5);
  gtk_text_buffer_delete (buffer, &start, &end);
  wait_for_mark (fixture, 5, "galley-warning", "number");
  fixture->line = 8;
  galley_test_wait_until (is_not_marked, fixture);
}

static void
test_missing_and_broken (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  GtkTextIter iter;

  galley_document_set_template (fixture->document, "---\ntags: [a]\n---\nBody.\n");
  wait_for_mark (fixture, 1, "galley-warning", "title");
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 1);
  gtk_text_buffer_insert (buffer, &iter, "x: [\n", -1);
  wait_for_mark (fixture, 4, "galley-error", "lacks a comma");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add ("/problem-marks/fields", Fixture, NULL, set_up, test_fields, tear_down);
  g_test_add ("/problem-marks/missing-and-broken", Fixture, NULL, set_up, test_missing_and_broken,
              tear_down);

  return g_test_run ();
}
