/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-name-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *parent;
  AdwEntryRow *entry;
  char *path;
  GalleyNameFunc callback;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->entry);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
answer_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result);
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (g_str_equal (response, "accept") && *name != '\0')
    self->callback (self->parent, name, self->path);
}

static void
changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "accept", *name != '\0');
}

/**
 * galley_name_dialog_ask:
 * @parent: the widget that asks
 * @heading: what is asked for
 * @accept: the button that says yes
 * @name: the name to begin with
 * @path: (nullable): what is handed on to @callback
 * @callback: takes @parent, the name, which is not empty, and @path
 *
 * Asks for the name of a field.
 */
void
galley_name_dialog_ask (GtkWidget *parent,
                        const char *heading,
                        const char *accept,
                        const char *name,
                        const char *path,
                        GalleyNameFunc callback)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();
  Question *question = g_new0 (Question, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);

  adw_dialog_set_focus (dialog, entry);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                  accept, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "accept",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "accept");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  changed_cb (ADW_ALERT_DIALOG (dialog), GTK_EDITABLE (entry));

  question->parent = g_object_ref (parent);
  question->entry = g_object_ref (ADW_ENTRY_ROW (entry));
  question->path = g_strdup (path);
  question->callback = callback;
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), parent, NULL, answer_cb, question);
}
