/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GalleyFolders GalleyFolderCache;

GalleyFolderCache *galley_folder_cache_new (const char *root);
void galley_folder_cache_free (GalleyFolderCache *self);
void galley_folder_cache_forget (GalleyFolderCache *self);
gboolean galley_folder_cache_may_have (GalleyFolderCache *self, const char *path);
char *galley_folder_cache_find (GalleyFolderCache *self, const char *folder, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFolderCache, galley_folder_cache_free)

G_END_DECLS
