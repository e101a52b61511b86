/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-date.h"
#include "galley-field-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* A field that is a date. It shows the date as it is written, and opens a calendar, a time and a
 * zone; what is chosen is written in the same form. */

#define GALLEY_TYPE_DATE_ROW (galley_date_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDateRow, galley_date_row, GALLEY, DATE_ROW, AdwActionRow)

struct _GalleyDateRow
{
  AdwActionRow parent_instance;

  GalleyFieldForm *form;
  GalleyFieldItem *item;

  GtkEntry *entry;
  GtkCalendar *calendar;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkDropDown *zone;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GalleyDateRow, galley_date_row, ADW_TYPE_ACTION_ROW)

/* In a window of this width there may be no room beside the form. */
#define NARROW_WIDTH 700

#define LEFT_TO_RIGHT_MARK "\u200e"

/* The offsets that zones of the world have. */
static const char *const offsets[] = {
  "-12:00", "-11:00", "-10:00", "-09:30", "-09:00", "-08:00", "-07:00", "-06:00",
  "-05:00", "-04:00", "-03:30", "-03:00", "-02:30", "-02:00", "-01:00", "+00:00",
  "+01:00", "+02:00", "+03:00", "+03:30", "+04:00", "+04:30", "+05:00", "+05:30",
  "+05:45", "+06:00", "+06:30", "+07:00", "+08:00", "+08:45", "+09:00", "+09:30",
  "+10:00", "+10:30", "+11:00", "+12:00", "+12:45", "+13:00", "+13:45", "+14:00",
};

static gboolean
get_date (GalleyDateRow *self, GalleyDate *date)
{
  return galley_date_parse (galley_field_item_get_text (self->item), date);
}

static GTimeZone *
dup_zone (GalleyDateRow *self, const GalleyDate *date)
{
  GTimeZone *zone;

  if (date != NULL && date->has_zone)
    return g_time_zone_new_offset (date->utc_offset);
  zone = galley_field_form_dup_time_zone (self->form);
  if (zone == NULL)
    zone = date != NULL && date->has_time ? g_time_zone_new_utc () : g_time_zone_new_local ();
  return zone;
}

static void
show_zone (GalleyDateRow *self, const GalleyDate *date)
{
  g_autofree char *name =
    g_strdup_printf ("%c%02d:%02d", date->utc_offset < 0 ? '-' : '+', ABS (date->utc_offset) / 3600,
                     ABS (date->utc_offset) / 60 % 60);
  guint selected = 0;

  for (guint i = 0; date->has_zone && i < G_N_ELEMENTS (offsets); i++)
    if (g_str_equal (offsets[i], name))
      selected = i + 1;
  gtk_drop_down_set_selected (self->zone, selected);
}

/* When there is no room for all of it, the zone goes to the next line as a whole. */
static char *
dup_shown_text (const char *text)
{
  const char *time = strchr (text, ':');
  const char *zone = time != NULL ? strpbrk (time, "+-") : NULL;

  if (*text == '\0')
    return g_strdup (_ ("None"));
  if (zone == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%.*s\u200b%s", (int) (zone - text), text, zone);
}

static void
update (GalleyDateRow *self)
{
  const char *text = galley_field_item_get_text (self->item);
  g_autofree char *shown = dup_shown_text (text);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  GalleyDate date;

  self->updating = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), shown);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  if (get_date (self, &date))
    {
      zone = dup_zone (self, &date);
      time = galley_date_to_date_time (&date, zone);
      if (time != NULL)
        gtk_calendar_select_day (self->calendar, time);
      gtk_spin_button_set_value (self->hour, date.hour);
      gtk_spin_button_set_value (self->minute, date.minute);
      show_zone (self, &date);
    }
  self->updating = FALSE;
}

static void
write_date (GalleyDateRow *self, const GalleyDate *date)
{
  g_autofree char *text = galley_date_format (date);

  if (!galley_field_form_set_date (self->form, self->item, text))
    update (self);
}

/* What the widgets say. A time or a zone that the form of the date has no room for makes it the
 * form that Hugo itself writes. */
static void
take (GalleyDateRow *self, gboolean with_time, gboolean with_zone)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  guint selected = gtk_drop_down_get_selected (self->zone);
  gboolean known;
  GalleyDate date;

  if (self->updating)
    return;

  known = get_date (self, &date);
  if (with_zone && selected > 0 && selected <= G_N_ELEMENTS (offsets))
    zone = g_time_zone_new_identifier (offsets[selected - 1]);
  if (zone == NULL)
    zone = dup_zone (self, known ? &date : NULL);
  time = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          gtk_spin_button_get_value_as_int (self->hour),
                          gtk_spin_button_get_value_as_int (self->minute), known ? date.second : 0);
  if (time == NULL)
    return;
  if (!known || (with_time && !date.has_time) || (with_zone && selected > 0 && !date.has_zone))
    galley_date_init (&date, time);
  else
    galley_date_set_time (&date, time);
  /* That zone is not written. */
  if (with_zone && selected == 0)
    date.has_zone = FALSE;
  write_date (self, &date);
}

static void
day_cb (GalleyDateRow *self)
{
  take (self, FALSE, FALSE);
}

static void
time_cb (GalleyDateRow *self)
{
  take (self, TRUE, FALSE);
}

static void
zone_cb (GalleyDateRow *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->zone);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zone), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_string_object_get_string (chosen), -1);
  take (self, TRUE, TRUE);
}

static void
now_cb (GalleyDateRow *self)
{
  GalleyDate date;
  gboolean known = get_date (self, &date);
  g_autoptr (GTimeZone) zone = dup_zone (self, known ? &date : NULL);
  g_autoptr (GDateTime) exact = g_date_time_new_now (zone);
  g_autoptr (GDateTime) now =
    g_date_time_add (exact, -(GTimeSpan) g_date_time_get_microsecond (exact));

  if (known)
    galley_date_set_time (&date, now);
  else
    galley_date_init (&date, now);
  galley_field_form_end_edit (self->form);
  write_date (self, &date);
  galley_field_form_end_edit (self->form);
}

static void
entry_cb (GalleyDateRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GalleyDate date;

  if (self->updating || g_str_equal (text, galley_field_item_get_text (self->item)))
    return;
  if (galley_date_parse (text, &date))
    {
      g_autofree char *copy = g_strdup (text);

      galley_field_form_set_date (self->form, self->item, copy);
    }
  else
    /* Perhaps it becomes one. */
    galley_field_item_refuse (self->item,
                              _ ("This is no date that Hugo reads: write it like 2026-01-31 or "
                                 "2026-01-31T10:00:00+08:00"));
}

static void
closed_cb (GalleyDateRow *self)
{
  galley_field_item_refuse (self->item, NULL);
  update (self);
  galley_field_form_end_edit (self->form);
}

static void
galley_date_row_dispose (GObject *object)
{
  GALLEY_DATE_ROW (object)->updating = TRUE;
  G_OBJECT_CLASS (galley_date_row_parent_class)->dispose (object);
}

static void
galley_date_row_finalize (GObject *object)
{
  GalleyDateRow *self = GALLEY_DATE_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (galley_date_row_parent_class)->finalize (object);
}

static void
galley_date_row_class_init (GalleyDateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_date_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_date_row_finalize;
}

static gboolean
show_two_digits (GtkSpinButton *button, gpointer data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (button))))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static GtkSpinButton *
make_spin (GalleyDateRow *self, double last, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, last, 1);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_VERTICAL);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (spin, "output", G_CALLBACK (show_two_digits), NULL);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (time_cb), self, G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

/* An offset is written from left to right in every language. */
static GtkStringList *
make_zones (void)
{
  gboolean mirrored = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  GtkStringList *zones = gtk_string_list_new (NULL);

  gtk_string_list_append (zones, _ ("Site’s Zone"));
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    gtk_string_list_take (zones,
                          g_strconcat (mirrored ? LEFT_TO_RIGHT_MARK : "", offsets[i], NULL));

  return zones;
}

static GtkWidget *
make_time_line (GalleyDateRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *time = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *now = gtk_button_new_with_mnemonic (_ ("_Now"));

  self->hour = make_spin (self, 23, _ ("Hour"));
  self->minute = make_spin (self, 59, _ ("Minute"));
  self->zone =
    GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (make_zones ()),
                                      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                                   "string")));
  gtk_drop_down_set_enable_search (self->zone, TRUE);
  gtk_drop_down_set_search_match_mode (self->zone, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  /* By itself it has the name of what is chosen, which zone_cb() gives as the description. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->zone), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zone), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time Zone"), -1);
  gtk_widget_set_valign (GTK_WIDGET (self->zone), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (now, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->zone), TRUE);
  g_signal_connect_object (self->zone, "notify::selected", G_CALLBACK (zone_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (now, "clicked", G_CALLBACK (now_cb), self, G_CONNECT_SWAPPED);

  /* So is a time. */
  gtk_widget_set_direction (time, GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (time), GTK_WIDGET (self->hour));
  gtk_box_append (GTK_BOX (time), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (time), GTK_WIDGET (self->minute));
  gtk_box_append (GTK_BOX (line), time);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->zone));
  gtk_box_append (GTK_BOX (line), now);
  return line;
}

/* GTK leaves the arrows of a calendar without names. */
static void
name_arrows (GtkCalendar *calendar)
{
  const char *const names[] = { _ ("Previous Month"), _ ("Next Month"), _ ("Previous Year"),
                                _ ("Next Year") };
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (calendar));
  GtkWidget *child = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  gsize i = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && i < G_N_ELEMENTS (names))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      names[i++], -1);
}

/* Below or above its button it may find no room on a screen of 800 lines, and would not open. */
static void
place_popover_cb (GtkMenuButton *button, gpointer data)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (button)));
  gboolean wide = gtk_widget_get_width (root) >= NARROW_WIDTH;

  gtk_menu_button_set_direction (button, wide ? GTK_ARROW_RIGHT : GTK_ARROW_DOWN);
}

static void
galley_date_row_init (GalleyDateRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Date as It Is Written"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  name_arrows (self->calendar);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), make_time_line (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), place_popover_cb, NULL, NULL);
  gtk_widget_set_tooltip_text (button, _ ("Choose a Date"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
}

/**
 * galley_date_row_new:
 * @form: a form
 * @item: a field that is a date
 *
 * Returns: (transfer floating): a row with a calendar
 */
GtkWidget *
galley_date_row_new (GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleyDateRow *self = g_object_new (GALLEY_TYPE_DATE_ROW, NULL);
  g_autofree char *title = galley_field_row_dup_title (item);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), galley_field_row_new_menu (item));
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  galley_field_row_set_up (GTK_WIDGET (self), form, item);
  update (self);
  return GTK_WIDGET (self);
}
