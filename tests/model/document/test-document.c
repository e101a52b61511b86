/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include "galley-line-index.h"

#include <string.h>

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_new (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *subtitle = NULL;

  g_assert_null (galley_document_get_file (fixture->document));
  g_assert_null (galley_document_get_proof (fixture->document));
  g_assert_null (galley_document_get_error_message (fixture->document));
  g_assert_false (galley_document_get_busy (fixture->document));
  g_assert_false (galley_document_get_changed_on_disk (fixture->document));
  g_assert_false (document_get_modified (fixture->document));
  g_assert_cmpstr (galley_document_get_title (fixture->document), ==, "New Issue");
  g_object_get (fixture->document, "subtitle", &subtitle, NULL);
  g_assert_cmpstr (subtitle, ==, "Not saved yet");
}

static void
test_template (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);

  galley_document_set_template (fixture->document, "---\ntitle: Number 7\n---\n\nText\n");
  g_assert_false (document_get_modified (fixture->document));
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  g_assert_cmpuint (document_get_cursor (fixture->document), ==, 0);

  galley_test_wait_until (document_is_proofed_cb, fixture->document);
  g_assert_cmpstr (galley_document_get_title (fixture->document), ==, "Number 7");

  document_insert (fixture->document, 0, "x");
  g_assert_true (document_get_modified (fixture->document));
}

static void
test_title (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *expected = NULL;
  guint n_titles = 0;

  document_fixture_open (fixture, "Text\n", -1);
  g_assert_cmpstr (galley_document_get_title (fixture->document), ==, "issue.md");

  expected = g_strdup_printf ("issue.md — %s", fixture->folder);
  g_object_get (fixture->document, "subtitle", &subtitle, NULL);
  g_assert_cmpstr (subtitle, ==, expected);

  g_signal_connect (fixture->document, "notify::title", G_CALLBACK (count_cb), &n_titles);
  document_insert (fixture->document, 0, "---\ntitle: One\n---\n");
  galley_test_wait_until (document_is_proofed_cb, fixture->document);
  g_assert_cmpstr (galley_document_get_title (fixture->document), ==, "One");
  g_assert_cmpuint (n_titles, ==, 1);

  document_insert (fixture->document, 20, "more ");
  galley_test_wait_until (document_is_proofed_cb, fixture->document);
  g_assert_cmpuint (n_titles, ==, 1);
}

static const char *const samples[] = {
  "a",  "word ",        "\n",           "\r", "\r\n", "é",  "云原生", "😀",
  "\t", "\xe2\x80\xa9", "\xe2\x80\xa8", "ﬁ",  "\n\n", "\v", "\f",     "\xc2\x85",
};

static char *
random_text (guint max)
{
  GString *text = g_string_new (NULL);
  guint n = g_test_rand_int_range (1, max + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (text, samples[g_test_rand_int_range (0, G_N_ELEMENTS (samples))]);

  return g_string_free_and_steal (text);
}

static void
assert_offsets (GalleyDocument *document)
{
  g_autofree char *text = document_dup_text (document);
  g_autoptr (GalleyLineIndex) lines = galley_line_index_new (text, strlen (text));
  GtkTextIter iter, found;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *before = NULL;
      gsize chars = g_test_rand_int_range (0, g_utf8_strlen (text, -1) + 1);
      gsize bytes = g_utf8_offset_to_pointer (text, chars) - text;
      guint line;

      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (document), &iter, chars);
      g_assert_cmpuint (galley_document_get_offset (document, &iter), ==, bytes);
      galley_document_get_iter (document, &found, bytes);
      g_assert_true (gtk_text_iter_equal (&iter, &found));

      line = galley_line_index_get_line (lines, bytes);
      g_assert_cmpuint (galley_document_get_line (GTK_TEXT_BUFFER (document), &iter), ==, line);
      line += (guint) g_test_rand_int_range (0, 3);
      galley_document_get_iter_at_line (GTK_TEXT_BUFFER (document), &found, line);
      g_assert_cmpuint (galley_document_get_offset (document, &found), ==,
                        galley_line_index_get_offset (lines, line));
    }
}

static void
edit_at_random (GalleyDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  guint n = gtk_text_buffer_get_char_count (buffer);
  g_autofree char *text = random_text (6);
  guint start_offset = g_test_rand_int_range (0, n + 1);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, start_offset);

  switch (g_test_rand_int_range (0, 10))
    {
    case 0:
      gtk_text_buffer_undo (buffer);
      break;
    case 1:
      gtk_text_buffer_redo (buffer);
      break;
    case 2:
    case 3:
    case 4:
      gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                          start_offset
                                            + g_test_rand_int_range (0, MIN (n - start_offset, 12)
                                                                          + 1));
      gtk_text_buffer_delete (buffer, &start, &end);
      break;
    case 5:
      gtk_text_buffer_backspace (buffer, &start, TRUE, TRUE);
      break;
    default:
      gtk_text_buffer_insert (buffer, &start, text, -1);
    }
}

/* Line ends are put together and torn apart, characters of all lengths, undo and redo: the copy
 * that the proof is made of stays byte for byte what the buffer has. */
static void
test_random_edits (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, data, -1);
  fixture->selected = TRUE;

  for (guint i = 0; i < 4000; i++)
    {
      edit_at_random (fixture->document);
      assert_offsets (fixture->document);

      if (i % 10 == 0)
        g_main_context_iteration (NULL, FALSE);
      if (i % 200 == 0)
        galley_test_wait_until (document_is_proofed_cb, fixture->document);
    }

  galley_test_wait_until (document_is_proofed_cb, fixture->document);
}

static void
test_offset_bounds (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextIter iter;

  galley_document_get_iter (fixture->document, &iter, 5);
  g_assert_true (gtk_text_iter_is_end (&iter));

  document_fixture_open (fixture, "a云b", -1);
  galley_document_get_iter (fixture->document, &iter, 3);
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 1);
  galley_document_get_iter (fixture->document, &iter, 100);
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 3);
}

static void
asked_cb (GtkTextBuffer *buffer, gpointer data)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  *(gsize *) data = galley_document_get_offset (GALLEY_DOCUMENT (buffer), &end);
}

static void
test_offset_while_changing (DocumentFixture *fixture, gconstpointer data)
{
  gsize asked = 0;

  document_fixture_open (fixture, "云\n", -1);
  g_signal_connect (fixture->document, "changed", G_CALLBACK (asked_cb), &asked);
  document_insert (fixture->document, 3, "原生");
  g_assert_cmpuint (asked, ==, 10);
  document_delete (fixture->document, 0, 3);
  g_assert_cmpuint (asked, ==, 7);
}

static void
test_newline_crlf (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  GtkTextIter iter;

  document_fixture_open (fixture, "one\r\ntwo\r\n", -1);
  g_assert_cmpstr (galley_document_get_newline (fixture->document), ==, "\r\n");

  document_insert (fixture->document, 3, "\n");
  document_assert_text (fixture->document, "one\r\n\r\ntwo\r\n");

  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, "a\nb\r\nc\n", -1);
  g_assert_true (gtk_text_iter_is_end (&iter));
  document_assert_text (fixture->document, "one\r\n\r\ntwo\r\na\r\nb\r\nc\r\n");

  gtk_text_buffer_undo (buffer);
  gtk_text_buffer_redo (buffer);
  document_assert_text (fixture->document, "one\r\n\r\ntwo\r\na\r\nb\r\nc\r\n");
}

static void
test_newline_others (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\rtwo\r", -1);
  document_insert (fixture->document, 4, "a\nb");
  document_assert_text (fixture->document, "one\ra\rbtwo\r");

  document_fixture_open (fixture, "one\ntwo\n", -1);
  document_insert (fixture->document, 4, "a\r\nb\n");
  document_assert_text (fixture->document, "one\na\nb\ntwo\n");
}

/* What was deleted comes back as it was, even if the file has another line end. */
static void
test_newline_undo_is_exact (DocumentFixture *fixture, gconstpointer data)
{
  const char *text = "one\r\ntwo\r\nthree\nfour\rfive\r\n";
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);

  document_fixture_open (fixture, text, -1);
  document_delete (fixture->document, 2, 20);
  gtk_text_buffer_undo (buffer);
  document_assert_text (fixture->document, text);
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_apply (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) edits = galley_edit_list_new ();
  g_autoptr (GArray) none = galley_edit_list_new ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  const char *text = "云原生 one\r\ntwo\r\nthree\r\n";

  document_fixture_open (fixture, text, -1);
  document_set_cursor (fixture->document, 16);

  galley_document_apply (fixture->document, none);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));

  galley_edit_list_add (edits, 0, 3, "");
  galley_edit_list_add (edits, 10, 0, "\n");
  galley_edit_list_add (edits, 20, 5, "3");
  galley_document_apply (fixture->document, edits);
  document_assert_text (fixture->document, "原生 \none\r\ntwo\r\n3\r\n");
  g_assert_cmpuint (document_get_cursor (fixture->document), ==, 14);

  gtk_text_buffer_undo (buffer);
  document_assert_text (fixture->document, text);
  g_assert_cmpuint (document_get_cursor (fixture->document), ==, 16);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
}

static void
test_undo_floor (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);

  document_insert (fixture->document, 0, "before");
  document_fixture_open (fixture, "loaded\n", -1);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));

  document_insert (fixture->document, 0, "x");
  for (guint i = 0; i < 5; i++)
    gtk_text_buffer_undo (buffer);

  document_assert_text (fixture->document, "loaded\n");
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_only_text (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  g_autoptr (GdkPaintable) paintable = gdk_paintable_new_empty (4, 4);
  GtkTextIter iter;

  document_fixture_open (fixture, "text\n", -1);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_insert_paintable (buffer, &iter, paintable);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_DOCUMENT_TEST ("/document/new", test_new);
  ADD_DOCUMENT_TEST ("/document/template", test_template);
  ADD_DOCUMENT_TEST ("/document/title", test_title);
  g_test_add ("/document/random-edits/lf", DocumentFixture, "one\ntwo\n", document_fixture_set_up,
              test_random_edits, document_fixture_tear_down);
  g_test_add ("/document/random-edits/crlf", DocumentFixture, "one\r\ntwo\r\nthree\n",
              document_fixture_set_up, test_random_edits, document_fixture_tear_down);
  ADD_DOCUMENT_TEST ("/document/offset/bounds", test_offset_bounds);
  ADD_DOCUMENT_TEST ("/document/offset/while-changing", test_offset_while_changing);
  ADD_DOCUMENT_TEST ("/document/newline/crlf", test_newline_crlf);
  ADD_DOCUMENT_TEST ("/document/newline/others", test_newline_others);
  ADD_DOCUMENT_TEST ("/document/newline/undo-is-exact", test_newline_undo_is_exact);
  ADD_DOCUMENT_TEST ("/document/apply", test_apply);
  ADD_DOCUMENT_TEST ("/document/undo-floor", test_undo_floor);
  ADD_DOCUMENT_TEST ("/document/only-text", test_only_text);

  return g_test_run ();
}
