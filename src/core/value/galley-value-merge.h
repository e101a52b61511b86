/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

gboolean galley_value_is_merge_key (const GalleyValue *key);
GalleyValue *galley_value_merge (GalleyValue *self, GPtrArray *diagnostics);

G_END_DECLS
