/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document.h"
#include "galley-field-rows.h"

#include "galley-test-util.h"
#include "ui-fixture.h"
#include "galley-field-form.h"

#include <string.h>

typedef struct
{
  char *folder;
  GalleyDocument *document;
  GalleyFieldItem *item;
  GtkWindow *window;
  GtkWidget *row;
} Fixture;

static void
loaded_cb (GObject *document, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  galley_document_load_finish (GALLEY_DOCUMENT (document), result, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static gboolean
is_true (gpointer done)
{
  return *(gboolean *) done;
}

static gboolean
has_field (gpointer data)
{
  Fixture *self = data;
  GalleyFieldForm *form = galley_field_form_of (self->document);

  self->item = galley_field_items_find (galley_field_form_get_fields (form), "cover");
  return self->item != NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char text[] = "---\ntitle: T\ncover: old.png # kept\n---\nBody.\n";
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GtkWidget *list = gtk_list_box_new ();
  gboolean done = FALSE;

  self->folder = galley_test_folder_new ();
  path = g_build_filename (self->folder, "issue.md", NULL);
  file = g_file_new_for_path (path);
  galley_test_file_write (path, text, (gssize) strlen (text));
  self->document = galley_document_new ();
  galley_document_load_async (self->document, file, NULL, loaded_cb, &done);
  galley_test_wait_until (is_true, &done);
  galley_test_wait_until (has_field, self);

  self->row = galley_field_rows_new_row (galley_field_form_of (self->document), self->item);
  gtk_list_box_append (GTK_LIST_BOX (list), self->row);
  self->window = ui_test_present (list, 400, 300);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ui_test_close (self->window);
  galley_document_close (self->document);
  g_object_unref (self->document);
  galley_test_folder_remove (self->folder);
}

static void
drop (Fixture *self, const char *folder, const char *name)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->row);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  g_assert_true (taken);
}

static void
assert_text (Fixture *self, const char *expected)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->document), &start, &end);
  text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->document), &start, &end, TRUE);
  g_assert_cmpstr (text, ==, expected);
}

/* A file that is dropped becomes the address, as one step of undo. */
static void
test_drop (Fixture *self, gconstpointer data)
{
  drop (self, self->folder, "new: 云.png");
  assert_text (self, "---\ntitle: T\ncover: \"new: 云.png\" # kept\n---\nBody.\n");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->row)), ==, "new: 云.png");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document));
  assert_text (self, "---\ntitle: T\ncover: old.png # kept\n---\nBody.\n");
}

static void
test_drop_from_elsewhere (Fixture *self, gconstpointer data)
{
  drop (self, "/elsewhere", "new.png");
  assert_text (self, "---\ntitle: T\ncover: old.png # kept\n---\nBody.\n");
  g_assert_nonnull (strstr (galley_field_item_get_problem (self->item), "outside of the site"));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add ("/image-row/drop", Fixture, NULL, set_up, test_drop, tear_down);
  g_test_add ("/image-row/drop-from-elsewhere", Fixture, NULL, set_up, test_drop_from_elsewhere,
              tear_down);

  return g_test_run ();
}
