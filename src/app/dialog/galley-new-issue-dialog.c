/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-new-issue-dialog.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-page-name.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * GalleyNewIssueDialog:
 *
 * Shows the next issue before anything is written: where it will be, what it is made from, and its
 * text. Only where it goes is asked; the rest is written in the window.
 */
struct _GalleyNewIssueDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *path_row;
  GtkLabel *problem_label;
  AdwActionRow *title_row;
  AdwActionRow *number_row;
  AdwActionRow *date_row;
  AdwActionRow *from_row;
  AdwActionRow *kept_row;
  GtkTextView *text_view;
  GtkWidget *create_button;

  /* While it is written, only the thread that does so looks at it. */
  GalleyNextIssue *proposal;
  char *base;
  GCancellable *check;
  gboolean writing;
  gboolean has_started;
};

G_DEFINE_FINAL_TYPE (GalleyNewIssueDialog, galley_new_issue_dialog, ADW_TYPE_DIALOG)

static void
show_problem (GalleyNewIssueDialog *self, const char *problem)
{
  if (problem != NULL && g_strcmp0 (problem, gtk_label_get_label (self->problem_label)) != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), problem,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->path_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->path_row), "error");
  gtk_widget_set_sensitive (self->create_button, problem == NULL && !self->writing);
}

static char *
dup_path (GalleyNewIssueDialog *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->path_row))));
  g_autofree char *name = g_filename_from_utf8 (text, -1, NULL, NULL, NULL);

  return name != NULL && *name != '\0' ? g_canonicalize_filename (name, self->base) : NULL;
}

static const char *
find_problem (GalleyNewIssueDialog *self, const char *path)
{
  g_autofree char *folder = g_strconcat (self->base, G_DIR_SEPARATOR_S, NULL);

  if (path == NULL || g_str_has_suffix (gtk_editable_get_text (GTK_EDITABLE (self->path_row)), "/"))
    return _ ("Give the file of the new issue a name.");
  if (!g_str_has_prefix (path, folder))
    return _ ("The file must be in the folder of the site.");
  if (!galley_page_name_is_page (path))
    return _ ("The name must end in “.md”.");

  return NULL;
}

static void
exists_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyNewIssueDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info != NULL && !self->writing)
    show_problem (self, _ ("There is a file already, and it is not overwritten."));
}

static void
path_changed (GalleyNewIssueDialog *self)
{
  g_autofree char *path = dup_path (self);
  const char *problem = find_problem (self, path);
  g_autoptr (GFile) file = NULL;

  g_cancellable_cancel (self->check);
  g_clear_object (&self->check);
  show_problem (self, problem);
  if (problem != NULL)
    return;

  file = g_file_new_for_path (path);
  self->check = g_cancellable_new ();
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->check, exists_cb, g_object_ref (self));
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (galley_next_issue_write (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyNewIssueDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  self->writing = FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->path_row), TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      show_problem (self, error->message);
      return;
    }

  uri = g_filename_to_uri (self->proposal->path, NULL, NULL);
  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-file", "s", uri);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
create (GalleyNewIssueDialog *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->writing)
    return;

  self->writing = TRUE;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  show_problem (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->path_row), FALSE);
  g_free (self->proposal->path);
  self->proposal->path = dup_path (self);

  /* No source object: the thread must not be the last to let go of a widget. */
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, create);
  g_task_set_task_data (task, self->proposal, NULL);
  g_task_run_in_thread (task, write_file);
}

static void
cancel (GalleyNewIssueDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
start_empty (GalleyNewIssueDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.new-empty", NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

/* A list of addresses that are all emptied says nothing. */
static gboolean
is_filled (const GalleyValue *value)
{
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    if (is_filled (g_ptr_array_index (value->items, i)))
      return TRUE;
  if (value->items != NULL)
    return FALSE;

  return value->length > 0 && (value->kind != GALLEY_VALUE_STRING || *value->text != '\0');
}

/* The names of the fields that say in the new issue what they said in the last. */
static char *
list_kept (const GalleyNextIssue *proposal)
{
  static const char *const others[] = { "title", "date", "draft", "lastmod", "publishDate", NULL };
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter =
    galley_front_matter_new (proposal->text, proposal->length, diagnostics);
  const GalleyValue *root = front_matter->root;
  GString *names = g_string_new (NULL);

  for (guint i = 0; root != NULL && root->items != NULL && i < root->items->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (root->keys, i);

      if (key->text == NULL || g_strv_contains (others, key->text)
          || !is_filled (g_ptr_array_index (root->items, i)))
        continue;
      if (names->len > 0)
        /* Translators: between the names of fields */
        g_string_append (names, _ (", "));
      g_string_append (names, key->text);
    }

  return g_string_free_and_steal (names);
}

static char *
make_relative (const char *path, const char *base)
{
  gsize length = strlen (base);

  if (g_str_has_prefix (path, base) && path[length] == G_DIR_SEPARATOR)
    path += length + 1;
  return g_filename_display_name (path);
}

static void
set_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static void
show_proposal (GalleyNewIssueDialog *self)
{
  const GalleyNextIssue *proposal = self->proposal;
  g_autofree char *number = proposal->number > 0 ? g_strdup_printf ("%u", proposal->number) : NULL;
  g_autofree char *from = make_relative (proposal->from, self->base);
  g_autofree char *kept = list_kept (proposal);
  g_autofree char *path = NULL;

  if (proposal->path != NULL)
    path = make_relative (proposal->path, self->base);
  else
    {
      g_autofree char *folder = g_path_get_dirname (proposal->from);
      g_autofree char *below = make_relative (folder, self->base);

      path = g_str_equal (folder, self->base) ? g_strdup ("") : g_strconcat (below, "/", NULL);
    }

  set_row (self->title_row, proposal->title);
  set_row (self->number_row, number);
  set_row (self->date_row, proposal->date);
  set_row (self->from_row, from);
  set_row (self->kept_row, kept);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), proposal->text,
                            (int) proposal->length);
  gtk_editable_set_text (GTK_EDITABLE (self->path_row), path);
  path_changed (self);
}

/* A dialog at the bottom of a narrow window moves the focus on while it opens. */
static gboolean
galley_new_issue_dialog_grab_focus (GtkWidget *widget)
{
  GalleyNewIssueDialog *self = GALLEY_NEW_ISSUE_DIALOG (widget);

  if (self->has_started)
    return GTK_WIDGET_CLASS (galley_new_issue_dialog_parent_class)->grab_focus (widget);

  self->has_started = TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->path_row));
}

static void
galley_new_issue_dialog_dispose (GObject *object)
{
  GalleyNewIssueDialog *self = GALLEY_NEW_ISSUE_DIALOG (object);

  g_cancellable_cancel (self->check);
  g_clear_object (&self->check);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_NEW_ISSUE_DIALOG);

  G_OBJECT_CLASS (galley_new_issue_dialog_parent_class)->dispose (object);
}

static void
galley_new_issue_dialog_finalize (GObject *object)
{
  GalleyNewIssueDialog *self = GALLEY_NEW_ISSUE_DIALOG (object);

  g_clear_pointer (&self->proposal, galley_next_issue_free);
  g_free (self->base);

  G_OBJECT_CLASS (galley_new_issue_dialog_parent_class)->finalize (object);
}

static void
galley_new_issue_dialog_class_init (GalleyNewIssueDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_new_issue_dialog_dispose;
  object_class->finalize = galley_new_issue_dialog_finalize;
  widget_class->grab_focus = galley_new_issue_dialog_grab_focus;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/new-issue-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, path_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, kept_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyNewIssueDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, create);
  gtk_widget_class_bind_template_callback (widget_class, path_changed);
  gtk_widget_class_bind_template_callback (widget_class, start_empty);
}

static void
galley_new_issue_dialog_init (GalleyNewIssueDialog *self)
{
  /* The template tells of its path before there is a proposal. */
  self->base = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_new_issue_dialog_new:
 * @proposal: (transfer full): a new issue that is made from another
 * @base: (type filename): the folder of the site, else one that both are in
 *
 * Returns: (transfer floating): a page that shows it, and writes it when that is wanted
 */
AdwDialog *
galley_new_issue_dialog_new (GalleyNextIssue *proposal, const char *base)
{
  GalleyNewIssueDialog *self = g_object_new (GALLEY_TYPE_NEW_ISSUE_DIALOG, NULL);

  self->proposal = proposal;
  g_set_str (&self->base, base);
  show_proposal (self);

  return ADW_DIALOG (self);
}
