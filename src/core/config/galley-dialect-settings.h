/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-site-config.h"
#include "galley-site-reader.h"

G_BEGIN_DECLS

void galley_setting_free (GalleySetting *self);
void galley_setting_set_origin (GalleySetting *self, const GalleySiteFile *file, gsize offset);
void galley_dialect_settings_apply (GalleyDialect *dialect,
                                    GalleySiteReader *reader,
                                    const GalleySiteTree *tree,
                                    GPtrArray *settings);

G_END_DECLS
