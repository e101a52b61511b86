/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkContentProvider *galley_outline_clipboard_new_content (const char *text);
void galley_outline_clipboard_read_async (GdkClipboard *clipboard,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
char *galley_outline_clipboard_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
