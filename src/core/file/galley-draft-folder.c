/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-draft-folder.h"

#include "galley-file-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Each running program keeps its drafts in a folder of its own, which it holds locked. The kernel
 * lets go of the lock when the program ends, however it ends: what is in a folder that nobody
 * holds was left behind, and whoever locks it then may have it. */
struct _GalleyDraftFolder
{
  gatomicrefcount ref_count;
  char *path;
  int lock;
  gint n_drafts;
};

#define LOCK_NAME "lock"
#define DRAFT_SUFFIX ".md"

/* Returns the lock, or -1 if another program holds it or the folder is gone. */
static int
take_lock (const char *path, int flags)
{
  g_autofree char *name = g_build_filename (path, LOCK_NAME, NULL);
  struct stat held, named;
  int fd = g_open (name, flags | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    return -1;

  /* Some file systems have no locks; there one must trust that nobody else is there. And the
   * one who held it before may have removed the folder. */
  if ((flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) || fstat (fd, &held) != 0
      || stat (name, &named) != 0 || held.st_ino != named.st_ino)
    {
      g_close (fd, NULL);
      return -1;
    }

  return fd;
}

static GalleyDraftFolder *
folder_new (const char *path, int lock)
{
  GalleyDraftFolder *self = g_new0 (GalleyDraftFolder, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->lock = lock;

  return self;
}

/**
 * galley_draft_folder_new:
 * @root: (type filename): where the folders of all programs are; made if it does not exist
 * @error: where to put what went wrong, of #GIOErrorEnum
 *
 * Makes a new folder for drafts, which nobody but its user can read, and locks it. Blocks.
 *
 * Returns: (transfer full): the folder, or %NULL with @error set
 */
GalleyDraftFolder *
galley_draft_folder_new (const char *root, GError **error)
{
  if (g_mkdir_with_parents (root, 0700) != 0)
    {
      galley_file_set_errno_error (error, errno, _ ("The folder for drafts could not be made."));
      return NULL;
    }

  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *name = g_strdup_printf ("%08x", g_random_int ());
      g_autofree char *path = g_build_filename (root, name, NULL);
      int lock;

      if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
        break;

      /* Who looks for what was left behind at this very moment may have been first. */
      lock = take_lock (path, O_CREAT | O_EXCL);
      if (lock >= 0)
        return folder_new (path, lock);
    }

  galley_file_set_errno_error (error, errno, _ ("The folder for drafts could not be made."));
  return NULL;
}

static void
clean_up (GalleyDraftFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  /* What was being written when the program ended. */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, ".galley-"))
      {
        g_autofree char *path = g_build_filename (self->path, name, NULL);

        g_unlink (path);
      }
}

/**
 * galley_draft_folder_adopt:
 * @root: (type filename): where the folders of all programs are
 *
 * Locks all folders that programs left behind which ended without removing their drafts. Those of
 * programs that run are left alone. Blocks.
 *
 * Returns: (transfer full) (element-type GalleyDraftFolder): the folders that are now the caller's
 */
GPtrArray *
galley_draft_folder_adopt (const char *root)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_draft_folder_unref);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, NULL);
      int lock = take_lock (path, 0);

      if (lock < 0)
        {
          /* Of a program that ended before it had made its lock. */
          if (errno == ENOENT)
            g_rmdir (path);
          continue;
        }

      g_ptr_array_add (folders, folder_new (path, lock));
      clean_up (g_ptr_array_index (folders, folders->len - 1));
    }

  return folders;
}

/**
 * galley_draft_folder_ref:
 * @self: a folder
 *
 * Takes a reference; any thread may.
 *
 * Returns: (transfer full): @self
 */
GalleyDraftFolder *
galley_draft_folder_ref (GalleyDraftFolder *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static gboolean
is_empty (GalleyDraftFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, LOCK_NAME))
      return FALSE;

  return TRUE;
}

/**
 * galley_draft_folder_unref:
 * @self: (transfer full): a folder
 *
 * Lets go of the folder; with the last reference it is unlocked, and removed if no draft is in it.
 */
void
galley_draft_folder_unref (GalleyDraftFolder *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (is_empty (self))
    {
      g_autofree char *lock = g_build_filename (self->path, LOCK_NAME, NULL);

      g_unlink (lock);
      g_rmdir (self->path);
    }

  g_close (self->lock, NULL);
  g_free (self->path);
  g_free (self);
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const GalleyDraft *const *first = a, *const *second = b;

  return strcmp ((*first)->path, (*second)->path);
}

/**
 * galley_draft_folder_read:
 * @self: a folder
 *
 * Reads the drafts in the folder. One that is not whole, which can only be if the disk lost it,
 * stays there for people to look at. Blocks.
 *
 * Returns: (transfer full) (element-type GalleyDraft): the drafts, with their paths, in the order
 *   they were begun
 */
GPtrArray *
galley_draft_folder_read (GalleyDraftFolder *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_draft_free);
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GMappedFile) file = NULL;
      g_autoptr (GBytes) bytes = NULL;
      GalleyDraft *draft = NULL;

      if (!g_str_has_suffix (name, DRAFT_SUFFIX))
        continue;

      /* Mapped and not read: a draft may be as large as the largest file, and its head more. It is
       * never written in place, so what is mapped stays as it is. */
      file = g_mapped_file_new (path, FALSE, &error);
      if (file != NULL)
        {
          bytes = g_mapped_file_get_bytes (file);
          draft = galley_draft_from_bytes (bytes, &error);
        }

      if (draft == NULL)
        {
          g_message ("%s: %s", path, error->message);
          continue;
        }

      draft->path = g_steal_pointer (&path);
      g_ptr_array_add (drafts, draft);
    }

  g_ptr_array_sort (drafts, compare_drafts);

  return drafts;
}

/**
 * galley_draft_folder_dup_path:
 * @self: a folder
 *
 * Finds a name for a new draft. Blocks; any thread may.
 *
 * Returns: (transfer full) (type filename): a path in the folder where nothing is
 */
char *
galley_draft_folder_dup_path (GalleyDraftFolder *self)
{
  for (;;)
    {
      g_autofree char *name =
        g_strdup_printf ("%04d" DRAFT_SUFFIX, g_atomic_int_add (&self->n_drafts, 1) + 1);
      g_autofree char *path = g_build_filename (self->path, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/**
 * galley_draft_folder_write:
 * @draft: a draft with a path
 * @error: where to put what went wrong, of #GIOErrorEnum
 *
 * Writes the draft in place of what its path has, so that at every moment one of the two is whole
 * on disk. Blocks.
 *
 * Returns: whether the draft is on the disk
 */
gboolean
galley_draft_folder_write (const GalleyDraft *draft, GError **error)
{
  g_autoptr (GBytes) bytes = galley_draft_to_bytes (draft);

  return galley_file_write_private (draft->path, bytes, error);
}

/**
 * galley_draft_folder_remove:
 * @path: (type filename): the path of a draft
 * @error: where to put what went wrong, of #GIOErrorEnum
 *
 * Removes a draft whose text is saved, or not wanted. Blocks.
 *
 * Returns: whether it is gone
 */
gboolean
galley_draft_folder_remove (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  galley_file_set_errno_error (error, errno, _ ("The draft could not be removed."));
  return FALSE;
}
