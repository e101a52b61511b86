/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

GPtrArray *galley_image_scan (const char *text, gsize length);

G_END_DECLS
