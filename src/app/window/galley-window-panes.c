/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n.h>

/* Which panes are visible, where the line between them is, and what each shows. A narrow window
 * shows one pane, `pane`; a wide one what `view_mode` says. They agree whenever that is possible,
 * so that a window keeps showing what it showed while it is made narrower and wider. */

static const double zoom_levels[] = { 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25,
                                      1.5, 1.75, 2.0, 2.5, 3.0, 4.0 };

static gboolean
shows_source (GalleyWindow *self)
{
  return g_strcmp0 (self->narrow ? self->pane : self->view_mode, "preview") != 0;
}

static gboolean
shows_preview (GalleyWindow *self)
{
  return g_strcmp0 (self->narrow ? self->pane : self->view_mode, "source") != 0;
}

static const char *
zoom_key (GalleyWindow *self)
{
  gboolean preview = shows_preview (self) && (self->preview_focused || !shows_source (self));

  return preview ? "preview-zoom" : "source-zoom";
}

static void
update_zoom (GalleyWindow *self)
{
  double zoom = g_settings_get_double (self->settings, zoom_key (self));
  g_autofree char *label = NULL;
  GAction *action;

  /* Translators: the zoom, such as 125% */
  label = g_strdup_printf (_ ("%d%%"), (int) (zoom * 100 + 0.5));
  gtk_button_set_label (self->zoom_button, label);

  action = g_action_map_lookup_action (G_ACTION_MAP (self), "zoom-in");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               zoom < zoom_levels[G_N_ELEMENTS (zoom_levels) - 1]);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "zoom-out");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), zoom > zoom_levels[0]);
}

static double
next_zoom (double zoom, int steps)
{
  const double tolerance = 0.001;

  for (; steps > 0; steps--)
    for (guint i = 0; i < G_N_ELEMENTS (zoom_levels); i++)
      if (zoom_levels[i] > zoom + tolerance)
        {
          zoom = zoom_levels[i];
          break;
        }

  for (; steps < 0; steps++)
    for (guint i = G_N_ELEMENTS (zoom_levels); i > 0; i--)
      if (zoom_levels[i - 1] < zoom - tolerance)
        {
          zoom = zoom_levels[i - 1];
          break;
        }

  return zoom;
}

static void
zoom_key_by (GalleyWindow *self, const char *key, int steps)
{
  double zoom = steps == 0 ? 1.0 : next_zoom (g_settings_get_double (self->settings, key), steps);

  g_settings_set_double (self->settings, key, zoom);
}

/* Zooms the pane in which the person is: @steps levels in or out, 0 for the normal size. */
void
galley_window_zoom (GalleyWindow *self, int steps)
{
  zoom_key_by (self, zoom_key (self), steps);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, GalleyWindow *self)
{
  GtkEventController *base = GTK_EVENT_CONTROLLER (controller);
  gboolean preview = gtk_event_controller_get_widget (base) == GTK_WIDGET (self->preview);

  if (!(gtk_event_controller_get_current_event_state (base) & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;

  if (dy != 0)
    zoom_key_by (self, preview ? "preview-zoom" : "source-zoom", dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
zoom_by_scrolling (GalleyWindow *self, GtkWidget *pane)
{
  GtkEventController *controller =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                     | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "scroll", G_CALLBACK (scroll_cb), self, 0);
  gtk_widget_add_controller (pane, controller);
}

static void
focus_cb (GalleyWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* The focus in the menu or a bar says nothing: the pane before it stays the one meant. */
  if (focus == NULL)
    return;
  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->preview)))
    self->preview_focused = TRUE;
  else if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor)))
    self->preview_focused = FALSE;
  else
    return;

  update_zoom (self);
}

static void
update_panes (GalleyWindow *self)
{
  gboolean source = shows_source (self);
  gboolean preview = shows_preview (self);
  gboolean had_source = gtk_widget_get_visible (GTK_WIDGET (self->editor));
  gboolean had_preview = gtk_widget_get_visible (GTK_WIDGET (self->preview));

  gtk_widget_set_visible (GTK_WIDGET (self->editor), source);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), preview);

  if (g_settings_get_boolean (self->settings, "sync-scroll") && self->line >= 1)
    {
      if (source && !had_source)
        galley_editor_scroll_to_line (self->editor, self->line);
      if (preview && !had_preview)
        galley_preview_scroll_to_line (self->preview, self->line);
    }

  if (source && !had_source)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  else if (!source && had_source)
    gtk_widget_grab_focus (GTK_WIDGET (self->preview));

  update_zoom (self);
}

static void
notify_panes (GalleyWindow *self)
{
  g_object_notify (G_OBJECT (self), "view-mode");
  g_object_notify (G_OBJECT (self), "pane");
  g_object_notify (G_OBJECT (self), "narrow");
}

/* @view_mode is "source", "both" or "preview"; anything else, which a script might ask for, is
 * not heard. */
void
galley_window_set_view_mode (GalleyWindow *self, const char *view_mode)
{
  static const char *const modes[] = { "source", "both", "preview", NULL };

  if (view_mode == NULL || !g_strv_contains (modes, view_mode)
      || !g_set_str (&self->view_mode, view_mode))
    return;

  if (!g_str_equal (view_mode, "both"))
    g_set_str (&self->pane, view_mode);
  update_panes (self);
  notify_panes (self);
}

void
galley_window_set_pane (GalleyWindow *self, const char *pane)
{
  static const char *const panes[] = { "source", "preview", NULL };

  if (pane == NULL || !g_strv_contains (panes, pane) || !g_set_str (&self->pane, pane))
    return;

  if (!g_str_equal (self->view_mode, "both"))
    g_set_str (&self->view_mode, pane);
  update_panes (self);
  notify_panes (self);
}

/* Words where there is room for them. */
static void
update_header (GalleyWindow *self)
{
  if (self->narrow)
    {
      adw_split_button_set_icon_name (self->open_button, "document-open-symbolic");
      gtk_button_set_icon_name (self->save_button, "document-save-symbolic");
    }
  else
    {
      adw_split_button_set_label (self->open_button, _ ("_Open"));
      gtk_button_set_label (self->save_button, _ ("_Save"));
    }
}

void
galley_window_set_narrow (GalleyWindow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  update_header (self);
  update_panes (self);
  notify_panes (self);
}

/* Makes the source visible, whatever else is, and puts the focus there. */
void
galley_window_show_source (GalleyWindow *self)
{
  if (!shows_source (self))
    {
      if (self->narrow)
        galley_window_set_pane (self, "source");
      else
        galley_window_set_view_mode (self, "both");
    }
}

static gboolean
place_divider (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GalleyWindow *self = user_data;
  double share = g_settings_get_double (self->settings, "paned-position");

  gtk_paned_set_position (self->paned, (int) (gtk_widget_get_width (widget) * share + 0.5));
  return G_SOURCE_REMOVE;
}

static void
max_position_cb (GalleyWindow *self)
{
  /* Changes when both panes got a size, for the first time; it must not be set while they get
   * it. Later GtkPaned itself keeps the panes' shares. */
  if (self->paned_placed)
    return;

  self->paned_placed = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->paned), place_divider, self, NULL);
}

/* Remembers the place of the line between the panes for the next window. */
void
galley_window_save_panes (GalleyWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->paned));

  if (!self->paned_placed || width <= 0 || !shows_source (self) || !shows_preview (self))
    return;

  g_settings_set_double (self->settings, "paned-position",
                         CLAMP (gtk_paned_get_position (self->paned) / (double) width, 0, 1));
}

static void
source_scrolled_cb (GalleyWindow *self, double line)
{
  self->line = line;
  if (shows_preview (self) && g_settings_get_boolean (self->settings, "sync-scroll"))
    galley_preview_scroll_to_line (self->preview, line);
}

static void
preview_scrolled_cb (GalleyWindow *self, double line)
{
  self->line = line;
  if (shows_source (self) && g_settings_get_boolean (self->settings, "sync-scroll"))
    galley_editor_scroll_to_line (self->editor, line);
}

static void
line_activated_cb (GalleyWindow *self, guint line)
{
  /* In a preview that is alone a click reads; it must not throw the reader out of the page. */
  if (shows_source (self))
    galley_editor_go_to_line (self->editor, line);
}

/* From the sidebar, which in a narrow window lies over the text. */
static void
sidebar_line_activated_cb (GalleyWindow *self, guint line, gboolean focus)
{
  GtkWidget *before = gtk_window_get_focus (GTK_WINDOW (self));

  if (adw_overlay_split_view_get_collapsed (self->split_view))
    {
      adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
      focus = TRUE;
    }
  galley_editor_go_to_line (self->editor, line);
  if (!focus && before != NULL)
    gtk_widget_grab_focus (before);
  if (shows_preview (self))
    galley_preview_scroll_to_line (self->preview, line);
}

static void
show_sidebar_cb (GalleyWindow *self)
{
  if (adw_overlay_split_view_get_show_sidebar (self->split_view))
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  else
    gtk_widget_grab_focus (shows_source (self) ? GTK_WIDGET (self->editor)
                                               : GTK_WIDGET (self->preview));
}

/* Moves the focus @step panes on, round and round; from anywhere else into the first or the last.
 */
void
galley_window_focus_pane (GalleyWindow *self, int step)
{
  GtkWidget *const panes[] = { GTK_WIDGET (self->sidebar), GTK_WIDGET (self->editor),
                               GTK_WIDGET (self->preview) };
  const int n = G_N_ELEMENTS (panes);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int current = step > 0 ? n - 1 : 0;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  for (int i = 0; focus != NULL && i < n; i++)
    if (gtk_widget_is_ancestor (focus, panes[i]))
      current = i;
  for (int i = 1; i < n; i++)
    {
      GtkWidget *pane = panes[(current + i * step + i * n) % n];

      if (gtk_widget_get_mapped (pane) && gtk_widget_grab_focus (pane))
        return;
    }
  gtk_widget_child_focus (GTK_WIDGET (self->open_button), GTK_DIR_TAB_FORWARD);
}

static void
bind_settings (GalleyWindow *self)
{
  const GSettingsBindFlags once =
    G_SETTINGS_BIND_GET | G_SETTINGS_BIND_SET | G_SETTINGS_BIND_GET_NO_CHANGES;
  GSettings *settings = self->settings;

  g_settings_bind (settings, "window-width", self, "default-width", once);
  g_settings_bind (settings, "window-height", self, "default-height", once);
  g_settings_bind (settings, "window-maximized", self, "maximized", once);
  g_settings_bind (settings, "view-mode", self, "view-mode", once);

  g_settings_bind (settings, "show-sidebar", self->split_view, "show-sidebar", once);
  g_settings_bind (settings, "sidebar-page", self->sidebar, "page", once);

  g_settings_bind (settings, "custom-font", self->editor, "font", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "wrap-text", self->editor, "wrap", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "show-line-numbers", self->editor, "line-numbers",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "show-spaces", self->editor, "show-spaces", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "spell-check", self->editor, "spell-check", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "source-zoom", self->editor, "zoom", G_SETTINGS_BIND_GET);

  g_settings_bind (settings, "preview-theme", self->preview, "theme", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "remote-images", self->preview, "remote-images", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "preview-zoom", self->preview, "zoom", G_SETTINGS_BIND_GET);
}

void
galley_window_init_panes (GalleyWindow *self)
{
  g_signal_connect_object (self->paned, "notify::max-position", G_CALLBACK (max_position_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "scrolled", G_CALLBACK (source_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "scrolled", G_CALLBACK (preview_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "line-activated", G_CALLBACK (line_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::source-zoom", G_CALLBACK (update_zoom), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::preview-zoom", G_CALLBACK (update_zoom), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
  zoom_by_scrolling (self, GTK_WIDGET (self->editor));
  zoom_by_scrolling (self, GTK_WIDGET (self->preview));

  g_signal_connect_object (self->sidebar, "line-activated", G_CALLBACK (sidebar_line_activated_cb),
                           self, G_CONNECT_SWAPPED);

  bind_settings (self);
  g_signal_connect_object (self->split_view, "notify::show-sidebar", G_CALLBACK (show_sidebar_cb),
                           self, G_CONNECT_SWAPPED);
  update_panes (self);
}
