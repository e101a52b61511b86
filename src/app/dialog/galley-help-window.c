/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-help-window.h"

#include "galley-help.h"
#include "galley-preview.h"
#include "galley-web-link.h"

#include <glib/gi18n.h>

/**
 * GalleyHelpWindow:
 *
 * The manual: a list of its pages, and the page that is chosen, as the preview shows it.
 */
struct _GalleyHelpWindow
{
  AdwWindow parent_instance;

  GSettings *settings;

  AdwNavigationSplitView *split_view;
  AdwNavigationPage *page;
  GtkListBox *list;
  GalleyPreview *preview;
};

G_DEFINE_FINAL_TYPE (GalleyHelpWindow, galley_help_window, ADW_TYPE_WINDOW)

static void
show_page (GalleyHelpWindow *self, const char *name)
{
  g_autoptr (GBytes) text = galley_help_find_page (name, g_get_language_names ());
  g_autoptr (GalleyDocument) document = galley_document_new ();
  g_autofree char *title = galley_help_dup_title (text);
  g_autofree char *markdown = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  galley_document_set_template (document, markdown);
  g_object_set (self->preview, "document", document, NULL);
  adw_navigation_page_set_title (self->page, title);
}

static void
row_selected_cb (GalleyHelpWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_page (self, galley_help_get_pages ()[gtk_list_box_row_get_index (row)]);
}

/* By a click or the keyboard: in a narrow window the page takes the place of the list. */
static void
row_activated_cb (GalleyHelpWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
link_activated_cb (GalleyHelpWindow *self, const char *destination)
{
  const char *target = galley_help_find_target (destination);

  if (target == NULL)
    {
      galley_web_link_open (GTK_WIDGET (self), destination);
      return;
    }

  for (int i = 0; galley_help_get_pages ()[i] != NULL; i++)
    if (galley_help_get_pages ()[i] == target)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
}

static void
add_rows (GalleyHelpWindow *self)
{
  const char *const *pages = galley_help_get_pages ();

  for (gsize i = 0; pages[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = galley_help_find_page (pages[i], g_get_language_names ());
      g_autofree char *title = galley_help_dup_title (text);
      GtkWidget *label = gtk_label_new (title);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      -1);
      gtk_list_box_append (self->list, row);
    }

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
galley_help_window_dispose (GObject *object)
{
  GalleyHelpWindow *self = GALLEY_HELP_WINDOW (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_HELP_WINDOW);

  G_OBJECT_CLASS (galley_help_window_parent_class)->dispose (object);
}

static void
galley_help_window_class_init (GalleyHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_help_window_dispose;

  g_type_ensure (GALLEY_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyHelpWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyHelpWindow, page);
  gtk_widget_class_bind_template_child (widget_class, GalleyHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyHelpWindow, preview);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
galley_help_window_init (GalleyHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (APP_ID);
  g_settings_bind (self->settings, "preview-theme", self->preview, "theme", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "preview-zoom", self->preview, "zoom", G_SETTINGS_BIND_GET);
  add_rows (self);
}

/**
 * galley_help_window_new:
 *
 * Makes a window with the first page of the manual. It belongs to no application: the program ends
 * with the last window that has an issue.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
galley_help_window_new (void)
{
  return g_object_new (GALLEY_TYPE_HELP_WINDOW, NULL);
}
