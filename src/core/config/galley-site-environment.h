/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-reader.h"

G_BEGIN_DECLS

const char *galley_site_environment_get_name (const char *const *variables);
void galley_site_environment_apply (const char *const *variables,
                                    GalleySiteReader *reader,
                                    GalleySiteTree *tree);

G_END_DECLS
