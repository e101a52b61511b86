/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "galley-test-util.h"

#include <adwaita.h>
#include <string.h>

#define CURSOR "¦"
#define SELECTION_START "«"
#define SELECTION_END "»"

/**
 * ui_test_init:
 * @argc: the number of arguments
 * @argv: the arguments
 *
 * Starts what a test of widgets needs.
 */
void
ui_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  gtk_source_init ();
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_height (widget) > 0;
}

/**
 * ui_test_present:
 * @widget: (transfer floating): what to show
 * @width: the width of the window
 * @height: its height
 *
 * Shows a widget in a window of its own and waits until it is there.
 *
 * Returns: (transfer none): the window, for ui_test_close()
 */
GtkWindow *
ui_test_present (GtkWidget *widget, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, widget);
  gtk_window_present (window);
  galley_test_wait_until (is_mapped, widget);
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/**
 * ui_test_close:
 * @window: a window
 *
 * Closes the window and waits until nothing holds it any more.
 */
void
ui_test_close (GtkWindow *window)
{
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_destroy (window);
  galley_test_wait_until (is_gone, &alive);
}

/**
 * ui_test_release:
 * @object: (transfer full): an object
 *
 * Gives up the last reference of the test and waits until the object is gone: a thread may hold it
 * a little longer.
 */
void
ui_test_release (gpointer object)
{
  gpointer alive = object;

  g_object_add_weak_pointer (G_OBJECT (object), &alive);
  g_object_unref (object);
  galley_test_wait_until (is_gone, &alive);
}

/**
 * ui_test_find:
 * @widget: where to look
 * @type: what to look for
 *
 * Finds the first widget of a type.
 *
 * Returns: (transfer none) (nullable): the widget
 */
gpointer
ui_test_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = ui_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * ui_test_find_controller:
 * @widget: a widget
 * @name: the name of a controller
 *
 * Finds an event controller of a widget.
 *
 * Returns: (transfer none): the controller, which the widget keeps
 */
GtkEventController *
ui_test_find_controller (GtkWidget *widget, const char *name)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), name) == 0)
        return controller;
    }
  g_error ("No controller %s", name);
}

static int
take_mark (GString *text, const char *mark)
{
  const char *found = strstr (text->str, mark);
  gssize at = found != NULL ? found - text->str : -1;

  if (at < 0)
    return -1;
  g_string_erase (text, at, (gssize) strlen (mark));
  return (int) g_utf8_strlen (text->str, at);
}

/**
 * ui_test_set_text:
 * @buffer: a buffer
 * @marked: a text with ¦ for the cursor, or « and » around the selection
 *
 * Sets text and cursor.
 */
void
ui_test_set_text (GtkTextBuffer *buffer, const char *marked)
{
  g_autoptr (GString) text = g_string_new (marked);
  int cursor = take_mark (text, CURSOR);
  int bound = take_mark (text, SELECTION_START);
  GtkTextIter start, end;

  if (cursor < 0)
    cursor = take_mark (text, SELECTION_END);
  gtk_text_buffer_set_text (buffer, text->str, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, cursor);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, bound < 0 ? cursor : bound);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/**
 * ui_test_assert_text:
 * @buffer: a buffer
 * @marked: the text that it must have, with marks as for ui_test_set_text()
 *
 * Compares text, cursor and selection.
 */
void
ui_test_assert_text (GtkTextBuffer *buffer, const char *marked)
{
  GtkTextIter start, end, selection_start, selection_end;
  g_autofree char *before = NULL;
  g_autofree char *selected = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_selection_bounds (buffer, &selection_start, &selection_end);
  before = gtk_text_iter_get_text (&start, &selection_start);
  selected = gtk_text_iter_get_text (&selection_start, &selection_end);
  after = gtk_text_iter_get_text (&selection_end, &end);
  if (*selected == '\0')
    text = g_strconcat (before, CURSOR, after, NULL);
  else
    text = g_strconcat (before, SELECTION_START, selected, SELECTION_END, after, NULL);
  g_assert_cmpstr (text, ==, marked);
}

/**
 * ui_test_highlight:
 * @buffer: a buffer with a language
 *
 * Has all of the text highlighted.
 */
void
ui_test_highlight (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_source_buffer_ensure_highlight (GTK_SOURCE_BUFFER (buffer), &start, &end);
}
