/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-read.h"

#include "galley-error.h"
#include "galley-file-private.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>

#define CHUNK_SIZE (256 * 1024)

static void
set_too_large (GError **error, guint64 size)
{
  g_autofree char *largest = g_format_size_full (GALLEY_FILE_SIZE_MAX, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *actual = NULL;

  if (size == 0)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE,
                   /* Translators: %s is a size such as “64.0 MiB” */
                   _ ("The file is too large to be an issue: more than %s."), largest);
      return;
    }

  actual = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE,
               /* Translators: both are sizes such as “64.0 MiB” */
               _ ("The file is too large to be an issue: %s, and at most %s can be opened."),
               actual, largest);
}

/**
 * galley_file_read_stream:
 * @stream: a stream
 * @size: how many bytes it has, or 0 if that is not known
 * @cancellable: (nullable): a cancellable
 * @error: where to put what went wrong
 *
 * Reads a stream to its end, which need not be where @size says: a file may grow meanwhile. More
 * than %GALLEY_FILE_SIZE_MAX is refused with %GALLEY_ERROR_TOO_LARGE. Blocks.
 *
 * Returns: (transfer full): the bytes, or %NULL with @error set
 */
GBytes *
galley_file_read_stream (GInputStream *stream,
                         guint64 size,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GByteArray) array = NULL;
  gsize expected;

  if (size > GALLEY_FILE_SIZE_MAX)
    {
      set_too_large (error, size);
      return NULL;
    }

  /* One more than there is, so that the read that finds the end needs no larger buffer. */
  expected = size + 1;
  array = g_byte_array_sized_new (expected);

  for (;;)
    {
      gsize length = array->len;
      gsize wanted = MAX (expected - MIN (expected, length), CHUNK_SIZE);
      gssize n;

      g_byte_array_set_size (array, length + wanted);
      n = g_input_stream_read (stream, array->data + length, wanted, cancellable, error);
      g_byte_array_set_size (array, length + MAX (n, 0));

      if (n < 0)
        return NULL;

      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));

      if (array->len > GALLEY_FILE_SIZE_MAX)
        {
          set_too_large (error, 0);
          return NULL;
        }
    }
}

static GBytes *
read_local (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  struct stat info;
  int fd;

  /* Asked before it is opened, since opening alone does something to some devices; asked again
   * afterwards, since it may be another by then. */
  if (stat (path, &info) == 0 && !galley_file_check_regular (info.st_mode, error))
    return NULL;

  fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      galley_file_set_errno_error (error, errno, _ ("The file could not be opened."));
      return NULL;
    }

  stream = g_unix_input_stream_new (fd, TRUE);

  if (fstat (fd, &info) != 0)
    {
      galley_file_set_errno_error (error, errno, _ ("The file could not be read."));
      return NULL;
    }

  if (!galley_file_check_regular (info.st_mode, error))
    return NULL;

  return galley_file_read_stream (stream, info.st_size, cancellable, error);
}

static GBytes *
read_remote (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  GFileType type;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;

  type = g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_STANDARD_TYPE);
  if (type == G_FILE_TYPE_DIRECTORY || type == G_FILE_TYPE_SPECIAL)
    {
      galley_file_check_regular (type == G_FILE_TYPE_DIRECTORY ? S_IFDIR : S_IFCHR, error);
      return NULL;
    }

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  return galley_file_read_stream (G_INPUT_STREAM (stream),
                                  g_file_info_get_attribute_uint64 (info,
                                                                    G_FILE_ATTRIBUTE_STANDARD_SIZE),
                                  cancellable, error);
}

/**
 * galley_file_read:
 * @file: a file
 * @cancellable: (nullable): a cancellable
 * @error: where to put what went wrong
 *
 * Reads a whole file. Folders, pipes and devices are refused (%GALLEY_ERROR_NOT_REGULAR) without
 * waiting for them, and so is what is larger than %GALLEY_FILE_SIZE_MAX
 * (%GALLEY_ERROR_TOO_LARGE); other failures are of #GIOErrorEnum. The messages are for people and
 * do not repeat the name. Blocks: call it on a worker thread.
 *
 * Returns: (transfer full): the bytes, or %NULL with @error set
 */
GBytes *
galley_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (file);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (path != NULL && g_file_is_native (file))
    return read_local (path, cancellable, error);

  return read_remote (file, cancellable, error);
}
