/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-attributes.h"

#include <cmark-gfm-extension_api.h>

G_BEGIN_DECLS

cmark_syntax_extension *galley_block_attributes_new_extension (const char *text, gsize length);
gboolean galley_block_attributes_is (cmark_node *node);
const GalleyAttributes *galley_block_attributes_get (cmark_node *node);

G_END_DECLS
