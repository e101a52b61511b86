/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

void galley_list_tight_repair (cmark_node *document, const char *text, gsize length);

G_END_DECLS
