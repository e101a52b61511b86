/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-config.h"

G_BEGIN_DECLS

void galley_hugo_mounts_append (GString *json,
                                GalleySiteConfig *config,
                                const GalleySiteFolder *place,
                                const char *folder);

G_END_DECLS
