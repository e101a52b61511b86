/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include <glib/gstdio.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  GalleyDocument *document;
  const char *text;
} Expected;

static gboolean
has_text_cb (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *text = document_dup_text (expected->document);

  return g_str_equal (text, expected->text);
}

static void
wait_for_text (DocumentFixture *fixture, const char *text)
{
  Expected expected = { fixture->document, text };

  galley_test_wait_until (has_text_cb, &expected);
}

static gboolean
is_unmodified_cb (gpointer document)
{
  return !document_get_modified (document);
}

static gboolean
is_not_changed_on_disk_cb (gpointer document)
{
  return !galley_document_get_changed_on_disk (document);
}

/* Another program that writes a new file and renames it over the old one. */
static void
replace_file (DocumentFixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, ".new", NULL);

  galley_test_file_write (path, text, -1);
  g_assert_cmpint (g_rename (path, fixture->path), ==, 0);
}

static void
test_unmodified (DocumentFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);

  document_fixture_open (fixture, "one\ntwo\nthree\nfour\n", -1);
  document_set_cursor (fixture->document, 10);

  galley_test_file_write (fixture->path, "one\n2\nthree\nfour\n", -1);
  wait_for_text (fixture, "one\n2\nthree\nfour\n");
  g_assert_false (document_get_modified (fixture->document));
  g_assert_false (galley_document_get_changed_on_disk (fixture->document));
  g_assert_cmpuint (document_get_cursor (fixture->document), ==, 8);

  /* And once more, now by a new file. */
  replace_file (fixture, "one\n2\nthree\nfour\nfive\n");
  wait_for_text (fixture, "one\n2\nthree\nfour\nfive\n");
  g_assert_false (document_get_modified (fixture->document));

  gtk_text_buffer_undo (buffer);
  document_assert_text (fixture->document, "one\n2\nthree\nfour\n");
  g_assert_true (document_get_modified (fixture->document));
  gtk_text_buffer_undo (buffer);
  document_assert_text (fixture->document, "one\ntwo\nthree\nfour\n");
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));

  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "one\ntwo\nthree\nfour\n", -1);
}

/* Lets the document look at the file while it is in the middle of being written: another document
 * that has read it since has taken the time. */
static void
look (DocumentFixture *fixture)
{
  g_autoptr (GalleyDocument) other = galley_document_new ();

  galley_document_check (fixture->document);
  document_load (other, fixture->file, NULL);
  galley_document_close (other);
}

static void
write_by_rename (DocumentFixture *fixture, const char *text)
{
  replace_file (fixture, text);
}

static void
write_by_truncation (DocumentFixture *fixture, const char *text)
{
  galley_test_file_write (fixture->path, text, -1);
}

static void
write_slowly (DocumentFixture *fixture, const char *text)
{
  gsize half = strlen (text) / 2;
  gsize rest = strlen (text + half);
  int fd = g_open (fixture->path, O_WRONLY | O_TRUNC | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  look (fixture);
  g_assert_cmpint (write (fd, text, half), ==, half);
  look (fixture);
  g_assert_cmpint (write (fd, text + half, rest), ==, rest);
  g_assert_true (g_close (fd, NULL));
}

/* The old file becomes the backup, and a new one comes into its place. */
static void
write_with_backup (DocumentFixture *fixture, const char *text)
{
  g_autofree char *backup = g_strconcat (fixture->path, "~", NULL);

  g_assert_cmpint (g_rename (fixture->path, backup), ==, 0);
  look (fixture);
  galley_test_file_write (fixture->path, text, -1);
  g_assert_cmpint (g_remove (backup), ==, 0);
}

/* As git does. */
static void
write_after_deletion (DocumentFixture *fixture, const char *text)
{
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  look (fixture);
  galley_test_file_write (fixture->path, "", 0);
  write_slowly (fixture, text);
}

typedef void (*Writer) (DocumentFixture *fixture, const char *text);

static void
test_writer (DocumentFixture *fixture, gconstpointer data)
{
  Writer write_file = *(const Writer *) data;

  document_fixture_open (fixture, "one\ntwo\n", -1);
  /* Writing takes less, even here. */
  galley_document_set_settle_time (fixture->document, 2000);
  write_file (fixture, "one\n2\n");
  wait_for_text (fixture, "one\n2\n");
  galley_test_wait_until (is_unmodified_cb, fixture->document);
  g_assert_false (galley_document_get_changed_on_disk (fixture->document));
  g_assert_null (galley_document_get_error_message (fixture->document));

  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  document_assert_text (fixture->document, "one\ntwo\n");
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (fixture->document)));

  galley_document_set_settle_time (fixture->document, 0);
  document_insert (fixture->document, 0, "my ");
  write_file (fixture, "their one\n2\n");
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  galley_test_wait_until (document_has_no_error_cb, fixture->document);
  document_assert_text (fixture->document, "my one\ntwo\n");
  g_assert_true (document_get_modified (fixture->document));
}

static void
test_format_follows (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\ntwo\n", -1);
  replace_file (fixture, "\xef\xbb\xbfone\r\n2\r\n");
  wait_for_text (fixture, "one\r\n2\r\n");
  document_insert (fixture->document, 0, "\n");
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "\xef\xbb\xbf\r\none\r\n2\r\n", -1);
}

static void
test_reload (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "their one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  document_assert_text (fixture->document, "my one\n");
  g_assert_true (document_get_modified (fixture->document));

  galley_document_reload (fixture->document);
  wait_for_text (fixture, "their one\n");
  g_assert_false (document_get_modified (fixture->document));
  g_assert_false (galley_document_get_changed_on_disk (fixture->document));

  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  document_assert_text (fixture->document, "my one\n");
  g_assert_true (document_get_modified (fixture->document));
}

/* Also where nothing happened on disk: the way back to what was saved. */
static void
test_revert (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_document_check (fixture->document);
  galley_document_reload (fixture->document);
  wait_for_text (fixture, "one\n");
  galley_test_wait_until (is_unmodified_cb, fixture->document);
}

static void
test_reload_failure (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "\x89PNG\0\0\x1\x2\x3", 9);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  g_assert_nonnull (galley_document_get_error_message (fixture->document));

  galley_document_dismiss_error (fixture->document);
  galley_document_reload (fixture->document);
  galley_test_wait_until (document_has_error_cb, fixture->document);
  document_assert_text (fixture->document, "my one\n");
  g_assert_true (document_get_modified (fixture->document));
}

static void
test_keep_mine (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "their one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);

  g_assert_false (document_save (fixture->document, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (galley_document_get_changed_on_disk (fixture->document));
  galley_test_file_assert (fixture->path, "their one\n", -1);

  galley_document_keep_mine (fixture->document);
  g_assert_false (galley_document_get_changed_on_disk (fixture->document));
  g_assert_null (galley_document_get_error_message (fixture->document));
  g_assert_true (document_get_modified (fixture->document));

  /* What was loaded is not in the file any more, so it is no saved text either. */
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  document_assert_text (fixture->document, "one\n");
  g_assert_true (document_get_modified (fixture->document));

  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "one\n", -1);
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_keep_mine_is_for_once (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "their one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  galley_document_keep_mine (fixture->document);

  galley_test_file_write (fixture->path, "their other one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
}

/* The save itself looks, whether or not the file system has told of the change. */
static void
test_save_conflict (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "their one\n", -1);
  g_assert_false (document_save (fixture->document, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (galley_document_get_changed_on_disk (fixture->document));
  g_assert_nonnull (galley_document_get_error_message (fixture->document));
  galley_test_file_assert (fixture->path, "their one\n", -1);

  galley_document_keep_mine (fixture->document);
  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "my one\n", -1);
}

static void
test_save_conflict_unmodified (DocumentFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  document_fixture_open (fixture, "one\n", -1);
  galley_test_file_write (fixture->path, "their one\n", -1);
  g_assert_false (document_save (fixture->document, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  wait_for_text (fixture, "their one\n");
  g_assert_null (galley_document_get_error_message (fixture->document));
}

static void
test_changed_back (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "their one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  galley_test_file_write (fixture->path, "one\n", -1);
  galley_test_wait_until (is_not_changed_on_disk_cb, fixture->document);
  document_assert_text (fixture->document, "my one\n");
  g_assert_true (document_get_modified (fixture->document));
}

static void
test_changed_to_mine (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "my one\n", -1);
  galley_test_wait_until (is_unmodified_cb, fixture->document);
  document_assert_text (fixture->document, "my one\n");
}

/* Who undoes all his own changes has nothing to lose any more. */
static void
test_undone (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  document_insert (fixture->document, 0, "my ");
  galley_test_file_write (fixture->path, "their one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  wait_for_text (fixture, "their one\n");
  g_assert_false (galley_document_get_changed_on_disk (fixture->document));
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_deleted (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  g_remove (fixture->path);
  galley_test_wait_until (document_is_modified_cb, fixture->document);
  g_assert_nonnull (strstr (galley_document_get_error_message (fixture->document), "issue.md"));
  document_assert_text (fixture->document, "one\n");

  document_fixture_save (fixture);
  galley_test_file_assert (fixture->path, "one\n", -1);
  g_assert_false (document_get_modified (fixture->document));
  g_assert_null (galley_document_get_error_message (fixture->document));
}

static void
test_deleted_and_undone (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);
  g_remove (fixture->path);
  galley_test_wait_until (document_is_modified_cb, fixture->document);
  document_insert (fixture->document, 0, "my ");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (fixture->document));
  g_assert_true (document_get_modified (fixture->document));
}

static void
test_deleted_and_back (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "one\n", -1);

  g_remove (fixture->path);
  galley_test_wait_until (document_is_modified_cb, fixture->document);
  galley_test_file_write (fixture->path, "one\n", -1);
  galley_test_wait_until (is_unmodified_cb, fixture->document);
  g_assert_null (galley_document_get_error_message (fixture->document));

  g_remove (fixture->path);
  galley_test_wait_until (document_is_modified_cb, fixture->document);
  galley_test_file_write (fixture->path, "their one\n", -1);
  wait_for_text (fixture, "their one\n");
  galley_test_wait_until (is_unmodified_cb, fixture->document);
  g_assert_null (galley_document_get_error_message (fixture->document));

  g_remove (fixture->path);
  galley_test_wait_until (document_is_modified_cb, fixture->document);
  document_insert (fixture->document, 0, "not ");
  galley_test_file_write (fixture->path, "another\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, fixture->document);
  document_assert_text (fixture->document, "not their one\n");
}

static void
test_moved_away (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "moved.md", NULL);

  document_fixture_open (fixture, "one\n", -1);
  g_assert_cmpint (g_rename (fixture->path, path), ==, 0);
  galley_test_wait_until (document_has_error_cb, fixture->document);
  g_assert_true (document_get_modified (fixture->document));
  g_assert_cmpint (g_rename (path, fixture->path), ==, 0);
  galley_test_wait_until (document_has_no_error_cb, fixture->document);
  g_assert_false (document_get_modified (fixture->document));
}

static void
test_folder_recreated (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_mkdir (folder, 0755);
  galley_test_file_write (path, "one\n", -1);
  g_assert_true (document_load (fixture->document, file, NULL));

  g_remove (path);
  g_rmdir (folder);
  galley_test_wait_until (document_has_error_cb, fixture->document);

  g_mkdir (folder, 0755);
  galley_test_file_write (path, "two\n", -1);
  wait_for_text (fixture, "two\n");
  galley_test_file_write (path, "three\n", -1);
  wait_for_text (fixture, "three\n");
}

static void
test_symlink (DocumentFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *first = g_build_filename (folder, "first.md", NULL);
  g_autofree char *second = g_build_filename (folder, "second.md", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  g_mkdir (folder, 0755);
  galley_test_file_write (first, "one\n", -1);
  galley_test_file_write (second, "two\n", -1);
  g_assert_cmpint (symlink (first, fixture->path), ==, 0);
  g_assert_true (document_load (fixture->document, fixture->file, NULL));

  galley_test_file_write (first, "1\n", -1);
  wait_for_text (fixture, "1\n");

  g_assert_cmpint (symlink (second, link), ==, 0);
  g_assert_cmpint (g_rename (link, fixture->path), ==, 0);
  wait_for_text (fixture, "two\n");

  galley_test_file_write (second, "2\n", -1);
  wait_for_text (fixture, "2\n");
}

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  if (galley_document_get_changed_on_disk (GALLEY_DOCUMENT (object))
      || galley_document_get_error_message (GALLEY_DOCUMENT (object)) != NULL)
    ++*(guint *) data;
}

/* Our own saves, and files that are touched only, are nothing to tell of; the change at the end,
 * which is, shows that those before were seen. */
static void
test_own_saves (DocumentFixture *fixture, gconstpointer data)
{
  guint n_questions = 0;

  document_fixture_open (fixture, "\n", -1);
  g_signal_connect (fixture->document, "notify", G_CALLBACK (notified_cb), &n_questions);

  for (guint i = 0; i < 20; i++)
    {
      document_insert (fixture->document, 0, "x");
      document_fixture_save (fixture);
      document_insert (fixture->document, 0, "y");
      galley_document_check (fixture->document);
      galley_test_settle ();
    }

  document_fixture_save (fixture);
  g_assert_cmpuint (n_questions, ==, 0);

  replace_file (fixture, "other\n");
  wait_for_text (fixture, "other\n");
  g_assert_cmpuint (n_questions, ==, 0);
}

static void
test_bursts (DocumentFixture *fixture, gconstpointer data)
{
  document_fixture_open (fixture, "0\n", -1);

  for (guint i = 1; i <= 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u\n", i);

      if (i % 3 == 0)
        replace_file (fixture, text);
      else
        galley_test_file_write (fixture->path, text, -1);

      if (i % 7 == 0)
        galley_test_settle ();
    }

  wait_for_text (fixture, "300\n");
  galley_test_wait_until (is_unmodified_cb, fixture->document);
  g_assert_null (galley_document_get_error_message (fixture->document));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    Writer write_file;
  } writers[] = {
    { "/document-disk/writer/rename", write_by_rename },
    { "/document-disk/writer/truncation", write_by_truncation },
    { "/document-disk/writer/slow", write_slowly },
    { "/document-disk/writer/backup", write_with_backup },
    { "/document-disk/writer/deletion", write_after_deletion },
  };

  g_test_init (&argc, &argv, NULL);

  ADD_DOCUMENT_TEST ("/document-disk/unmodified", test_unmodified);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    g_test_add (writers[i].path, DocumentFixture, &writers[i].write_file, document_fixture_set_up,
                test_writer, document_fixture_tear_down);
  ADD_DOCUMENT_TEST ("/document-disk/format-follows", test_format_follows);
  ADD_DOCUMENT_TEST ("/document-disk/reload", test_reload);
  ADD_DOCUMENT_TEST ("/document-disk/revert", test_revert);
  ADD_DOCUMENT_TEST ("/document-disk/reload-failure", test_reload_failure);
  ADD_DOCUMENT_TEST ("/document-disk/keep-mine", test_keep_mine);
  ADD_DOCUMENT_TEST ("/document-disk/keep-mine-is-for-once", test_keep_mine_is_for_once);
  ADD_DOCUMENT_TEST ("/document-disk/save-conflict", test_save_conflict);
  ADD_DOCUMENT_TEST ("/document-disk/save-conflict-unmodified", test_save_conflict_unmodified);
  ADD_DOCUMENT_TEST ("/document-disk/changed-back", test_changed_back);
  ADD_DOCUMENT_TEST ("/document-disk/changed-to-mine", test_changed_to_mine);
  ADD_DOCUMENT_TEST ("/document-disk/undone", test_undone);
  ADD_DOCUMENT_TEST ("/document-disk/deleted", test_deleted);
  ADD_DOCUMENT_TEST ("/document-disk/deleted-and-undone", test_deleted_and_undone);
  ADD_DOCUMENT_TEST ("/document-disk/deleted-and-back", test_deleted_and_back);
  ADD_DOCUMENT_TEST ("/document-disk/moved-away", test_moved_away);
  ADD_DOCUMENT_TEST ("/document-disk/folder-recreated", test_folder_recreated);
  ADD_DOCUMENT_TEST ("/document-disk/symlink", test_symlink);
  ADD_DOCUMENT_TEST ("/document-disk/own-saves", test_own_saves);
  ADD_DOCUMENT_TEST ("/document-disk/bursts", test_bursts);

  return g_test_run ();
}
