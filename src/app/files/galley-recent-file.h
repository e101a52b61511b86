/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_RECENT_FILE (galley_recent_file_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRecentFile, galley_recent_file, GALLEY, RECENT_FILE, GObject)

GPtrArray *galley_recent_files_read (void);
void galley_recent_files_list_async (GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_recent_files_list_finish (GAsyncResult *result);
void galley_recent_files_add (GFile *file);
GFile *galley_recent_file_get_file (GalleyRecentFile *self);
gboolean galley_recent_file_matches (GalleyRecentFile *self, const char *text);

G_END_DECLS
