/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-recover.h"

#include "galley-draft-folder.h"
#include "galley-error.h"
#include "galley-file-private.h"
#include "galley-file-read.h"
#include "galley-file-record.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* Whether the content can be what is left of @old when @new was written over it, in part: each
 * byte is of one of them, or nothing yet. What others wrote since is not. */
static gboolean
is_half_written (GBytes *content, GBytes *old, GBytes *new)
{
  gsize size, old_size, new_size;
  const guint8 *data = g_bytes_get_data (content, &size);
  const guint8 *old_data = g_bytes_get_data (old, &old_size);
  const guint8 *new_data = g_bytes_get_data (new, &new_size);

  if (size < MIN (old_size, new_size) || size > MAX (old_size, new_size))
    return FALSE;

  for (gsize i = 0; i < size; i++)
    if (!(i < old_size && data[i] == old_data[i]) && !(i < new_size && data[i] == new_data[i])
        && !(i >= old_size && data[i] == 0))
      return FALSE;

  return TRUE;
}

/* Makes the text that was to be written a draft of the file, which asks what to do about it. */
static gboolean
keep_as_draft (GFile *file, GBytes *old, GBytes *new, const char *drafts)
{
  g_autoptr (GalleyDraftFolder) folder = NULL;
  g_autoptr (GalleyDraft) draft = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  GalleyTextFormat *format = NULL;
  gsize length;
  char *data = galley_text_decode (new, &length, &format, &error);

  if (data != NULL)
    {
      text = g_bytes_new_take (data, length);
      draft = galley_draft_new (text);
      draft->uri = g_file_get_uri (file);
      draft->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, old);
      galley_text_format_free (draft->format);
      draft->format = format;
      folder = galley_draft_folder_new (drafts, &error);
    }

  if (folder != NULL)
    {
      draft->path = galley_draft_folder_dup_path (folder);
      if (galley_draft_folder_write (draft, &error))
        return TRUE;
    }

  g_message ("%s: %s", g_file_peek_path (file), error->message);
  return FALSE;
}

/* Whether nothing is known of the file, which may be on a disk that is not there now. */
static gboolean
is_out_of_reach (GFile *file, const GError *error)
{
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (file));

  return error->domain != GALLEY_ERROR
         && (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
             || !g_file_test (folder, G_FILE_TEST_IS_DIR));
}

/* Returns whether the record is not needed any more. One in @folder speaks of files there alone. */
static gboolean
finish_record (GBytes *record, const char *folder, const char *drafts)
{
  g_autoptr (GHashTable) fields = NULL;
  g_autoptr (GBytes) body =
    galley_file_record_parse (record, GALLEY_FILE_RECORD_KIND, &fields, NULL);
  g_autoptr (GBytes) old = NULL, new = NULL, content = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *beside = NULL;
  const char *uri, *length;
  gboolean written;
  gsize old_size;
  int fd;

  /* It was not whole yet, so nothing was done yet. */
  if (body == NULL)
    return TRUE;

  uri = g_hash_table_lookup (fields, "File");
  length = g_hash_table_lookup (fields, "Length of the old content");
  old_size = length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0;
  path = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  if (path == NULL || old_size > g_bytes_get_size (body))
    return FALSE;

  beside = g_path_get_dirname (path);
  if (folder != NULL && !g_str_equal (beside, folder))
    return FALSE;

  file = g_file_new_for_path (path);
  old = g_bytes_new_from_bytes (body, 0, old_size);
  new = g_bytes_new_from_bytes (body, old_size, g_bytes_get_size (body) - old_size);
  content = galley_file_read (file, NULL, &error);
  if (content == NULL && is_out_of_reach (file, error))
    return FALSE;
  if (content != NULL && (g_bytes_equal (content, old) || g_bytes_equal (content, new)))
    return TRUE;
  if (content == NULL || !is_half_written (content, old, new))
    return keep_as_draft (file, old, new, drafts);

  fd = g_open (path, O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0);
  if (fd < 0)
    return FALSE;

  written =
    galley_file_write_over (fd, new, NULL, NULL) || galley_file_write_over (fd, old, NULL, NULL);
  g_close (fd, NULL);

  return written;
}

/* In a folder that others write to, too, what they left is none of ours. */
static void
recover_record (const char *path, const char *folder, const char *drafts)
{
  g_autofree char *data = NULL;
  struct stat info;
  gsize length;
  int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  if (fstat (fd, &info) == 0 && info.st_uid == geteuid ()
      && (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
      && g_file_get_contents (path, &data, &length, NULL))
    {
      g_autoptr (GBytes) record = g_bytes_new_take (g_steal_pointer (&data), length);

      if (finish_record (record, folder, drafts))
        g_unlink (path);
    }

  g_close (fd, NULL);
}

/* A thread for each record, and for each folder where there may be some: a disk that does not
 * answer keeps none but its own waiting. */
typedef struct
{
  char *path;
  char *drafts;
  GAsyncQueue *done;
} Work;

static GPtrArray *
list_records (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, GALLEY_FILE_RECORD_SUFFIX))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  return paths;
}

static gpointer
work_thread (gpointer data)
{
  Work *work = data;

  if (g_str_has_suffix (work->path, GALLEY_FILE_RECORD_SUFFIX))
    {
      recover_record (work->path, NULL, work->drafts);
    }
  else
    {
      g_autoptr (GPtrArray) records = list_records (work->path);

      for (guint i = 0; i < records->len; i++)
        recover_record (g_ptr_array_index (records, i), work->path, work->drafts);
    }

  g_async_queue_push (work->done, GINT_TO_POINTER (TRUE));
  g_async_queue_unref (work->done);
  g_free (work->path);
  g_free (work->drafts);
  g_free (work);

  return NULL;
}

/**
 * galley_file_recover:
 * @folders: (nullable) (array zero-terminated=1): where files may have been written in place while
 *   the user's state folder could not be used
 * @drafts: (type filename): where drafts are kept
 * @patience: how long to wait for disks that do not answer, in microseconds; what they have is
 *   recovered when they do
 *
 * Finishes what a program that was killed was writing over files in place. What another program
 * is just writing is left to it. Where others have changed the file since, what was to be written
 * becomes a draft of it, as if it had not been saved. Blocks; it takes no time if there is nothing
 * to do.
 */
void
galley_file_recover (const char *const *folders, const char *drafts, gint64 patience)
{
  g_autofree char *state = galley_file_dup_record_folder ();
  g_autoptr (GPtrArray) paths = list_records (state);
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  gint64 end = g_get_monotonic_time () + patience;

  for (; folders != NULL && *folders != NULL; folders++)
    g_ptr_array_add (paths, g_strdup (*folders));

  for (guint i = 0; i < paths->len; i++)
    {
      Work *work = g_new0 (Work, 1);

      work->path = g_strdup (g_ptr_array_index (paths, i));
      work->drafts = g_strdup (drafts);
      work->done = g_async_queue_ref (done);
      g_thread_unref (g_thread_new ("galley-recover", work_thread, work));
    }

  for (guint i = 0; i < paths->len; i++)
    if (g_async_queue_timeout_pop (done, MAX (end - g_get_monotonic_time (), 0)) == NULL)
      break;
}
