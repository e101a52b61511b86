/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-map.h"

G_BEGIN_DECLS

char *galley_site_language_find (const GalleySiteTree *tree,
                                 const GalleySiteMap *map,
                                 const char *file_path);

G_END_DECLS
