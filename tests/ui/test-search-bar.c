/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-search-bar.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GalleySearchBar *bar;
  GtkText *search;
  GtkText *replace;
  GtkLabel *count;
} Fixture;

typedef struct
{
  GtkLabel *label;
  const char *text;
} Expected;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->view = gtk_source_view_new ();
  fixture->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  fixture->bar = g_object_new (GALLEY_TYPE_SEARCH_BAR, NULL);
  galley_search_bar_set_view (fixture->bar, GTK_SOURCE_VIEW (fixture->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->bar));
  gtk_box_append (GTK_BOX (box), fixture->view);
  fixture->search =
    GTK_TEXT (gtk_widget_get_template_child (GTK_WIDGET (fixture->bar), GALLEY_TYPE_SEARCH_BAR,
                                             "search_text"));
  fixture->replace =
    GTK_TEXT (gtk_widget_get_template_child (GTK_WIDGET (fixture->bar), GALLEY_TYPE_SEARCH_BAR,
                                             "replace_text"));
  fixture->count =
    GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (fixture->bar), GALLEY_TYPE_SEARCH_BAR,
                                              "count_label"));
  fixture->window = ui_test_present (box, 400, 300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_close (fixture->window);
}

static gboolean
label_is (gpointer data)
{
  Expected *expected = data;

  return g_str_equal (gtk_label_get_text (expected->label), expected->text);
}

static void
wait_for_count (Fixture *fixture, const char *text)
{
  galley_test_wait_until (label_is, &(Expected) { fixture->count, text });
}

static void
search (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->search), text);
}

static gboolean
has_error (Fixture *fixture)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (fixture->search));

  return gtk_widget_has_css_class (box, "error");
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "¦one two one 一 One");
  galley_search_bar_open (fixture->bar, FALSE);
  g_assert_true (galley_search_bar_get_opened (fixture->bar));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (fixture->search)));

  search (fixture, "one");
  wait_for_count (fixture, "1 of 3");
  ui_test_assert_text (fixture->buffer, "«one» two one 一 One");
  galley_search_bar_next (fixture->bar);
  wait_for_count (fixture, "2 of 3");
  galley_search_bar_next (fixture->bar);
  wait_for_count (fixture, "3 of 3");
  ui_test_assert_text (fixture->buffer, "one two one 一 «One»");
  galley_search_bar_next (fixture->bar);
  wait_for_count (fixture, "1 of 3");
  galley_search_bar_previous (fixture->bar);
  wait_for_count (fixture, "3 of 3");

  search (fixture, "nowhere");
  wait_for_count (fixture, "No matches");
  g_assert_true (has_error (fixture));
  search (fixture, "");
  wait_for_count (fixture, "");
  g_assert_false (has_error (fixture));
}

static void
test_typing_searches_from_the_start (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "to¦ an and ant");
  galley_search_bar_open (fixture->bar, FALSE);
  search (fixture, "a");
  wait_for_count (fixture, "1 of 3");
  search (fixture, "an");
  wait_for_count (fixture, "1 of 3");
  search (fixture, "ant");
  wait_for_count (fixture, "1 of 1");
  ui_test_assert_text (fixture->buffer, "to an and «ant»");
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "¦one One ones");
  galley_search_bar_open (fixture->bar, FALSE);
  search (fixture, "one");
  wait_for_count (fixture, "1 of 3");
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search-options.case-sensitive", NULL);
  wait_for_count (fixture, "1 of 2");
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search-options.whole-words", NULL);
  wait_for_count (fixture, "1 of 1");
}

static void
test_regex (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "¦a1 b22 c");
  galley_search_bar_open (fixture->bar, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search-options.regex", NULL);
  search (fixture, "([a-z])([0-9]+");
  wait_for_count (fixture, "Not a valid pattern");
  g_assert_true (has_error (fixture));
  g_assert_nonnull (gtk_widget_get_tooltip_text (gtk_widget_get_parent (GTK_WIDGET (fixture
                                                                                      ->search))));

  search (fixture, "([a-z])([0-9]+)");
  wait_for_count (fixture, "1 of 2");
  g_assert_false (has_error (fixture));
  gtk_editable_set_text (GTK_EDITABLE (fixture->replace), "\\2\\1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search.replace-all", NULL);
  ui_test_assert_text (fixture->buffer, "1a¦ 22b c");
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "¦one two one two one");
  galley_search_bar_open (fixture->bar, TRUE);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->replace)));
  search (fixture, "one");
  wait_for_count (fixture, "1 of 3");
  gtk_editable_set_text (GTK_EDITABLE (fixture->replace), "1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search.replace", NULL);
  wait_for_count (fixture, "1 of 2");
  ui_test_assert_text (fixture->buffer, "1 two «one» two one");

  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search.replace-all", NULL);
  wait_for_count (fixture, "2 replaced");
  gtk_text_buffer_undo (fixture->buffer);
  ui_test_assert_text (fixture->buffer, "1 two ¦one two one");
}

static void
test_selection_is_searched (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "a\\b «a\\b» a\\b");
  galley_search_bar_open (fixture->bar, FALSE);
  wait_for_count (fixture, "2 of 3");

  galley_search_bar_close (fixture->bar);
  ui_test_set_text (fixture->buffer, "«two\nlines»");
  galley_search_bar_open (fixture->bar, FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->search)), ==, "a\\\\b");
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "one ¦two");
  galley_search_bar_open (fixture->bar, FALSE);
  search (fixture, "two");
  wait_for_count (fixture, "1 of 1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), "search.close", NULL);
  g_assert_false (galley_search_bar_get_opened (fixture->bar));
  g_assert_true (gtk_widget_is_focus (fixture->view));
  ui_test_assert_text (fixture->buffer, "one «two»");
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
  add ("/search-bar/find", test_find);
  add ("/search-bar/typing-searches-from-the-start", test_typing_searches_from_the_start);
  add ("/search-bar/options", test_options);
  add ("/search-bar/regex", test_regex);
  add ("/search-bar/replace", test_replace);
  add ("/search-bar/selection-is-searched", test_selection_is_searched);
  add ("/search-bar/close", test_close);
  return g_test_run ();
}
