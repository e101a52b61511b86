/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-drafts.h"

G_BEGIN_DECLS

const char *_galley_drafts_get_root (GalleyDrafts *self);
void _galley_drafts_take_adopted (GalleyDrafts *self, GPtrArray *folders);

G_END_DECLS
