/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *galley_charset_decode (const char *charset, const char *data, gsize size, gsize *length);
char *galley_charset_encode (const char *charset,
                             const char *text,
                             gsize length,
                             gsize *size,
                             gsize *n_encoded);
char *galley_charset_guess (const char *data, gsize size, gsize *length, const char **charset);
char *galley_charset_guess_wide (const char *data, gsize size, gsize *length, const char **charset);

G_END_DECLS
