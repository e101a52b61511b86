/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

char *galley_site_root_find (const char *folder);
char *galley_site_root_find_file (const char *root);
gboolean galley_site_root_has (const char *root, const char *path);

G_END_DECLS
