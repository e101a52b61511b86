/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-error.h"
#include "galley-file.h"

#include <glib/gstdio.h>

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("galley-test-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "issue.md", NULL);
  self->file = g_file_new_for_path (self->path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->file);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
put (const char *path, const char *content)
{
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
assert_content (const char *path, const char *content)
{
  g_autofree char *actual = NULL;

  g_assert_true (g_file_get_contents (path, &actual, NULL, NULL));
  g_assert_cmpstr (actual, ==, content);
}

static gboolean
write_text (GFile *file, const char *content, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));

  return galley_file_write (file, bytes, NULL, error);
}

static void
assert_written (GFile *file, const char *content)
{
  g_autoptr (GError) error = NULL;
  gboolean written = write_text (file, content, &error);

  g_assert_no_error (error);
  g_assert_true (written);
}

static void
assert_refused (GFile *file, GQuark domain, gint code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_file_read (file, NULL, &error);

  g_assert_error (error, domain, code);
  g_assert_null (bytes);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) empty = NULL;

  put (self->path, "line\r\n\xff");
  bytes = galley_file_read (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "line\r\n\xff", 7);

  put (self->path, "");
  empty = galley_file_read (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
}

static void
test_read_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");

  assert_refused (self->file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_refused (folder, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR);
  assert_refused (device, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR);

  /* Nobody writes to the pipe: opening it the usual way would wait for ever. */
  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0);
  assert_refused (self->file, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR);
}

static void
test_read_size (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  put (self->path, "");
  g_assert_cmpint (truncate (self->path, GALLEY_FILE_SIZE_MAX), ==, 0);
  bytes = galley_file_read (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, GALLEY_FILE_SIZE_MAX);

  g_assert_cmpint (truncate (self->path, GALLEY_FILE_SIZE_MAX + 1), ==, 0);
  assert_refused (self->file, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE);
}

static void
test_read_stream (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_malloc0 (300 * 1000);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (large, 300 * 1000, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_file_read_stream (stream, 10, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 300 * 1000);
}

static void
test_write (Fixture *self, gconstpointer data)
{
  struct stat info;

  assert_written (self->file, "new");
  assert_content (self->path, "new");

  g_assert_cmpint (chmod (self->path, 0640), ==, 0);
  assert_written (self->file, "changed");
  assert_content (self->path, "changed");
  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0640);

  assert_written (self->file, "");
  assert_content (self->path, "");

  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_write_mask (Fixture *self, gconstpointer data)
{
  mode_t mask = umask (027);
  struct stat info;

  assert_written (self->file, "new");
  umask (mask);
  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0640);
}

static void
test_write_attributes (Fixture *self, gconstpointer data)
{
  char value[16] = "";

  put (self->path, "old");
  if (setxattr (self->path, "user.galley.test", "kept", 4, 0) != 0)
    {
      g_test_skip ("the file system has no extended attributes");
      return;
    }

  assert_written (self->file, "new");
  g_assert_cmpint (getxattr (self->path, "user.galley.test", value, sizeof value), ==, 4);
  g_assert_cmpstr (value, ==, "kept");
}

static void
assert_link (const char *path)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));
}

static void
test_write_symlink (Fixture *self, gconstpointer data)
{
  g_autofree char *first = g_build_filename (self->folder, "first", NULL);
  g_autofree char *second = g_build_filename (self->folder, "second", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (first);
  g_autoptr (GError) error = NULL;

  /* first → second → issue.md, which comes into being by the first save. */
  g_assert_cmpint (symlink ("second", first), ==, 0);
  g_assert_cmpint (symlink (self->path, second), ==, 0);

  assert_written (file, "one");
  assert_content (self->path, "one");
  assert_written (file, "two");
  assert_content (self->path, "two");
  assert_link (first);
  assert_link (second);

  g_assert_cmpint (unlink (second), ==, 0);
  g_assert_cmpint (symlink ("first", second), ==, 0);
  g_assert_false (write_text (file, "three", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
}

static void
test_write_hard_link (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  struct stat before, after;

  put (self->path, "a long old content");
  g_assert_cmpint (link (self->path, other), ==, 0);
  g_assert_cmpint (stat (self->path, &before), ==, 0);

  assert_written (self->file, "short");
  assert_content (other, "short");
  assert_written (self->file, "and now a longer one than ever");
  assert_content (other, "and now a longer one than ever");

  g_assert_cmpint (stat (self->path, &after), ==, 0);
  g_assert_cmpuint (after.st_ino, ==, before.st_ino);
  g_assert_cmpuint (count_files (self), ==, 2);
}

static void
test_write_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (self->folder, "gone", "issue.md", NULL);
  g_autoptr (GFile) in_gone = g_file_new_for_path (gone);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/null");
  g_autoptr (GError) error = NULL;

  put (self->path, "old");
  g_assert_cmpint (chmod (self->path, 0444), ==, 0);
  g_assert_false (write_text (self->file, "new", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "read-only"));
  assert_content (self->path, "old");
  g_clear_error (&error);

  g_assert_false (write_text (in_gone, "new", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (write_text (folder, "new", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR);
  g_clear_error (&error);

  g_assert_false (write_text (device, "new", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR);

  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_write_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;

  put (self->path, "old");
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_file_write (self->file, bytes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (self->path, "old");
}

/* A folder that takes no new file: what is there is still written. */
static void
test_write_closed_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (other);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("the administrator may write everywhere");
      return;
    }

  put (self->path, "old");
  g_assert_cmpint (chmod (self->folder, 0555), ==, 0);
  assert_written (self->file, "new");
  assert_content (self->path, "new");
  g_assert_false (write_text (file, "new", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  g_assert_cmpuint (count_files (self), ==, 1);
}

/* Stands for a full disk: the system refuses all that is written past a limit. */
static void
fail_to_write (Fixture *self, const char *old, gsize limit)
{
  g_autofree char *large = g_strnfill (200 * 1000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit before, after;
  gboolean written;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  after = before;
  after.rlim_cur = limit;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &after), ==, 0);
  written = write_text (self->file, large, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_false (written);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  assert_content (self->path, old);
}

static void
test_write_full (Fixture *self, gconstpointer data)
{
  put (self->path, "old content");
  fail_to_write (self, "old content", 100 * 1000);
  fail_to_write (self, "old content", 0);
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_write_full_in_place (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);

  put (self->path, "old content");
  g_assert_cmpint (link (self->path, other), ==, 0);
  fail_to_write (self, "old content", 100 * 1000);
  assert_content (other, "old content");
  fail_to_write (self, "old content", 0);
  g_assert_cmpuint (count_files (self), ==, 2);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/file/read", test_read);
  add ("/file/read/refused", test_read_refused);
  add ("/file/read/size", test_read_size);
  add ("/file/read/stream", test_read_stream);
  add ("/file/write", test_write);
  add ("/file/write/mask", test_write_mask);
  add ("/file/write/attributes", test_write_attributes);
  add ("/file/write/symlink", test_write_symlink);
  add ("/file/write/hard-link", test_write_hard_link);
  add ("/file/write/refused", test_write_refused);
  add ("/file/write/cancelled", test_write_cancelled);
  add ("/file/write/closed-folder", test_write_closed_folder);
  add ("/file/write/full", test_write_full);
  add ("/file/write/full/in-place", test_write_full_in_place);

  return g_test_run ();
}
