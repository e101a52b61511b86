/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file.h"

#include "galley-file-private.h"

#include <glib/gi18n.h>

static gboolean
verify_remote (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) written = galley_file_read (file, cancellable, error);

  if (written == NULL)
    return FALSE;
  if (g_bytes_equal (written, bytes))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, C_ ("sentences", "%s %s"),
               galley_file_not_saved (),
               _ ("What was read back is not what was written: the disk may be broken."));
  return FALSE;
}

/**
 * galley_file_write:
 * @file: a file, which need not exist
 * @bytes: what it shall hold
 * @cancellable: (nullable): a cancellable
 * @error: where to put what went wrong
 *
 * Writes a whole file, and reads it back, so that at every moment the old or the new content is
 * whole on disk. (Where only the file itself can be written, since it has several names or its
 * folder takes no new file, galley_file_recover() brings that about.) The new file takes over
 * permissions, owner and extended attributes of the old one; where @file is a
 * symbolic link its target is written. If that fails, nothing has changed and @error, of
 * #GIOErrorEnum or %GALLEY_ERROR_NOT_REGULAR, has a message for people that does not repeat the
 * name. A file that is marked as read-only is not written even if its folder would allow it.
 * Blocks: call it on a worker thread.
 *
 * Returns: whether the file was written
 */
gboolean
galley_file_write (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (file);
  const char *data;
  gsize size;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (path != NULL && g_file_is_native (file))
    return galley_file_write_local (path, bytes, cancellable, error);

  data = g_bytes_get_data (bytes, &size);

  return g_file_replace_contents (file, data != NULL ? data : "", size, NULL, FALSE,
                                  G_FILE_CREATE_NONE, NULL, cancellable, error)
         && verify_remote (file, bytes, cancellable, error);
}
