/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-snippet-set.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SNIPPETS (galley_snippets_get_type ())
G_DECLARE_FINAL_TYPE (GalleySnippets, galley_snippets, GALLEY, SNIPPETS, GObject)

GalleySnippets *galley_snippets_new (const char *user_folder);
void galley_snippets_set_document (GalleySnippets *self, GalleyDocument *document);
GListModel *galley_snippets_get_items (GalleySnippets *self);
GPtrArray *galley_snippets_get_problems (GalleySnippets *self);
const char *const *galley_snippets_get_shortcodes (GalleySnippets *self);
const char *galley_snippets_get_site_root (GalleySnippets *self);

GalleySnippetItem *galley_snippets_find (GalleySnippets *self, GalleyScope scope, const char *word);
GPtrArray *galley_snippets_list (GalleySnippets *self, GalleyScope scope, const char *prefix);

void galley_snippets_edit_async (GalleySnippets *self,
                                 GalleySnippetItem *item,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GFile *galley_snippets_edit_finish (GalleySnippets *self, GAsyncResult *result, GError **error);

G_END_DECLS
