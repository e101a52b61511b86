/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-private.h"

#include "galley-file-read.h"
#include "galley-file-record.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A file with several names, or in a folder that takes no new file, can only be written as it is:
 * while that goes on, it is neither old nor new. So both contents are first put on the disk in a
 * record. If writing fails, the old content is put back; if the program ends meanwhile, the next
 * one that starts finds the record, and finishes the work. */

char *
galley_file_dup_record_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "galley", "rescue", NULL);
}

static GBytes *
format_record (const char *path, GBytes *old, GBytes *new)
{
  gsize old_size, new_size;
  const void *old_data = g_bytes_get_data (old, &old_size);
  const void *new_data = g_bytes_get_data (new, &new_size);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, old_size);
  const char *fields[] = { "File", uri, "Length of the old content", length, NULL };
  g_autoptr (GByteArray) both = g_byte_array_sized_new (old_size + new_size);
  g_autoptr (GBytes) body = NULL;

  if (old_size > 0)
    g_byte_array_append (both, old_data, old_size);
  if (new_size > 0)
    g_byte_array_append (both, new_data, new_size);
  body = g_byte_array_free_to_bytes (g_steal_pointer (&both));

  return galley_file_record_format (GALLEY_FILE_RECORD_KIND, fields, body);
}

/* Writes the record in the user's state folder or, failing that, beside the file, where people at
 * least find it. Returns its descriptor, whose lock says that the work is under way; or -1. */
static int
keep_record (const GalleyFileTarget *target, GBytes *bytes, char **path, GError **error)
{
  g_autofree char *state = galley_file_dup_record_folder ();
  const char *folders[] = { state, target->folder };

  g_mkdir_with_parents (state, 0700);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *name = g_strdup_printf (".galley-%08x%08x" GALLEY_FILE_RECORD_SUFFIX,
                                               g_random_int (), g_random_int ());
      g_autofree char *candidate = g_build_filename (folders[i], name, NULL);
      int fd = g_open (candidate, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

      g_clear_error (error);
      if (fd < 0)
        {
          galley_file_set_errno_error (error, errno, galley_file_not_saved ());
          continue;
        }

      if (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        {
          if (galley_file_write_all (fd, bytes, NULL, error))
            {
              galley_file_sync_folder (folders[i]);
              *path = g_steal_pointer (&candidate);
              return fd;
            }
        }

      g_unlink (candidate);
      g_close (fd, NULL);
    }

  return -1;
}

/* Asks for the room before a byte of the old content is touched. */
static gboolean
reserve_room (int fd, gsize old_size, gsize new_size, GError **error)
{
  if (new_size <= old_size || fallocate (fd, 0, old_size, new_size - old_size) == 0
      || errno == EOPNOTSUPP || errno == ENOSYS)
    return TRUE;

  galley_file_set_errno_error (error, errno, galley_file_not_saved ());
  if (ftruncate (fd, old_size) != 0)
    g_debug ("Room that was reserved could not be given back: %s", g_strerror (errno));

  return FALSE;
}

gboolean
galley_file_write_over (int fd, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  if (lseek (fd, 0, SEEK_SET) == 0)
    {
      if (!galley_file_write_all (fd, bytes, cancellable, error))
        return FALSE;
      if (ftruncate (fd, g_bytes_get_size (bytes)) == 0 && (fsync (fd) == 0 || errno != EIO))
        return TRUE;
    }

  galley_file_set_errno_error (error, errno, galley_file_not_saved ());
  return FALSE;
}

static gboolean
overwrite_with_record (const GalleyFileTarget *target,
                       int fd,
                       GBytes *old,
                       GBytes *bytes,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) record = format_record (target->path, old, bytes);
  gboolean written, whole = TRUE;
  int lock = keep_record (target, record, &path, error);

  if (lock < 0)
    return FALSE;

  written = reserve_room (fd, g_bytes_get_size (old), g_bytes_get_size (bytes), error)
            && galley_file_write_over (fd, bytes, cancellable, error);
  if (!written)
    whole = galley_file_write_over (fd, old, NULL, NULL);

  if (whole)
    g_unlink (path);
  else
    g_prefix_error (error,
                    /* Translators: %s is a path */
                    _ ("The file is damaged; what was in it and what was to be written are kept "
                       "in “%s”, and Galley repairs it when it starts the next time. "),
                    path);

  g_close (lock, NULL);

  return written;
}

/* Writes the file as it is. */
gboolean
galley_file_overwrite (const GalleyFileTarget *target,
                       GBytes *bytes,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (target->path);
  g_autoptr (GBytes) old = galley_file_read (file, cancellable, error);
  gboolean written;
  int fd;

  if (old == NULL)
    return FALSE;

  fd = g_open (target->path, O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0);
  if (fd < 0)
    {
      galley_file_set_errno_error (error, errno, galley_file_not_saved ());
      return FALSE;
    }

  written = overwrite_with_record (target, fd, old, bytes, cancellable, error);
  g_close (fd, NULL);

  return written;
}
