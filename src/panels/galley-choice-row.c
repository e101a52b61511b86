/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"

/* A field that is one of several texts; one that is none of them can stand there, too. */

#define GALLEY_TYPE_CHOICE_ROW (galley_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyChoiceRow, galley_choice_row, GALLEY, CHOICE_ROW, AdwComboRow)

struct _GalleyChoiceRow
{
  AdwComboRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;
  gboolean updating;
  gboolean choosing;
};

G_DEFINE_FINAL_TYPE (GalleyChoiceRow, galley_choice_row, ADW_TYPE_COMBO_ROW)

static void
update (GalleyChoiceRow *self)
{
  const char *const *choices = galley_field_item_get_choices (self->item);
  const char *text = galley_field_item_get_text (self->item);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  /* The row does not bear another list while it is told of a choice in the one it has. */
  if (self->choosing)
    return;
  if (choices == NULL || !g_strv_contains (choices, text))
    gtk_string_list_append (list, text);
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    {
      if (g_str_equal (choices[i], text))
        selected = g_list_model_get_n_items (G_LIST_MODEL (list));
      gtk_string_list_append (list, choices[i]);
    }

  self->updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->updating = FALSE;
}

static void
selected_cb (GalleyChoiceRow *self)
{
  GtkStringObject *selected = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  gboolean done;

  if (self->updating || self->choosing || selected == NULL)
    return;
  self->choosing = TRUE;
  done =
    galley_field_form_set_text (self->form, self->item, gtk_string_object_get_string (selected));
  galley_field_form_end_edit (self->form);
  self->choosing = FALSE;
  if (!done)
    update (self);
}

static void
galley_choice_row_finalize (GObject *object)
{
  GalleyChoiceRow *self = GALLEY_CHOICE_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (galley_choice_row_parent_class)->finalize (object);
}

static void
galley_choice_row_class_init (GalleyChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_choice_row_finalize;
}

static void
galley_choice_row_init (GalleyChoiceRow *self)
{
}

/**
 * galley_choice_row_new:
 * @form: a form
 * @item: a field that is one of several texts
 *
 * Returns: (transfer floating): a row with a list to choose from
 */
GtkWidget *
galley_choice_row_new (GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleyChoiceRow *self = g_object_new (GALLEY_TYPE_CHOICE_ROW, NULL);
  g_autofree char *title = galley_field_row_dup_title (item);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), galley_field_row_new_menu (item));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  update (self);
  return GTK_WIDGET (self);
}
