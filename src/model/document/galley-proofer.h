/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue.h"
#include "galley-proof.h"
#include "galley-site-config.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROOFER (galley_proofer_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProofer, galley_proofer, GALLEY, PROOFER, GObject)

GalleyProofer *galley_proofer_new (void);
GalleyProof *galley_proofer_get_proof (GalleyProofer *self);
GBytes *galley_proofer_get_text (GalleyProofer *self);
GBytes *galley_proofer_get_recent_text (GalleyProofer *self);
GalleySiteConfig *galley_proofer_get_site (GalleyProofer *self);
GalleyIssue *galley_proofer_get_issue (GalleyProofer *self);
void galley_proofer_find_issue_async (GalleyProofer *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
galley_proofer_find_issue_finish (GalleyProofer *self, GAsyncResult *result, GError **error);
GalleyIssue *galley_proofer_make_issue (GalleyProofer *self, GBytes *text);
void galley_proofer_reset (GalleyProofer *self, GBytes *text);
void galley_proofer_set_site (GalleyProofer *self, GalleySiteConfig *site);
void galley_proofer_change (GalleyProofer *self,
                            gsize offset,
                            gsize n_deleted,
                            const char *inserted,
                            gsize n_inserted);
void galley_proofer_stop (GalleyProofer *self);

G_END_DECLS
