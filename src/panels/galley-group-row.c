/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"

#include <glib/gi18n.h>

/* A field with fields or items below it. */

#define GALLEY_TYPE_GROUP_ROW (galley_group_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyGroupRow, galley_group_row, GALLEY, GROUP_ROW, AdwExpanderRow)

struct _GalleyGroupRow
{
  AdwExpanderRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;
  GalleyFieldRowFunc new_row;
  /* Two a field: its own, and what is wrong with it. */
  GPtrArray *rows;
  GtkWidget *add_row;
};

G_DEFINE_FINAL_TYPE (GalleyGroupRow, galley_group_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
is_list (GalleyGroupRow *self)
{
  const GalleyValue *value = galley_field_item_get_value (self->item);

  return value != NULL && value->kind == GALLEY_VALUE_LIST;
}

static gboolean
is_alias (GalleyGroupRow *self)
{
  const GalleyValue *value = galley_field_item_get_value (self->item);

  return value != NULL && value->style == GALLEY_VALUE_STYLE_ALIAS;
}

static void
update (GalleyGroupRow *self)
{
  guint n = g_list_model_get_n_items (galley_field_item_get_children (self->item));
  g_autofree char *count = NULL;

  if (is_alias (self))
    count = g_strdup (_ ("As elsewhere in the text"));
  else if (is_list (self))
    count = g_strdup_printf (ngettext ("%u item", "%u items", n), n);
  else
    count = g_strdup_printf (ngettext ("%u field", "%u fields", n), n);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row),
                                 is_list (self) ? _ ("Add Item") : _ ("Add Field…"));
  gtk_widget_set_visible (self->add_row, !is_alias (self));
}

/* An expander row has no place in its middle: what comes after is taken out and put back. */
static void
items_changed_cb (GalleyGroupRow *self, guint position, guint removed, guint added)
{
  GListModel *children = galley_field_item_get_children (self->item);
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (self);
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_object_unref);

  adw_expander_row_remove (expander, self->add_row);
  for (guint i = position * 2; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (i >= (position + removed) * 2)
        g_ptr_array_add (rest, g_object_ref (row));
      adw_expander_row_remove (expander, row);
    }
  g_ptr_array_set_size (self->rows, position * 2);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GalleyFieldItem) item = g_list_model_get_item (children, i);

      g_ptr_array_add (self->rows, g_object_ref_sink (self->new_row (self->form, item)));
      g_ptr_array_add (self->rows, g_object_ref_sink (galley_field_row_new_message (item)));
    }
  for (guint i = 0; i < rest->len; i++)
    g_ptr_array_add (self->rows, g_object_ref (g_ptr_array_index (rest, i)));
  for (guint i = position * 2; i < self->rows->len; i++)
    adw_expander_row_add_row (expander, g_ptr_array_index (self->rows, i));
  adw_expander_row_add_row (expander, self->add_row);
  update (self);
}

static void
add_cb (GalleyGroupRow *self)
{
  if (is_list (self))
    galley_field_form_add_item (self->form, self->item);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "form.add-below", "s",
                                galley_field_item_get_path (self->item));
}

static void
galley_group_row_finalize (GObject *object)
{
  GalleyGroupRow *self = GALLEY_GROUP_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  g_clear_object (&self->add_row);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (galley_group_row_parent_class)->finalize (object);
}

static void
galley_group_row_class_init (GalleyGroupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_group_row_finalize;
}

static void
galley_group_row_init (GalleyGroupRow *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->add_row = g_object_ref_sink (adw_button_row_new ());
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->add_row), "list-add-symbolic");
  g_signal_connect_object (self->add_row, "activated", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->add_row);
}

/**
 * galley_group_row_new:
 * @form: a form
 * @item: a field with fields or items below it
 * @new_row: what makes the rows of these
 *
 * Returns: (transfer floating): a row that can be opened
 */
GtkWidget *
galley_group_row_new (GalleyFieldForm *form, GalleyFieldItem *item, GalleyFieldRowFunc new_row)
{
  GalleyGroupRow *self = g_object_new (GALLEY_TYPE_GROUP_ROW, NULL);
  GListModel *children = galley_field_item_get_children (item);
  g_autofree char *title = galley_field_row_dup_title (item);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  self->new_row = new_row;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), galley_field_row_new_menu (item));
  g_signal_connect_object (children, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (children));
  return GTK_WIDGET (self);
}
