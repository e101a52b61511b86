/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"
#include "galley-scope.h"

G_BEGIN_DECLS

/**
 * GalleySnippet:
 * @trigger: the word that stands for it
 * @name: (nullable): what it is called
 * @description: (nullable): what it is for
 * @texts: (array) (nullable): its text in each scope; %NULL where it does not apply
 * @hints: (nullable) (element-type guint utf8): what to write in a field, by the field's number
 * @line: where it stands in its file, from 1
 *
 * A piece of text with fields to fill in. Immutable once it is made, and may be used from any
 * thread.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char *trigger;
  char *name;
  char *description;
  char *texts[GALLEY_N_SCOPES];
  GHashTable *hints;
  guint line;
} GalleySnippet;

GalleySnippet *galley_snippet_ref (GalleySnippet *self);
void galley_snippet_unref (GalleySnippet *self);
gboolean galley_snippet_has_scope (const GalleySnippet *self, GalleyScope scope);
const char *galley_snippet_match (const GalleySnippet *self, const char *prefix);
const char *galley_snippet_find_trigger (const char *word);

GPtrArray *galley_snippet_file_parse (const char *text, gsize length, guint *line, GError **error);
GArray *galley_snippet_file_add (const char *text,
                                 gsize length,
                                 const GalleySnippet *snippet,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySnippet, galley_snippet_unref)

G_END_DECLS
