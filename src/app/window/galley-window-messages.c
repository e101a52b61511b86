/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-diagnostic.h"

#include <glib/gi18n.h>

/* The bars and toasts: what the window says about its document. */

/* Half-typed front matter is wrong between two keys. A bar that came and went with them would
 * move the text up and down under the hands, so it waits for a pause of so many milliseconds. */
#define PROBLEM_DELAY 600

void
galley_window_toast (GalleyWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/* Says what went wrong, and offers @remedy; galley_window_retry() then does it. */
void
galley_window_show_error (GalleyWindow *self, const char *message, GalleyRemedy remedy)
{
  const char *label = _ ("_Try Again");

  if (remedy == GALLEY_REMEDY_SAVE)
    label = _ ("_Save");
  else if (remedy == GALLEY_REMEDY_SAVE_AS_UTF8)
    label = _ ("Save as _UTF-8");
  else if (remedy == GALLEY_REMEDY_NONE)
    label = NULL;

  self->remedy = remedy;
  g_object_set (self->error_bar, "first-label", label, "second-label",
                remedy != GALLEY_REMEDY_OPEN && remedy != GALLEY_REMEDY_NONE ? _ ("Save _As…")
                                                                             : NULL,
                NULL);
  galley_message_bar_show (self->error_bar, message);
}

void
galley_window_dismiss_error (GalleyWindow *self)
{
  galley_message_bar_hide (self->error_bar);
  galley_document_dismiss_error (self->document);
}

static void
error_cb (GalleyWindow *self)
{
  const char *message = galley_document_get_error_message (self->document);

  /* An error of opening is none of the document, which is as it was before. */
  if (message != NULL)
    galley_window_show_error (self, message,
                              self->n_saves > 0 ? GALLEY_REMEDY_SAVE_AGAIN : GALLEY_REMEDY_SAVE);
  else if (self->remedy != GALLEY_REMEDY_OPEN)
    galley_message_bar_hide (self->error_bar);
}

static void
changed_on_disk_cb (GalleyWindow *self)
{
  if (galley_document_get_changed_on_disk (self->document))
    galley_message_bar_show (
      self->disk_bar,
      _ ("Another program changed this file, and you have changes that are not saved."));
  else
    galley_message_bar_hide (self->disk_bar);
}

static const GalleyDiagnostic *
find_problem (GalleyWindow *self)
{
  GalleyProof *proof = galley_document_get_proof (self->document);
  GPtrArray *diagnostics = proof != NULL ? galley_proof_get_diagnostics (proof) : NULL;

  for (guint i = 0; diagnostics != NULL && i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == GALLEY_SEVERITY_ERROR
          && g_str_has_prefix (diagnostic->rule, "front-matter"))
        return diagnostic;
    }

  return NULL;
}

static void
show_problem (GalleyWindow *self, const GalleyDiagnostic *problem)
{
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  self->problem_line = problem->line;
  /* Translators: what is wrong, and in which line */
  title = g_strdup_printf (_ ("%s (line %u)"), problem->message, problem->line);
  label = g_strdup_printf (_ ("_Go to Line %u"), problem->line);
  g_object_set (self->problem_bar, "first-label", label, NULL);
  galley_message_bar_show (self->problem_bar, title);
}

static gboolean
show_problem_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;
  const GalleyDiagnostic *problem = find_problem (self);

  self->problem_source = 0;
  if (problem != NULL)
    show_problem (self, problem);
  return G_SOURCE_REMOVE;
}

static void
proof_cb (GalleyWindow *self)
{
  const GalleyDiagnostic *problem = find_problem (self);

  g_clear_handle_id (&self->problem_source, g_source_remove);

  if (problem == NULL)
    galley_message_bar_hide (self->problem_bar);
  else if (galley_message_bar_get_revealed (self->problem_bar))
    show_problem (self, problem);
  else
    self->problem_source = g_timeout_add (PROBLEM_DELAY, show_problem_cb, self);
}

static void
long_line_cb (GalleyWindow *self)
{
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;
  guint line;

  g_object_get (self->editor, "long-line", &line, NULL);
  if (line == 0)
    {
      galley_message_bar_hide (self->long_line_bar);
      return;
    }

  title =
    g_strdup_printf (_ ("Line %u is too long to be shown whole. The middle of it is hidden at "
                        "the mark, but kept and saved as it is."),
                     line);
  label = g_strdup_printf (_ ("_Go to Line %u"), line);
  g_object_set (self->long_line_bar, "first-label", label, NULL);
  galley_message_bar_show (self->long_line_bar, title);
}

static void
go_to_long_line_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  guint line;

  g_object_get (self->editor, "long-line", &line, NULL);
  if (line == 0)
    return;

  galley_window_show_source (self);
  galley_editor_go_to_line (self->editor, line);
}

static void
dismiss_long_line_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_message_bar_hide (GALLEY_WINDOW (user_data)->long_line_bar);
}

static const GActionEntry entries[] = {
  { "go-to-long-line", go_to_long_line_activated },
  { "dismiss-long-line", dismiss_long_line_activated },
};

static void
preview_restarted_cb (GalleyWindow *self)
{
  galley_window_toast (self, _ ("The preview had stopped and was started again"));
}

void
galley_window_init_messages (GalleyWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->editor, "notify::long-line", G_CALLBACK (long_line_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::error-message", G_CALLBACK (error_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::changed-on-disk",
                           G_CALLBACK (changed_on_disk_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::proof", G_CALLBACK (proof_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "restarted", G_CALLBACK (preview_restarted_cb), self,
                           G_CONNECT_SWAPPED);
}

void
galley_window_clear_messages (GalleyWindow *self)
{
  g_clear_handle_id (&self->problem_source, g_source_remove);
}
