/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-draft.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DRAFTS (galley_drafts_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDrafts, galley_drafts, GALLEY, DRAFTS, GObject)

GalleyDrafts *galley_drafts_new (const char *root);
void galley_drafts_set_delay (GalleyDrafts *self, guint delay);
void galley_drafts_recover_async (GalleyDrafts *self,
                                  const char *const *folders,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *galley_drafts_recover_finish (GalleyDrafts *self, GAsyncResult *result);
void galley_drafts_watch (GalleyDrafts *self, GalleyDocument *document, const GalleyDraft *draft);
void galley_drafts_unwatch (GalleyDrafts *self, GalleyDocument *document, gboolean keep);
gboolean galley_drafts_get_settled (GalleyDrafts *self);
const char *galley_drafts_get_error_message (GalleyDrafts *self);
void galley_drafts_finish (GalleyDrafts *self);

G_END_DECLS
