/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GalleyFolders GalleyFolders;

GalleyFolders *galley_folders_new (const char *root);
void galley_folders_free (GalleyFolders *self);
void galley_folders_forget (GalleyFolders *self);
gboolean galley_folders_may_have (GalleyFolders *self, const char *path);
char *galley_folders_find (GalleyFolders *self, const char *folder, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFolders, galley_folders_free)

G_END_DECLS
