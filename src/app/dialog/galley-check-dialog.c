/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-check-dialog.h"

#include "galley-diagnostic.h"
#include "galley-html-compare.h"
#include "galley-hugo-check.h"
#include "galley-published-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* A site with ten thousand pages takes half a minute. */
#define LIMIT (120 * 1000)
#define LINES_SHOWN 12

/**
 * GalleyCheckDialog:
 *
 * Has Hugo publish the text of a document as it is now, and shows what it makes of it: the page in
 * its theme, and where the preview is another; or why it could not.
 */
struct _GalleyCheckDialog
{
  AdwDialog parent_instance;

  GCancellable *cancellable;
  GalleyHugoResult *result;
  GalleyLinkTargets *files;
  char *base_address;

  GtkStack *title_stack;
  GtkStack *stack;
  AdwViewStack *views;
  AdwBin *page_bin;
  AdwViewStackPage *differences_page;
  GtkStack *differences_stack;
  AdwPreferencesGroup *failed_group;
  AdwPreferencesGroup *messages_group;
  AdwPreferencesGroup *differences_group;
};

enum
{
  LINE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCheckDialog, galley_check_dialog, ADW_TYPE_DIALOG)

static void
cancel (GalleyCheckDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
row_activated_cb (GalleyCheckDialog *self, GtkWidget *row)
{
  guint line = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "line"));

  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[LINE_ACTIVATED], 0, line);
  g_object_unref (self);
}

static AdwActionRow *
add_row (GalleyCheckDialog *self, AdwPreferencesGroup *group, const char *title, guint line)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (line > 0)
    {
      g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (line));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

static void
add_messages (GalleyCheckDialog *self, AdwPreferencesGroup *group)
{
  GPtrArray *messages = self->result->messages;

  for (guint i = 0; i < messages->len; i++)
    {
      const GalleyDiagnostic *message = g_ptr_array_index (messages, i);
      AdwActionRow *row = add_row (self, group, message->message, message->line);
      gboolean is_error = message->severity == GALLEY_SEVERITY_ERROR;
      GtkWidget *icon = gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic"
                                                               : "dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
      adw_action_row_add_prefix (row, icon);
      if (message->line == 0)
        adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), TRUE);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), messages->len > 0);
}

static GtkWidget *
new_side (const char *name, const char *html)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *text = gtk_label_new (*html != '\0' ? html : _ ("Nothing"));

  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (text, *html != '\0' ? "monospace" : "dim-label");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), LINES_SHOWN);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  if (*html != '\0')
    gtk_widget_set_direction (text, GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static GtkWidget *
add_difference (GalleyCheckDialog *self, const GalleyHtmlDifference *difference)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  /* Translators: a line of the source */
  g_autofree char *title = g_strdup_printf (_ ("Line %u"), difference->line);
  GtkWidget *heading = gtk_label_new (title);

  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), new_side (_ ("Galley"), difference->ours));
  gtk_box_append (GTK_BOX (box), new_side (_ ("Hugo"), difference->theirs));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (difference->line));
  adw_preferences_group_add (self->differences_group, row);

  return row;
}

/* The group's list tells which row was clicked; it is the parent of each. */
static void
list_activated_cb (GalleyCheckDialog *self, GtkListBoxRow *row)
{
  if (!ADW_IS_ACTION_ROW (row))
    row_activated_cb (self, GTK_WIDGET (row));
}

static void
show_differences (GalleyCheckDialog *self)
{
  GPtrArray *differences = self->result->differences;
  gboolean has_some = differences->len > 0 || self->result->messages->len > 0;
  GtkWidget *row = NULL;

  add_messages (self, self->messages_group);
  for (guint i = 0; i < differences->len; i++)
    row = add_difference (self, g_ptr_array_index (differences, i));
  if (row != NULL)
    g_signal_connect_object (gtk_widget_get_parent (row), "row-activated",
                             G_CALLBACK (list_activated_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_visible (GTK_WIDGET (self->differences_group), differences->len > 0);
  adw_view_stack_page_set_badge_number (self->differences_page, differences->len);
  gtk_stack_set_visible_child_name (self->differences_stack, has_some ? "some" : "none");
}

static GtkWidget *
new_page (GalleyCheckDialog *self)
{
  GtkWidget *status;

  if (self->result->page != NULL)
    return galley_published_page_new (self->result->overlay->public_folder, self->result->page,
                                      self->base_address, self->files);

  status = adw_status_page_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("No Page"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status),
                                   _ ("The site publishes no page of its own for this issue."));
  return status;
}

static void
show_result (GalleyCheckDialog *self)
{
  if (!self->result->complete)
    {
      add_messages (self, self->failed_group);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  adw_bin_set_child (self->page_bin, new_page (self));
  show_differences (self);
  gtk_stack_set_visible_child_name (self->title_stack, "switcher");
  gtk_stack_set_visible_child_name (self->stack, "done");
}

static void
check_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyCheckDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->result = galley_hugo_check_finish (result, &error);
  if (self->result != NULL)
    {
      show_result (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      add_row (self, self->failed_group, error->message, 0);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
closed_cb (GalleyCheckDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
free_result (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  galley_hugo_result_free (data);
  g_task_return_boolean (task, TRUE);
}

static void
galley_check_dialog_dispose (GObject *object)
{
  GalleyCheckDialog *self = GALLEY_CHECK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_CHECK_DIALOG);
  g_clear_object (&self->cancellable);
  if (self->result != NULL)
    {
      /* A published site can be many files, which take a while to remove. */
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_source_tag (task, galley_check_dialog_dispose);
      g_task_set_task_data (task, g_steal_pointer (&self->result), NULL);
      g_task_run_in_thread (task, free_result);
    }

  G_OBJECT_CLASS (galley_check_dialog_parent_class)->dispose (object);
}

static void
galley_check_dialog_finalize (GObject *object)
{
  GalleyCheckDialog *self = GALLEY_CHECK_DIALOG (object);

  g_clear_pointer (&self->files, galley_link_targets_unref);
  g_free (self->base_address);

  G_OBJECT_CLASS (galley_check_dialog_parent_class)->finalize (object);
}

static void
galley_check_dialog_class_init (GalleyCheckDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_check_dialog_dispose;
  object_class->finalize = galley_check_dialog_finalize;

  /**
   * GalleyCheckDialog::line-activated:
   * @line: a line of the source, from 1
   *
   * A person wants to see what a difference or a complaint is about. The dialog has closed.
   */
  signals[LINE_ACTIVATED] =
    g_signal_new ("line-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/check-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, title_stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, views);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, page_bin);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, differences_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, differences_stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, failed_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, messages_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyCheckDialog, differences_group);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
}

static void
galley_check_dialog_init (GalleyCheckDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

static GBytes *
dup_text (GalleyDocument *document)
{
  GtkTextIter start;
  GtkTextIter end;
  char *text;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (document), &start, &end);
  text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (document), &start, &end, TRUE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * galley_check_dialog_new:
 * @document: a document that belongs to a site, whose configuration is read
 * @hugo: the path of the program
 *
 * Starts to check the text of @document as it is now.
 *
 * Returns: (transfer floating): the dialog; present it over the window of the document.
 */
AdwDialog *
galley_check_dialog_new (GalleyDocument *document, const char *hugo)
{
  GalleyCheckDialog *self = g_object_new (GALLEY_TYPE_CHECK_DIALOG, NULL);
  GalleySite *site = galley_document_get_site (document);
  GalleySiteConfig *config = galley_site_get_config (site);
  g_autofree char *base = g_path_get_basename (galley_site_get_path (site));
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GBytes) text = dup_text (document);
  GalleyHugoQuestion question = {
    .hugo = hugo,
    .config = config,
    .path = galley_site_get_path (site),
    .name = name,
    .text = text,
    .limit = LIMIT,
  };

  self->files = galley_link_targets_ref (galley_site_get_files (site));
  self->base_address =
    g_strdup (galley_value_get_string (galley_site_config_get_value (config, "baseURL")));
  galley_hugo_check_async (&question, self->cancellable, check_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
