/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippets-page.h"

#include "galley-snippet-row.h"

/**
 * GalleySnippetsPage:
 *
 * The page of the preferences that lists the snippets, and opens their files to edit.
 */
struct _GalleySnippetsPage
{
  AdwPreferencesPage parent_instance;

  GalleySnippets *snippets;
  GCancellable *cancellable;
  GPtrArray *rows;

  AdwPreferencesGroup *problem_group;
  AdwPreferencesGroup *body_group;
  AdwPreferencesGroup *front_matter_group;
  AdwPreferencesGroup *empty_group;
};

G_DEFINE_FINAL_TYPE (GalleySnippetsPage, galley_snippets_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_toast (GalleySnippetsPage *self, const char *text)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

/* Galley reads any text; it is asked where nothing else edits such files. */
static void
open_here (GalleySnippetsPage *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-file", "s", uri);
  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySnippetsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkFileLauncher *launcher = GTK_FILE_LAUNCHER (source);

  if (!gtk_file_launcher_launch_finish (launcher, result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    open_here (self, gtk_file_launcher_get_file (launcher));
}

static void
open_file (GalleySnippetsPage *self, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_launcher_set_writable (launcher, TRUE);
  gtk_file_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                            self->cancellable, launched_cb, g_object_ref (self));
}

static void
edit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySnippetsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = galley_snippets_edit_finish (GALLEY_SNIPPETS (source), result, &error);

  if (file != NULL)
    open_file (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_toast (self, error->message);
}

static void
edit (GalleySnippetsPage *self, GalleySnippetItem *item)
{
  if (self->snippets != NULL)
    galley_snippets_edit_async (self->snippets, item, self->cancellable, edit_cb,
                                g_object_ref (self));
}

static void
add_clicked (GalleySnippetsPage *self)
{
  edit (self, NULL);
}

static void
problem_activated (GalleySnippetsPage *self, AdwActionRow *row)
{
  GFile *file = g_object_get_data (G_OBJECT (row), "file");

  if (file != NULL)
    open_file (self, file);
}

static void
add_row (GalleySnippetsPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
add_problem (GalleySnippetsPage *self, const GalleySnippetProblem *problem)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *arrow = gtk_image_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = g_file_get_basename (problem->file);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), problem->message);
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "file", g_object_ref (problem->file), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (problem_activated), self,
                           G_CONNECT_SWAPPED);
  add_row (self, self->problem_group, row);
}

static void
clear_rows (GalleySnippetsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
update (GalleySnippetsPage *self)
{
  GListModel *items = galley_snippets_get_items (self->snippets);
  GPtrArray *problems = galley_snippets_get_problems (self->snippets);
  guint n_body = 0;
  guint n_items = g_list_model_get_n_items (items);

  clear_rows (self);
  for (guint i = 0; i < problems->len; i++)
    {
      const GalleySnippetProblem *problem = g_ptr_array_index (problems, i);

      if (problem->file != NULL)
        add_problem (self, problem);
    }
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GalleySnippetItem) item = g_list_model_get_item (items, i);
      gboolean body =
        galley_snippet_has_scope (galley_snippet_item_get_snippet (item), GALLEY_SCOPE_BODY);
      GtkWidget *row = galley_snippet_row_new (item);

      g_signal_connect_object (row, "edit", G_CALLBACK (edit), self, G_CONNECT_SWAPPED);
      add_row (self, body ? self->body_group : self->front_matter_group, row);
      n_body += body;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->problem_group), problems->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->body_group), n_body > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->front_matter_group), n_items > n_body);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_group), n_items == 0);
}

static void
galley_snippets_page_dispose (GObject *object)
{
  GalleySnippetsPage *self = GALLEY_SNIPPETS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_SNIPPETS_PAGE);
  g_clear_object (&self->snippets);

  G_OBJECT_CLASS (galley_snippets_page_parent_class)->dispose (object);
}

static void
galley_snippets_page_finalize (GObject *object)
{
  GalleySnippetsPage *self = GALLEY_SNIPPETS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (galley_snippets_page_parent_class)->finalize (object);
}

static void
galley_snippets_page_class_init (GalleySnippetsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_snippets_page_dispose;
  object_class->finalize = galley_snippets_page_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/snippets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetsPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetsPage, body_group);
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetsPage, front_matter_group);
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetsPage, empty_group);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
}

static void
galley_snippets_page_init (GalleySnippetsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_snippets_page_set_snippets:
 * @self: a page
 * @snippets: what it lists; set once
 */
void
galley_snippets_page_set_snippets (GalleySnippetsPage *self, GalleySnippets *snippets)
{
  g_return_if_fail (GALLEY_IS_SNIPPETS_PAGE (self));
  g_return_if_fail (self->snippets == NULL);

  self->snippets = g_object_ref (snippets);
  g_signal_connect_object (snippets, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
