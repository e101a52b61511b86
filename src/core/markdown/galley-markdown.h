/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-arena.h"
#include "galley-dialect.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

/**
 * GalleyMarkdown:
 * @document: the document node
 * @arena: what its nodes are made in
 *
 * A text that was parsed.
 */
typedef struct
{
  cmark_node *document;
  GalleyArena *arena;
} GalleyMarkdown;

GalleyMarkdown *galley_markdown_new (const char *text, gsize length, const GalleyDialect *dialect);
void galley_markdown_free (GalleyMarkdown *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMarkdown, galley_markdown_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

G_END_DECLS
