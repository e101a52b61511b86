/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-shortcode-set.h"
#include "galley-site-reader.h"

G_BEGIN_DECLS

GalleyShortcodeSet *galley_site_shortcodes_load (GalleySiteReader *reader,
                                                 const GalleySiteTree *tree,
                                                 const char *language,
                                                 const char *file_path);

G_END_DECLS
