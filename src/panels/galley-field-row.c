/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"

#include "galley-field-words.h"

#include <glib/gi18n.h>

/* What the rows of all fields have in common. */

/**
 * galley_field_row_dup_title:
 * @item: a field
 *
 * Returns: (transfer full): what people call it: what the site says, else a known word, else its
 *   name
 */
char *
galley_field_row_dup_title (GalleyFieldItem *item)
{
  const char *label = galley_field_item_get_label (item);
  const char *path = galley_field_item_get_path (item);

  if (label != NULL)
    return g_strdup (label);
  if (g_str_has_suffix (path, "]"))
    /* Translators: an item of a list; %s is its number */
    return g_strdup_printf (_ ("Item %s"), galley_field_item_get_name (item));
  return g_strdup (galley_field_words_get (galley_field_item_get_name (item)));
}

/**
 * galley_field_row_new_menu:
 * @item: a field
 *
 * Returns: (transfer floating): a button with what can be done with the field as a whole
 */
GtkWidget *
galley_field_row_new_menu (GalleyFieldItem *item)
{
  static const struct
  {
    const char *label;
    const char *action;
  } entries[] = {
    { N_ ("_Show in Source"), "form.show" },
    { N_ ("Re_name…"), "form.rename" },
    { N_ ("_Remove"), "form.remove" },
  };
  const char *path = galley_field_item_get_path (item);
  g_autofree char *title = galley_field_row_dup_title (item);
  /* Translators: %s is the name of a field */
  g_autofree char *tip = g_strdup_printf (_ ("More for “%s”"), title);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GMenuItem) entry = g_menu_item_new (_ (entries[i].label), NULL);

      /* An item of a list has no name. */
      if (g_str_has_suffix (path, "]") && g_str_equal (entries[i].action, "form.rename"))
        continue;
      g_menu_item_set_action_and_target (entry, entries[i].action, "s", path);
      g_menu_append_item (menu, entry);
    }

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "dim-label");
  return button;
}

/**
 * galley_field_row_new_heading:
 * @item: a field
 * @extra: (nullable): a widget to put after the title
 *
 * Returns: (transfer floating): the title line of a row that is higher than one line
 */
GtkWidget *
galley_field_row_new_heading (GalleyFieldItem *item, GtkWidget *extra)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = galley_field_row_dup_title (item);
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "caption");
  gtk_box_append (GTK_BOX (box), title);
  if (extra != NULL)
    gtk_box_append (GTK_BOX (box), extra);
  gtk_box_append (GTK_BOX (box), galley_field_row_new_menu (item));
  return box;
}

/* Not “error” and “warning”: those colour what a popover of the row holds as well. */
static void
problem_cb (GtkWidget *row, GParamSpec *pspec, GalleyFieldItem *item)
{
  gboolean error = galley_field_item_get_severity (item) == GALLEY_SEVERITY_ERROR;
  gboolean problem = galley_field_item_get_problem (item) != NULL;

  gtk_widget_remove_css_class (row, "field-error");
  gtk_widget_remove_css_class (row, "field-warning");
  if (problem)
    gtk_widget_add_css_class (row, error ? "field-error" : "field-warning");
}

static void
repeated_cb (GtkWidget *row, GParamSpec *pspec, GalleyFieldItem *item)
{
  gtk_widget_set_sensitive (row, !galley_field_item_get_repeated (item));
}

static void
leave_cb (GtkEventControllerFocus *controller, GalleyFieldForm *form)
{
  galley_field_form_end_edit (form);
}

/**
 * galley_field_row_set_up:
 * @row: the row of a field
 * @form: its form
 * @item: the field
 *
 * Gives a row what all have: its look when something is wrong, and that leaving it ends a step of
 * the undo history.
 */
void
galley_field_row_set_up (GtkWidget *row, GalleyFieldForm *form, GalleyFieldItem *item)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *title = galley_field_row_dup_title (item);

  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), form, 0);
  gtk_widget_add_controller (row, focus);

  gtk_widget_set_tooltip_text (row, galley_field_item_get_name (item));
  /* An entry row names itself. */
  if (!ADW_IS_ENTRY_ROW (row))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (item, "notify::problem", G_CALLBACK (problem_cb), row,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::repeated", G_CALLBACK (repeated_cb), row,
                           G_CONNECT_SWAPPED);
  problem_cb (row, NULL, item);
  repeated_cb (row, NULL, item);
}

static void
message_cb (GtkWidget *row, GParamSpec *pspec, GalleyFieldItem *item)
{
  const char *problem = galley_field_item_get_problem (item);
  gboolean error = galley_field_item_get_severity (item) == GALLEY_SEVERITY_ERROR;
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);

  if (problem != NULL)
    {
      gtk_label_set_text (GTK_LABEL (label), problem);
      gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                    error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
      gtk_widget_remove_css_class (box, error ? "warning" : "error");
      gtk_widget_add_css_class (box, error ? "error" : "warning");
    }
  gtk_widget_set_visible (row, problem != NULL);
}

/**
 * galley_field_row_new_message:
 * @item: a field
 *
 * Returns: (transfer floating): a row that says what is wrong with the field, and is not there when
 *   nothing is
 */
GtkWidget *
galley_field_row_new_message (GalleyFieldItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (item, "notify::problem", G_CALLBACK (message_cb), row,
                           G_CONNECT_SWAPPED);
  message_cb (row, NULL, item);
  return row;
}
