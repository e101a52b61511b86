/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

GArray *galley_stand_in_lines_new (const char *text, gsize length, GArray *places);
gboolean galley_stand_in_lines_may_be_in (GArray *lines, cmark_node *block, guint *i);

G_END_DECLS
