/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-setting.h"
#include "galley-site-reader.h"

G_BEGIN_DECLS

void galley_dialect_settings_apply (GalleyDialect *dialect,
                                    GalleySiteReader *reader,
                                    const GalleySiteTree *tree,
                                    GPtrArray *settings);

G_END_DECLS
