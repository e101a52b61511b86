/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define CHUNK_SIZE (1024 * 1024)
#define MAX_LINKS 40

typedef struct
{
  /* The file itself, at the end of all symbolic links. */
  char *path;
  char *folder;
  gboolean exists;
  struct stat info;
} Target;

static void
target_clear (Target *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static const char *
not_saved (void)
{
  return _ ("The file could not be saved.");
}

/* Not realpath(): the last name of the path need not exist. */
static char *
follow_links (const char *path, GError **error)
{
  g_autofree char *current = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *next = NULL;
      g_autofree char *folder = NULL;
      struct stat info;

      if (lstat (current, &info) != 0 || !S_ISLNK (info.st_mode))
        return g_steal_pointer (&current);

      next = g_file_read_link (current, error);
      if (next == NULL)
        return NULL;

      folder = g_path_get_dirname (current);
      g_free (current);
      current =
        g_path_is_absolute (next) ? g_steal_pointer (&next) : g_build_filename (folder, next, NULL);
    }

  galley_file_set_errno_error (error, ELOOP, not_saved ());
  return NULL;
}

static gboolean
target_find (Target *self, const char *path, GError **error)
{
  self->path = follow_links (path, error);
  if (self->path == NULL)
    return FALSE;

  self->folder = g_path_get_dirname (self->path);
  self->exists = stat (self->path, &self->info) == 0;

  if (!self->exists)
    {
      if (errno == ENOENT)
        return TRUE;

      galley_file_set_errno_error (error, errno, not_saved ());
      return FALSE;
    }

  if (!galley_file_check_regular (self->info.st_mode, error))
    return FALSE;

  /* The mode is looked at too because access() allows everything to the administrator, who also
   * marks files as read-only for a reason. */
  if ((self->info.st_mode & 0222) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s %s", not_saved (),
                   _ ("It is marked as read-only."));
      return FALSE;
    }

  if (access (self->path, W_OK) != 0)
    {
      galley_file_set_errno_error (error, errno, not_saved ());
      return FALSE;
    }

  return TRUE;
}

/* Some file systems have no such call, and no worse disk for it. */
static gboolean
sync_file (int fd, GError **error)
{
  if (fsync (fd) == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
    return TRUE;

  galley_file_set_errno_error (error, errno, not_saved ());
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize done = 0; done < size;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      n = write (fd, data + done, MIN (size - done, CHUNK_SIZE));
      if (n >= 0)
        {
          done += n;
        }
      else if (errno != EINTR)
        {
          galley_file_set_errno_error (error, errno, not_saved ());
          return FALSE;
        }
    }

  return sync_file (fd, error);
}

/* Opens a new hidden file in the folder; -1 with errno set. */
static int
create_temporary (const char *folder, mode_t mode, char **path)
{
  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *name =
        g_strdup_printf (".galley-%08x%08x.tmp", g_random_int (), g_random_int ());
      g_autofree char *candidate = g_build_filename (folder, name, NULL);
      int fd = g_open (candidate, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

      if (fd >= 0)
        {
          *path = g_steal_pointer (&candidate);
          return fd;
        }

      if (errno != EEXIST)
        return -1;
    }

  return -1;
}

/* Attributes that may not be set (of another name space, or not kept by the file system) are left
 * out: no reason not to save. */
static void
copy_attributes (const char *from, int to)
{
  gssize length = listxattr (from, NULL, 0);
  g_autofree char *names = NULL;

  if (length <= 0)
    return;

  names = g_malloc (length);
  length = listxattr (from, names, length);

  for (gssize i = 0; i < length; i += strlen (names + i) + 1)
    {
      gssize size = getxattr (from, names + i, NULL, 0);
      g_autofree char *value = NULL;

      if (size < 0)
        continue;

      value = g_malloc (size + 1);
      size = getxattr (from, names + i, value, size);
      if (size >= 0)
        (void) fsetxattr (to, names + i, value, size, 0);
    }
}

/* Whether the new file could be made to belong to the same people as the old one. */
static gboolean
copy_permissions (const Target *target, int fd)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return FALSE;

  if ((info.st_uid != target->info.st_uid || info.st_gid != target->info.st_gid)
      && fchown (fd, target->info.st_uid, target->info.st_gid) != 0)
    return FALSE;

  if (fchmod (fd, target->info.st_mode & 07777) != 0)
    return FALSE;

  copy_attributes (target->path, fd);

  return TRUE;
}

/* Without it the new name could be lost with the power; a file system that has no such call is
 * not worse off than before. */
static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  (void) fsync (fd);
  g_close (fd, NULL);
}

/* Writes a new file and gives it the name of the old one. Where the folder or the owner of the
 * file does not allow that, *in_place is set: the file must be written as it is. */
static gboolean
write_by_rename (const Target *target,
                 GBytes *bytes,
                 gboolean *in_place,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *temporary = NULL;
  gboolean may_write_in_place = target->exists;
  int fd = create_temporary (target->folder, target->exists ? 0600 : 0666, &temporary);

  if (fd < 0)
    {
      int number = errno;

      *in_place =
        may_write_in_place
        && (number == EACCES || number == EPERM || number == EROFS || number == EOPNOTSUPP);
      if (number == ENOENT)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s %s", not_saved (),
                     _ ("Its folder does not exist."));
      else if (!*in_place)
        galley_file_set_errno_error (error, number, not_saved ());
      return FALSE;
    }

  if (target->exists && !copy_permissions (target, fd))
    {
      g_close (fd, NULL);
      g_unlink (temporary);
      *in_place = TRUE;
      return FALSE;
    }

  if (!write_all (fd, bytes, cancellable, error))
    {
      g_close (fd, NULL);
      g_unlink (temporary);
      return FALSE;
    }

  if (!g_close (fd, error))
    {
      g_unlink (temporary);
      return FALSE;
    }

  if (g_rename (temporary, target->path) != 0)
    {
      int number = errno;

      g_unlink (temporary);
      *in_place = may_write_in_place && (number == EBUSY || number == EPERM || number == EACCES);
      if (!*in_place)
        galley_file_set_errno_error (error, number, not_saved ());
      return FALSE;
    }

  sync_folder (target->folder);

  return TRUE;
}

static gboolean
overwrite (int fd, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  if (lseek (fd, 0, SEEK_SET) != 0)
    {
      galley_file_set_errno_error (error, errno, not_saved ());
      return FALSE;
    }

  if (!write_all (fd, bytes, cancellable, error))
    return FALSE;

  if (ftruncate (fd, g_bytes_get_size (bytes)) != 0)
    {
      galley_file_set_errno_error (error, errno, not_saved ());
      return FALSE;
    }

  return sync_file (fd, error);
}

/* Writes a complete copy of the old content beside the file or, failing that, in the folder for
 * temporary files. */
static char *
keep_copy (const Target *target, GBytes *old, GError **error)
{
  g_autofree char *path = NULL;
  int fd = create_temporary (target->folder, 0600, &path);

  if (fd < 0)
    fd = create_temporary (g_get_tmp_dir (), 0600, &path);

  if (fd < 0)
    {
      galley_file_set_errno_error (error, errno, not_saved ());
      return NULL;
    }

  if (!write_all (fd, old, NULL, error))
    {
      g_close (fd, NULL);
      g_unlink (path);
      return NULL;
    }

  g_close (fd, NULL);

  return g_steal_pointer (&path);
}

/* Asks for the room before a byte of the old content is touched. */
static gboolean
reserve_room (int fd, gsize old_size, gsize new_size, GError **error)
{
  if (new_size <= old_size || fallocate (fd, 0, old_size, new_size - old_size) == 0
      || errno == EOPNOTSUPP || errno == ENOSYS)
    return TRUE;

  galley_file_set_errno_error (error, errno, not_saved ());
  if (ftruncate (fd, old_size) != 0)
    g_debug ("Room that was reserved could not be given back: %s", g_strerror (errno));

  return FALSE;
}

/* For a file with several names, or in a folder that takes no new file: first a copy of the old
 * content is kept, which is put back if the new one cannot be written. */
static gboolean
write_in_place (const Target *target, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (target->path);
  g_autoptr (GBytes) old = NULL;
  g_autofree char *copy = NULL;
  gboolean written;
  int fd;

  old = galley_file_read (file, cancellable, error);
  if (old == NULL)
    return FALSE;

  copy = keep_copy (target, old, error);
  if (copy == NULL)
    return FALSE;

  fd = g_open (target->path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0);
  if (fd < 0)
    {
      galley_file_set_errno_error (error, errno, not_saved ());
      g_unlink (copy);
      return FALSE;
    }

  if (!reserve_room (fd, g_bytes_get_size (old), g_bytes_get_size (bytes), error))
    {
      g_close (fd, NULL);
      g_unlink (copy);
      return FALSE;
    }

  written = overwrite (fd, bytes, cancellable, error);

  if (!written && !overwrite (fd, old, NULL, NULL))
    g_prefix_error (error,
                    /* Translators: %s is a path */
                    _ ("The file is damaged; its old content was kept as “%s”. "), copy);
  else
    g_unlink (copy);

  g_close (fd, NULL);

  return written;
}

gboolean
galley_file_write_local (const char *path, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_auto (Target) target = { NULL };
  gboolean in_place = FALSE;

  if (!target_find (&target, path, error))
    return FALSE;

  /* Another name of the same file would go on showing the old content. */
  if (target.exists && target.info.st_nlink > 1)
    return write_in_place (&target, bytes, cancellable, error);

  if (write_by_rename (&target, bytes, &in_place, cancellable, error))
    return TRUE;

  return in_place && write_in_place (&target, bytes, cancellable, error);
}
