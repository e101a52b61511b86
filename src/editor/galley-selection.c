/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-selection.h"

#include <string.h>

/* What a text view gives to other programs lacks the text that is hidden: whoever cuts it here and
 * pastes it there would lose that. */

static char *
dup_selected (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return NULL;

  return gtk_text_iter_get_slice (&start, &end);
}

/**
 * galley_selection_copy:
 * @view: a text view
 *
 * Puts the selected text on the clipboard, with what of it is hidden.
 */
void
galley_selection_copy (GtkTextView *view)
{
  g_autofree char *text = dup_selected (gtk_text_view_get_buffer (view));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), text);
}

/**
 * galley_selection_cut:
 * @view: a text view
 *
 * Puts the selected text on the clipboard, with what of it is hidden, and deletes it.
 */
void
galley_selection_cut (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  galley_selection_copy (view);
  gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (view));
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

static gboolean
hides_text (const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *all = gtk_text_iter_get_slice (start, end);
  g_autofree char *visible = gtk_text_iter_get_visible_slice (start, end);

  return strlen (all) != strlen (visible);
}

/* Ends a selection that could only be dragged away in part. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkTextIter start, end, iter;
  int buffer_x, buffer_y;

  if ((state & GDK_SHIFT_MASK) != 0 || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y);
  if (gtk_text_iter_in_range (&iter, &start, &end) && hides_text (&start, &end))
    gtk_text_buffer_place_cursor (buffer, &iter);
}

/**
 * galley_selection_guard:
 * @view: a text view
 *
 * Lets selected text of which a part is hidden not be dragged out of @view.
 */
void
galley_selection_guard (GtkTextView *view)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_name (GTK_EVENT_CONTROLLER (click), "galley-selection-guard");
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
}
