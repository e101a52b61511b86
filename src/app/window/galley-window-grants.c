/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-grants.h"
#include "galley-portal.h"

#include <glib/gi18n.h>

/* What the window says of an issue that was given to a sandbox alone, and what it does about it. */

#define MAX_NAMES 5

/* Where the issue really is, if it was given alone. */
static char *
dup_lone_place (GalleyWindow *self)
{
  GFile *file = galley_document_get_file (self->document);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  return galley_portal_is_lone_file (path) ? galley_portal_dup_host_path (path) : NULL;
}

static void
append_names (GString *text, GVariant *names)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gsize n = g_variant_n_children (names);

  for (gsize i = 0; i < MIN (n, MAX_NAMES); i++)
    {
      const char *name;

      g_variant_get_child (names, i, "{&sv}", &name, NULL);
      g_string_append_printf (list, i > 0 ? ", %s" : "%s", name);
    }
  if (n > MAX_NAMES)
    g_string_append (list, ", …");

  g_string_append_c (text, ' ');
  g_string_append_printf (text,
                          /* Translators: %s is a list of names of files, or the only one */
                          ngettext ("It cannot see %u file that the text names: %s",
                                    "It cannot see %u files that the text names: %s", (gulong) n),
                          (guint) n, list->str);
}

/* Says exactly what cannot be seen; %NULL if nothing is missed. */
static char *
describe (gboolean is_site, GVariant *names)
{
  g_autoptr (GString) text = g_string_new (_ ("Galley was given this file alone."));
  gboolean has_names = names != NULL && g_variant_n_children (names) > 0;

  if (!is_site && !has_names)
    return NULL;

  if (is_site)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, _ ("It cannot see the settings and shortcodes of its site."));
    }
  if (has_names)
    append_names (text, names);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
update_bar (GalleyWindow *self)
{
  GalleyLinkReport *report;
  g_autofree char *place = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  gboolean is_site;

  /* The window is gone, and only a dialog still knows it. */
  if (self->document == NULL)
    return;

  report = galley_link_checker_get_report (galley_document_get_links (self->document));
  place = dup_lone_place (self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self),
                                                                            "grant-folder")),
                               place != NULL);
  if (place != NULL && report != NULL)
    {
      folder = galley_grants_dup_site_folder (place, &is_site);
      if (!galley_grants_is_declined (folder))
        text = describe (is_site, galley_link_report_get_broken (report));
    }

  if (text != NULL)
    galley_message_bar_show (self->grant_bar, text);
  else
    galley_message_bar_hide (self->grant_bar);
}

/* Goes on within a folder that was given, as soon as nothing is read or written. */
static void
settle (GalleyWindow *self)
{
  GFile *file = galley_document_get_file (self->document);
  g_autoptr (GFile) found = NULL;

  if (file == NULL || galley_document_get_busy (self->document)
      || !galley_portal_is_lone_file (g_file_peek_path (file)))
    return;

  found = galley_grants_find (file);
  if (!g_file_equal (found, file))
    galley_document_set_place (self->document, found);
}

static void
file_cb (GalleyWindow *self)
{
  settle (self);
  update_bar (self);
}

static void
settle_all (GalleyWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (GALLEY_IS_WINDOW (l->data))
      file_cb (l->data);
}

static void
tell_wrong_folder (GalleyWindow *self, const char *place)
{
  g_autofree char *name = g_filename_display_name (place);
  g_autofree char *body =
    /* Translators: %s is the path of a file */
    g_strdup_printf (_ ("The issue is not in that folder. Choose one in which “%s” is."), name);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Nothing Was Granted"), body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GFile) folder =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *place = NULL;

  if (folder == NULL || self->document == NULL)
    return;

  place = dup_lone_place (self);
  if (place == NULL)
    return;

  if (galley_grants_add (folder, galley_document_get_file (self->document)))
    settle_all (self);
  else
    tell_wrong_folder (self, place);
}

static void
grant_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *place = dup_lone_place (self);
  g_autofree char *folder = NULL;
  g_autoptr (GFile) start = NULL;
  gboolean is_site;

  if (place == NULL)
    return;

  folder = galley_grants_dup_site_folder (place, &is_site);
  start = g_file_new_for_path (folder);
  gtk_file_dialog_set_title (dialog, _ ("Grant the Site Folder"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Grant"));
  gtk_file_dialog_set_initial_folder (dialog, start);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self), self->cancellable, folder_cb,
                                 g_object_ref (self));
}

static void
dismiss_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_autofree char *place = dup_lone_place (self);
  g_autofree char *folder = NULL;
  gboolean is_site;

  galley_message_bar_hide (self->grant_bar);
  if (place == NULL)
    return;

  folder = galley_grants_dup_site_folder (place, &is_site);
  galley_grants_decline (folder);
}

static const GActionEntry entries[] = {
  { "grant-folder", grant_activated },
  { "dismiss-grant", dismiss_activated },
};

void
galley_window_init_grants (GalleyWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->document, "notify::file", G_CALLBACK (file_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::busy", G_CALLBACK (settle), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_document_get_links (self->document), "notify::report",
                           G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  update_bar (self);
}
