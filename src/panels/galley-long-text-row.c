/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-row.h"

#include <glib/gi18n.h>

/* A field of several lines, with how many characters it has. */

#define GALLEY_TYPE_LONG_TEXT_ROW (galley_long_text_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLongTextRow,
                      galley_long_text_row,
                      GALLEY,
                      LONG_TEXT_ROW,
                      AdwPreferencesRow)

struct _GalleyLongTextRow
{
  AdwPreferencesRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;
  GtkTextBuffer *buffer;
  GtkLabel *count;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GalleyLongTextRow, galley_long_text_row, ADW_TYPE_PREFERENCES_ROW)

static char *
dup_text (GalleyLongTextRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/* A Chinese character is one as a Latin letter is; line ends and what only changes the character
 * before it are none. */
static guint
count_characters (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += c != '\n' && c != '\r' && !g_unichar_ismark (c) && !g_unichar_iszerowidth (c);
    }
  return n;
}

static void
show_count (GalleyLongTextRow *self, const char *text)
{
  guint n = count_characters (text);
  g_autofree char *count = g_strdup_printf (ngettext ("%u character", "%u characters", n), n);

  gtk_label_set_text (self->count, count);
}

static void
update (GalleyLongTextRow *self)
{
  const char *text = galley_field_item_get_text (self->item);
  g_autofree char *shown = dup_text (self);

  if (!g_str_equal (shown, text))
    {
      self->updating = TRUE;
      gtk_text_buffer_set_text (self->buffer, text, -1);
      self->updating = FALSE;
    }
  show_count (self, text);
}

static void
changed_cb (GalleyLongTextRow *self)
{
  g_autofree char *text = NULL;

  if (self->updating)
    return;
  text = dup_text (self);
  if (galley_field_form_set_text (self->form, self->item, text))
    show_count (self, text);
  else
    update (self);
}

static void
galley_long_text_row_finalize (GObject *object)
{
  GalleyLongTextRow *self = GALLEY_LONG_TEXT_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (galley_long_text_row_parent_class)->finalize (object);
}

static void
galley_long_text_row_class_init (GalleyLongTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_long_text_row_finalize;
}

static void
galley_long_text_row_init (GalleyLongTextRow *self)
{
  self->buffer = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
}

/* The wheel moves the form, wherever the pointer is: else it would stop at each long text. */
static void
leave_wheel (GtkWidget *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static GtkWidget *
make_view (GalleyLongTextRow *self)
{
  GtkWidget *view = gtk_text_view_new_with_buffer (self->buffer);
  GtkWidget *window = gtk_scrolled_window_new ();
  g_autofree char *title = galley_field_row_dup_title (self->item);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), 60);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 180);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  leave_wheel (window);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_widget_add_css_class (view, "inline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return window;
}

/**
 * galley_long_text_row_new:
 * @form: a form
 * @item: a field of several lines
 *
 * Returns: (transfer floating): a row with a text
 */
GtkWidget *
galley_long_text_row_new (GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleyLongTextRow *self = g_object_new (GALLEY_TYPE_LONG_TEXT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");

  gtk_box_append (GTK_BOX (box), galley_field_row_new_heading (item, GTK_WIDGET (self->count)));
  gtk_box_append (GTK_BOX (box), make_view (self));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  update (self);
  return GTK_WIDGET (self);
}
