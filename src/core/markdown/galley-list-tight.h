/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-line-index.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

void galley_list_tight_repair (cmark_node *list, GalleyLines *source);

G_END_DECLS
