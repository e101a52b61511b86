/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/* The largest file that is opened, in bytes: no issue is that long, and the window stays usable. */
#define GALLEY_FILE_SIZE_MAX (64 * 1024 * 1024)

GBytes *galley_file_read_stream (GInputStream *stream,
                                 guint64 size,
                                 GCancellable *cancellable,
                                 GError **error);
GBytes *galley_file_read (GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
