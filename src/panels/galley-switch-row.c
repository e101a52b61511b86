/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"

/* A field that is true or false. AdwSwitchRow could not have a menu beside its switch that is
 * reached by Tab after it. */

#define GALLEY_TYPE_SWITCH_ROW (galley_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleySwitchRow, galley_switch_row, GALLEY, SWITCH_ROW, AdwActionRow)

struct _GalleySwitchRow
{
  AdwActionRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;
  GtkSwitch *toggle;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GalleySwitchRow, galley_switch_row, ADW_TYPE_ACTION_ROW)

static void
update (GalleySwitchRow *self)
{
  const char *text = galley_field_item_get_text (self->item);

  self->updating = TRUE;
  gtk_switch_set_active (self->toggle, g_ascii_strcasecmp (text, "true") == 0);
  self->updating = FALSE;
}

static void
active_cb (GalleySwitchRow *self)
{
  gboolean active = gtk_switch_get_active (self->toggle);

  if (self->updating)
    return;
  if (!galley_field_form_set_yaml (self->form, self->item, active ? "true" : "false"))
    update (self);
  galley_field_form_end_edit (self->form);
}

static void
galley_switch_row_finalize (GObject *object)
{
  GalleySwitchRow *self = GALLEY_SWITCH_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (galley_switch_row_parent_class)->finalize (object);
}

static void
galley_switch_row_class_init (GalleySwitchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_switch_row_finalize;
}

static void
galley_switch_row_init (GalleySwitchRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
}

/**
 * galley_switch_row_new:
 * @form: a form
 * @item: a field that is true or false
 *
 * Returns: (transfer floating): a row with a switch
 */
GtkWidget *
galley_switch_row_new (GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleySwitchRow *self = g_object_new (GALLEY_TYPE_SWITCH_ROW, NULL);
  g_autofree char *title = galley_field_row_dup_title (item);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), galley_field_row_new_menu (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);

  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  update (self);
  return GTK_WIDGET (self);
}
