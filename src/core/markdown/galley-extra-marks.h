/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

#include <cmark-gfm-extension_api.h>

G_BEGIN_DECLS

cmark_syntax_extension *galley_extra_marks_new_extension (const GalleyDialect *dialect);

G_END_DECLS
