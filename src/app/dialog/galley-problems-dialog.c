/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-problems-dialog.h"

#include "galley-field-form.h"
#include "galley-link-checker.h"
#include "galley-problems.h"

#include <glib/gi18n.h>

/* More than anybody reads; when these are mended, the next ones come. */
#define ROWS_MAX 200

/**
 * GalleyProblemsDialog:
 *
 * Lists what is wrong with an issue, as long as it is open the newest; each leads to its place.
 */
struct _GalleyProblemsDialog
{
  AdwDialog parent_instance;

  GalleyDocument *document;
  GtkStack *stack;
  GtkListBox *list;
};

enum
{
  PROBLEM_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyProblemsDialog, galley_problems_dialog, ADW_TYPE_DIALOG)

static void
row_activated (GalleyProblemsDialog *self, GtkListBoxRow *row)
{
  guint64 *offset = g_object_get_data (G_OBJECT (row), "offset");
  guint64 place = *offset;

  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[PROBLEM_ACTIVATED], 0, place);
  g_object_unref (self);
}

static GtkWidget *
new_row (const GalleyDiagnostic *problem)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean is_error = problem->severity == GALLEY_SEVERITY_ERROR;
  GtkWidget *icon =
    gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  /* Translators: a line of the source */
  g_autofree char *line = g_strdup_printf (_ ("Line %u"), problem->line);
  guint64 offset = problem->offset;

  gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), problem->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "offset", g_memdup2 (&offset, sizeof offset), g_free);

  return row;
}

static void
update (GalleyProblemsDialog *self)
{
  g_autoptr (GPtrArray) problems = galley_problems_list (self->document);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < problems->len && i < ROWS_MAX; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (problems, i)));
  gtk_stack_set_visible_child_name (self->stack, problems->len > 0 ? "some" : "none");
}

static void
galley_problems_dialog_dispose (GObject *object)
{
  GalleyProblemsDialog *self = GALLEY_PROBLEMS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PROBLEMS_DIALOG);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_problems_dialog_parent_class)->dispose (object);
}

static void
galley_problems_dialog_class_init (GalleyProblemsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_problems_dialog_dispose;

  /**
   * GalleyProblemsDialog::problem-activated:
   * @offset: where the problem is, in bytes
   *
   * A person wants to see a problem in the text. The dialog has closed.
   */
  signals[PROBLEM_ACTIVATED] =
    g_signal_new ("problem-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/problems-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemsDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
galley_problems_dialog_init (GalleyProblemsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_problems_dialog_new:
 * @document: a document
 *
 * Returns: (transfer floating): a dialog that lists what is wrong with @document; present it over
 *   its window
 */
AdwDialog *
galley_problems_dialog_new (GalleyDocument *document)
{
  GalleyProblemsDialog *self = g_object_new (GALLEY_TYPE_PROBLEMS_DIALOG, NULL);

  g_set_object (&self->document, document);
  g_signal_connect_object (galley_field_form_of (document), "problems-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_document_get_links (document), "notify::report",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return ADW_DIALOG (self);
}
