/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-entry-draft.h"
#include "galley-entry-kind.h"
#include "galley-issue-change.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ENTRY_MAKER (galley_entry_maker_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEntryMaker, galley_entry_maker, GALLEY, ENTRY_MAKER, GObject)

GalleyEntryMaker *galley_entry_maker_new (GalleyDocument *document);
void galley_entry_maker_add_async (GalleyEntryMaker *self,
                                   GalleyEntryKind kind,
                                   const GalleyEntryDraft *draft,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
galley_entry_maker_add_finish (GalleyEntryMaker *self, GAsyncResult *result, GError **error);
gboolean galley_entry_maker_offer (GalleyEntryMaker *self, const char *link, gsize offset);
void galley_entry_maker_accept_async (GalleyEntryMaker *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
galley_entry_maker_accept_finish (GalleyEntryMaker *self, GAsyncResult *result, GError **error);
gboolean galley_entry_maker_get_waiting (GalleyEntryMaker *self);
void galley_entry_maker_set_may_fetch (GalleyEntryMaker *self, gboolean may_fetch);

G_END_DECLS
