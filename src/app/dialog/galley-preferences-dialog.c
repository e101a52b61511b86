/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-preferences-dialog.h"

#include "galley-snippets-page.h"

/**
 * GalleyPreferencesDialog:
 *
 * What people can set: every row is bound to a key of the settings and takes effect at once.
 */
struct _GalleyPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  GSettings *settings;

  AdwExpanderRow *font_row;
  GtkFontDialogButton *font_button;
  AdwSwitchRow *session_row;
  AdwSwitchRow *wrap_row;
  AdwSwitchRow *numbers_row;
  AdwSwitchRow *spaces_row;
  AdwSwitchRow *spelling_row;
  AdwComboRow *theme_row;
  AdwSwitchRow *images_row;
  AdwSwitchRow *fetch_row;
  AdwSwitchRow *scroll_row;
  AdwEntryRow *hugo_row;
  GalleySnippetsPage *snippets_page;
};

G_DEFINE_FINAL_TYPE (GalleyPreferencesDialog,
                     galley_preferences_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

/**
 * galley_preferences_dialog_new:
 * @snippets: the snippets to list
 *
 * Returns: (transfer floating): the dialog; present it over a window.
 */
AdwDialog *
galley_preferences_dialog_new (GalleySnippets *snippets)
{
  GalleyPreferencesDialog *self = g_object_new (GALLEY_TYPE_PREFERENCES_DIALOG, NULL);

  galley_snippets_page_set_snippets (self->snippets_page, snippets);
  return ADW_DIALOG (self);
}

static gboolean
font_to_enabled (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_boolean (value, *g_variant_get_string (variant, NULL) != '\0');
  return TRUE;
}

static GVariant *
enabled_to_font (const GValue *value, const GVariantType *type, gpointer user_data)
{
  GalleyPreferencesDialog *self = user_data;
  g_autofree char *name = NULL;

  if (!g_value_get_boolean (value))
    return g_variant_new_string ("");

  name =
    pango_font_description_to_string (gtk_font_dialog_button_get_font_desc (self->font_button));
  return g_variant_new_string (name);
}

static gboolean
font_to_description (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = g_variant_get_string (variant, NULL);

  /* Switched off, the button keeps the font that comes back when it is switched on again. */
  if (*name != '\0')
    g_value_take_boxed (value, pango_font_description_from_string (name));
  else
    g_value_set_boxed (value,
                       gtk_font_dialog_button_get_font_desc (GALLEY_PREFERENCES_DIALOG (user_data)
                                                               ->font_button));
  return TRUE;
}

static GVariant *
description_to_font (const GValue *value, const GVariantType *type, gpointer user_data)
{
  g_autofree char *name = NULL;

  if (!adw_expander_row_get_enable_expansion (GALLEY_PREFERENCES_DIALOG (user_data)->font_row))
    return NULL;

  name = pango_font_description_to_string (g_value_get_boxed (value));
  return g_variant_new_string (name);
}

static gboolean
theme_to_position (GValue *value, GVariant *variant, gpointer user_data)
{
  GalleyPreferencesDialog *self = user_data;

  /* The rows of the list are in the order of the enum's values. */
  g_value_set_uint (value, g_settings_get_enum (self->settings, "preview-theme"));
  return TRUE;
}

static GVariant *
position_to_theme (const GValue *value, const GVariantType *type, gpointer user_data)
{
  static const char *const nicks[] = { "system", "light", "dark" };
  guint position = g_value_get_uint (value);

  return position < G_N_ELEMENTS (nicks) ? g_variant_new_string (nicks[position]) : NULL;
}

static void
bind_font (GalleyPreferencesDialog *self)
{
  g_autoptr (PangoFontDescription) fallback = pango_font_description_from_string ("Monospace 11");

  gtk_font_dialog_button_set_font_desc (self->font_button, fallback);
  g_settings_bind_with_mapping (self->settings, "custom-font", self->font_row, "enable-expansion",
                                G_SETTINGS_BIND_DEFAULT, font_to_enabled, enabled_to_font, self,
                                NULL);
  g_settings_bind_with_mapping (self->settings, "custom-font", self->font_button, "font-desc",
                                G_SETTINGS_BIND_DEFAULT, font_to_description, description_to_font,
                                self, NULL);
}

static void
galley_preferences_dialog_dispose (GObject *object)
{
  GalleyPreferencesDialog *self = GALLEY_PREFERENCES_DIALOG (object);

  /* The mappings of these bindings know self. */
  if (self->font_row != NULL)
    {
      g_settings_unbind (self->font_row, "enable-expansion");
      g_settings_unbind (self->font_button, "font-desc");
      g_settings_unbind (self->theme_row, "selected");
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (galley_preferences_dialog_parent_class)->dispose (object);
}

static void
galley_preferences_dialog_class_init (GalleyPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_preferences_dialog_dispose;

  g_type_ensure (GALLEY_TYPE_SNIPPETS_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, font_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, font_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, session_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, wrap_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, numbers_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, spaces_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, spelling_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, images_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, fetch_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, scroll_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, hugo_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferencesDialog, snippets_page);
}

/* libadwaita leaves the switchers of the pages without names. */
static void
name_switchers (GtkWidget *widget, const char *name)
{
  if (ADW_IS_VIEW_SWITCHER (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      name_switchers (child, name);
}

/* GTK makes its button as wide as the name of the font, which with large text is wider than a
 * narrow window. */
static void
shorten_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    shorten_labels (child);
}

static void
galley_preferences_dialog_init (GalleyPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_switchers (adw_dialog_get_child (ADW_DIALOG (self)),
                  adw_dialog_get_title (ADW_DIALOG (self)));
  shorten_labels (GTK_WIDGET (self->font_button));

  self->settings = g_settings_new (APP_ID);
  bind_font (self);
  g_settings_bind (self->settings, "restore-session", self->session_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "wrap-text", self->wrap_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-line-numbers", self->numbers_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-spaces", self->spaces_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "spell-check", self->spelling_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "preview-theme", self->theme_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, theme_to_position, position_to_theme, self,
                                NULL);
  g_settings_bind (self->settings, "fetch-pages", self->fetch_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "remote-images", self->images_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "sync-scroll", self->scroll_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "hugo-program", self->hugo_row, "text", G_SETTINGS_BIND_DEFAULT);
}
