/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-line-index.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

GString *galley_lazy_html_indent (cmark_node *document, GalleyLines *source);

G_END_DECLS
