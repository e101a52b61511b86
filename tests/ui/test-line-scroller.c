/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-scroller.h"

#include "galley-document.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <math.h>

#define LINES 2000

typedef struct
{
  GtkWindow *window;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GalleyLineScroller *scroller;
  double scrolled;
  guint n_scrolled;
} Fixture;

static void
scrolled_cb (GalleyLineScroller *scroller, double line, Fixture *fixture)
{
  fixture->scrolled = line;
  fixture->n_scrolled++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  const char *odd = data;
  GtkTextIter start;

  fixture->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (fixture->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (fixture->view, 24);
  if (odd != NULL)
    {
      g_autoptr (GalleyDocument) document = galley_document_new ();

      gtk_text_view_set_buffer (fixture->view, GTK_TEXT_BUFFER (document));
    }
  fixture->buffer = gtk_text_view_get_buffer (fixture->view);
  for (guint i = 0; i < LINES; i++)
    {
      g_string_append_printf (text, "%u. %s", i + 1, odd != NULL && i % 3 == 0 ? odd : "");
      for (guint j = 0; j <= i % 7; j++)
        g_string_append (text, "A line of some words 和中文 that wraps. ");
      g_string_append_c (text, '\n');
    }
  gtk_text_buffer_set_text (fixture->buffer, text->str, -1);
  gtk_text_buffer_get_start_iter (fixture->buffer, &start);
  gtk_text_buffer_place_cursor (fixture->buffer, &start);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  fixture->scroller = galley_line_scroller_new (fixture->view, scrolled);
  g_signal_connect (fixture->scroller, "scrolled", G_CALLBACK (scrolled_cb), fixture);
  fixture->window = ui_test_present (scrolled, 400, 300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->scroller);
  ui_test_close (fixture->window);
}

static double
get_upper (Fixture *fixture)
{
  return gtk_adjustment_get_upper (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view)));
}

typedef struct
{
  Fixture *fixture;
  double line;
} Wanted;

static gboolean
is_at_line (gpointer data)
{
  Wanted *wanted = data;

  return fabs (galley_line_scroller_get_line (wanted->fixture->scroller) - wanted->line) < 0.05;
}

static gboolean
is_measured (gpointer data)
{
  Fixture *fixture = data;
  GtkTextIter end;
  int y, height;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &end, LINES - 1);
  gtk_text_view_get_line_yrange (fixture->view, &end, &y, &height);
  return height > 0 && get_upper (fixture) >= y + height;
}

static gboolean
cursor_is_in_view (gpointer data)
{
  Fixture *fixture = data;
  GdkRectangle visible, cursor;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (fixture->buffer, &iter,
                                    gtk_text_buffer_get_insert (fixture->buffer));
  gtk_text_view_get_iter_location (fixture->view, &iter, &cursor);
  gtk_text_view_get_visible_rect (fixture->view, &visible);
  return cursor.y >= visible.y && cursor.y + cursor.height <= visible.y + visible.height;
}

static void
test_exact (Fixture *fixture, gconstpointer data)
{
  const double lines[] = { 1500, 10.5, 1, 777.25, 1800.9 };

  galley_test_wait_until (is_measured, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      galley_line_scroller_scroll_to (fixture->scroller, lines[i]);
      galley_test_wait_until (is_at_line, &(Wanted) { fixture, lines[i] });
    }
  galley_line_scroller_scroll_to (fixture->scroller, 0);
  galley_test_wait_until (is_at_line, &(Wanted) { fixture, 1 });
  galley_line_scroller_scroll_to (fixture->scroller, 1e9);
  galley_line_scroller_scroll_to (fixture->scroller, -3);
  galley_test_wait_until (is_at_line, &(Wanted) { fixture, 1 });
  g_assert_cmpuint (fixture->n_scrolled, ==, 0);
}

/* What GTK takes for lines and Markdown does not. */
static void
test_odd_line_ends (Fixture *fixture, gconstpointer data)
{
  const double lines[] = { 1500, 10, 777, 1801 };

  galley_test_wait_until (is_measured, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u. ", (guint) lines[i]);
      g_autofree char *text = NULL;
      GdkRectangle visible;
      GtkTextIter iter, end;

      galley_line_scroller_scroll_to (fixture->scroller, lines[i]);
      galley_test_wait_until (is_at_line, &(Wanted) { fixture, lines[i] });
      gtk_text_view_get_visible_rect (fixture->view, &visible);
      gtk_text_view_get_line_at_y (fixture->view, &iter, visible.y + 1, NULL);
      end = iter;
      gtk_text_iter_forward_to_line_end (&end);
      text = gtk_text_iter_get_slice (&iter, &end);
      g_assert_true (g_str_has_prefix (text, expected));
    }
}

/* Right after the text was set most lines have no height yet; those above push the place down. */
static void
test_before_the_lines_are_measured (Fixture *fixture, gconstpointer data)
{
  galley_line_scroller_scroll_to (fixture->scroller, 1200.5);
  galley_test_wait_until (is_measured, fixture);
  galley_test_wait_until (is_at_line, &(Wanted) { fixture, 1200.5 });
  g_assert_cmpuint (fixture->n_scrolled, ==, 0);
}

static void
test_holds_when_the_width_changes (Fixture *fixture, gconstpointer data)
{
  galley_test_wait_until (is_measured, fixture);
  galley_line_scroller_scroll_to (fixture->scroller, 900);
  galley_test_wait_until (is_at_line, &(Wanted) { fixture, 900 });
  gtk_widget_set_margin_end (GTK_WIDGET (fixture->view), 100);
  gtk_text_view_set_right_margin (fixture->view, 120);
  galley_test_settle ();
  galley_test_wait_until (is_measured, fixture);
  galley_test_wait_until (is_at_line, &(Wanted) { fixture, 900 });
  g_assert_cmpuint (fixture->n_scrolled, ==, 0);
}

static void
test_reader_scrolls (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));

  galley_test_wait_until (is_measured, fixture);
  gtk_adjustment_set_value (adjustment, 5000);
  g_assert_cmpuint (fixture->n_scrolled, ==, 1);
  g_assert_cmpfloat (fixture->scrolled, >, 1);
  g_assert_cmpfloat_with_epsilon (fixture->scrolled,
                                  galley_line_scroller_get_line (fixture->scroller), 0.001);
}

static void
test_typing_moves_the_view (Fixture *fixture, gconstpointer data)
{
  galley_test_wait_until (is_measured, fixture);
  galley_line_scroller_scroll_to (fixture->scroller, 900);
  galley_test_wait_until (is_at_line, &(Wanted) { fixture, 900 });
  g_assert_cmpuint (fixture->n_scrolled, ==, 0);

  gtk_text_buffer_insert_at_cursor (fixture->buffer, "x", 1);
  gtk_text_view_scroll_mark_onscreen (fixture->view, gtk_text_buffer_get_insert (fixture->buffer));
  galley_test_wait_until (cursor_is_in_view, fixture);
  g_assert_cmpuint (fixture->n_scrolled, >, 0);
  g_assert_cmpfloat (fixture->scrolled, <, 2);
}

static void
test_reveal_cursor (Fixture *fixture, gconstpointer data)
{
  GtkTextIter iter;
  double line;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &iter, 1500);
  gtk_text_buffer_place_cursor (fixture->buffer, &iter);
  galley_line_scroller_reveal_cursor (fixture->scroller, TRUE);
  galley_test_wait_until (is_measured, fixture);
  galley_test_wait_until (cursor_is_in_view, fixture);
  g_assert_cmpuint (fixture->n_scrolled, ==, 0);

  galley_test_settle ();
  line = galley_line_scroller_get_line (fixture->scroller);
  gtk_text_buffer_get_iter_at_line (fixture->buffer, &iter, 1501);
  gtk_text_buffer_place_cursor (fixture->buffer, &iter);
  galley_line_scroller_reveal_cursor (fixture->scroller, TRUE);
  galley_test_settle ();
  g_assert_cmpfloat_with_epsilon (galley_line_scroller_get_line (fixture->scroller), line, 0.05);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  add ("/line-scroller/exact", test_exact);
  add ("/line-scroller/before-the-lines-are-measured", test_before_the_lines_are_measured);
  add ("/line-scroller/holds-when-the-width-changes", test_holds_when_the_width_changes);
  add ("/line-scroller/reader-scrolls", test_reader_scrolls);
  add ("/line-scroller/typing-moves-the-view", test_typing_moves_the_view);
  add ("/line-scroller/reveal-cursor", test_reveal_cursor);
  g_test_add ("/line-scroller/odd-line-ends", Fixture, "a\u2029b\u2029c", set_up,
              test_odd_line_ends, tear_down);
  return g_test_run ();
}
