/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-error.h"
#include "galley-file-filters.h"
#include "galley-file-name.h"
#include "galley-recent-file.h"

#include <glib/gi18n.h>

/* The window's document and its file: open, save, reload, close. What fails is a state of the
 * document, which a bar shows; only decisions are dialogs. */

/* Answers may come after the window went away: then it has no document any more. */
static gboolean
is_gone (GalleyWindow *self)
{
  return self->document == NULL;
}

static gboolean
is_modified (GalleyWindow *self)
{
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document));
}

static void
show_load_error (GalleyWindow *self, const GError *error)
{
  g_autofree char *base = g_file_get_basename (self->attempted_file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Translators: the name of a file, and why it was not opened */
  message = g_strdup_printf (_ ("“%s” was not opened. %s"), name, error->message);
  galley_window_show_error (self, message, GALLEY_REMEDY_OPEN);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean loaded;

  loaded = galley_document_load_finish (GALLEY_DOCUMENT (source), result, &error);
  self->loading = FALSE;
  if (is_gone (self))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  if (loaded && self->start_cursor > 0)
    {
      GtkTextIter iter;

      galley_document_get_iter (self->document, &iter, self->start_cursor);
      gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->document), &iter);
      galley_editor_reveal_cursor (self->editor);
    }

  g_object_notify (G_OBJECT (self), "busy");
  if (loaded)
    galley_recent_files_add (self->attempted_file);
  else
    show_load_error (self, error);
}

/**
 * galley_window_open:
 * @self: a window
 * @file: the file to show
 *
 * Loads @file into the window's document, in place of what is there. When that fails the window
 * says why.
 */
void
galley_window_open (GalleyWindow *self, GFile *file)
{
  galley_window_open_at (self, file, 0);
}

/**
 * galley_window_open_at:
 * @self: a window
 * @file: the file to show
 * @cursor: where in its text, in bytes
 *
 * Loads @file as galley_window_open() does, and shows it at another place than its start.
 */
void
galley_window_open_at (GalleyWindow *self, GFile *file, gsize cursor)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  self->loading = TRUE;
  self->start_cursor = cursor;
  galley_window_dismiss_error (self);
  /* What was typed now would be lost when the text of the file comes. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), FALSE);
  g_set_object (&self->attempted_file, file);
  galley_document_load_async (self->document, file, self->cancellable, load_cb,
                              g_object_ref (self));
  g_object_notify (G_OBJECT (self), "busy");
}

/**
 * galley_window_get_file:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the file that the window shows, or is about to
 */
GFile *
galley_window_get_file (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), NULL);

  return self->loading ? self->attempted_file : galley_document_get_file (self->document);
}

/**
 * galley_window_has_file:
 * @self: a window
 * @file: a file
 *
 * Returns: whether the window shows @file, or is about to.
 */
gboolean
galley_window_has_file (GalleyWindow *self, GFile *file)
{
  GFile *own = galley_window_get_file (self);

  return own != NULL && g_file_equal (own, file);
}

/**
 * galley_window_is_pristine:
 * @self: a window
 *
 * Returns: whether nobody did anything with the window yet, so that a file may be opened in it.
 */
gboolean
galley_window_is_pristine (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), FALSE);

  return galley_document_get_file (self->document) == NULL && !is_modified (self) && !self->loading
         && self->n_saves == 0;
}

static void ask_to_overwrite (GalleyWindow *self);

/* Most errors the document has told already; to these there is a better answer. */
static void
show_save_error (GalleyWindow *self, const GError *error, gboolean close)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG)
      && galley_document_get_changed_on_disk (self->document))
    {
      galley_window_dismiss_error (self);
      self->close_when_saved = close;
      ask_to_overwrite (self);
    }
  else if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REPRESENTABLE))
    {
      galley_window_show_error (self, galley_document_get_error_message (self->document),
                                GALLEY_REMEDY_SAVE_AS_UTF8);
    }
}

/* What was to close stays after all. */
static void
stay (GalleyWindow *self)
{
  self->close_when_saved = FALSE;
  g_signal_emit_by_name (self, "close-cancelled");
}

/* A save that is under way. The program stays until what is written is whole. */
typedef struct
{
  GalleyWindow *window;
  GApplication *application;
  GFile *file;
  gboolean copy;
  gboolean as;
} Save;

static void
save_free (Save *save)
{
  g_application_release (save->application);
  g_object_unref (save->window);
  g_object_unref (save->application);
  g_object_unref (save->file);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
say_saved (GalleyWindow *self, const Save *save)
{
  g_autofree char *base = g_file_get_basename (save->file);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: the name of a file */
  g_autofree char *text = g_strdup_printf (_ ("Saved as “%s”"), name);

  if (save->copy)
    galley_window_toast (self, _ ("A copy was saved"));
  else if (save->as)
    galley_window_toast (self, text);
  if (!save->copy)
    galley_recent_files_add (save->file);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;
  GalleyWindow *self = save->window;
  gboolean saved = galley_document_save_finish (GALLEY_DOCUMENT (source), result, &error);
  gboolean close = self->close_when_saved;

  self->n_saves--;
  if (is_gone (self))
    return;

  if (self->n_saves == 0)
    galley_window_end_progress (self);
  g_object_notify (G_OBJECT (self), "busy");
  if (!saved)
    {
      self->close_when_saved = FALSE;
      if (!save->copy)
        show_save_error (self, error, close);
      if (close && !self->close_when_saved)
        stay (self);
      return;
    }

  say_saved (self, save);
  if (close && self->n_saves == 0)
    {
      self->close_when_saved = FALSE;
      /* Asks again when something was typed while the file was written. */
      gtk_window_close (GTK_WINDOW (self));
    }
}

/* Saves the text, after the saves that are under way. */
void
galley_window_save_to (GalleyWindow *self, GFile *file, gboolean copy)
{
  GFile *own = galley_document_get_file (self->document);
  Save *save = g_new0 (Save, 1);

  save->window = g_object_ref (self);
  save->application = g_object_ref (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  g_application_hold (save->application);
  save->file = g_object_ref (file);
  save->copy = copy;
  save->as = own == NULL || !g_file_equal (own, file);

  self->n_saves++;
  self->attempted_copy = copy;
  g_set_object (&self->attempted_file, file);
  if (copy)
    galley_document_save_copy_async (self->document, file, galley_window_begin_progress (self),
                                     save_cb, save);
  else
    galley_document_save_async (self->document, file, galley_window_begin_progress (self), save_cb,
                                save);
  g_object_notify (G_OBJECT (self), "busy");
}

static void
overwrite_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  GFile *file;

  if (is_gone (self))
    return;

  file = galley_document_get_file (self->document);
  if (g_str_equal (response, "replace") && file != NULL)
    {
      galley_document_keep_mine (self->document);
      galley_window_save_to (self, file, FALSE);
    }
  else if (g_str_equal (response, "save-as"))
    galley_window_save_as (self);
  else
    stay (self);
}

static void
ask_to_overwrite (GalleyWindow *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Replace the Changed File?"),
    _ ("Another program changed this file after you opened it. Saving replaces its changes with "
       "your text.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save-as", _ ("Save _As…"),
                                  "replace", _ ("_Replace"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "save-as");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, overwrite_cb, g_object_ref (self));
}

void
galley_window_save (GalleyWindow *self)
{
  GFile *file = galley_document_get_file (self->document);

  if (file == NULL)
    galley_window_save_as (self);
  else if (galley_document_get_changed_on_disk (self->document))
    ask_to_overwrite (self);
  else
    galley_window_save_to (self, file, FALSE);
}

static void
save_dialog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GFile) file = NULL;

  file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (is_gone (self))
    return;

  if (file != NULL)
    galley_window_save_to (self, file, FALSE);
  else
    stay (self);
}

void
galley_window_save_as (GalleyWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = galley_file_filters_new ();
  GFile *file = galley_document_get_file (self->document);
  g_autofree char *name = NULL;

  gtk_file_dialog_set_title (dialog, _ ("Save As"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (file != NULL)
    {
      gtk_file_dialog_set_initial_file (dialog, file);
    }
  else
    {
      name = galley_file_name_for_title (galley_document_get_title (self->document));
      gtk_file_dialog_set_initial_name (dialog, name);
    }

  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->cancellable, save_dialog_cb,
                        g_object_ref (self));
}

void
galley_window_retry (GalleyWindow *self)
{
  g_autoptr (GFile) file = NULL;

  g_set_object (&file, self->attempted_file);
  galley_window_dismiss_error (self);

  switch (self->remedy)
    {
    case GALLEY_REMEDY_OPEN:
      galley_window_open (self, file);
      break;
    case GALLEY_REMEDY_SAVE:
      galley_window_save (self);
      break;
    case GALLEY_REMEDY_SAVE_AS_UTF8:
      galley_document_use_utf8 (self->document);
      galley_window_save_to (self, file, self->attempted_copy);
      break;
    case GALLEY_REMEDY_SAVE_AGAIN:
      galley_window_save_to (self, file, self->attempted_copy);
      break;
    case GALLEY_REMEDY_NONE:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
reload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (!is_gone (self) && g_str_equal (response, "reload"))
    galley_document_reload (self->document);
}

void
galley_window_reload (GalleyWindow *self)
{
  AdwAlertDialog *dialog;

  /* The bar that says the file changed has asked already. */
  if (!is_modified (self) || galley_document_get_changed_on_disk (self->document))
    {
      galley_document_reload (self->document);
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Discard Changes and Reload?"), _ ("Changes that are not saved will be lost for good.")));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "reload", _ ("_Reload"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "reload", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, reload_cb, g_object_ref (self));
}

static void
close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  self->asking = FALSE;
  if (is_gone (self))
    return;

  if (g_str_equal (response, "discard"))
    {
      galley_window_unwatch (self, FALSE);
      galley_window_save_panes (self);
      /* Not closed: that would only close the dialog, which is still on its way out. */
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (g_str_equal (response, "save"))
    {
      self->close_when_saved = TRUE;
      galley_window_save (self);
    }
  else
    {
      stay (self);
    }
}

static void
ask_to_close (GalleyWindow *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Save Changes?"), NULL));

  adw_alert_dialog_format_body (
    dialog, _ ("“%s” has changes that are not saved. What is not saved will be lost for good."),
    galley_document_get_title (self->document));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"),
                                  "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "save");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (self));
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, close_cb, g_object_ref (self));
}

/* Whether the window may close now. If not, it asks what to do or waits for the text to be saved,
 * and closes by itself after that. */
gboolean
galley_window_may_close (GalleyWindow *self)
{
  if (self->n_saves > 0)
    {
      self->close_when_saved = TRUE;
      return FALSE;
    }

  if (is_modified (self) && !self->asking)
    ask_to_close (self);
  return !is_modified (self);
}

static void
active_cb (GalleyWindow *self)
{
  /* On file systems that tell nothing this is when changes are noticed. */
  if (!is_gone (self) && gtk_window_is_active (GTK_WINDOW (self)))
    galley_document_check (self->document);
}

static void
modified_cb (GalleyWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && is_modified (self) && self->inhibit_cookie == 0)
    {
      self->inhibit_cookie =
        gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT,
                                 _ ("There are changes that are not saved"));
    }
  else if (application != NULL && !is_modified (self) && self->inhibit_cookie != 0)
    {
      gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
}

void
galley_window_init_files (GalleyWindow *self)
{
  g_signal_connect_object (self->document, "modified-changed", G_CALLBACK (modified_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  self->cancellable = g_cancellable_new ();
}
