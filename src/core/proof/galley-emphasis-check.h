/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-blocks.h"

G_BEGIN_DECLS

void galley_emphasis_check (const char *text,
                            gsize start,
                            gsize length,
                            const GalleyBlocks *blocks,
                            GPtrArray *diagnostics);

G_END_DECLS
