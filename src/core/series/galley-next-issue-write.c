/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-next-issue.h"

#include "galley-error.h"
#include "galley-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;

  name = g_filename_display_name (folder);
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s: %s", name,
               g_strerror (errno));
  return FALSE;
}

/* Another one that made the file meanwhile keeps it. */
static gboolean
claim (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream =
    g_file_create (file, G_FILE_CREATE_NONE, cancellable, error);

  if (stream == NULL)
    return FALSE;
  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
  return TRUE;
}

/**
 * galley_next_issue_write:
 * @self: a proposal with a path
 * @cancellable: (nullable): a cancellable
 * @error: where to put what went wrong
 *
 * Writes the new issue, and makes the folders that it is in. Call it on a worker thread.
 *
 * Returns: whether it was written; %GALLEY_ERROR_EXISTS when there is a file already, which stays
 *   as it is
 */
gboolean
galley_next_issue_write (const GalleyNextIssue *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = NULL;
  gboolean claimed;

  g_return_val_if_fail (self != NULL && self->path != NULL, FALSE);

  file = g_vfs_get_file_for_path (g_vfs_get_local (), self->path);
  name = g_filename_display_name (self->path);
  bytes = galley_text_encode (self->text, self->length, self->format, error);
  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  if (!make_folder (self->path, error))
    return FALSE;

  claimed = claim (file, cancellable, &problem);
  if (claimed && galley_file_write (file, bytes, cancellable, &problem))
    return TRUE;

  if (claimed)
    g_file_delete (file, NULL, NULL);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_EXISTS,
                 _ ("%s: There is a file already, and it is not overwritten."), name);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ", name);
  return FALSE;
}
