/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-file-read.h"

G_BEGIN_DECLS

gboolean galley_file_write (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
