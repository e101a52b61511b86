/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-draft.h"
#include "galley-edit.h"
#include "galley-link-checker.h"
#include "galley-proofer.h"
#include "galley-site.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DOCUMENT (galley_document_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDocument, galley_document, GALLEY, DOCUMENT, GtkSourceBuffer)

GalleyDocument *galley_document_new (void);
void galley_document_set_template (GalleyDocument *self, const char *text);
GFile *galley_document_get_file (GalleyDocument *self);
const char *galley_document_get_title (GalleyDocument *self);
gboolean galley_document_get_busy (GalleyDocument *self);
const char *galley_document_get_error_message (GalleyDocument *self);
gboolean galley_document_get_changed_on_disk (GalleyDocument *self);
GalleyProof *galley_document_get_proof (GalleyDocument *self);
GalleyIssue *galley_document_dup_issue (GalleyDocument *self);
GalleyProofer *galley_document_get_proofer (GalleyDocument *self);
gboolean galley_document_is_proofed (GalleyDocument *self);
GalleyLinkChecker *galley_document_get_links (GalleyDocument *self);
GalleySite *galley_document_get_site (GalleyDocument *self);

void galley_document_load_async (GalleyDocument *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean galley_document_load_finish (GalleyDocument *self, GAsyncResult *result, GError **error);
void galley_document_save_async (GalleyDocument *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void galley_document_save_copy_async (GalleyDocument *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean galley_document_save_finish (GalleyDocument *self, GAsyncResult *result, GError **error);
void galley_document_restore_async (GalleyDocument *self,
                                    const GalleyDraft *draft,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void galley_document_restore_finish (GalleyDocument *self, GAsyncResult *result);
gboolean galley_document_set_place (GalleyDocument *self, GFile *file);
void galley_document_reload (GalleyDocument *self);
void galley_document_discard (GalleyDocument *self);
void galley_document_keep_mine (GalleyDocument *self);
void galley_document_set_settle_time (GalleyDocument *self, guint time);
void galley_document_check (GalleyDocument *self);
void galley_document_use_utf8 (GalleyDocument *self);
void galley_document_dismiss_error (GalleyDocument *self);
void galley_document_close (GalleyDocument *self);

const char *galley_document_get_newline (GalleyDocument *self);
guint galley_document_get_line (GtkTextBuffer *buffer, const GtkTextIter *iter);
void galley_document_get_iter_at_line (GtkTextBuffer *buffer, GtkTextIter *iter, guint line);
void galley_document_will_edit (GalleyDocument *self);
void galley_document_apply (GalleyDocument *self, GArray *edits);
gsize galley_document_get_offset (GalleyDocument *self, const GtkTextIter *iter);
void galley_document_get_iter (GalleyDocument *self, GtkTextIter *iter, gsize offset);

G_END_DECLS
