/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-application.h"

#include "galley-about.h"
#include "galley-drafts.h"
#include "galley-file-filters.h"
#include "galley-help-window.h"
#include "galley-new-issue.h"
#include "galley-next-issue.h"
#include "galley-grants.h"
#include "galley-preferences-dialog.h"
#include "galley-recovery.h"
#include "galley-session.h"
#include "galley-shortcut-row.h"
#include "galley-window.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/**
 * GalleyApplication:
 *
 * The program: its windows, one a document, and the actions that belong to none of them.
 */
struct _GalleyApplication
{
  AdwApplication parent_instance;

  GalleyDrafts *drafts;
  /* The manual, while it is open. */
  GtkWindow *help;
  gboolean session_restored;
  GalleySession *session;
  gboolean quitting;

  /* While it looks for what was not saved: what it is to do then. */
  gboolean starting;
  gboolean activated;
  GPtrArray *asked;
};

G_DEFINE_FINAL_TYPE (GalleyApplication, galley_application, ADW_TYPE_APPLICATION)

/**
 * galley_application_new:
 *
 * Returns: (transfer full): the application, to be run.
 */
GalleyApplication *
galley_application_new (void)
{
  return g_object_new (GALLEY_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/galleyeditor/Galley", NULL);
}

static GtkWindow *
get_active_window (GalleyApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
save_session (GalleyApplication *self)
{
  galley_session_save (self->session, gtk_application_get_windows (GTK_APPLICATION (self)));
}

/* Windows that quitting has closed by then are not of the session any more. */
static void
stay (GalleyApplication *self)
{
  if (!self->quitting)
    return;

  self->quitting = FALSE;
  save_session (self);
}

static GalleyWindow *
make_window (GalleyApplication *self)
{
  GalleyWindow *window = galley_window_new (GTK_APPLICATION (self));

  g_signal_connect_object (galley_window_get_document (window), "notify::file",
                           G_CALLBACK (save_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "close-cancelled", G_CALLBACK (stay), self, G_CONNECT_SWAPPED);
  self->quitting = FALSE;

  return window;
}

static GalleyWindow *
add_window (GalleyApplication *self)
{
  GalleyWindow *window = make_window (self);

  galley_window_watch (window, self->drafts);
  return window;
}

static GalleyWindow *
open_new_issue (GalleyApplication *self)
{
  GalleyWindow *window = add_window (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GBytes) template = galley_next_issue_find_template (g_get_language_names ());
  g_autofree char *raw = g_strndup (g_bytes_get_data (template, NULL), g_bytes_get_size (template));
  g_autofree char *text = galley_next_issue_fill_template (raw, _ ("New Issue"), now);

  galley_document_set_template (galley_window_get_document (window), text);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Two paths may lead to one file, by links. */
static gboolean
is_same_file (GFile *a, GFile *b)
{
  g_autoptr (GFileInfo) info_a = NULL;
  g_autoptr (GFileInfo) info_b = NULL;

  if (!g_file_is_native (a) || !g_file_is_native (b))
    return FALSE;

  info_a = g_file_query_info (a, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  info_b = g_file_query_info (b, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  return info_a != NULL && info_b != NULL
         && g_strcmp0 (g_file_info_get_attribute_string (info_a, G_FILE_ATTRIBUTE_ID_FILE),
                       g_file_info_get_attribute_string (info_b, G_FILE_ATTRIBUTE_ID_FILE))
              == 0;
}

static GalleyWindow *
find_window (GalleyApplication *self, GFile *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      GFile *other;

      if (!GALLEY_IS_WINDOW (l->data))
        continue;

      other = galley_document_get_file (galley_window_get_document (l->data));
      if (galley_window_has_file (l->data, file) || (other != NULL && is_same_file (other, file)))
        return l->data;
    }

  return NULL;
}

static void
open_file (GalleyApplication *self, GFile *given)
{
  g_autoptr (GFile) file = galley_grants_find (given);
  GalleyWindow *window = find_window (self, file);
  GtkWindow *active = get_active_window (self);

  if (window == NULL)
    {
      if (GALLEY_IS_WINDOW (active) && galley_window_is_pristine (GALLEY_WINDOW (active)))
        window = GALLEY_WINDOW (active);
      else
        window = add_window (self);
      galley_window_open (window, file);
    }

  gtk_window_present (GTK_WINDOW (window));
}

static void
new_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *active = get_active_window (user_data);

  /* The desktop asks for a new issue without a window, too. */
  if (!GALLEY_IS_WINDOW (active))
    galley_new_issue_propose_recent (open_new_issue (user_data));
  else if (!galley_new_issue_propose (GALLEY_WINDOW (active)))
    open_new_issue (user_data);
}

static void
new_empty_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *active = get_active_window (user_data);

  if (GALLEY_IS_WINDOW (active) && galley_window_is_pristine (GALLEY_WINDOW (active)))
    gtk_window_present (active);
  else
    open_new_issue (user_data);
}

static void
edit_template_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = galley_new_issue_make_template (&error);

  if (file != NULL)
    open_file (user_data, file);
  else
    g_warning ("%s", error->message);
}

static void
open_dialog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyApplication) self = user_data;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      open_file (self, file);
    }

  g_application_release (G_APPLICATION (self));
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;
  GtkWindow *active = get_active_window (self);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = galley_file_filters_new ();

  gtk_file_dialog_set_title (dialog, _ ("Open"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (GALLEY_IS_WINDOW (active))
    {
      GFile *file = galley_document_get_file (galley_window_get_document (GALLEY_WINDOW (active)));
      g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

      gtk_file_dialog_set_initial_folder (dialog, folder);
    }

  g_application_hold (G_APPLICATION (self));
  gtk_file_dialog_open_multiple (dialog, active, NULL, open_dialog_cb, g_object_ref (self));
}

static void
open_file_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  open_file (user_data, file);
}

static void
show_preferences (GalleyApplication *self, const char *page)
{
  GtkWindow *active = get_active_window (self);
  g_autoptr (GalleySnippets) snippets = NULL;
  AdwDialog *dialog;

  if (GALLEY_IS_WINDOW (active))
    g_set_object (&snippets, galley_window_get_snippets (GALLEY_WINDOW (active)));
  else
    snippets = galley_snippets_new (NULL);
  dialog = galley_preferences_dialog_new (snippets);
  if (page != NULL)
    adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_present (dialog, (GtkWidget *) active);
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_preferences (user_data, NULL);
}

static void
snippets_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_preferences (user_data, "snippets");
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_type_ensure (GALLEY_TYPE_SHORTCUT_ROW);
  builder = gtk_builder_new_from_resource ("/io/github/galleyeditor/Galley/ui/shortcuts-dialog.ui");
  adw_dialog_present (ADW_DIALOG (gtk_builder_get_object (builder, "shortcuts_dialog")),
                      (GtkWidget *) get_active_window (user_data));
}

static void
help_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;

  if (self->help == NULL)
    g_set_weak_pointer (&self->help, galley_help_window_new ());
  gtk_window_present (self->help);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_about_show ((GtkWidget *) get_active_window (user_data));
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  save_session (user_data);
  GALLEY_APPLICATION (user_data)->quitting = TRUE;

  /* Each window with unsaved text asks for itself; the program ends with the last of them. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { "new", new_activated },
  { "new-empty", new_empty_activated },
  { "edit-template", edit_template_activated },
  { "open", open_activated },
  { "open-file", open_file_activated, "s" },
  { "preferences", preferences_activated },
  { "snippets", snippets_activated },
  { "shortcuts", shortcuts_activated },
  { "help", help_activated },
  { "about", about_activated },
  { "quit", quit_activated },
};

static const struct
{
  const char *action;
  const char *accels[4];
} accels[] = {
  { "app.new", { "<Control>n" } },
  { "app.help", { "F1" } },
  { "app.open", { "<Control>o" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.close", { "<Control>w" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.find", { "<Control>f" } },
  { "win.replace", { "<Control>h" } },
  { "win.add-entry::project", { "<Control><Shift>p" } },
  { "win.add-entry::blog", { "<Control><Shift>b" } },
  { "win.add-entry::video", { "<Control><Shift>v" } },
  { "win.make-entry", { "<Control><Shift>Return" } },
  { "win.insert-snippet::section", { "<Control><Shift>h" } },
  { "win.insert-snippet::image", { "<Control><Shift>m" } },
  { "win.insert-snippet::code", { "<Control><Shift>k" } },
  { "win.view-mode::source", { "<Alt>1" } },
  { "win.view-mode::both", { "<Alt>2" } },
  { "win.view-mode::preview", { "<Alt>3" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-reset", { "<Control>0", "<Control>KP_0" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.fullscreen", { "F11" } },
  { "win.check-with-hugo", { "F7" } },
  { "win.problems", { "<Control>F8" } },
  { "win.next-problem", { "F8" } },
  { "win.previous-problem", { "<Shift>F8" } },
  { "win.site-settings", { "<Control><Alt>comma" } },
  { "win.sidebar", { "F9" } },
  { "win.move-up", { "<Alt><Shift>Up" } },
  { "win.move-down", { "<Alt><Shift>Down" } },
  { "win.renumber", { "<Control><Shift>n" } },
};

/* Does what the program was asked to do meanwhile. */
static void
begin (GalleyApplication *self)
{
  gboolean activated = self->activated;

  self->starting = self->activated = FALSE;
  if (activated)
    g_application_activate (G_APPLICATION (self));
  for (guint i = 0; i < self->asked->len; i++)
    open_file (self, g_ptr_array_index (self->asked, i));
  g_ptr_array_set_size (self->asked, 0);
  g_application_release (G_APPLICATION (self));
}

static void
restore_window (GFile *file, GKeyFile *keys, const char *group, gpointer user_data)
{
  GalleyApplication *self = user_data;
  GalleyWindow *window;

  if (file == NULL)
    {
      begin (self);
      return;
    }

  if (find_window (self, file) != NULL)
    return;

  window = add_window (self);
  galley_session_apply (window, file, keys, group);
  gtk_window_present (GTK_WINDOW (window));
}

/* With the last window the session stays as it was with it. */
static void
galley_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  g_autoptr (GList) last = g_list_prepend (NULL, window);

  GTK_APPLICATION_CLASS (galley_application_parent_class)->window_removed (application, window);

  if (!self->quitting && GALLEY_IS_WINDOW (window))
    galley_session_save (self->session, gtk_application_get_windows (application) != NULL
                                          ? gtk_application_get_windows (application)
                                          : last);
}

/* Until begin(), what the program is asked to do waits. */
static void
prepare (GalleyApplication *self)
{
  self->starting = TRUE;
  g_application_hold (G_APPLICATION (self));
}

static void
galley_application_activate (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  GtkWindow *active;

  if (self->starting)
    {
      self->activated = TRUE;
      return;
    }

  /* The windows of the last time come, once, if that is wanted. */
  if (!self->session_restored && g_settings_get_boolean (settings, "restore-session"))
    {
      self->session_restored = self->activated = TRUE;
      prepare (self);
      galley_session_load (restore_window, self);
      return;
    }

  self->session_restored = TRUE;
  active = get_active_window (self);

  if (active != NULL)
    gtk_window_present (active);
  else
    open_new_issue (self);
}

static void
galley_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    if (self->starting)
      g_ptr_array_add (self->asked, g_object_ref (files[i]));
    else
      open_file (self, files[i]);
}

static void
restore_draft (const GalleyDraft *draft, gpointer user_data)
{
  GalleyApplication *self = user_data;
  GalleyWindow *window;

  if (draft == NULL)
    {
      begin (self);
      return;
    }

  window = make_window (self);
  galley_window_restore (window, self->drafts, draft);
  gtk_window_present (GTK_WINDOW (window));
}

/* Brings back what was not saved when the program ended the last time; files are opened then. */
static void
recover (GalleyApplication *self)
{
  prepare (self);
  galley_recovery_run (self->drafts, restore_draft, self);
}

static void
galley_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (galley_application_parent_class)->startup (application);

  gtk_source_init ();
  gtk_window_set_default_icon_name (APP_ID);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);

  recover (GALLEY_APPLICATION (application));
}

static void
galley_application_shutdown (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  galley_drafts_finish (self->drafts);
  if (self->help != NULL)
    gtk_window_destroy (self->help);

  G_APPLICATION_CLASS (galley_application_parent_class)->shutdown (application);
}

static void
galley_application_finalize (GObject *object)
{
  g_clear_object (&GALLEY_APPLICATION (object)->drafts);
  g_ptr_array_unref (GALLEY_APPLICATION (object)->asked);
  galley_session_free (GALLEY_APPLICATION (object)->session);
  g_clear_weak_pointer (&GALLEY_APPLICATION (object)->help);

  G_OBJECT_CLASS (galley_application_parent_class)->finalize (object);
}

static int
galley_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Galley %s\n", PACKAGE_VERSION);
      return 0;
    }

  if (g_variant_dict_contains (options, "new"))
    {
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), "new", NULL);
      /* The first instance goes on to run; from another one the action is already on its way. */
      return g_application_get_is_remote (application) ? 0 : -1;
    }

  return -1;
}

static void
galley_application_class_init (GalleyApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_application_finalize;
  GTK_APPLICATION_CLASS (klass)->window_removed = galley_application_window_removed;
  application_class->activate = galley_application_activate;
  application_class->open = galley_application_open;
  application_class->startup = galley_application_startup;
  application_class->shutdown = galley_application_shutdown;
  application_class->handle_local_options = galley_application_handle_local_options;
}

static void
galley_application_init (GalleyApplication *self)
{
  static const GOptionEntry options[] = {
    { "new", 'n', 0, G_OPTION_ARG_NONE, NULL, N_ ("Start a new issue"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  self->drafts = galley_drafts_new (NULL);
  self->session = galley_session_new (G_APPLICATION (self));
  self->asked = g_ptr_array_new_with_free_func (g_object_unref);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
