/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-line-index.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

void galley_fence_indent_repair (cmark_node *code, GalleyLines *source);

G_END_DECLS
