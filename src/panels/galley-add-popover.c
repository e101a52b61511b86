/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-add-popover.h"

#include "galley-field-words.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * GalleyAddPopover:
 *
 * Asks which field to add: one that the site declares, that its other issues have, that most sites
 * know, or any other.
 */
struct _GalleyAddPopover
{
  GtkPopover parent_instance;

  GalleyFieldForm *form;
  GtkEntry *entry;
  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyAddPopover, galley_add_popover, GTK_TYPE_POPOVER)

static gboolean
has_field (GalleyAddPopover *self, const char *name)
{
  GListModel *fields = G_LIST_MODEL (galley_field_form_get_fields (self->form));

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (GalleyFieldItem) item = g_list_model_get_item (fields, i);

      if (g_ascii_strcasecmp (galley_field_item_get_name (item), name) == 0)
        return galley_field_item_get_value (item) != NULL;
    }

  return FALSE;
}

static void
add_name (GalleyAddPopover *self, GHashTable *seen, const char *name, const char *label)
{
  const char *title = label != NULL ? label : galley_field_words_get (name);
  g_autofree char *text = NULL;
  GtkWidget *widget;

  if (has_field (self, name) || !g_hash_table_add (seen, g_ascii_strdown (name, -1)))
    return;

  text = g_ascii_strcasecmp (title, name) == 0 ? g_strdup (title)
                                               : g_strdup_printf ("%s (%s)", title, name);
  widget = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (widget), 0);
  gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  g_object_set_data_full (G_OBJECT (widget), "name", g_strdup (name), g_free);
  gtk_list_box_append (self->list, widget);
}

static void
fill (GalleyAddPopover *self)
{
  GalleySiteFields *site = galley_field_form_get_site_fields (self->form);
  GalleyFields *fields = galley_site_fields_get_fields (site);
  const char *const *names = galley_site_fields_get_names (site);
  const char *const *known = galley_field_words_list_names ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; fields != NULL && i < galley_fields_get_n_fields (fields); i++)
    {
      const GalleyField *field = galley_fields_get_field (fields, i);

      add_name (self, seen, field->name, field->label);
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_name (self, seen, names[i], NULL);
  for (guint i = 0; known[i] != NULL; i++)
    add_name (self, seen, known[i], NULL);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  GalleyAddPopover *self = user_data;
  GtkWidget *label = gtk_list_box_row_get_child (row);
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_autofree char *text = g_utf8_casefold (gtk_label_get_text (GTK_LABEL (label)), -1);

  return strstr (text, typed) != NULL;
}

static void
choose (GalleyAddPopover *self, const char *name)
{
  g_autofree char *copy = g_strstrip (g_strdup (name));

  if (*copy == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, copy);
}

static void
row_cb (GalleyAddPopover *self, GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "name"));
}

static void
activate_cb (GalleyAddPopover *self)
{
  choose (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
show_cb (GalleyAddPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->form != NULL)
    fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
galley_add_popover_finalize (GObject *object)
{
  g_clear_object (&GALLEY_ADD_POPOVER (object)->form);
  G_OBJECT_CLASS (galley_add_popover_parent_class)->finalize (object);
}

static void
galley_add_popover_class_init (GalleyAddPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_add_popover_finalize;

  /**
   * GalleyAddPopover::chosen:
   * @name: the name of a field
   *
   * A field is to be added.
   */
  signals[CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_ADD_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_add_popover_init (GalleyAddPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _ ("Name of the field"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the field"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (gtk_list_box_invalidate_filter),
                           self->list, G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, 220, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
}

/**
 * galley_add_popover_set_form:
 * @self: a popover
 * @form: (nullable): the form to add a field to
 */
void
galley_add_popover_set_form (GalleyAddPopover *self, GalleyFieldForm *form)
{
  g_return_if_fail (GALLEY_IS_ADD_POPOVER (self));

  g_set_object (&self->form, form);
}
