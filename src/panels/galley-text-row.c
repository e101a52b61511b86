/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"
#include "galley-image-choice.h"

#include <glib/gi18n.h>

/* A field of one line: a text, a number, or the address of an image. */

#define GALLEY_TYPE_TEXT_ROW (galley_text_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTextRow, galley_text_row, GALLEY, TEXT_ROW, AdwEntryRow)

struct _GalleyTextRow
{
  AdwEntryRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GalleyTextRow, galley_text_row, ADW_TYPE_ENTRY_ROW)

/* What already stands there is not set: the caret would jump. */
static void
update (GalleyTextRow *self)
{
  const char *text = galley_field_item_get_text (self->item);

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), text))
    return;
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->updating = FALSE;
}

static gboolean
is_number (const char *text)
{
  char *end;

  if (!g_ascii_isdigit (*text) && *text != '-' && *text != '+' && *text != '.')
    return FALSE;
  g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && g_ascii_isalnum (end[-1]);
}

static gboolean
set_number (GalleyTextRow *self, const char *text)
{
  if (is_number (text))
    return galley_field_form_set_yaml (self->form, self->item, text);

  /* Perhaps it becomes one. */
  galley_field_item_refuse (self->item, _ ("A number is wanted here"));
  return TRUE;
}

static void
changed_cb (GalleyTextRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  gboolean done;

  if (self->updating)
    return;
  if (galley_field_item_get_shape (self->item) == GALLEY_FIELD_SHAPE_NUMBER)
    done = set_number (self, text);
  else
    done = galley_field_form_set_text (self->form, self->item, text);
  if (!done)
    update (self);
}

static void
leave_cb (GalleyTextRow *self)
{
  galley_field_item_refuse (self->item, NULL);
  update (self);
}

static void
galley_text_row_dispose (GObject *object)
{
  GalleyTextRow *self = GALLEY_TEXT_ROW (object);

  self->updating = TRUE;
  G_OBJECT_CLASS (galley_text_row_parent_class)->dispose (object);
}

static void
galley_text_row_finalize (GObject *object)
{
  GalleyTextRow *self = GALLEY_TEXT_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (galley_text_row_parent_class)->finalize (object);
}

static void
galley_text_row_class_init (GalleyTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_text_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_text_row_finalize;
}

static void
galley_text_row_init (GalleyTextRow *self)
{
  gtk_editable_set_enable_undo (GTK_EDITABLE (self), FALSE);
}

/**
 * galley_text_row_new:
 * @form: a form
 * @item: a field of one line
 *
 * Returns: (transfer floating): a row with an entry
 */
GtkWidget *
galley_text_row_new (GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleyTextRow *self = g_object_new (GALLEY_TYPE_TEXT_ROW, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *title = galley_field_row_dup_title (item);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  if (galley_field_item_get_shape (item) == GALLEY_FIELD_SHAPE_IMAGE)
    galley_image_choice_set_up (ADW_ENTRY_ROW (self), form, item);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), galley_field_row_new_menu (item));

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  update (self);
  return GTK_WIDGET (self);
}
