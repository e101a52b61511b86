/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-panel-private.h"

#include "galley-outline-clipboard.h"
#include "galley-outline-edit.h"

#include <adwaita.h>

/* What people do to the selected row. The list follows when the text has changed. */

GalleyOutlineItem *
galley_outline_panel_get_selected (GalleyOutlinePanel *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_error (GalleyOutlinePanel *self, const GError *error)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  toast = adw_toast_new (error->message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* Where it was dropped. */
void
galley_outline_panel_move (GalleyOutlinePanel *self,
                           GalleyOutlineItem *item,
                           const GalleyOutlinePlace *place)
{
  g_autoptr (GError) error = NULL;

  if (!galley_outline_edit_move (self->document, galley_outline_item_get_id (item), place, &error))
    show_error (self, error);
}

static void
step_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);
  int direction = g_str_equal (name, "outline.move-up") ? -1 : 1;
  g_autoptr (GError) error = NULL;

  if (!galley_outline_edit_step (
        self->document, galley_outline_item_get_id (galley_outline_panel_get_selected (self)),
        direction, &error))
    show_error (self, error);
}

static void
remove_selected (GalleyOutlinePanel *self)
{
  g_autoptr (GError) error = NULL;

  if (!galley_outline_edit_remove (
        self->document, galley_outline_item_get_id (galley_outline_panel_get_selected (self)),
        &error))
    show_error (self, error);
}

static void
remove_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  remove_selected (GALLEY_OUTLINE_PANEL (widget));
}

static gboolean
copy_selected (GalleyOutlinePanel *self)
{
  g_autofree char *text = galley_outline_edit_dup_text (
    self->document, galley_outline_item_get_id (galley_outline_panel_get_selected (self)));
  g_autoptr (GdkContentProvider) content = NULL;

  if (text == NULL)
    return FALSE;

  content = galley_outline_clipboard_new_content (text);
  return gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
}

static void
copy_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);

  if (copy_selected (self) && g_str_equal (name, "outline.cut"))
    remove_selected (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyOutlinePanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = galley_outline_clipboard_read_finish (result, &error);
  GalleyOutlineItem *item =
    self->selection != NULL ? galley_outline_panel_get_selected (self) : NULL;

  if (text != NULL
      && (item == NULL
          || galley_outline_edit_paste (self->document, galley_outline_item_get_id (item), text,
                                        &error)))
    return;

  show_error (self, error);
}

static void
paste_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);

  galley_outline_clipboard_read_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                       read_cb, g_object_ref (self));
}

void
galley_outline_panel_install_edits (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "outline.move-up", NULL, step_activated);
  gtk_widget_class_install_action (klass, "outline.move-down", NULL, step_activated);
  gtk_widget_class_install_action (klass, "outline.remove", NULL, remove_activated);
  gtk_widget_class_install_action (klass, "outline.cut", NULL, copy_activated);
  gtk_widget_class_install_action (klass, "outline.copy", NULL, copy_activated);
  gtk_widget_class_install_action (klass, "outline.paste", NULL, paste_activated);
}
