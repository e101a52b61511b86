/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-add-entry-dialog.h"
#include "galley-entry-source.h"
#include "galley-issue.h"

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
show_entry (GalleyWindow *self)
{
  galley_window_show_source (self);
  galley_editor_reveal_cursor (self->editor);
  ask_to_fetch (self);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (galley_entry_maker_accept_finish (GALLEY_ENTRY_MAKER (source), result, NULL)
      && self->document != NULL)
    show_entry (self);
}

static void
accept (GalleyWindow *self)
{
  if (self->offer != NULL)
    adw_toast_dismiss (self->offer);
  galley_entry_maker_accept_async (self->entry_maker, self->cancellable, accepted_cb,
                                   g_object_ref (self));
}

/* The line that the cursor is in may be a link, too. */
static gboolean
offer_line (GalleyWindow *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autofree char *line = NULL;
  GtkTextIter start, end;
  const char *text;
  gsize blank;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  line = gtk_text_iter_get_slice (&start, &end);
  blank = strspn (line, " \t");
  text = g_strchomp (line + blank);

  return galley_entry_maker_offer (self->entry_maker, text,
                                   galley_document_get_offset (self->document, &start) + blank);
}

static void
make_entry_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  if (self->offer != NULL || offer_line (self))
    accept (self);
  else
    galley_window_toast (self, _ ("There is no link on a line of its own here"));
}

/* It is a link first, and people say whether it shall be more. */
static void
link_pasted_cb (GalleyWindow *self, const char *link)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter cursor;
  AdwToast *toast;
  gsize end;

  if (self->offer != NULL)
    adw_toast_dismiss (self->offer);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  end = galley_document_get_offset (self->document, &cursor);
  if (end < strlen (link)
      || !galley_entry_maker_offer (self->entry_maker, link, end - strlen (link)))
    return;

  toast = adw_toast_new (_ ("Link pasted"));
  adw_toast_set_button_label (toast, _ ("Make _Entry"));
  adw_toast_set_action_name (toast, "win.make-entry");
  adw_toast_set_timeout (toast, QUESTION_SECONDS);
  g_set_weak_pointer (&self->offer, toast);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean added = galley_entry_maker_add_finish (GALLEY_ENTRY_MAKER (source), result, &error);

  if (self->document == NULL)
    return;
  if (added)
    show_entry (self);
  else if (error != NULL)
    galley_window_toast (self, error->message);
}

static void
add (GalleyWindow *self, GalleyEntryKind kind, const GalleyEntryDraft *draft)
{
  galley_entry_maker_add_async (self->entry_maker, kind, draft, self->cancellable, added_cb,
                                g_object_ref (self));
}

static void
add_cb (GalleyWindow *self, guint kind, const GalleyEntryDraft *draft)
{
  if (self->document != NULL)
    add (self, kind, draft);
}

/* What the section is about that the cursor is in. */
static GalleyEntryKind
find_kind (GalleyWindow *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autoptr (GalleyIssue) issue = galley_document_dup_issue (self->document);
  GalleyEntryKind kind = GALLEY_ENTRY_OTHER;
  GtkTextIter cursor;
  guint section, entry;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  if (galley_issue_find_line (issue, galley_document_get_line (buffer, &cursor), &section, &entry))
    kind = ((const GalleySection *) g_ptr_array_index (galley_issue_get_sections (issue), section))
             ->kind;

  return kind != GALLEY_ENTRY_OTHER ? kind : GALLEY_ENTRY_PROJECT;
}

/* An address becomes an entry at once; for the name of a kind, and when nothing is said, there is
 * a form. */
static void
add_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const char *what = g_variant_get_string (parameter, NULL);
  g_autoptr (GalleyEntrySource) source = galley_entry_source_new (what);
  GalleyEntryKind kind = GALLEY_ENTRY_OTHER;
  GalleyAddEntryDialog *dialog;

  if (source != NULL)
    {
      const GalleyEntryDraft draft = { .url = source->url };

      add (self, source->kind, &draft);
      return;
    }
  if (!galley_entry_kind_from_string (what, &kind) && *what != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” is not a web address."), what);

      galley_window_toast (self, text);
      return;
    }

  dialog = galley_add_entry_dialog_new (kind != GALLEY_ENTRY_OTHER ? kind : find_kind (self));
  g_signal_connect_object (dialog, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
allow_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_settings_set_boolean (GALLEY_WINDOW (user_data)->settings, "fetch-pages", TRUE);
}

static void
fill_menu (GalleyWindow *self)
{
  for (guint i = 0; i < GALLEY_N_ENTRY_KINDS; i++)
    if (galley_entry_kinds[i].menu_label != NULL)
      {
        g_autofree char *action = g_strconcat ("win.add-entry::", galley_entry_kinds[i].name, NULL);

        g_menu_append (self->kind_menu, _ (galley_entry_kinds[i].menu_label), action);
      }
}

void
galley_window_init_entries (GalleyWindow *self)
{
  static const GActionEntry entries[] = {
    { "add-entry", add_activated, "s" },
    { "make-entry", make_entry_activated },
    { "allow-fetching", allow_activated },
  };

  GtkAccessible *button =
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->add_button)));

  /* A split button calls itself what its arrow is called when it has only an icon. */
  gtk_accessible_reset_relation (button, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add Entry"), -1);

  fill_menu (self);
  self->entry_maker = galley_entry_maker_new (self->document);
  g_settings_bind (self->settings, "fetch-pages", self->entry_maker, "may-fetch",
                   G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->editor, "link-pasted", G_CALLBACK (link_pasted_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
