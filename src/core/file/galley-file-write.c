/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-private.h"

#include "galley-portal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <unistd.h>

#define MAX_LINKS 40

static void
target_clear (GalleyFileTarget *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyFileTarget, target_clear)

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

  galley_file_set_errno_error (error, ELOOP, galley_file_not_saved ());
  return NULL;
}

static gboolean
target_find (GalleyFileTarget *self, const char *path, GError **error)
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

      galley_file_set_errno_error (error, errno, galley_file_not_saved ());
      return FALSE;
    }

  if (!galley_file_check_regular (self->info.st_mode, error))
    return FALSE;

  /* The mode is looked at too because access() allows everything to the administrator, who also
   * marks files as read-only for a reason. */
  if ((self->info.st_mode & 0222) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, C_ ("sentences", "%s %s"),
                   galley_file_not_saved (), _ ("It is marked as read-only."));
      return FALSE;
    }

  if (access (self->path, W_OK) != 0)
    {
      galley_file_set_errno_error (error, errno, galley_file_not_saved ());
      return FALSE;
    }

  return TRUE;
}

/* All that are made for a file have this start, so that those which a killed program left behind
 * can be found. */
static char *
dup_stem (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_strdup_printf (".galley-%08x-", g_str_hash (name));
}

/* The lock says that the file is being written; NFS and the like may have none. */
static gboolean
claim (int fd)
{
  struct stat info;

  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;

  return fstat (fd, &info) == 0 && info.st_nlink > 0;
}

/* Removes what was left behind by a program that was killed while it saved this file. */
static void
remove_left_behind (const char *folder, const char *stem)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      int fd;

      if (!g_str_has_prefix (name, stem))
        continue;

      path = g_build_filename (folder, name, NULL);
      fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
      if (fd < 0)
        continue;

      if (claim (fd))
        g_unlink (path);
      g_close (fd, NULL);
    }
}

/* Opens a new hidden file beside @target; -1 with errno set. */
static int
create_temporary (const char *target, const char *folder, mode_t mode, char **path)
{
  g_autofree char *stem = dup_stem (target);

  remove_left_behind (folder, stem);

  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%08x.tmp", stem, g_random_int ());
      g_autofree char *candidate = g_build_filename (folder, name, NULL);
      int fd = g_open (candidate, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

      if (fd >= 0 && claim (fd))
        {
          *path = g_steal_pointer (&candidate);
          return fd;
        }

      if (fd < 0 && errno != EEXIST)
        return -1;

      if (fd >= 0)
        {
          g_unlink (candidate);
          g_close (fd, NULL);
        }
    }

  errno = EEXIST;
  return -1;
}

/* Attributes that may not be set (of another name space, or not kept by the file system) are left
 * out: no reason not to save. What the portal says of a file is none of the file's. */
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

      if (size < 0 || g_str_equal (names + i, GALLEY_PORTAL_HOST_PATH))
        continue;

      value = g_malloc (size + 1);
      size = getxattr (from, names + i, value, size);
      if (size >= 0)
        (void) fsetxattr (to, names + i, value, size, 0);
    }
}

/* Whether the new file could be made to belong to the same people as the old one. */
static gboolean
copy_permissions (const GalleyFileTarget *target, int fd)
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

/* Where a folder or a file system refuses this way of saving, there may be another. */
static gboolean
is_refusal (int number)
{
  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
    case EBUSY:
    case EXDEV:
    case EINVAL:
    case ENOSYS:
    case EOPNOTSUPP:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Writes @fd, and gives the file the name of the target. The lock is held until the end. */
static gboolean
finish_temporary (int fd,
                  const char *temporary,
                  const char *path,
                  GBytes *bytes,
                  gboolean *refused,
                  GCancellable *cancellable,
                  GError **error)
{
  int lock = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  gboolean written = galley_file_write_all (fd, bytes, cancellable, error);
  gboolean renamed = FALSE;

  if (!g_close (fd, written ? error : NULL))
    written = FALSE;

  if (written && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      renamed = g_rename (temporary, path) == 0;
      if (!renamed)
        {
          *refused = is_refusal (errno);
          galley_file_set_errno_error (error, errno, galley_file_not_saved ());
        }
    }

  if (!renamed)
    g_unlink (temporary);
  if (lock >= 0)
    g_close (lock, NULL);

  return renamed;
}

/* Writes a new file and gives it the name of the old one. Where the folder, the owner of the file
 * or the file system does not allow that, *refused is set. */
static gboolean
write_by_rename (const GalleyFileTarget *target,
                 GBytes *bytes,
                 gboolean *refused,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *temporary = NULL;
  int fd =
    create_temporary (target->path, target->folder, target->exists ? 0600 : 0666, &temporary);

  if (fd < 0)
    {
      int number = errno;

      *refused = is_refusal (number);
      if (number == ENOENT)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, C_ ("sentences", "%s %s"),
                     galley_file_not_saved (), _ ("Its folder does not exist."));
      else
        galley_file_set_errno_error (error, number, galley_file_not_saved ());
      return FALSE;
    }

  if (target->exists && !copy_permissions (target, fd))
    {
      galley_file_set_errno_error (error, EPERM, galley_file_not_saved ());
      g_close (fd, NULL);
      g_unlink (temporary);
      *refused = TRUE;
      return FALSE;
    }

  if (!finish_temporary (fd, temporary, target->path, bytes, refused, cancellable, error))
    return FALSE;

  galley_file_sync_folder (target->folder);

  return TRUE;
}

/* There is nothing yet that could be lost, so the file may come into being under its own name. */
static gboolean
write_new (const GalleyFileTarget *target, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  int fd = g_open (target->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  gboolean written;

  if (fd < 0)
    {
      galley_file_set_errno_error (error, errno, galley_file_not_saved ());
      return FALSE;
    }

  written = galley_file_write_all (fd, bytes, cancellable, error);
  if (!g_close (fd, written ? error : NULL))
    written = FALSE;
  if (!written)
    g_unlink (target->path);
  else
    galley_file_sync_folder (target->folder);

  return written;
}

gboolean
galley_file_write_local (const char *path, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_auto (GalleyFileTarget) target = { NULL };
  g_autoptr (GError) local_error = NULL;
  gboolean refused = FALSE;

  if (!target_find (&target, path, error))
    return FALSE;

  /* Another name of the same file would go on showing the old content. */
  if (target.exists && target.info.st_nlink > 1)
    return galley_file_overwrite (&target, bytes, cancellable, error);

  if (write_by_rename (&target, bytes, &refused, cancellable, &local_error))
    return TRUE;

  if (!refused)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (target.exists)
    return galley_file_overwrite (&target, bytes, cancellable, error);

  return write_new (&target, bytes, cancellable, error);
}

/* Writes a file of our own, which nobody else may read, in a folder of our own. */
gboolean
galley_file_write_private (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = NULL;
  gboolean refused = FALSE;
  int fd = create_temporary (path, folder, 0600, &temporary);

  if (fd < 0)
    {
      galley_file_set_errno_error (error, errno, galley_file_not_saved ());
      return FALSE;
    }

  if (!finish_temporary (fd, temporary, path, bytes, &refused, NULL, error))
    return FALSE;

  galley_file_sync_folder (folder);

  return TRUE;
}
