/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include "galley-error.h"
#include "galley-image-saver.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define TEXT "One apple.\n"

typedef struct
{
  gboolean done;
  GError *error;
} Outcome;

static gboolean
is_done_cb (gpointer data)
{
  return ((Outcome *) data)->done;
}

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  galley_image_saver_find_place_finish (GALLEY_IMAGE_SAVER (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  galley_image_saver_save_finish (GALLEY_IMAGE_SAVER (source), result, &outcome->error);
  outcome->done = TRUE;
}

static GError *
find_place (GalleyImageSaver *saver)
{
  Outcome outcome = { FALSE, NULL };

  galley_image_saver_find_place_async (saver, NULL, placed_cb, &outcome);
  galley_test_wait_until (is_done_cb, &outcome);
  return outcome.error;
}

static GError *
save (GalleyImageSaver *saver, const char *name, GCancellable *cancellable)
{
  Outcome outcome = { FALSE, NULL };

  galley_image_saver_save_async (saver, name, cancellable, saved_cb, &outcome);
  galley_test_wait_until (is_done_cb, &outcome);
  return outcome.error;
}

static GObject *
new_texture (void)
{
  static const guchar pixels[4 * 4 * 4] = { 0xff, 0x80 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);

  return G_OBJECT (gdk_memory_texture_new (4, 4, GDK_MEMORY_R8G8B8A8, bytes, 4 * 4));
}

/* What saves @image beside an issue with TEXT. */
static GalleyImageSaver *
open_saver (DocumentFixture *self, GObject *image)
{
  GalleyImageSaver *saver;
  g_autoptr (GError) error = NULL;

  document_fixture_open (self, TEXT, -1);
  saver = galley_image_saver_new (self->document, image);
  error = find_place (saver);
  g_assert_no_error (error);
  return saver;
}

static void
assert_exists (DocumentFixture *self, const char *name, gboolean exists)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, exists);
}

static void
test_texture (DocumentFixture *self, gconstpointer data)
{
  g_autoptr (GObject) texture = new_texture ();
  g_autoptr (GalleyImageSaver) saver = open_saver (self, texture);
  g_autofree char *path = g_build_filename (self->folder, "square.png", NULL);
  g_autoptr (GError) error = save (saver, "square.png", NULL);
  g_autoptr (GdkTexture) read = NULL;

  g_assert_no_error (error);
  read = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (read), ==, 4);

  document_set_cursor (self->document, strlen (TEXT));
  galley_image_saver_insert (saver);
  document_assert_text (self->document, TEXT "![](square.png)");
  g_assert_cmpuint (document_get_cursor (self->document), ==, strlen (TEXT "!["));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document));
  document_assert_text (self->document, TEXT);
  g_assert_false (document_get_modified (self->document));
}

static void
test_selection (DocumentFixture *self, gconstpointer data)
{
  g_autoptr (GObject) texture = new_texture ();
  g_autoptr (GalleyImageSaver) saver = open_saver (self, texture);
  g_autoptr (GError) error = save (saver, "a.png", NULL);
  GtkTextIter start, end;

  /* What is selected is what the picture shows. */
  galley_document_get_iter (self->document, &start, strlen ("One "));
  galley_document_get_iter (self->document, &end, strlen ("One apple"));
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->document), &start, &end);
  self->selected = TRUE;
  galley_image_saver_insert (saver);
  document_assert_text (self->document, "One ![apple](a.png).\n");
  g_assert_cmpuint (document_get_cursor (self->document), ==, strlen ("One ![apple"));
  g_assert_false (gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->document)));
}

static void
test_exists (DocumentFixture *self, gconstpointer data)
{
  g_autoptr (GObject) texture = new_texture ();
  g_autoptr (GalleyImageSaver) saver = open_saver (self, texture);
  g_autofree char *path = g_build_filename (self->folder, "late.png", NULL);
  g_autoptr (GError) error = NULL;

  galley_test_file_write (path, "mine", -1);
  error = save (saver, "late.png", NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  galley_test_file_assert (path, "mine", -1);
}

static void
test_failures (DocumentFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "gone.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleyImageSaver) saver = open_saver (self, G_OBJECT (file));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) missing = save (saver, "a.png", NULL);
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) cancelled = NULL;

  /* Whatever fails, no file is left that is none. */
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_exists (self, "a.png", FALSE);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  folder = save (saver, "b.png", NULL);
  g_assert_error (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  assert_exists (self, "b.png", FALSE);
  g_assert_cmpint (g_rmdir (path), ==, 0);

  galley_test_file_write (path, "picture", -1);
  g_cancellable_cancel (cancellable);
  cancelled = save (saver, "c.png", cancellable);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_exists (self, "c.png", FALSE);
  document_assert_text (self->document, TEXT);
}

static int sync_error;
static guint n_synced;

/* In front of the system's. */
int
fsync (int fd)
{
  n_synced++;
  errno = sync_error;
  return sync_error == 0 ? 0 : -1;
}

static void
test_synced (DocumentFixture *self, gconstpointer data)
{
  g_autoptr (GObject) texture = new_texture ();
  g_autoptr (GalleyImageSaver) saver = open_saver (self, texture);
  g_autoptr (GError) good = NULL;
  g_autoptr (GError) bad = NULL;

  n_synced = 0;
  good = save (saver, "a.png", NULL);
  g_assert_no_error (good);
  g_assert_cmpuint (n_synced, ==, 1);

  sync_error = EIO;
  bad = save (saver, "b.png", NULL);
  sync_error = 0;
  g_assert_error (bad, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_exists (self, "b.png", FALSE);
}

/* Whenever it is cancelled: either it is there and that is said, or neither. */
static void
test_cancelled_late (DocumentFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "cat.png", NULL);
  g_autofree char *target = g_build_filename (self->folder, "a.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleyImageSaver) saver = NULL;
  GStatBuf info;

  galley_test_file_write (path, "picture", -1);
  saver = open_saver (self, G_OBJECT (file));
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Outcome outcome = { FALSE, NULL };

      galley_image_saver_save_async (saver, "a.png", cancellable, saved_cb, &outcome);
      while (g_stat (target, &info) != 0 || info.st_size < 7)
        g_thread_yield ();
      for (guint j = 0; j < i * 100; j++)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      galley_test_wait_until (is_done_cb, &outcome);
      g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_exists (self, "a.png", FALSE);
      g_clear_error (&outcome.error);
    }
}

static void
test_no_place (DocumentFixture *self, gconstpointer data)
{
  g_autoptr (GObject) texture = new_texture ();
  g_autoptr (GalleyImageSaver) saver = galley_image_saver_new (self->document, texture);
  g_autoptr (GError) error = find_place (saver);

  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_assert_null (galley_image_saver_get_place (saver));
}

static void
test_in_place (DocumentFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a (1).png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleyImageSaver) saver = NULL;

  galley_test_file_write (path, "picture", -1);
  saver = open_saver (self, G_OBJECT (file));
  g_assert_cmpstr (galley_image_saver_get_place (saver)->link, ==, "a (1).png");
  document_set_cursor (self->document, 0);
  galley_image_saver_insert (saver);
  document_assert_text (self->document, "![](a%20%281%29.png)" TEXT);
}

static void
test_is_image (void)
{
  static const struct
  {
    const char *uri;
    gboolean expected;
  } rows[] = {
    { "file:///a/b.png", TRUE },          { "file:///a/B.JPEG", TRUE }, { "file:///a/b.svg", TRUE },
    { "file:///a/b.md", FALSE },          { "file:///a/png", FALSE },   { "file:///a/.png", FALSE },
    { "https://a.example/b.png", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (rows[i].uri);

      g_assert_cmpint (galley_image_saver_is_image (file), ==, rows[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image-saver/is-image", test_is_image);
  ADD_DOCUMENT_TEST ("/image-saver/texture", test_texture);
  ADD_DOCUMENT_TEST ("/image-saver/selection", test_selection);
  ADD_DOCUMENT_TEST ("/image-saver/exists", test_exists);
  ADD_DOCUMENT_TEST ("/image-saver/failures", test_failures);
  ADD_DOCUMENT_TEST ("/image-saver/synced", test_synced);
  ADD_DOCUMENT_TEST ("/image-saver/cancelled-late", test_cancelled_late);
  ADD_DOCUMENT_TEST ("/image-saver/no-place", test_no_place);
  ADD_DOCUMENT_TEST ("/image-saver/in-place", test_in_place);

  return g_test_run ();
}
