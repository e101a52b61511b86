/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyUrlText:
 * @keep_case: whether capital letters stay
 * @drop_accents: whether accents go
 *
 * How a site makes addresses of texts.
 */
typedef struct
{
  gboolean keep_case;
  gboolean drop_accents;
} GalleyUrlText;

char *galley_url_text_dup (const GalleyUrlText *self, const char *text);
char *galley_url_text_unescape (const char *text);
char *galley_url_text_escape (const char *path);

G_END_DECLS
