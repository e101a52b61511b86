/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark-gfm-extension_api.h>
#include <glib.h>

G_BEGIN_DECLS

cmark_syntax_extension *galley_definition_list_new_extension (void);
guint galley_definition_list_get_line (cmark_node *list);
gboolean galley_definition_list_continues (cmark_node *node);
gboolean galley_definition_list_is_tight (cmark_node *definition);

G_END_DECLS
