/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many texts are proposed. */
#define PROPOSALS_MAX 8

/* A field that is a list of texts: each is a chip, and an entry adds more. It proposes what the
 * site's other issues have. */

#define GALLEY_TYPE_CHIPS_ROW (galley_chips_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyChipsRow, galley_chips_row, GALLEY, CHIPS_ROW, AdwPreferencesRow)

struct _GalleyChipsRow
{
  AdwPreferencesRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;
  GStrv texts;

  AdwWrapBox *chips;
  GtkEntry *entry;
  GtkPopover *popover;
  GtkListBox *proposals;
  guint take_source;
};

G_DEFINE_FINAL_TYPE (GalleyChipsRow, galley_chips_row, ADW_TYPE_PREFERENCES_ROW)

static void
remove_cb (GtkButton *button, GalleyChipsRow *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  /* The chip goes, and with it the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  galley_field_form_remove_text (self->form, self->item, index);
}

static GtkWidget *
make_chip (GalleyChipsRow *self, const char *text, guint index)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a tag or another item of a list */
  g_autofree char *tip = g_strdup_printf (_ ("Remove “%s”"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  gtk_widget_add_css_class (chip, "galley-chip");
  return chip;
}

static void
update (GalleyChipsRow *self)
{
  const GalleyValue *value = galley_field_item_get_value (self->item);
  g_auto (GStrv) texts = value != NULL ? galley_value_dup_strings (value) : g_new0 (char *, 1);
  GtkWidget *child;

  if (self->texts != NULL
      && g_strv_equal ((const char *const *) self->texts, (const char *const *) texts))
    return;
  g_strfreev (self->texts);
  self->texts = g_steal_pointer (&texts);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, child);
  for (guint i = 0; self->texts[i] != NULL; i++)
    adw_wrap_box_append (self->chips, make_chip (self, self->texts[i], i));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->texts[0] != NULL);
}

static void
add (GalleyChipsRow *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0' || g_strv_contains ((const char *const *) self->texts, stripped)
      || galley_field_form_add_text (self->form, self->item, stripped))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
activate_cb (GalleyChipsRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->proposals);
  g_autofree char *text = NULL;

  if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    text = g_strdup (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
  else
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  add (self, text);
}

static void
proposal_cb (GalleyChipsRow *self, GtkListBoxRow *row)
{
  g_autofree char *text =
    g_strdup (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));

  add (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static GStrv
dup_known_texts (GalleyChipsRow *self)
{
  const char *const *choices = galley_field_item_get_choices (self->item);
  const GalleyFieldUsage *survey =
    galley_site_fields_get_survey (galley_field_form_get_site_fields (self->form));

  if (choices != NULL)
    return g_strdupv ((GStrv) choices);
  if (survey != NULL)
    return galley_field_usage_dup_values (survey, galley_field_item_get_name (self->item));
  return g_new0 (char *, 1);
}

static gboolean
is_proposed (GalleyChipsRow *self, const char *typed, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, typed) != NULL
         && !g_strv_contains ((const char *const *) self->texts, text);
}

static void
propose (GalleyChipsRow *self)
{
  g_auto (GStrv) known = dup_known_texts (self);
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  guint n = 0;

  gtk_list_box_remove_all (self->proposals);
  for (guint i = 0; *typed != '\0' && known[i] != NULL && n < PROPOSALS_MAX; i++)
    if (is_proposed (self, typed, known[i]))
      {
        GtkWidget *label = gtk_label_new (known[i]);

        gtk_label_set_xalign (GTK_LABEL (label), 0);
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
        gtk_list_box_append (self->proposals, label);
        n++;
      }

  gtk_widget_set_size_request (GTK_WIDGET (self->popover),
                               gtk_widget_get_width (GTK_WIDGET (self->entry)), -1);
  if (n > 0)
    gtk_popover_popup (self->popover);
  else
    gtk_popover_popdown (self->popover);
}

/* A comma ends a text, in Chinese, too. */
static gboolean
ends_with_comma (const char *text)
{
  return g_str_has_suffix (text, ",") || g_str_has_suffix (text, "，")
         || g_str_has_suffix (text, "、");
}

static void
take_typed (gpointer data)
{
  GalleyChipsRow *self = data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *before = NULL;

  self->take_source = 0;
  if (!ends_with_comma (text))
    return;
  before = g_strndup (text, g_utf8_prev_char (text + strlen (text)) - text);
  add (self, before);
}

static void
changed_cb (GalleyChipsRow *self)
{
  if (!ends_with_comma (gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    propose (self);
  /* What is being typed into the entry is not to be taken away while it is. */
  else if (self->take_source == 0)
    self->take_source = g_idle_add_once (take_typed, self);
}

static gboolean
move_selection (GalleyChipsRow *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->proposals);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : -1);

  gtk_list_box_select_row (self->proposals,
                           index >= 0 ? gtk_list_box_get_row_at_index (self->proposals, index)
                                      : NULL);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        GalleyChipsRow *self)
{
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->popover));
  guint n = g_strv_length (self->texts);

  if (key == GDK_KEY_BackSpace && n > 0
      && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    {
      galley_field_form_remove_text (self->form, self->item, n - 1);
      return GDK_EVENT_STOP;
    }
  if (open && key == GDK_KEY_Escape)
    {
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;
    }
  if (open && (key == GDK_KEY_Down || key == GDK_KEY_Up))
    return move_selection (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_PROPAGATE;
}

static void
leave_cb (GalleyChipsRow *self)
{
  gtk_popover_popdown (self->popover);
  galley_field_item_refuse (self->item, NULL);
}

static void
galley_chips_row_dispose (GObject *object)
{
  GalleyChipsRow *self = GALLEY_CHIPS_ROW (object);

  g_clear_handle_id (&self->take_source, g_source_remove);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  G_OBJECT_CLASS (galley_chips_row_parent_class)->dispose (object);
}

static void
galley_chips_row_finalize (GObject *object)
{
  GalleyChipsRow *self = GALLEY_CHIPS_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  g_strfreev (self->texts);
  G_OBJECT_CLASS (galley_chips_row_parent_class)->finalize (object);
}

static void
galley_chips_row_class_init (GalleyChipsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_chips_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_chips_row_finalize;
}

static void
make_popover (GalleyChipsRow *self)
{
  self->proposals = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->proposals, GTK_SELECTION_SINGLE);
  gtk_widget_set_focusable (GTK_WIDGET (self->proposals), FALSE);
  g_signal_connect_object (self->proposals, "row-activated", G_CALLBACK (proposal_cb), self,
                           G_CONNECT_SWAPPED);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_START);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->proposals));
  gtk_widget_set_can_focus (GTK_WIDGET (self->popover), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->entry));
}

static void
galley_chips_row_init (GalleyChipsRow *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->chips = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->chips, 6);
  adw_wrap_box_set_line_spacing (self->chips, 6);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_has_frame (self->entry, FALSE);
  gtk_entry_set_placeholder_text (self->entry, _ ("Add…"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  make_popover (self);

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_chips_row_new:
 * @form: a form
 * @item: a field that is a list of texts, or could be one
 *
 * Returns: (transfer floating): a row with chips
 */
GtkWidget *
galley_chips_row_new (GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleyChipsRow *self = g_object_new (GALLEY_TYPE_CHIPS_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *title = galley_field_row_dup_title (item);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_box_append (GTK_BOX (box), galley_field_row_new_heading (item, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  update (self);
  return GTK_WIDGET (self);
}
