/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-source-links.h"

#include "galley-link-find.h"

#include <glib/gi18n.h>
#include <string.h>

/* The destination of the link that @iter is in. */
static char *
dup_at (const GtkTextIter *iter)
{
  GtkTextIter start = *iter;
  GtkTextIter end = *iter;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *line = NULL;

  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  before = gtk_text_iter_get_text (&start, iter);
  after = gtk_text_iter_get_text (iter, &end);
  line = g_strconcat (before, after, NULL);

  return galley_link_find (line, strlen (line), strlen (before));
}

static gboolean
get_iter_at (GtkTextView *view, GtkTextIter *iter, double x, double y)
{
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  return gtk_text_view_get_iter_at_location (view, iter, buffer_x, buffer_y);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkTextView *view)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  g_autofree char *destination = NULL;
  GtkTextIter iter;

  if (n_press != 1 || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK
      || !get_iter_at (view, &iter, x, y))
    return;

  destination = dup_at (&iter);
  if (destination == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
  gtk_widget_action_set_enabled (GTK_WIDGET (view), "link.open", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (view), "link.open", NULL);
}

/* The menu is about what was clicked, if nothing is selected. */
static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;

  if (!gtk_text_buffer_get_has_selection (buffer) && get_iter_at (view, &iter, x, y))
    gtk_text_buffer_place_cursor (buffer, &iter);
  galley_source_links_update_menu (view);
}

static void
add_click (GtkTextView *view, guint button, GCallback callback)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", callback, view);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
}

/**
 * galley_source_links_attach:
 * @view: a text view with an action `link.open`, for the link at the cursor
 *
 * Lets a click with the control key open links, and the context menu.
 */
void
galley_source_links_attach (GtkTextView *view)
{
  add_click (view, GDK_BUTTON_PRIMARY, G_CALLBACK (pressed_cb));
  add_click (view, GDK_BUTTON_SECONDARY, G_CALLBACK (menu_pressed_cb));
  galley_source_links_set_menu (view, NULL);
}

/**
 * galley_source_links_set_menu:
 * @view: a text view
 * @more: (nullable): what else the context menu has
 *
 * Sets what the context menu of @view has besides the usual.
 */
void
galley_source_links_set_menu (GtkTextView *view, GMenuModel *more)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Open Link"), "link.open");

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (section, item);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (more != NULL)
    g_menu_append_section (menu, NULL, more);
  gtk_text_view_set_extra_menu (view, G_MENU_MODEL (menu));
}

/**
 * galley_source_links_update_menu:
 * @view: a text view
 *
 * Has the context menu offer to open the link at the cursor, if there is one. Call it before the
 * menu is shown.
 */
void
galley_source_links_update_menu (GtkTextView *view)
{
  g_autofree char *destination = galley_source_links_dup_at_cursor (view);

  gtk_widget_action_set_enabled (GTK_WIDGET (view), "link.open", destination != NULL);
}

/**
 * galley_source_links_dup_at_cursor:
 * @view: a text view
 *
 * Returns: (transfer full) (nullable): the destination of the link that the cursor is in, as it
 *   is written
 */
char *
galley_source_links_dup_at_cursor (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return dup_at (&iter);
}
