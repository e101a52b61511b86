/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include <cmark-gfm.h>

G_BEGIN_DECLS

void galley_fence_indent_repair (cmark_node *document, const char *text, gsize length);

G_END_DECLS
