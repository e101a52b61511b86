/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Links that become entries: pasted, dropped, or given to an action. */

#define QUESTION_SECONDS 15

/* Once: whoever lets it pass finds the switch in the preferences. */
static void
ask_to_fetch (GalleyWindow *self)
{
  AdwToast *toast;

  if (!galley_entry_maker_get_waiting (self->entry_maker)
      || g_settings_get_boolean (self->settings, "fetch-pages-asked"))
    return;

  g_settings_set_boolean (self->settings, "fetch-pages-asked", TRUE);
  toast = adw_toast_new (_ ("Fill in titles from the web?"));
  adw_toast_set_button_label (toast, _ ("Allow"));
  adw_toast_set_action_name (toast, "win.allow-fetching");
  adw_toast_set_timeout (toast, QUESTION_SECONDS);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
link_pasted_cb (GalleyWindow *self, const char *link)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter cursor;
  gsize end;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  end = galley_document_get_offset (self->document, &cursor);
  if (end >= strlen (link)
      && galley_entry_maker_paste (self->entry_maker, link, end - strlen (link)))
    ask_to_fetch (self);
}

static void
add_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  galley_window_show_source (self);
  if (galley_entry_maker_add (self->entry_maker, g_variant_get_string (parameter, NULL), &error))
    {
      galley_editor_reveal_cursor (self->editor);
      ask_to_fetch (self);
    }
  else
    {
      galley_window_toast (self, error->message);
    }
}

static void
allow_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_settings_set_boolean (GALLEY_WINDOW (user_data)->settings, "fetch-pages", TRUE);
}

/* What a browser lets go of is a list of files, too. */
gboolean
galley_window_drop_link (GalleyWindow *self, GSList *files, double x, double y)
{
  graphene_point_t point;
  g_autofree char *link = NULL;

  if (files == NULL || files->next != NULL
      || !(g_file_has_uri_scheme (files->data, "http")
           || g_file_has_uri_scheme (files->data, "https"))
      || !gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->editor),
                                    &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;

  link = g_file_get_uri (files->data);
  galley_editor_drop_link (self->editor, link, point.x, point.y);
  return TRUE;
}

void
galley_window_init_entries (GalleyWindow *self)
{
  static const GActionEntry entries[] = {
    { "add-entry", add_activated, "s" },
    { "allow-fetching", allow_activated },
  };

  self->entry_maker = galley_entry_maker_new (self->document);
  g_settings_bind (self->settings, "fetch-pages", self->entry_maker, "may-fetch",
                   G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->editor, "link-pasted", G_CALLBACK (link_pasted_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
