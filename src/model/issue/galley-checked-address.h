/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_CHECKED_ADDRESS (galley_checked_address_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCheckedAddress,
                      galley_checked_address,
                      GALLEY,
                      CHECKED_ADDRESS,
                      GNetworkAddress)

GSocketConnectable *galley_checked_address_new (const char *host, guint16 port, const char *link);

G_END_DECLS
