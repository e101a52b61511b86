/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snippet.h"

G_BEGIN_DECLS

/**
 * GalleySnippetOrigin:
 * @GALLEY_SNIPPET_SHIPPED: Galley's own
 * @GALLEY_SNIPPET_USER: from the data folder of the person
 * @GALLEY_SNIPPET_SITE: from the site of the issue
 *
 * Where a snippet is from; the later ones override the earlier ones.
 */
typedef enum
{
  GALLEY_SNIPPET_SHIPPED,
  GALLEY_SNIPPET_USER,
  GALLEY_SNIPPET_SITE,
} GalleySnippetOrigin;

#define GALLEY_TYPE_SNIPPET_ITEM (galley_snippet_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleySnippetItem, galley_snippet_item, GALLEY, SNIPPET_ITEM, GObject)

GalleySnippetItem *
galley_snippet_item_new (GalleySnippet *snippet, GalleySnippetOrigin origin, GFile *file);
const GalleySnippet *galley_snippet_item_get_snippet (GalleySnippetItem *self);
GalleySnippetOrigin galley_snippet_item_get_origin (GalleySnippetItem *self);
GFile *galley_snippet_item_get_file (GalleySnippetItem *self);

G_END_DECLS
