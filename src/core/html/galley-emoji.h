/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *galley_emoji_match (const char *text, gsize length, gsize *end);
void galley_emoji_append (GString *out, const char *emoji);

G_END_DECLS
