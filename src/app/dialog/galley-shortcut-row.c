/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcut-row.h"

#include <glib/gi18n.h>

/**
 * GalleyShortcutRow:
 *
 * A row that tells which keys do what. GtkShortcutsWindow is deprecated and fits no narrow window,
 * AdwShortcutsDialog is not in libadwaita 1.7 yet.
 */
struct _GalleyShortcutRow
{
  AdwActionRow parent_instance;

  char *accelerator;
  AdwWrapBox *keys;
};

enum
{
  PROP_ACCELERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyShortcutRow, galley_shortcut_row, ADW_TYPE_ACTION_ROW)

static void
add_key (GalleyShortcutRow *self, const char *label)
{
  GtkWidget *key = gtk_label_new (label);

  gtk_widget_add_css_class (key, "keycap");
  adw_wrap_box_append (self->keys, key);
}

static void
set_accelerator (GalleyShortcutRow *self, const char *accelerator)
{
  static const struct
  {
    GdkModifierType modifier;
    const char *label;
  } modifiers[] = {
    { GDK_CONTROL_MASK, NC_ ("keyboard", "Ctrl") },
    { GDK_ALT_MASK, NC_ ("keyboard", "Alt") },
    { GDK_SHIFT_MASK, NC_ ("keyboard", "Shift") },
  };
  g_autofree char *label = NULL;
  g_autofree char *key = NULL;
  GdkModifierType state;
  GtkWidget *child;
  guint keyval;

  if (!g_set_str (&self->accelerator, accelerator))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->keys))) != NULL)
    adw_wrap_box_remove (self->keys, child);

  if (accelerator != NULL && gtk_accelerator_parse (accelerator, &keyval, &state))
    {
      for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
        if (state & modifiers[i].modifier)
          add_key (self, g_dpgettext2 (NULL, "keyboard", modifiers[i].label));
      key = gtk_accelerator_get_label (keyval, 0);
      add_key (self, key);

      label = gtk_accelerator_get_label (keyval, state);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      label, -1);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCELERATOR]);
}

static void
galley_shortcut_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GalleyShortcutRow *self = GALLEY_SHORTCUT_ROW (object);

  switch (prop_id)
    {
    case PROP_ACCELERATOR:
      g_value_set_string (value, self->accelerator);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_shortcut_row_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCELERATOR:
      set_accelerator (GALLEY_SHORTCUT_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_shortcut_row_finalize (GObject *object)
{
  g_free (GALLEY_SHORTCUT_ROW (object)->accelerator);

  G_OBJECT_CLASS (galley_shortcut_row_parent_class)->finalize (object);
}

static void
galley_shortcut_row_class_init (GalleyShortcutRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_shortcut_row_get_property;
  object_class->set_property = galley_shortcut_row_set_property;
  object_class->finalize = galley_shortcut_row_finalize;

  /**
   * GalleyShortcutRow:accelerator:
   *
   * The keys, as gtk_accelerator_parse() reads them.
   */
  properties[PROP_ACCELERATOR] =
    g_param_spec_string ("accelerator", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_shortcut_row_init (GalleyShortcutRow *self)
{
  self->keys = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->keys, 6);
  adw_wrap_box_set_line_spacing (self->keys, 6);
  adw_wrap_box_set_align (self->keys, 1);
  gtk_widget_set_valign (GTK_WIDGET (self->keys), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->keys));
}
