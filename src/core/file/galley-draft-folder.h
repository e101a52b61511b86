/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft.h"

G_BEGIN_DECLS

typedef struct _GalleyDraftFolder GalleyDraftFolder;

GalleyDraftFolder *galley_draft_folder_new (const char *root, GError **error);
GPtrArray *galley_draft_folder_adopt (const char *root);
GalleyDraftFolder *galley_draft_folder_ref (GalleyDraftFolder *self);
void galley_draft_folder_unref (GalleyDraftFolder *self);
GPtrArray *galley_draft_folder_read (GalleyDraftFolder *self);
char *galley_draft_folder_dup_path (GalleyDraftFolder *self);
gboolean galley_draft_folder_write (const GalleyDraft *draft, GError **error);
gboolean galley_draft_folder_remove (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDraftFolder, galley_draft_folder_unref)

G_END_DECLS
