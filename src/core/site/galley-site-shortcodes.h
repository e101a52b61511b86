/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-reading.h"
#include "galley-site-reader.h"

G_BEGIN_DECLS

void galley_site_shortcodes_load (GalleyReading *reading,
                                  GalleySiteReader *reader,
                                  const GalleySiteTree *tree,
                                  GalleySiteMap *map,
                                  const char *language,
                                  const char *file_path);

G_END_DECLS
