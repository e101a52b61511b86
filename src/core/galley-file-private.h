/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-file.h"

#include <sys/stat.h>

G_BEGIN_DECLS

void galley_file_set_errno_error (GError **error, int number, const char *what);
gboolean galley_file_check_regular (mode_t mode, GError **error);
gboolean galley_file_write_local (const char *path,
                                  GBytes *bytes,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
