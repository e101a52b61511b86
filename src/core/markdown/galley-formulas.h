/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

#include <cmark-gfm-extension_api.h>

G_BEGIN_DECLS

typedef struct _GalleyPassthrough GalleyFormulas;

GalleyFormulas *galley_formulas_new (const GalleyDialect *dialect, const char *text, gsize length);
void galley_formulas_free (GalleyFormulas *self);
const char *galley_formulas_get_text (GalleyFormulas *self);
cmark_syntax_extension *galley_formulas_new_extension (GalleyFormulas *self);
void galley_formulas_unmask (GalleyFormulas *self, cmark_node *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFormulas, galley_formulas_free)

G_END_DECLS
