/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-compare-dialog.h"

#include <glib/gi18n.h>

/* Text that came back after the program had ended without saving it, and text that another
 * program wrote meanwhile: what the window offers to do about them. */

static gboolean
is_modified (GalleyWindow *self)
{
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document));
}

/* The text is only in memory then: reason enough to say so. */
static void
drafts_error_cb (GalleyWindow *self)
{
  const char *reason = self->drafts != NULL ? galley_drafts_get_error_message (self->drafts) : NULL;
  g_autofree char *text = NULL;

  if (reason == NULL)
    return;

  /* Translators: why */
  text = g_strdup_printf (_ ("What you type cannot be kept in case of a crash. %s"), reason);
  galley_window_toast (self, text);
}

static void
take_drafts (GalleyWindow *self, GalleyDrafts *drafts, const GalleyDraft *draft)
{
  self->drafts = g_object_ref (drafts);
  g_signal_connect_object (drafts, "notify::error-message", G_CALLBACK (drafts_error_cb), self,
                           G_CONNECT_SWAPPED);
  galley_drafts_watch (drafts, self->document, draft);
}

/**
 * galley_window_watch:
 * @self: a window
 * @drafts: where drafts are kept
 *
 * Has a draft of the window's document kept while it is not saved.
 */
void
galley_window_watch (GalleyWindow *self, GalleyDrafts *drafts)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self));
  g_return_if_fail (self->drafts == NULL);

  take_drafts (self, drafts, NULL);
}

/* Ends that. The draft of text that is not wanted any more is removed. */
void
galley_window_unwatch (GalleyWindow *self, gboolean keep)
{
  if (self->drafts == NULL)
    return;

  galley_drafts_unwatch (self->drafts, self->document, keep);
  g_clear_object (&self->drafts);
}

static void
show_recovered (GalleyWindow *self)
{
  gboolean has_file = galley_document_get_file (self->document) != NULL;

  g_object_set (self->recovered_bar, "first-label", has_file ? _ ("_Compare…") : NULL, NULL);
  galley_message_bar_show (self->recovered_bar,
                           _ ("Galley had ended before this text was saved. It is here again."));
}

typedef struct
{
  GalleyWindow *window;
  GalleyDrafts *drafts;
  GalleyDraft *draft;
} Restore;

static void
restore_free (Restore *restore)
{
  g_object_unref (restore->window);
  g_object_unref (restore->drafts);
  galley_draft_free (restore->draft);
  g_free (restore);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restore, restore_free)

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Restore) restore = user_data;
  GalleyWindow *self = restore->window;

  galley_document_restore_finish (GALLEY_DOCUMENT (source), result);
  self->loading = FALSE;
  if (self->document == NULL)
    return;

  take_drafts (self, restore->drafts, restore->draft);

  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), TRUE);
  galley_editor_reveal_cursor (self->editor);
  g_object_notify (G_OBJECT (self), "busy");
  if (is_modified (self) && !galley_document_get_changed_on_disk (self->document))
    show_recovered (self);
}

/**
 * galley_window_restore:
 * @self: a window with nothing in it
 * @drafts: where drafts are kept
 * @draft: one that was recovered
 *
 * Brings back a text that was not saved, with the cursor where it was.
 */
void
galley_window_restore (GalleyWindow *self, GalleyDrafts *drafts, const GalleyDraft *draft)
{
  Restore *restore;

  g_return_if_fail (GALLEY_IS_WINDOW (self));
  g_return_if_fail (draft != NULL);

  restore = g_new0 (Restore, 1);
  restore->window = g_object_ref (self);
  restore->drafts = g_object_ref (drafts);
  restore->draft = galley_draft_copy (draft);

  self->loading = TRUE;
  g_clear_object (&self->attempted_file);
  if (draft->uri != NULL)
    self->attempted_file = g_file_new_for_uri (draft->uri);
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), FALSE);
  galley_document_restore_async (self->document, draft, restored_cb, restore);
  g_object_notify (G_OBJECT (self), "busy");
}

static void
compare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GalleyComparison *comparison =
    galley_document_compare_finish (GALLEY_DOCUMENT (source), result, &error);

  if (self->document == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_pointer (&comparison, galley_comparison_free);
  else if (comparison != NULL)
    adw_dialog_present (galley_compare_dialog_new (self->document, comparison), GTK_WIDGET (self));
  else
    galley_window_toast (self, error->message);
}

static void
compare_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  if (galley_document_get_file (self->document) != NULL)
    galley_document_compare_async (self->document, self->cancellable, compare_cb,
                                   g_object_ref (self));
}

static void
discard_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  AdwToast *toast = adw_toast_new (_ ("The text that was not saved is discarded"));

  if (galley_document_get_file (self->document) != NULL)
    galley_document_reload (self->document);
  else
    galley_document_discard (self->document);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
dismiss_recovered_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_message_bar_hide (GALLEY_WINDOW (user_data)->recovered_bar);
}

static void
copy_dialog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->document != NULL)
    galley_window_save_to (self, file, TRUE);
}

static void
save_copy_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  GFile *file = galley_document_get_file (self->document);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save a Copy"));
  if (file != NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *name = g_filename_display_name (base);
      /* Translators: the name of a file, for a copy of it */
      g_autofree char *initial = g_strdup_printf (_ ("Copy of %s"), name);

      gtk_file_dialog_set_initial_folder (dialog, folder);
      gtk_file_dialog_set_initial_name (dialog, initial);
    }

  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->cancellable, copy_dialog_cb,
                        g_object_ref (self));
}

/* How long a save may take before it is worth a word, in milliseconds. */
#define PROGRESS_DELAY 300

static gboolean
progress_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_autofree char *base = g_file_get_basename (self->attempted_file);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: the name of a file */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is being saved…"), name);

  self->progress_source = 0;
  galley_message_bar_show (self->progress_bar, text);

  return G_SOURCE_REMOVE;
}

/* Gets what can cancel the saves that are under way, and says after a while that they go on. */
GCancellable *
galley_window_begin_progress (GalleyWindow *self)
{
  if (self->save_cancellable == NULL || g_cancellable_is_cancelled (self->save_cancellable))
    {
      galley_window_end_progress (self);
      self->save_cancellable = g_cancellable_new ();
      self->progress_source = g_timeout_add (PROGRESS_DELAY, progress_cb, self);
    }

  return self->save_cancellable;
}

void
galley_window_end_progress (GalleyWindow *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->save_cancellable);
  if (self->document != NULL)
    galley_message_bar_hide (self->progress_bar);
}

static void
cancel_save_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  /* What the disk is just doing must end first. */
  galley_message_bar_show (self->progress_bar, _ ("The save is being cancelled…"));
  g_cancellable_cancel (self->save_cancellable);
}

static const GActionEntry entries[] = {
  { "compare", compare_activated },
  { "discard", discard_activated },
  { "dismiss-recovered", dismiss_recovered_activated },
  { "save-copy", save_copy_activated },
  { "cancel-save", cancel_save_activated },
};

static void
update_cb (GalleyWindow *self)
{
  if (!is_modified (self) || galley_document_get_changed_on_disk (self->document))
    galley_message_bar_hide (self->recovered_bar);
}

void
galley_window_init_recovery (GalleyWindow *self)
{
  GActionMap *map = G_ACTION_MAP (self);

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  g_object_bind_property (self->recovered_bar, "revealed",
                          g_action_map_lookup_action (map, "discard"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->recovered_bar, "revealed",
                          g_action_map_lookup_action (map, "dismiss-recovered"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->progress_bar, "revealed",
                          g_action_map_lookup_action (map, "cancel-save"), "enabled",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->document, "modified-changed", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::changed-on-disk", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
}
