/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-diff.h"
#include "galley-document.h"
#include "galley-text-format.h"

G_BEGIN_DECLS

typedef struct _GalleyComparison GalleyComparison;

/**
 * GalleyComparison:
 * @mine: the text of the document
 * @theirs: the text of its file
 * @hunks: (element-type GalleyHunk): where @theirs differs from @mine
 * @format: how the file's text is written as bytes
 * @digest: the SHA-256 of the file's bytes
 * @revision: which text of the document @mine is
 *
 * The text of a document beside what its file has.
 */
struct _GalleyComparison
{
  GBytes *mine;
  GBytes *theirs;
  GArray *hunks;
  GalleyTextFormat *format;
  char *digest;
  guint64 revision;
};

void galley_comparison_free (GalleyComparison *self);
void galley_document_compare_async (GalleyDocument *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GalleyComparison *
galley_document_compare_finish (GalleyDocument *self, GAsyncResult *result, GError **error);
gboolean galley_document_merge (GalleyDocument *self,
                                const GalleyComparison *comparison,
                                const gboolean *taken);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyComparison, galley_comparison_free)

G_END_DECLS
