/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-recent-popover.h"

#include "galley-recent-file.h"

#include <glib/gi18n.h>

/**
 * GalleyRecentPopover:
 *
 * The recent files beside the Open button: a list that typing narrows down. Choosing one
 * activates `app.open-file`.
 */
struct _GalleyRecentPopover
{
  GtkPopover parent_instance;

  guint has_files : 1;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *empty_label;
  GtkFilterListModel *filtered;
};

enum
{
  PROP_HAS_FILES = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyRecentPopover, galley_recent_popover, GTK_TYPE_POPOVER)

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  GalleyRecentPopover *self = user_data;

  return galley_recent_file_matches (item,
                                     gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
update_stack (GalleyRecentPopover *self)
{
  gboolean has_results = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_label_set_label (self->empty_label,
                       self->has_files ? _ ("No Results Found") : _ ("No Recent Files"));
  gtk_stack_set_visible_child_name (self->stack, has_results ? "files" : "empty");
}

static void
search_changed (GalleyRecentPopover *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->filtered);

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
row_activated (GalleyRecentPopover *self, guint position)
{
  g_autoptr (GalleyRecentFile) recent =
    g_list_model_get_item (G_LIST_MODEL (self->filtered), position);
  g_autofree char *uri = NULL;

  if (recent == NULL)
    return;

  uri = g_file_get_uri (galley_recent_file_get_file (recent));
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-file", "s", uri);
}

static void
search_activate (GalleyRecentPopover *self)
{
  row_activated (self, 0);
}

static void
search_stop (GalleyRecentPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyRecentPopover) self = user_data;
  g_autoptr (GListModel) files = galley_recent_files_list_finish (result);

  if (self->filtered == NULL)
    return;

  self->has_files = g_list_model_get_n_items (files) > 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_FILES]);
  gtk_filter_list_model_set_model (self->filtered, files);
  update_stack (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
galley_recent_popover_show (GtkWidget *widget)
{
  GalleyRecentPopover *self = GALLEY_RECENT_POPOVER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  galley_recent_files_list_async (listed_cb, g_object_ref (self));

  GTK_WIDGET_CLASS (galley_recent_popover_parent_class)->show (widget);
}

static void
galley_recent_popover_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  GalleyRecentPopover *self = GALLEY_RECENT_POPOVER (object);

  switch (prop_id)
    {
    case PROP_HAS_FILES:
      g_value_set_boolean (value, self->has_files);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_recent_popover_dispose (GObject *object)
{
  GalleyRecentPopover *self = GALLEY_RECENT_POPOVER (object);

  /* The filter's function knows self. */
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);

  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_RECENT_POPOVER);

  G_OBJECT_CLASS (galley_recent_popover_parent_class)->dispose (object);
}

static void
galley_recent_popover_class_init (GalleyRecentPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_recent_popover_get_property;
  object_class->dispose = galley_recent_popover_dispose;
  widget_class->show = galley_recent_popover_show;

  properties[PROP_HAS_FILES] = g_param_spec_boolean ("has-files", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GALLEY_TYPE_RECENT_FILE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/recent-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyRecentPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyRecentPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyRecentPopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyRecentPopover, empty_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyRecentPopover, filtered);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activate);
  gtk_widget_class_bind_template_callback (widget_class, search_stop);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
galley_recent_popover_init (GalleyRecentPopover *self)
{
  g_autoptr (GtkCustomFilter) filter = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  filter = gtk_custom_filter_new (matches_search, self, NULL);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (filter));
}
