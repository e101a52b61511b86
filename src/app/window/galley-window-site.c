/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-check-dialog.h"
#include "galley-diagnostic.h"
#include "galley-hugo-check.h"
#include "galley-site-dialog.h"

#include <glib/gi18n.h>

/* What the window says of the site that its issue belongs to. */

static const GalleyDiagnostic *
find_problem (GalleySite *site)
{
  GalleySiteConfig *config = galley_site_get_config (site);
  gboolean broken =
    galley_site_is_outdated (site) || (config != NULL && galley_site_config_is_broken (config));
  GPtrArray *problems = galley_site_list_problems (site);

  return broken && problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
}

/* Only what keeps Hugo from publishing is worth a bar; the rest is on the page of settings. */
static void
site_cb (GalleyWindow *self)
{
  GalleySite *site = galley_document_get_site (self->document);
  const GalleyDiagnostic *problem = find_problem (site);
  g_autofree char *title = NULL;

  if (problem == NULL)
    {
      g_clear_pointer (&self->dismissed_problem, g_free);
      galley_message_bar_hide (self->site_bar);
      return;
    }
  if (g_strcmp0 (self->dismissed_problem, problem->message) == 0)
    return;

  /* Translators: a file, a line and what is wrong there */
  title = g_strdup_printf (_ ("Hugo cannot read the site’s settings. %s"), problem->message);
  galley_message_bar_show (self->site_bar, title);
}

static void
dismiss_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const GalleyDiagnostic *problem = find_problem (galley_document_get_site (self->document));

  g_set_str (&self->dismissed_problem, problem != NULL ? problem->message : NULL);
  galley_message_bar_hide (self->site_bar);
}

static void
settings_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  adw_dialog_present (galley_site_dialog_new (galley_document_get_site (self->document)),
                      GTK_WIDGET (self));
}

static void
line_cb (GalleyWindow *self, guint line)
{
  galley_window_show_source (self);
  galley_editor_go_to_line (self->editor, line);
}

static void
explain (GalleyWindow *self, const char *heading, const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
find_hugo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, galley_hugo_find (data), g_free);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  const char *chosen = g_task_get_task_data (G_TASK (result));
  g_autofree char *hugo = g_task_propagate_pointer (G_TASK (result), NULL);
  GalleySiteConfig *config;
  AdwDialog *dialog;

  /* The window was closed. */
  if (self->document == NULL)
    return;

  config = galley_site_get_config (galley_document_get_site (self->document));
  if (config == NULL || galley_site_config_get_root (config) == NULL)
    {
      explain (self, _ ("No Site to Check With"),
               _ ("The issue is not in the folder of a Hugo site. Save it there first."));
      return;
    }
  if (hugo == NULL)
    {
      explain (self, _ ("Hugo Was Not Found"),
               *chosen != '\0'
                 ? _ ("There is no program at the path in the preferences. Correct it, or leave it "
                      "empty.")
                 : _ ("To see exactly what Hugo makes of an issue, install the program “hugo”: "
                      "with the software manager of the system, or from gohugo.io. If it is "
                      "installed in a place of its own, name that in the preferences."));
      return;
    }

  dialog = galley_check_dialog_new (self->document, hugo);
  g_signal_connect_object (dialog, "line-activated", G_CALLBACK (line_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The folders of the path may be on a disk that does not answer. */
static void
check_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, found_cb, g_object_ref (self));

  g_task_set_source_tag (task, check_activated);
  g_task_set_task_data (task, g_settings_get_string (self->settings, "hugo-program"), g_free);
  g_task_run_in_thread (task, find_hugo);
}

static const GActionEntry entries[] = {
  { "check-with-hugo", check_activated },
  { "site-settings", settings_activated },
  { "dismiss-site-problem", dismiss_activated },
};

void
galley_window_init_site (GalleyWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (galley_document_get_site (self->document), "changed",
                           G_CALLBACK (site_cb), self, G_CONNECT_SWAPPED);
}
