/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * GalleyFileTarget:
 * @path: the file itself, at the end of all symbolic links
 * @folder: where it is
 * @exists: whether it does
 * @info: what is known of it if it does
 *
 * A file that is to be written.
 */
typedef struct
{
  char *path;
  char *folder;
  gboolean exists;
  struct stat info;
} GalleyFileTarget;

/* galley-file-system.c */
void galley_file_set_errno_error (GError **error, int number, const char *what);
gboolean galley_file_check_regular (mode_t mode, GError **error);
const char *galley_file_not_saved (void);
gboolean galley_file_write_all (int fd, GBytes *bytes, GCancellable *cancellable, GError **error);
void galley_file_sync_folder (const char *folder);

/* galley-file-write.c */
gboolean galley_file_write_local (const char *path,
                                  GBytes *bytes,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean galley_file_write_private (const char *path, GBytes *bytes, GError **error);

/* galley-file-overwrite.c */
#define GALLEY_FILE_RECORD_KIND "Galley rescue 1"
#define GALLEY_FILE_RECORD_SUFFIX ".rescue"

char *galley_file_dup_record_folder (void);
gboolean galley_file_write_over (int fd, GBytes *bytes, GCancellable *cancellable, GError **error);
gboolean galley_file_overwrite (const GalleyFileTarget *target,
                                GBytes *bytes,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
