/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

GalleyValue *
galley_json_parse (const char *text, gsize length, gsize base_offset, GPtrArray *diagnostics);

G_END_DECLS
