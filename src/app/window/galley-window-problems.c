/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-problems-dialog.h"
#include "galley-problems.h"

#include <glib/gi18n.h>

/* What is wrong with the issue: all of it in a list, and from one to the next by keys. */

static void
go_to (GalleyWindow *self, guint64 offset)
{
  GtkTextIter iter;

  galley_document_get_iter (self->document, &iter, (gsize) offset);
  galley_window_show_source (self);
  galley_editor_go_to_line (self->editor,
                            galley_document_get_line (GTK_TEXT_BUFFER (self->document), &iter));
  galley_document_get_iter (self->document, &iter, (gsize) offset);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->document), &iter);
}

static void
problems_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  AdwDialog *dialog = galley_problems_dialog_new (self->document);

  g_signal_connect_object (dialog, "problem-activated", G_CALLBACK (go_to), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
show_message (GalleyWindow *self, const char *text)
{
  if (self->problem_toast != NULL)
    adw_toast_dismiss (self->problem_toast);
  g_clear_object (&self->problem_toast);
  self->problem_toast = g_object_ref_sink (adw_toast_new (text));
  adw_toast_set_use_markup (self->problem_toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (self->problem_toast));
}

static void
go_on (GalleyWindow *self, gboolean forward)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autoptr (GPtrArray) problems = galley_problems_list (self->document);
  const GalleyDiagnostic *problem;
  g_autofree char *message = NULL;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  problem =
    galley_problems_find (problems, galley_document_get_offset (self->document, &iter), forward);
  if (problem == NULL)
    {
      show_message (self, _ ("Nothing is known to be wrong with this issue."));
      return;
    }

  go_to (self, problem->offset);
  /* Translators: what is wrong, and in which line */
  message = g_strdup_printf (_ ("%s (line %u)"), problem->message, problem->line);
  show_message (self, message);
}

static void
next_problem_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_on (user_data, TRUE);
}

static void
previous_problem_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_on (user_data, FALSE);
}

static const GActionEntry entries[] = {
  { "problems", problems_activated },
  { "next-problem", next_problem_activated },
  { "previous-problem", previous_problem_activated },
};

void
galley_window_init_problems (GalleyWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
