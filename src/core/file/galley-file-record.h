/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *galley_file_record_format (const char *kind, const char *const *fields, GBytes *body);
GBytes *
galley_file_record_parse (GBytes *bytes, const char *kind, GHashTable **fields, GError **error);

G_END_DECLS
