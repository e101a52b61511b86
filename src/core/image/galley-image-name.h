/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

gboolean galley_image_name_is_image (const char *name);
char *galley_image_name_propose (const char *const *others,
                                 const char *own,
                                 const char *extension,
                                 GDateTime *now,
                                 GHashTable *taken);
char *galley_image_name_complete (const char *name, const char *extension);
const char *galley_image_name_check (const char *name, GHashTable *taken);

G_END_DECLS
