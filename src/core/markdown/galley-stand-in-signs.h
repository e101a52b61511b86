/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean galley_stand_in_is_box (const char *text, const char *end, const char *bracket);
GArray *galley_stand_in_find_lone_ticks (const char *text, const char *end);
char galley_stand_in_read_sign (const char *p, const char *end);

G_END_DECLS
