/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-format.h"
#include "galley-line-prefix.h"

G_BEGIN_DECLS

void galley_format_trim (const char *text, gsize *start, gsize *end);
gboolean galley_format_find_word (const char *text, gsize length, gsize *start, gsize *end);

GalleyFormatChange *galley_format_change_new (gsize selection_start, gsize selection_end);

G_END_DECLS
