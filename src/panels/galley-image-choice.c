/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-choice.h"

#include <glib/gi18n.h>

/* What is shown of an image beside its address. */
#define SIZE 44

/* What an entry row has when it is of an image: a thumbnail, a button to choose a file, and that a
 * file can be dropped on it. Addresses on the web are not fetched. */

#define GALLEY_TYPE_IMAGE_CHOICE (galley_image_choice_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImageChoice, galley_image_choice, GALLEY, IMAGE_CHOICE, GObject)

struct _GalleyImageChoice
{
  GObject parent_instance;

  GtkStack *stack;
  GtkImage *picture;
  GtkImage *icon;
  GalleyFieldForm *form;
  GalleyFieldItem *item;
  GalleyLinkTargets *files;
  GCancellable *cancellable;
};

typedef struct
{
  GalleyLinkTargets *files;
  char *address;
} Job;

G_DEFINE_FINAL_TYPE (GalleyImageChoice, galley_image_choice, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->files, galley_link_targets_unref);
  g_free (job->address);
  g_free (job);
}

/* Its middle, as a square. */
static GdkPixbuf *
crop (GdkPixbuf *source)
{
  int width = gdk_pixbuf_get_width (source);
  int height = gdk_pixbuf_get_height (source);
  int side = MIN (width, height);

  return gdk_pixbuf_new_subpixbuf (source, (width - side) / 2, (height - side) / 2, side, side);
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GalleyTarget) target = galley_link_targets_resolve (job->files, job->address);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (target->path != NULL && g_file_test (target->path, G_FILE_TEST_IS_REGULAR))
    pixbuf = gdk_pixbuf_new_from_file_at_scale (target->path, SIZE * 4, SIZE * 4, TRUE, NULL);
  g_task_return_pointer (task, pixbuf != NULL ? crop (pixbuf) : NULL, g_object_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImageChoice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (error != NULL)
    return;
  if (pixbuf != NULL)
    texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_image_set_from_paintable (self->picture, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  gtk_stack_set_visible_child (self->stack, texture != NULL ? GTK_WIDGET (self->picture)
                                                            : GTK_WIDGET (self->icon));
}

static gboolean
is_remote (const char *address)
{
  return g_str_has_prefix (address, "//") || g_uri_peek_scheme (address) != NULL;
}

static GalleyLinkTargets *
get_files (GalleyImageChoice *self)
{
  GalleyDocument *document = galley_field_form_get_document (self->form);

  return document != NULL ? galley_link_checker_get_files (galley_document_get_links (document))
                          : NULL;
}

static void
update (GalleyImageChoice *self)
{
  GalleyLinkTargets *files = get_files (self);
  const char *address = galley_field_item_get_text (self->item);
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_clear_pointer (&self->files, galley_link_targets_unref);
  self->files = files != NULL ? galley_link_targets_ref (files) : NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_image_set_from_icon_name (self->icon, is_remote (address) ? "network-server-symbolic"
                                                                : "image-x-generic-symbolic");
  if (files == NULL || *address == '\0' || is_remote (address))
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->icon));
      return;
    }

  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->files = galley_link_targets_ref (files);
  job->address = g_strdup (address);
  task = g_task_new (NULL, self->cancellable, loaded_cb, g_object_ref (self));
  g_task_set_source_tag (task, update);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load);
}

/* The issue has come to be in another place. */
static void
proof_cb (GalleyImageChoice *self)
{
  if (get_files (self) != self->files)
    update (self);
}

/* How an issue writes the address of a file: beside the issue, or from the root of the site. */
static char *
make_address (GalleyImageChoice *self, GFile *file)
{
  GalleyDocument *document = galley_field_form_get_document (self->form);
  GFile *issue = galley_document_get_file (document);
  GalleySiteConfig *site = galley_site_get_config (galley_document_get_site (document));
  const char *root = site != NULL ? galley_site_config_get_root (site) : NULL;
  static const char *const folders[] = { "static", "assets" };

  if (issue != NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (issue);
      char *path = g_file_get_relative_path (folder, file);

      if (path != NULL)
        return path;
    }
  for (guint i = 0; root != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GFile) folder = g_file_new_build_filename (root, folders[i], NULL);
      g_autofree char *path = g_file_get_relative_path (folder, file);

      if (path != NULL)
        return g_strconcat (i == 0 ? "/" : "", path, NULL);
    }

  return NULL;
}

static void
take_file (GalleyImageChoice *self, GFile *file)
{
  g_autofree char *address = NULL;

  if (galley_field_form_get_document (self->form) == NULL)
    return;
  address = make_address (self, file);
  if (address == NULL || !g_utf8_validate (address, -1, NULL))
    {
      galley_field_item_refuse (self->item,
                                _ ("This file is outside of the site: move it beside the issue or "
                                   "into the folder “static”"));
      return;
    }
  galley_field_form_set_text (self->form, self->item, address);
  galley_field_form_end_edit (self->form);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImageChoice) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL)
    take_file (self, file);
}

static void
choose_cb (GalleyImageChoice *self, GtkButton *button)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) images = gtk_file_filter_new ();
  GalleyDocument *document = galley_field_form_get_document (self->form);
  GFile *issue = document != NULL ? galley_document_get_file (document) : NULL;
  g_autoptr (GFile) folder = issue != NULL ? g_file_get_parent (issue) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  gtk_file_filter_add_mime_type (images, "image/*");
  gtk_file_filter_set_name (images, _ ("Images"));
  g_list_store_append (filters, images);
  gtk_file_dialog_set_title (dialog, _ ("Choose an Image"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

static gboolean
drop_cb (GalleyImageChoice *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  take_file (self, files->data);
  g_slist_free (files);
  return TRUE;
}

static void
galley_image_choice_finalize (GObject *object)
{
  GalleyImageChoice *self = GALLEY_IMAGE_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->files, galley_link_targets_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->item);
  g_clear_object (&self->stack);
  G_OBJECT_CLASS (galley_image_choice_parent_class)->finalize (object);
}

static void
galley_image_choice_class_init (GalleyImageChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_image_choice_finalize;
}

static void
galley_image_choice_init (GalleyImageChoice *self)
{
  self->stack = g_object_ref_sink (GTK_STACK (gtk_stack_new ()));
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->picture = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->picture, SIZE);
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "galley-thumbnail");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), SIZE, SIZE);
  gtk_widget_set_valign (GTK_WIDGET (self->stack), GTK_ALIGN_CENTER);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->icon));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->picture));
}

/**
 * galley_image_choice_set_up:
 * @row: the row of a field
 * @form: its form
 * @item: the field: the address of an image
 *
 * Gives the row a thumbnail, a button to choose a file, and lets files be dropped on it.
 */
void
galley_image_choice_set_up (AdwEntryRow *row, GalleyFieldForm *form, GalleyFieldItem *item)
{
  GalleyImageChoice *self = g_object_new (GALLEY_TYPE_IMAGE_CHOICE, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GalleyDocument *document = galley_field_form_get_document (form);

  self->form = g_object_ref (form);
  self->item = g_object_ref (item);
  gtk_widget_set_tooltip_text (button, _ ("Choose an Image…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_prefix (row, GTK_WIDGET (self->stack));
  adw_entry_row_add_suffix (row, button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  /* Before the entry, which would take the path of the file as text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (document != NULL)
    g_signal_connect_object (document, "notify::proof", G_CALLBACK (proof_cb), self,
                             G_CONNECT_SWAPPED);
  update (self);
  /* It lives as long as the row. */
  g_object_set_data_full (G_OBJECT (row), "galley-image-choice", self, g_object_unref);
}
