/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snippet-item.h"

G_BEGIN_DECLS

/**
 * GalleySnippetProblem:
 * @file: a file that cannot be read as a whole
 * @line: where it is wrong, from 1; 0 if it could not be opened
 * @message: what is wrong
 *
 * What is wrong with a file of snippets.
 */
typedef struct
{
  GFile *file;
  guint line;
  char *message;
} GalleySnippetProblem;

/**
 * GalleySnippetSet:
 * @site_root: (nullable): the folder of the site
 * @items: (element-type GalleySnippetItem): all that apply somewhere, those of one trigger where
 *   the first of them is
 * @by_trigger: (array): for each scope, the item of a trigger
 * @problems: (element-type GalleySnippetProblem): the files that are wrong
 * @shortcodes: the shortcodes that are known, in order
 *
 * What the files of snippets said when they were read.
 */
typedef struct
{
  char *site_root;
  GPtrArray *items;
  GHashTable *by_trigger[GALLEY_N_SCOPES];
  GPtrArray *problems;
  GStrv shortcodes;
} GalleySnippetSet;

GalleySnippetSet *
galley_snippet_set_new (const char *user_folder, const char *folder, GCancellable *cancellable);
GalleySnippetSet *galley_snippet_set_new_shipped (void);
void galley_snippet_set_free (GalleySnippetSet *self);
char *galley_snippet_set_find_folder (const char *site_root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySnippetSet, galley_snippet_set_free)

G_END_DECLS
