/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

/* The actions of the window. They are exported on D-Bus: scripts and tests call them by name. */

static void
save_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_save (user_data);
}

static void
save_as_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_save_as (user_data);
}

static void
close_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
reload_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_reload (user_data);
}

static void
retry_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_retry (user_data);
}

static void
keep_mine_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_document_keep_mine (GALLEY_WINDOW (user_data)->document);
}

static void
dismiss_error_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_dismiss_error (user_data);
}

static void
go_to_problem_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  if (self->problem_line == 0)
    return;

  galley_window_show_source (self);
  galley_editor_go_to_line (self->editor, self->problem_line);
}

static void
find_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  galley_window_show_source (self);
  galley_editor_find (self->editor, FALSE);
}

static void
replace_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  galley_window_show_source (self);
  galley_editor_find (self->editor, TRUE);
}

static void
undo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (GALLEY_WINDOW (user_data)->document));
}

static void
redo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (GALLEY_WINDOW (user_data)->document));
}

static void
zoom_in_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_zoom (user_data, 1);
}

static void
zoom_out_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_zoom (user_data, -1);
}

static void
zoom_reset_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_zoom (user_data, 0);
}

static void
next_pane_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_focus_pane (user_data, 1);
}

static void
previous_pane_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_window_focus_pane (user_data, -1);
}

static const GActionEntry entries[] = {
  { "save", save_activated },
  { "save-as", save_as_activated },
  { "close", close_activated },
  { "reload", reload_activated },
  { "retry", retry_activated },
  { "keep-mine", keep_mine_activated },
  { "dismiss-error", dismiss_error_activated },
  { "go-to-problem", go_to_problem_activated },
  { "find", find_activated },
  { "replace", replace_activated },
  { "undo", undo_activated },
  { "redo", redo_activated },
  { "zoom-in", zoom_in_activated },
  { "zoom-out", zoom_out_activated },
  { "zoom-reset", zoom_reset_activated },
  { "next-pane", next_pane_activated },
  { "previous-pane", previous_pane_activated },
};

static GSimpleAction *
find_action (GalleyWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

/* Switches on the actions that can do something now. */
static void
update_actions (GalleyWindow *self)
{
  gboolean ready = !self->loading;
  gboolean modified = gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document));
  gboolean has_file = galley_document_get_file (self->document) != NULL;

  g_simple_action_set_enabled (find_action (self, "save"), ready && (modified || !has_file));
  g_simple_action_set_enabled (find_action (self, "save-as"), ready);
  g_simple_action_set_enabled (find_action (self, "reload"),
                               ready && has_file && self->n_saves == 0);

  if (modified)
    gtk_widget_add_css_class (GTK_WIDGET (self->save_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->save_button), "suggested-action");
}

/* These hold a reference to the window or to what is in it, and so it would never go when it is
 * destroyed. */
static void
unrealize_cb (GalleyWindow *self)
{
  static const char *const names[] = { "view-mode", "fullscreen", "sidebar", "sidebar-page" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
}

void
galley_window_init_actions (GalleyWindow *self)
{
  g_autoptr (GPropertyAction) view_mode = g_property_action_new ("view-mode", self, "view-mode");
  g_autoptr (GPropertyAction) fullscreen =
    g_property_action_new ("fullscreen", self, "fullscreened");
  g_autoptr (GPropertyAction) sidebar =
    g_property_action_new ("sidebar", self->split_view, "show-sidebar");
  g_autoptr (GPropertyAction) page = g_property_action_new ("sidebar-page", self->sidebar, "page");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (view_mode));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (fullscreen));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));
  g_signal_connect (self, "unrealize", G_CALLBACK (unrealize_cb), NULL);

  g_object_bind_property (self->document, "can-undo", find_action (self, "undo"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->document, "can-redo", find_action (self, "redo"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->disk_bar, "revealed", find_action (self, "keep-mine"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->error_bar, "revealed", find_action (self, "retry"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->error_bar, "revealed", find_action (self, "dismiss-error"),
                          "enabled", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->problem_bar, "revealed", find_action (self, "go-to-problem"),
                          "enabled", G_BINDING_SYNC_CREATE);

  g_signal_connect_object (self->document, "modified-changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::file", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::busy", G_CALLBACK (update_actions), NULL);
  update_actions (self);
}
