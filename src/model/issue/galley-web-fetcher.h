/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long people may wait for what a page says of itself, in milliseconds. */
#define GALLEY_WEB_FETCHER_LIMIT 5000

void galley_web_fetcher_fetch_async (const char *link,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GalleyWebPage *galley_web_fetcher_fetch_finish (GAsyncResult *result, GError **error);

G_END_DECLS
