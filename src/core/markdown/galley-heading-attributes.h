/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-attributes.h"

#include <cmark-gfm-extension_api.h>

G_BEGIN_DECLS

cmark_syntax_extension *galley_heading_attributes_new_extension (void);
const GalleyAttributes *galley_heading_attributes_get (cmark_node *heading);

G_END_DECLS
