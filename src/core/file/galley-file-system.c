/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-private.h"

#include "galley-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE (1024 * 1024)

/* What went wrong, as people say it; the rest as the system does. */
static const char *
describe_errno (int number)
{
  switch (number)
    {
    case ENOENT:
      return _ ("It does not exist.");
    case ENOTDIR:
      return _ ("A part of its path is not a folder.");
    case EACCES:
    case EPERM:
      return _ ("You do not have the permission.");
    case EROFS:
      return _ ("The disk is read-only.");
    case ENOSPC:
      return _ ("The disk is full.");
    case EDQUOT:
      return _ ("Your share of the disk is full.");
    case EFBIG:
      return _ ("The file would become larger than is allowed.");
    case ENAMETOOLONG:
      return _ ("The name is too long.");
    case ELOOP:
      return _ ("Its symbolic links lead in a circle.");
    default:
      return g_strerror (number);
    }
}

void
galley_file_set_errno_error (GError **error, int number, const char *what)
{
  /* Translators: what failed, and why: two sentences */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), C_ ("sentences", "%s %s"), what,
               describe_errno (number));
}

/* Refuses what is no file: a pipe would wait for ever, a device never end. */
gboolean
galley_file_check_regular (mode_t mode, GError **error)
{
  if (S_ISREG (mode))
    return TRUE;

  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REGULAR,
                       S_ISDIR (mode)
                         ? _ ("This is a folder, not a file.")
                         : _ ("This is a pipe, a device or the like, not a file with text."));
  return FALSE;
}

const char *
galley_file_not_saved (void)
{
  return _ ("The file could not be saved.");
}

/* Some file systems have no such call, and no worse disk for it. */
static gboolean
sync_file (int fd, GError **error)
{
  if (fsync (fd) == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
    return TRUE;

  galley_file_set_errno_error (error, errno, galley_file_not_saved ());
  return FALSE;
}

/* What the disk, or whoever plays its part, kept is not taken for granted. */
static gboolean
verify (int fd, const char *data, gsize size, GError **error)
{
  g_autofree char *buffer = g_malloc (MIN (size, CHUNK_SIZE) + 1);
  struct stat info;
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, buffer, MIN (size - done, CHUNK_SIZE), done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || memcmp (buffer, data + done, n) != 0)
        break;
      done += n;
    }

  if (done == size && fstat (fd, &info) == 0 && (gsize) info.st_size >= size)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, C_ ("sentences", "%s %s"),
               galley_file_not_saved (),
               _ ("What was read back is not what was written: the disk may be broken."));
  return FALSE;
}

/* Writes the bytes from where the file is at, has them on the disk, and reads them back. */
gboolean
galley_file_write_all (int fd, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize done = 0; done < size;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      n = write (fd, data + done, MIN (size - done, CHUNK_SIZE));
      if (n > 0)
        {
          done += n;
        }
      else if (n == 0 || errno != EINTR)
        {
          galley_file_set_errno_error (error, n == 0 ? EIO : errno, galley_file_not_saved ());
          return FALSE;
        }
    }

  return sync_file (fd, error) && verify (fd, data, size, error);
}

/* Without it the new name could be lost with the power; a file system that has no such call is
 * not worse off than before. */
void
galley_file_sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  (void) fsync (fd);
  g_close (fd, NULL);
}
