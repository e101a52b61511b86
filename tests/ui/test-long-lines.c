/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-editor.h"
#include "galley-line-folds.h"
#include "galley-source-view.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <string.h>

typedef struct
{
  GtkWindow *window;
  GalleyDocument *document;
  GalleyEditor *editor;
  GtkTextBuffer *buffer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = galley_document_new ();
  fixture->buffer = GTK_TEXT_BUFFER (fixture->document);
  fixture->editor = g_object_new (GALLEY_TYPE_EDITOR, "document", fixture->document, NULL);
  fixture->window = ui_test_present (GTK_WIDGET (fixture->editor), 500, 400);
  /* It unselects text when the display tells, late, that it has lost the selection of before. */
  gtk_text_buffer_remove_selection_clipboard (
    fixture->buffer, gtk_widget_get_primary_clipboard (GTK_WIDGET (fixture->editor)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (fixture->buffer, &start);
  gtk_text_buffer_place_cursor (fixture->buffer, &start);
  gtk_text_buffer_add_selection_clipboard (
    fixture->buffer, gtk_widget_get_primary_clipboard (GTK_WIDGET (fixture->editor)));
  ui_test_close (fixture->window);
  g_object_unref (fixture->document);
}

static char *
dup_line (Fixture *fixture, int line, gboolean visible)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);

  return visible ? gtk_text_iter_get_visible_slice (&start, &end)
                 : gtk_text_iter_get_slice (&start, &end);
}

static void
assert_visible (Fixture *fixture, int line, gsize length)
{
  g_autofree char *visible = dup_line (fixture, line, TRUE);

  g_assert_cmpuint (strlen (visible), ==, length);
}

static void
assert_long_line (Fixture *fixture, guint line)
{
  guint actual;

  g_object_get (fixture->editor, "long-line", &actual, NULL);
  g_assert_cmpuint (actual, ==, line);
}

static void
insert (Fixture *fixture, int line, int at, const char *text)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &iter, line, at);
  gtk_text_buffer_insert (fixture->buffer, &iter, text, -1);
}

/* As a document comes that is opened, and as text is pasted: what is shown is laid out at once, and
 * the text is what it was. */
static void
test_folds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *word = g_strnfill (3000 * 1000, 'Q');
  g_autofree char *text = g_strdup_printf ("one\n![](data:%s) end\nthree\n", word);
  g_autofree char *actual = NULL;
  GtkTextIter start, end;

  galley_document_set_template (fixture->document, text);
  assert_long_line (fixture, 2);
  assert_visible (fixture, 0, 3);
  assert_visible (fixture, 1, 604);
  galley_test_settle ();

  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  actual = gtk_text_iter_get_slice (&start, &end);
  g_assert_true (g_str_equal (actual, text));
  g_assert_false (gtk_text_buffer_get_modified (fixture->buffer));

  galley_document_set_template (fixture->document, "one\n");
  assert_long_line (fixture, 0);
  insert (fixture, 1, 0, word);
  assert_long_line (fixture, 2);
  assert_visible (fixture, 1, 600);
  galley_test_settle ();

  /* So long that its syntax would take seconds. */
  g_assert_null (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (fixture->document)));
  gtk_text_buffer_undo (fixture->buffer);
  assert_long_line (fixture, 0);
  assert_visible (fixture, 1, 0);
  g_assert_nonnull (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (fixture->document)));
  gtk_text_buffer_redo (fixture->buffer);
  assert_visible (fixture, 1, 600);
}

/* What one types stays in sight, at the start, beside the gap, and at the end. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *word = g_strnfill (20000, 'x');
  static const int places[] = { 0, 500, 20000 + 100 };
  guint n = 0;

  galley_document_set_template (fixture->document, word);
  assert_visible (fixture, 0, 600);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint j = 0; j < 50; j++)
      {
        g_autofree char *visible = NULL;
        guint shown = 0;

        insert (fixture, 0, places[i], "y");
        visible = dup_line (fixture, 0, TRUE);
        for (const char *p = visible; *p != '\0'; p++)
          shown += *p == 'y';
        g_assert_cmpuint (shown, ==, ++n);
      }

  assert_visible (fixture, 0, 750);
}

/* What other programs get. */
static char *
dup_clipboard (GtkWidget *view)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (view));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);

  return g_value_dup_string (&value);
}

/* What goes to other programs has the hidden text, and lines that are moved take it along. */
static void
test_nothing_left_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *word = g_strnfill (20000, 'x');
  g_autofree char *text = g_strdup_printf ("one %s\ntwo\n", word);
  g_autofree char *copied = NULL, *cut = NULL, *rest = NULL, *moved = NULL;
  GtkWidget *view = ui_test_find (GTK_WIDGET (fixture->editor), GALLEY_TYPE_SOURCE_VIEW);
  GtkTextIter start, end;

  galley_document_set_template (fixture->document, text);
  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  gtk_text_buffer_select_range (fixture->buffer, &start, &end);
  g_signal_emit_by_name (view, "copy-clipboard");
  copied = dup_clipboard (view);
  g_assert_true (g_str_equal (copied, text));

  g_signal_emit_by_name (view, "cut-clipboard");
  cut = dup_clipboard (view);
  g_assert_true (g_str_equal (cut, text));
  g_assert_cmpint (gtk_text_buffer_get_char_count (fixture->buffer), ==, 0);

  gtk_text_buffer_undo (fixture->buffer);
  gtk_text_buffer_get_start_iter (fixture->buffer, &start);
  gtk_text_buffer_place_cursor (fixture->buffer, &start);
  g_signal_emit_by_name (view, "move-lines", TRUE);
  moved = dup_line (fixture, 1, FALSE);
  rest = dup_line (fixture, 0, FALSE);
  g_assert_cmpstr (rest, ==, "two");
  g_assert_cmpuint (strlen (moved), ==, 4 + 20000);
  assert_visible (fixture, 1, 4 + 600);
}

/* A drag takes along only what is to be seen, so there is none. */
static void
test_no_drag (Fixture *fixture, gconstpointer data)
{
  g_autofree char *word = g_strnfill (20000, 'x');
  GtkWidget *view = ui_test_find (GTK_WIDGET (fixture->editor), GALLEY_TYPE_SOURCE_VIEW);
  GtkEventController *guard = ui_test_find_controller (view, "galley-selection-guard");
  GtkTextIter start, end;

  galley_document_set_template (fixture->document, word);
  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  gtk_text_buffer_select_range (fixture->buffer, &start, &end);
  g_signal_emit_by_name (guard, "pressed", 1, 100.0, 60.0);
  g_assert_false (gtk_text_buffer_get_has_selection (fixture->buffer));

  galley_document_set_template (fixture->document, "one two three four five six\n");
  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  gtk_text_buffer_select_range (fixture->buffer, &start, &end);
  g_signal_emit_by_name (guard, "pressed", 1, 100.0, 30.0);
  g_assert_true (gtk_text_buffer_get_has_selection (fixture->buffer));
}

/* Lines that grow together, and are broken. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autofree char *half = g_strnfill (6000, 'x');
  g_autofree char *text = g_strdup_printf ("%s\n%s\nend", half, half);
  GtkTextIter start, end;

  galley_document_set_template (fixture->document, text);
  assert_long_line (fixture, 0);

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &start, 0, 6000);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (fixture->buffer, &start, &end);
  assert_long_line (fixture, 1);
  assert_visible (fixture, 0, 600);

  /* In the gap: nothing of it stays hidden, nor the line end. */
  insert (fixture, 0, 6000, "\nmore\n");
  assert_long_line (fixture, 0);
  assert_visible (fixture, 0, 6000);
  assert_visible (fixture, 1, 4);
  assert_visible (fixture, 2, 6000);
  assert_visible (fixture, 3, 3);
}

/* Whatever is done: the lines are as they are, and what is shown of each can be shown. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autofree char *word = g_strnfill (15000, 'x');
  const char *pieces[] = { "a", "\n", " ", "周", word, "\r\n", "two\nlines" };

  for (guint i = 0; i < 300; i++)
    {
      int n_chars = gtk_text_buffer_get_char_count (fixture->buffer);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (fixture->buffer, &start,
                                          g_test_rand_int_range (0, n_chars + 1));
      if (g_test_rand_int_range (0, 3) == 0 || n_chars > 200000)
        {
          end = start;
          gtk_text_iter_forward_chars (&end, g_test_rand_int_range (1, 20000));
          gtk_text_buffer_delete (fixture->buffer, &start, &end);
        }
      else
        {
          gtk_text_buffer_insert (fixture->buffer, &start,
                                  pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))], -1);
        }

      for (int line = 0; line < gtk_text_buffer_get_line_count (fixture->buffer); line++)
        {
          g_autofree char *all = dup_line (fixture, line, FALSE);
          g_autofree char *visible = dup_line (fixture, line, TRUE);

          g_autoptr (GArray) folds = galley_line_folds_find (visible, strlen (visible));

          g_assert_cmpuint (folds->len, ==, 0);
          if (strlen (all) <= 10000)
            g_assert_cmpstr (all, ==, visible);
        }
    }
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  add ("/long-lines/folds", test_folds);
  add ("/long-lines/typing", test_typing);
  add ("/long-lines/lines", test_lines);
  add ("/long-lines/nothing-left-out", test_nothing_left_out);
  add ("/long-lines/no-drag", test_no_drag);
  add ("/long-lines/random", test_random);

  return g_test_run ();
}
