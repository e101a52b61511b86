/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

G_BEGIN_DECLS

guint galley_table_width_get_written (cmark_node *table);
cmark_syntax_extension *galley_table_width_new_extension (void);

G_END_DECLS
