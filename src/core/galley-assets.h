/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

char *galley_assets_find_root (const char *folder);
char *galley_assets_resolve (const char *root, const char *path);

G_END_DECLS
