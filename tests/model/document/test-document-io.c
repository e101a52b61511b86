/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include "galley-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define BYTES(s) { s, sizeof (s) - 1 }

static const struct
{
  const char *data;
  gsize length;
} patterns[] = {
  BYTES (""),
  BYTES ("\n"),
  BYTES ("\r\n"),
  BYTES ("no line end"),
  BYTES ("one\ntwo\n"),
  BYTES ("one\r\ntwo\r\n"),
  BYTES ("one\rtwo\r"),
  BYTES ("mixed\r\nof\nall\rkinds\n\r\r\n"),
  BYTES ("\xef\xbb\xbfwith a mark\r\n"),
  BYTES ("\xef\xbb\xbf"),
  BYTES ("trailing   \n\t \n   "),
  BYTES ("---\ntitle: \"x\"   # why\n---\n\n\n\ntext\n\n\n"),
  BYTES ("云原生周报\r\n😀 e\xcc\x81\n"),
  BYTES ("separators \xe2\x80\xa8 and \xe2\x80\xa9 and \xc2\x85 and \f end\n"),
  BYTES ("object \xef\xbf\xbc and \xef\xbf\xbd\n"),
  BYTES ("\xff\xfe"
         "a\0\r\0\n\0\x91\x4e"),
  BYTES ("\xfe\xff\0a\0\n\x4e\x91"),
  BYTES ("# \xd4\xc6\xd4\xad\xc9\xfa\xd6\xdc\xb1\xa8\r\n\r\n"
         "\xb1\xbe\xd6\xdc\xb5\xc4\xcf\xee\xc4\xbf\xba\xcd\xb2\xa9\xbf\xcd\xa1\xa3\r\n"),
};

static void
test_round_trip (DocumentFixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      document_fixture_open (fixture, patterns[i].data, patterns[i].length);
      g_assert_false (document_get_modified (fixture->document));
      g_assert_true (g_file_equal (galley_document_get_file (fixture->document), fixture->file));

      document_fixture_save (fixture);
      galley_test_file_assert (fixture->path, patterns[i].data, patterns[i].length);

      /* There and back again is no change either. */
      document_insert (fixture->document, 0, "x\n");
      g_assert_true (document_get_modified (fixture->document));
      gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
      document_fixture_save (fixture);
      g_assert_false (document_get_modified (fixture->document));
      galley_test_file_assert (fixture->path, patterns[i].data, patterns[i].length);
    }
}

/* The word that is changed is the only change in the bytes. */
static void
test_one_word (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "\xef\xbb\xbfone  \r\ntwo\nthree", -1);
  document_delete (fixture->document, 7, 3);
  document_insert (fixture->document, 7, "zwei");
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "\xef\xbb\xbfone  \r\nzwei\nthree", -1);
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_encoding_kept (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture,
                         "\xff\xfe"
                         "a\0\n\0",
                         6);
  document_insert (fixture->document, 1, "云");
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path,
                           "\xff\xfe"
                           "a\0\x91\x4e\n\0",
                           8);
}

static void
test_not_representable (DocumentFixture *fixture, gconstpointer data)
{
  const char *latin = "# Rundbrief\n\nM\xfcller f\xe4hrt \xfc"
                      "bers Wochenende nach K\xf6ln.\n";
  g_autoptr (GError) error = NULL;

  document_fixture_open (fixture, latin, -1);
  document_insert (fixture->document, 2, "云");
  g_assert_false (document_save (fixture->document, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REPRESENTABLE);
  g_assert_nonnull (galley_document_get_error_message (fixture->document));
  g_assert_true (document_get_modified (fixture->document));
  galley_test_file_assert (fixture->path, latin, -1);

  galley_document_use_utf8 (fixture->document);
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path,
                           "# 云Rundbrief\n\nMüller fährt übers Wochenende nach Köln.\n", -1);
  g_assert_null (galley_document_get_error_message (fixture->document));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  galley_document_save_finish (GALLEY_DOCUMENT (object), result, &error);
  g_assert_no_error (error);
}

/* Another encoding that is chosen while the file is written in its old one. */
static void
test_utf8_while_saving (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "M\xfcller f\xe4hrt nach K\xf6ln.\n", -1);
  document_insert (fixture->document, 0, "x");
  galley_document_save_async (fixture->document, NULL, NULL, saved_cb, NULL);
  galley_document_use_utf8 (fixture->document);
  galley_test_wait_until (document_is_idle_cb, fixture->document);
  g_assert_true (document_get_modified (fixture->document));

  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (fixture->document));
  g_assert_true (document_get_modified (fixture->document));
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "xMüller fährt nach Köln.\n", -1);
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_load_failure (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.md", NULL);
  g_autofree char *binary = g_build_filename (fixture->folder, "picture.md", NULL);
  g_autoptr (GFile) missing_file = g_file_new_for_path (missing);
  g_autoptr (GFile) binary_file = g_file_new_for_path (binary);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) not_found = NULL;
  g_autoptr (GError) not_text = NULL;
  g_autoptr (GError) not_regular = NULL;

  document_fixture_open (fixture, "kept\n", -1);
  document_insert (fixture->document, 0, "edited and ");
  galley_test_file_write (binary, "\x89PNG\0\0\x1\x2\x3", 9);

  g_assert_false (document_load (fixture->document, missing_file, &not_found));
  g_assert_error (not_found, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (document_load (fixture->document, binary_file, &not_text));
  g_assert_error (not_text, GALLEY_ERROR, GALLEY_ERROR_NOT_TEXT);
  g_assert_false (document_load (fixture->document, folder, &not_regular));
  g_assert_error (not_regular, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR);

  document_assert_text (fixture->document, "edited and kept\n");
  g_assert_true (document_get_modified (fixture->document));
  g_assert_true (g_file_equal (galley_document_get_file (fixture->document), fixture->file));
  g_assert_true (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (fixture->document)));
  g_assert_false (galley_document_get_busy (fixture->document));
}

typedef struct
{
  guint n_done;
  guint n_failed;
} Count;

static void
count_load_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Count *count = data;

  count->n_done++;
  if (!galley_document_load_finish (GALLEY_DOCUMENT (object), result, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      count->n_failed++;
    }
}

static void
count_save_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Count *count = data;

  count->n_done++;
  if (!galley_document_save_finish (GALLEY_DOCUMENT (object), result, &error))
    count->n_failed++;
}

static gboolean
three_done_cb (gpointer data)
{
  return ((Count *) data)->n_done == 3;
}

static gboolean
one_done_cb (gpointer data)
{
  return ((Count *) data)->n_done == 1;
}

static void
test_newest_load_wins (DocumentFixture *fixture, gconstpointer data)
{
  Count count = { 0 };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.md", fixture->folder, i);
      char text[] = { '0' + i, '\0' };

      galley_test_file_write (path, text, -1);
      g_ptr_array_add (files, g_file_new_for_path (path));
      galley_document_load_async (fixture->document, files->pdata[i], NULL, count_load_cb, &count);
    }

  g_assert_true (galley_document_get_busy (fixture->document));
  galley_test_wait_until (three_done_cb, &count);
  g_assert_cmpuint (count.n_failed, ==, 2);
  document_assert_text (fixture->document, "2");
  g_assert_true (g_file_equal (galley_document_get_file (fixture->document), files->pdata[2]));
  g_assert_false (galley_document_get_busy (fixture->document));
}

static void
test_load_cancelled (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Count count = { 0 };

  galley_test_file_write (fixture->path, "text\n", -1);
  galley_document_load_async (fixture->document, fixture->file, cancellable, count_load_cb, &count);
  g_cancellable_cancel (cancellable);
  galley_test_wait_until (one_done_cb, &count);
  g_assert_cmpuint (count.n_failed, ==, 1);
  document_assert_text (fixture->document, "");
}

static void
test_no_file (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (document_save (fixture->document, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_save_as (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.md", NULL);
  g_autoptr (GFile) other = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  galley_document_set_template (fixture->document, "new\n");
  document_save (fixture->document, fixture->file, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_equal (galley_document_get_file (fixture->document), fixture->file));
  g_assert_cmpstr (galley_document_get_title (fixture->document), ==, "issue.md");
  galley_test_file_assert (fixture->path, "new\n", -1);

  /* Whoever chose the name was asked about the file that is there. */
  galley_test_file_write (path, "there before\n", -1);
  document_insert (fixture->document, 0, "very ");
  document_save (fixture->document, other, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_equal (galley_document_get_file (fixture->document), other));
  g_assert_false (document_get_modified (fixture->document));
  galley_test_file_assert (path, "very new\n", -1);
  galley_test_file_assert (fixture->path, "new\n", -1);
}

static void
test_save_as_failure (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gone", "other.md", NULL);
  g_autoptr (GFile) other = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  document_fixture_open (fixture, "text\n", -1);
  document_insert (fixture->document, 0, "x");
  g_assert_false (document_save (fixture->document, other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_file_equal (galley_document_get_file (fixture->document), fixture->file));
  g_assert_true (document_get_modified (fixture->document));
  g_assert_nonnull (strstr (galley_document_get_error_message (fixture->document), "other.md"));

  galley_document_dismiss_error (fixture->document);
  g_assert_null (galley_document_get_error_message (fixture->document));
}

static void
assert_save_fails (DocumentFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  document_insert (fixture->document, 0, "x");
  g_assert_false (document_save (fixture->document, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (galley_document_get_error_message (fixture->document));
  g_assert_true (document_get_modified (fixture->document));
}

static void
test_read_only (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "text\n", -1);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  assert_save_fails (fixture);
  galley_test_file_assert (fixture->path, "text\n", -1);

  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "xtext\n", -1);
  g_assert_null (galley_document_get_error_message (fixture->document));
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_disk_full (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (10000, 'a');
  struct rlimit old, small;

  document_fixture_open (fixture, text, -1);

  /* Larger than that no file can become, as on a disk that is full. */
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  small = old;
  small.rlim_cur = 4096;
  setrlimit (RLIMIT_FSIZE, &small);
  assert_save_fails (fixture);
  setrlimit (RLIMIT_FSIZE, &old);

  galley_test_file_assert (fixture->path, text, -1);
  document_fixture_save (fixture);
}

static void
test_folder_gone (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_mkdir (folder, 0755);
  galley_test_file_write (path, "text\n", -1);
  document_load (fixture->document, file, &error);
  g_assert_no_error (error);

  g_remove (path);
  g_rmdir (folder);
  assert_save_fails (fixture);

  g_mkdir (folder, 0755);
  document_fixture_save (fixture);
  galley_test_file_assert (path, "xtext\n", -1);
}

static void
test_symlink (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target.md", NULL);

  galley_test_file_write (target, "text\n", -1);
  g_assert_cmpint (symlink ("target.md", fixture->path), ==, 0);
  document_load (fixture->document, fixture->file, NULL);
  document_insert (fixture->document, 0, "x");
  document_fixture_save (fixture);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  galley_test_file_assert (target, "xtext\n", -1);
}

static void
test_typing_during_save (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  Count count = { 0 };

  document_fixture_open (fixture, "text\n", -1);
  document_insert (fixture->document, 0, "a");
  galley_document_save_async (fixture->document, NULL, NULL, count_save_cb, &count);
  document_insert (fixture->document, 1, "b");
  galley_test_wait_until (one_done_cb, &count);

  g_assert_cmpuint (count.n_failed, ==, 0);
  galley_test_file_assert (fixture->path, "atext\n", -1);
  document_assert_text (fixture->document, "abtext\n");
  g_assert_true (document_get_modified (fixture->document));

  /* The history takes what was loaded as saved, but the file has another text by now. */
  while (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  document_assert_text (fixture->document, "text\n");
  g_assert_true (document_get_modified (fixture->document));

  document_fixture_save (fixture);
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_saves_are_serialised (DocumentFixture *fixture, gconstpointer data)
{
  Count count = { 0 };

  document_fixture_open (fixture, "text\n", -1);

  for (guint i = 0; i < 3; i++)
    {
      document_insert (fixture->document, 0, "x");
      galley_document_save_async (fixture->document, NULL, NULL, count_save_cb, &count);
    }

  galley_test_wait_until (three_done_cb, &count);
  g_assert_cmpuint (count.n_failed, ==, 0);
  galley_test_file_assert (fixture->path, "xxxtext\n", -1);
  g_assert_false (document_get_modified (fixture->document));
  g_assert_false (galley_document_get_busy (fixture->document));
}

/* Whatever was typed, saved and undone: text that counts as unmodified is what the file has. */
static void
test_modified_is_true (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);

  document_fixture_open (fixture, "text\n", -1);
  fixture->selected = TRUE;

  for (guint i = 0; i < 1500; i++)
    {
      gsize n = gtk_text_buffer_get_char_count (buffer);

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          document_fixture_save (fixture);
          break;
        case 1:
        case 2:
          gtk_text_buffer_undo (buffer);
          break;
        case 3:
          gtk_text_buffer_redo (buffer);
          break;
        case 4:
          document_delete (fixture->document, g_test_rand_int_range (0, n + 1), 1);
          break;
        default:
          document_insert (fixture->document, g_test_rand_bit () ? n : 0, "k");
        }

      if (!document_get_modified (fixture->document))
        {
          g_autofree char *text = document_dup_text (fixture->document);

          galley_test_file_assert (fixture->path, text, -1);
        }
    }
}

/* The document is let go while it saves: the file is written all the same. */
static void
test_finalize_while_saving (void)
{
  DocumentFixture fixture = { NULL };
  g_autofree char *path = NULL;

  document_fixture_set_up (&fixture, NULL);
  document_fixture_open (&fixture, "text\n", -1);
  document_insert (fixture.document, 0, "x");
  galley_document_save_async (fixture.document, NULL, NULL, NULL, NULL);
  galley_document_load_async (fixture.document, fixture.file, NULL, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture.document), (gpointer *) &fixture.document);
  g_object_unref (fixture.document);

  while (fixture.document != NULL)
    g_main_context_iteration (NULL, TRUE);

  galley_test_file_assert (fixture.path, "xtext\n", -1);
  fixture.document = galley_document_new ();
  document_fixture_tear_down (&fixture, NULL);
}

/* Lines that the editor shows in part are loaded whole; what not even it could bear is refused. */
static void
test_long_lines (DocumentFixture *fixture, gconstpointer data)
{
  static const char *const units[] = { "word ", "x", "周" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("one\r\ntwo\n");
      g_autoptr (GError) error = NULL;

      while (text->len < 3000 * 1000)
        g_string_append (text, units[i]);
      document_fixture_open (fixture, text->str, (gssize) text->len);
      g_assert_false (document_get_modified (fixture->document));
      document_insert (fixture->document, 0, "x");
      document_delete (fixture->document, 0, 1);
      document_fixture_save (fixture);
      galley_test_file_assert (fixture->path, text->str, (gssize) text->len);

      while (text->len < 17 * 1024 * 1024)
        g_string_append (text, units[i]);
      galley_test_file_write (fixture->path, text->str, (gssize) text->len);
      g_assert_false (document_load (fixture->document, fixture->file, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE);
      g_assert_nonnull (strstr (error->message, "Line 3 "));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_DOCUMENT_TEST ("/document-io/round-trip", test_round_trip);
  ADD_DOCUMENT_TEST ("/document-io/one-word", test_one_word);
  ADD_DOCUMENT_TEST ("/document-io/encoding-kept", test_encoding_kept);
  ADD_DOCUMENT_TEST ("/document-io/not-representable", test_not_representable);
  ADD_DOCUMENT_TEST ("/document-io/utf8-while-saving", test_utf8_while_saving);
  ADD_DOCUMENT_TEST ("/document-io/load/failure", test_load_failure);
  ADD_DOCUMENT_TEST ("/document-io/load/newest-wins", test_newest_load_wins);
  ADD_DOCUMENT_TEST ("/document-io/load/cancelled", test_load_cancelled);
  ADD_DOCUMENT_TEST ("/document-io/save/no-file", test_no_file);
  ADD_DOCUMENT_TEST ("/document-io/save/as", test_save_as);
  ADD_DOCUMENT_TEST ("/document-io/save/as-failure", test_save_as_failure);
  ADD_DOCUMENT_TEST ("/document-io/save/read-only", test_read_only);
  ADD_DOCUMENT_TEST ("/document-io/save/disk-full", test_disk_full);
  ADD_DOCUMENT_TEST ("/document-io/save/folder-gone", test_folder_gone);
  ADD_DOCUMENT_TEST ("/document-io/save/symlink", test_symlink);
  ADD_DOCUMENT_TEST ("/document-io/save/typing-meanwhile", test_typing_during_save);
  ADD_DOCUMENT_TEST ("/document-io/save/serialised", test_saves_are_serialised);
  ADD_DOCUMENT_TEST ("/document-io/modified-is-true", test_modified_is_true);
  ADD_DOCUMENT_TEST ("/document-io/long-lines", test_long_lines);
  g_test_add_func ("/document-io/finalize-while-saving", test_finalize_while_saving);

  return g_test_run ();
}
