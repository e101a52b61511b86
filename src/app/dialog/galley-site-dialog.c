/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-dialog.h"

#include "galley-diagnostic.h"
#include "galley-setting-words.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * GalleySiteDialog:
 *
 * What the site says of how an issue is meant: each setting in effect, and who says so; what was
 * read, and what is wrong with it. It follows the site.
 */
struct _GalleySiteDialog
{
  AdwPreferencesDialog parent_instance;

  GalleySite *site;

  AdwPreferencesPage *page;
  AdwPreferencesGroup *problems_group;
  AdwPreferencesGroup *site_group;
  AdwActionRow *root_row;
  AdwActionRow *version_row;
  AdwActionRow *environment_row;
  AdwActionRow *language_row;
  GtkLabel *root_label;
  GtkLabel *version_label;
  GtkLabel *environment_label;
  GtkLabel *language_label;
  AdwPreferencesGroup *files_group;
  AdwPreferencesGroup *groups[GALLEY_N_SETTING_GROUPS];

  /* The rows of settings stay, so that the page does not move while one reads it. */
  GHashTable *setting_rows;
  GPtrArray *problem_rows;
  GPtrArray *file_rows;
};

G_DEFINE_FINAL_TYPE (GalleySiteDialog, galley_site_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
copy_root (GalleySiteDialog *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  gdk_clipboard_set_text (clipboard, gtk_label_get_text (self->root_label));
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), adw_toast_new (_ ("Copied")));
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
add_open_button (GtkWidget *row, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Open in Galley"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
show_problems (GalleySiteDialog *self)
{
  GPtrArray *problems = galley_site_list_problems (self->site);

  clear_rows (self->problems_group, self->problem_rows);
  for (guint i = 0; i < problems->len; i++)
    {
      const GalleyDiagnostic *problem = g_ptr_array_index (problems, i);
      GtkWidget *row = new_row (problem->message, NULL);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), TRUE);
      if (problem->file != NULL)
        add_open_button (row, problem->file);
      adw_preferences_group_add (self->problems_group, row);
      g_ptr_array_add (self->problem_rows, row);
    }

  adw_preferences_group_set_description (
    self->problems_group,
    galley_site_is_outdated (self->site)
      ? _ ("Hugo cannot publish the site like this. Until it is mended, the preview goes by what "
           "was read before.")
      : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), problems->len > 0);
}

static void
show_value (AdwActionRow *row, GtkLabel *label, const char *value)
{
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL);
  gtk_label_set_text (label, value != NULL ? value : "");
}

static const GalleySetting *
find_version (GalleySiteConfig *config)
{
  GPtrArray *settings = galley_site_config_list_settings (config);

  for (guint i = 0; i < settings->len; i++)
    {
      const GalleySetting *setting = g_ptr_array_index (settings, i);

      if (g_str_equal (setting->key, "hugo-version"))
        return setting;
    }

  return NULL;
}

static void
show_site (GalleySiteDialog *self, GalleySiteConfig *config)
{
  const char *root = galley_site_config_get_root (config);
  const GalleySetting *version = find_version (config);
  g_autofree char *name = root != NULL ? g_filename_display_name (root) : NULL;
  g_autofree char *origin = version != NULL ? galley_setting_dup_origin (version, root) : NULL;

  adw_preferences_group_set_description (
    self->site_group,
    root != NULL ? NULL
    : galley_site_get_path (self->site) != NULL
      ? _ ("There is no Hugo site in the folder of the issue or above it. Hugo’s defaults are "
           "assumed, but raw HTML is shown.")
      : _ ("The issue is not saved in a Hugo site yet. Hugo’s defaults are assumed, but raw HTML "
           "is shown."));
  show_value (self->root_row, self->root_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->root_label), name);
  show_value (self->environment_row, self->environment_label,
              galley_site_config_get_environment (config));
  show_value (self->language_row, self->language_label, galley_site_config_get_language (config));
  show_value (self->version_row, self->version_label,
              root == NULL      ? NULL
              : version != NULL ? version->value
                                : _ ("The newest"));
  adw_action_row_set_subtitle (self->version_row,
                               origin != NULL ? origin : _ ("The site names no version"));
}

static void
show_files (GalleySiteDialog *self, GalleySiteConfig *config)
{
  const char *root = galley_site_config_get_root (config);
  const char *const *files = galley_site_config_list_files (config);
  gsize length = root != NULL ? strlen (root) : 0;

  clear_rows (self->files_group, self->file_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->files_group), *files != NULL);
  for (; *files != NULL; files++)
    {
      gboolean is_below = g_str_has_prefix (*files, root) && (*files)[length] == '/';
      g_autofree char *name = g_filename_display_name (is_below ? *files + length + 1 : *files);
      g_autofree char *full_name = g_filename_display_name (*files);
      GtkWidget *row = new_row (name, NULL);

      adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), TRUE);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
      gtk_widget_set_tooltip_text (row, full_name);
      add_open_button (row, *files);
      adw_preferences_group_add (self->files_group, row);
      g_ptr_array_add (self->file_rows, row);
    }
}

static AdwPreferencesGroup *
get_group (GalleySiteDialog *self, GalleySettingGroup group)
{
  if (self->groups[group] == NULL)
    {
      self->groups[group] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[group], galley_setting_group_get_title (group));
    }

  return self->groups[group];
}

static GtkLabel *
add_setting (GalleySiteDialog *self, const GalleySetting *setting)
{
  GtkWidget *row = new_row (galley_setting_get_title (setting), NULL);
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (label, 24);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (label));
  adw_preferences_group_add (get_group (self, galley_setting_get_group (setting)), row);
  g_object_set_data (G_OBJECT (label), "row", row);
  g_hash_table_insert (self->setting_rows, g_strdup (setting->key), label);

  return label;
}

static void
show_settings (GalleySiteDialog *self, GalleySiteConfig *config)
{
  GPtrArray *settings = galley_site_config_list_settings (config);
  const char *root = galley_site_config_get_root (config);

  for (guint i = 0; i < settings->len; i++)
    {
      const GalleySetting *setting = g_ptr_array_index (settings, i);
      g_autofree char *value = galley_setting_dup_words (setting);
      g_autofree char *origin = galley_setting_dup_origin (setting, root);
      g_autofree char *subtitle = NULL;
      GtkLabel *label = g_hash_table_lookup (self->setting_rows, setting->key);

      if (g_str_equal (setting->key, "hugo-version"))
        continue;
      if (label == NULL)
        label = add_setting (self, setting);

      /* Translators: the name of a setting in Hugo, and where its value comes from */
      subtitle = g_strdup_printf (_ ("%s · %s"), setting->key, origin);
      adw_action_row_set_subtitle (g_object_get_data (G_OBJECT (label), "row"), subtitle);
      gtk_label_set_text (label, value);
      gtk_widget_set_tooltip_text (GTK_WIDGET (label), value);
      if (setting->source == GALLEY_SETTING_SOURCE_HUGO)
        gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
    }
}

static void
update (GalleySiteDialog *self)
{
  GalleySiteConfig *config = galley_site_get_config (self->site);

  show_problems (self);
  if (config == NULL)
    return;

  show_site (self, config);
  show_files (self, config);
  show_settings (self, config);
}

static void
galley_site_dialog_dispose (GObject *object)
{
  GalleySiteDialog *self = GALLEY_SITE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_SITE_DIALOG);
  g_clear_object (&self->site);

  G_OBJECT_CLASS (galley_site_dialog_parent_class)->dispose (object);
}

static void
galley_site_dialog_finalize (GObject *object)
{
  GalleySiteDialog *self = GALLEY_SITE_DIALOG (object);

  g_hash_table_unref (self->setting_rows);
  g_ptr_array_unref (self->problem_rows);
  g_ptr_array_unref (self->file_rows);

  G_OBJECT_CLASS (galley_site_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, page);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, problems_group);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, site_group);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, root_row);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, version_row);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, environment_row);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, root_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, version_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, environment_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, language_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySiteDialog, files_group);
}

static void
galley_site_dialog_class_init (GalleySiteDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_site_dialog_dispose;
  object_class->finalize = galley_site_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/site-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, copy_root);
}

static void
galley_site_dialog_init (GalleySiteDialog *self)
{
  self->setting_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problem_rows = g_ptr_array_new ();
  self->file_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_site_dialog_new:
 * @site: the site of an issue
 *
 * Returns: (transfer floating): the dialog; present it over the window of the issue.
 */
AdwDialog *
galley_site_dialog_new (GalleySite *site)
{
  GalleySiteDialog *self = g_object_new (GALLEY_TYPE_SITE_DIALOG, NULL);

  self->site = g_object_ref (site);
  g_signal_connect_object (site, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  for (guint i = 0; i < GALLEY_N_SETTING_GROUPS; i++)
    if (self->groups[i] != NULL)
      adw_preferences_page_add (self->page, self->groups[i]);

  return ADW_DIALOG (self);
}
