/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

WebKitWebView *
galley_preview_new_view (WebKitWebContext *context, GCallback on_message, gpointer receiver);
WebKitWebView *galley_preview_new_still_view (WebKitWebContext *context, const char *policy);

G_END_DECLS
