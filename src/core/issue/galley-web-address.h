/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean galley_web_address_is_public (GInetAddress *address);
gboolean galley_web_address_may_fetch (const char *url, GInetAddress *address);

G_END_DECLS
