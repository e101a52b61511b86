/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-recent-popover.h"

#include <glib/gi18n.h>

/**
 * GalleyWindow:
 *
 * A window with one document: its source, its preview, and what can be done with it. The window
 * only wires: the document knows about its file, the panes about the text.
 */

enum
{
  PROP_DOCUMENT = 1,
  PROP_VIEW_MODE,
  PROP_PANE,
  PROP_NARROW,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * galley_window_new:
 * @application: the application the window belongs to
 *
 * Returns: (transfer none): a window with an empty document, not shown yet.
 */
GalleyWindow *
galley_window_new (GtkApplication *application)
{
  return g_object_new (GALLEY_TYPE_WINDOW, "application", application, NULL);
}

/**
 * galley_window_get_document:
 * @self: a window
 *
 * Returns: (transfer none): what the window shows; the same as long as it lives.
 */
GalleyDocument *
galley_window_get_document (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), NULL);

  return self->document;
}

static void
update_title (GalleyWindow *self)
{
  const char *title = galley_document_get_title (self->document);
  gboolean modified = gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document));
  g_autofree char *marked = g_strconcat (modified ? "• " : "", title, NULL);

  adw_window_title_set_title (self->title, marked);
  gtk_window_set_title (GTK_WINDOW (self), marked);
}

static void
init_title (GalleyWindow *self)
{
  g_signal_connect_object (self->document, "notify::title", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "modified-changed", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->document, "subtitle", self->title, "subtitle",
                          G_BINDING_SYNC_CREATE);
  update_title (self);
}

static gboolean
galley_window_close_request (GtkWindow *window)
{
  GalleyWindow *self = GALLEY_WINDOW (window);

  if (!galley_window_may_close (self))
    return GDK_EVENT_STOP;

  galley_window_save_panes (self);
  return GTK_WINDOW_CLASS (galley_window_parent_class)->close_request (window);
}

static void
galley_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_VIEW_MODE:
      g_value_set_string (value, self->view_mode);
      break;
    case PROP_PANE:
      g_value_set_string (value, self->pane);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->loading || self->n_saves > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  switch (prop_id)
    {
    case PROP_VIEW_MODE:
      galley_window_set_view_mode (self, g_value_get_string (value));
      break;
    case PROP_PANE:
      galley_window_set_pane (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      galley_window_set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  galley_window_clear_messages (self);
  g_cancellable_cancel (self->cancellable);
  /* A load or a dialog that is under way may keep self and the document longer than the window. */
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (galley_document_get_site (self->document), self);
      galley_window_unwatch (self, TRUE);
      galley_window_end_progress (self);
      galley_document_close (self->document);
    }

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_WINDOW);
  g_clear_object (&self->snippets);
  g_clear_object (&self->entry_maker);
  g_clear_weak_pointer (&self->offer);
  g_clear_object (&self->document);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->attempted_file);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (galley_window_parent_class)->dispose (object);
}

static void
galley_window_finalize (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  g_free (self->view_mode);
  g_free (self->pane);
  g_clear_object (&self->problem_toast);
  g_free (self->dismissed_problem);

  G_OBJECT_CLASS (galley_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, disk_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, recovered_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, long_line_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, site_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, grant_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, kind_menu);
}

static void
galley_window_class_init (GalleyWindowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->get_property = galley_window_get_property;
  object_class->set_property = galley_window_set_property;
  object_class->dispose = galley_window_dispose;
  object_class->finalize = galley_window_finalize;
  window_class->close_request = galley_window_close_request;

  /* It was to close, and is kept open. */
  g_signal_new ("close-cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW_MODE] = g_param_spec_string ("view-mode", NULL, NULL, "both", flags);
  properties[PROP_PANE] = g_param_spec_string ("pane", NULL, NULL, "source", flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GALLEY_TYPE_DOCUMENT);
  g_type_ensure (GALLEY_TYPE_EDITOR);
  g_type_ensure (GALLEY_TYPE_MESSAGE_BAR);
  g_type_ensure (GALLEY_TYPE_PREVIEW);
  g_type_ensure (GALLEY_TYPE_RECENT_POPOVER);
  g_type_ensure (GALLEY_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/window.ui");
  bind_children (widget_class);
}

static void
galley_window_init (GalleyWindow *self)
{
  self->settings = g_settings_new (APP_ID);
  self->document = galley_document_new ();
  self->view_mode = g_strdup ("both");
  self->pane = g_strdup ("source");

  gtk_widget_init_template (GTK_WIDGET (self));

  init_title (self);
  galley_window_init_files (self);
  galley_window_init_drop (self);
  galley_window_init_messages (self);
  galley_window_init_links (self);
  galley_window_init_problems (self);
  galley_window_init_site (self);
  galley_window_init_grants (self);
  galley_window_init_actions (self);
  galley_window_init_recovery (self);
  galley_window_init_panes (self);
  galley_window_init_snippets (self);
  galley_window_init_entries (self);
  galley_window_init_outline (self);
}
