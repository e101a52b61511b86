/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-snippets.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SNIPPET_INSERTER (galley_snippet_inserter_get_type ())
G_DECLARE_FINAL_TYPE (GalleySnippetInserter,
                      galley_snippet_inserter,
                      GALLEY,
                      SNIPPET_INSERTER,
                      GObject)

/**
 * GalleySnippetWord:
 * @scope: what the place is; %GALLEY_SCOPE_NOWHERE if no snippet may be there
 * @shortcode: whether it is the name of a shortcode
 * @mark: of a shortcode, `<` or `%`
 * @start: where the word starts
 * @end: where it ends: the cursor
 * @text: the word
 *
 * A word before the cursor that may stand for something.
 */
typedef struct
{
  GalleyScope scope;
  gboolean shortcode;
  char mark;
  GtkTextIter start;
  GtkTextIter end;
  char *text;
} GalleySnippetWord;

GalleySnippetInserter *galley_snippet_inserter_new (GtkSourceView *view);
void galley_snippet_inserter_set_snippets (GalleySnippetInserter *self, GalleySnippets *snippets);
GalleySnippets *galley_snippet_inserter_get_snippets (GalleySnippetInserter *self);
gboolean galley_snippet_inserter_get_active (GalleySnippetInserter *self);

gboolean galley_snippet_inserter_may_expand (GalleySnippetInserter *self);
void galley_snippet_inserter_expand (GalleySnippetInserter *self);
gboolean galley_snippet_inserter_insert (GalleySnippetInserter *self, const char *trigger);
void galley_snippet_inserter_complete (GalleySnippetInserter *self,
                                       GalleySnippetItem *item,
                                       const char *shortcode);

gboolean galley_snippet_inserter_get_word (GalleySnippetInserter *self,
                                           const GtkTextIter *cursor,
                                           const char *typed,
                                           gboolean find_scope,
                                           GalleySnippetWord *word);
void galley_snippet_word_clear (GalleySnippetWord *word);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleySnippetWord, galley_snippet_word_clear)

G_END_DECLS
