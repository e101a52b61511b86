/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

#include <cmark-gfm-extension_api.h>

G_BEGIN_DECLS

typedef struct _GalleyPassthrough GalleyPassthrough;

GalleyPassthrough *
galley_passthrough_new (const GalleyDialect *dialect, const char *text, gsize length);
void galley_passthrough_free (GalleyPassthrough *self);
const char *galley_passthrough_get_text (GalleyPassthrough *self);
cmark_syntax_extension *galley_passthrough_new_extension (GalleyPassthrough *self);
void galley_passthrough_unmask (GalleyPassthrough *self, cmark_node *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPassthrough, galley_passthrough_free)

G_END_DECLS
