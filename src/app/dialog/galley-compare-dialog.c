/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-compare-dialog.h"

#include "galley-hunk-row.h"

#include <glib/gi18n.h>

/**
 * GalleyCompareDialog:
 *
 * The text of a window beside that of its file, where they differ, and a choice at each place.
 */
struct _GalleyCompareDialog
{
  AdwDialog parent_instance;

  GalleyDocument *document;
  GalleyComparison *comparison;
  GPtrArray *hunk_rows;

  GtkStack *stack;
  GtkBox *rows;
  GtkButton *apply_button;
};

G_DEFINE_FINAL_TYPE (GalleyCompareDialog, galley_compare_dialog, ADW_TYPE_DIALOG)

/* What comes after so many places is chosen as one. */
#define MAX_ROWS 200

static void
cancel_cb (GalleyCompareDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
apply_cb (GalleyCompareDialog *self)
{
  guint n = self->comparison->hunks->len;
  g_autofree gboolean *taken = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    taken[i] = galley_hunk_row_get_taken (g_ptr_array_index (self->hunk_rows,
                                                             MIN (i, self->hunk_rows->len - 1)));

  galley_document_merge (self->document, self->comparison, taken);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
take_all (GalleyCompareDialog *self, gboolean theirs)
{
  for (guint i = 0; i < self->hunk_rows->len; i++)
    galley_hunk_row_set_taken (g_ptr_array_index (self->hunk_rows, i), theirs);
}

static void
take_mine_cb (GalleyCompareDialog *self)
{
  take_all (self, FALSE);
}

static void
take_theirs_cb (GalleyCompareDialog *self)
{
  take_all (self, TRUE);
}

static char *
describe (const GalleyHunk *first, const GalleyHunk *last, guint n_more)
{
  guint end = last->before_line + MAX (last->n_before, 1) - 1;

  if (n_more > 0)
    /* Translators: a line, and how many other places come after it */
    return g_strdup_printf (ngettext ("Line %u and %u more place", "Line %u and %u more places",
                                      n_more),
                            first->before_line, n_more);
  if (end == first->before_line)
    return g_strdup_printf (_ ("Line %u"), first->before_line);

  return g_strdup_printf (_ ("Lines %u to %u"), first->before_line, end);
}

static void
add_rows (GalleyCompareDialog *self)
{
  GArray *hunks = self->comparison->hunks;
  const char *mine = g_bytes_get_data (self->comparison->mine, NULL);
  const char *theirs = g_bytes_get_data (self->comparison->theirs, NULL);

  for (guint i = 0; i < MIN (hunks->len, MAX_ROWS); i++)
    {
      const GalleyHunk *first = &g_array_index (hunks, GalleyHunk, i);
      guint n_more = i + 1 == MAX_ROWS ? hunks->len - MAX_ROWS : 0;
      const GalleyHunk *last = &g_array_index (hunks, GalleyHunk, i + n_more);
      g_autofree char *title = describe (first, last, n_more);
      GtkWidget *row =
        galley_hunk_row_new (title, mine + first->before_offset,
                             last->before_offset + last->before_length - first->before_offset,
                             theirs + first->after_offset,
                             last->after_offset + last->after_length - first->after_offset);

      gtk_box_append (self->rows, row);
      g_ptr_array_add (self->hunk_rows, row);
    }
}

static void
galley_compare_dialog_dispose (GObject *object)
{
  GalleyCompareDialog *self = GALLEY_COMPARE_DIALOG (object);

  g_ptr_array_set_size (self->hunk_rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_COMPARE_DIALOG);
  g_clear_object (&self->document);
  g_clear_pointer (&self->comparison, galley_comparison_free);

  G_OBJECT_CLASS (galley_compare_dialog_parent_class)->dispose (object);
}

static void
galley_compare_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (GALLEY_COMPARE_DIALOG (object)->hunk_rows);

  G_OBJECT_CLASS (galley_compare_dialog_parent_class)->finalize (object);
}

static void
galley_compare_dialog_class_init (GalleyCompareDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_compare_dialog_dispose;
  object_class->finalize = galley_compare_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyCompareDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, GalleyCompareDialog, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_theirs_cb);
}

static void
galley_compare_dialog_init (GalleyCompareDialog *self)
{
  self->hunk_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_compare_dialog_new:
 * @document: the document that was compared
 * @comparison: (transfer full): with what its file has
 *
 * Returns: (transfer floating): the dialog; present it over the document's window.
 */
AdwDialog *
galley_compare_dialog_new (GalleyDocument *document, GalleyComparison *comparison)
{
  GalleyCompareDialog *self = g_object_new (GALLEY_TYPE_COMPARE_DIALOG, NULL);

  self->document = g_object_ref (document);
  self->comparison = comparison;
  gtk_stack_set_visible_child_name (self->stack, comparison->hunks->len > 0 ? "hunks" : "same");
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), comparison->hunks->len > 0);
  if (comparison->hunks->len > 0)
    add_rows (self);

  return ADW_DIALOG (self);
}
