/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The yardstick of the measurements: a window with nothing but a GtkSourceView, which looks like
 * Galley's source pane. F1, F2 and F3 go to the marks of a test document. */
#include "config.h"

#include <gtksourceview/gtksource.h>
#include <stdlib.h>

#define MARGIN 24
#define BOTTOM_MARGIN 120

static int width = 800;
static int height = 600;
static gboolean highlight = FALSE;

static const GOptionEntry entries[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PIXELS" },
  { "highlight", 0, 0, G_OPTION_ARG_NONE, &highlight, "Highlight Markdown", NULL },
  G_OPTION_ENTRY_NULL
};

static gboolean
go_to_mark (GtkWidget *widget, GVariant *args, gpointer mark)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_forward_search (&start, mark, 0, NULL, &end, NULL))
    return GDK_EVENT_STOP;
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);

  return GDK_EVENT_STOP;
}

static void
add_keys (GtkWidget *view)
{
  static const struct
  {
    guint key;
    const char *mark;
  } marks[] = { { GDK_KEY_F1, "TOPMARK" }, { GDK_KEY_F2, "MIDMARK" }, { GDK_KEY_F3, "ENDMARK" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (marks[i].key, 0),
                        gtk_callback_action_new (go_to_mark, (gpointer) marks[i].mark, NULL)));
  gtk_widget_add_controller (view, controller);
}

static void
fill (GtkSourceBuffer *buffer, const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  GtkTextIter start;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);

  if (highlight)
    gtk_source_buffer_set_language (
      buffer, gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                        "markdown"));
  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (buffer));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text, (int) length);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (buffer));
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &start);
}

static GtkWidget *
make_view (const char *path)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkTextView *text_view = GTK_TEXT_VIEW (view);

  gtk_text_view_set_monospace (text_view, TRUE);
  gtk_text_view_set_wrap_mode (text_view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (text_view, MARGIN);
  gtk_text_view_set_left_margin (text_view, MARGIN);
  gtk_text_view_set_right_margin (text_view, MARGIN);
  gtk_text_view_set_bottom_margin (text_view, BOTTOM_MARGIN);
  gtk_source_view_set_highlight_current_line (GTK_SOURCE_VIEW (view), TRUE);
  fill (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (text_view)), path);
  add_keys (view);

  return view;
}

static void
closed_cb (GtkWidget *window, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GtkWidget *window, *scrolled, *view;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("plain-view: %s\n", error != NULL ? error->message : "which file?");
      return 1;
    }

  gtk_init ();
  gtk_source_init ();
  view = make_view (argv[1]);
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_widget_grab_focus (view);
  g_signal_connect (window, "destroy", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);

  return 0;
}
