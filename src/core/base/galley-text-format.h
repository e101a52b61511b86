/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleyTextFormat:
 * @charset: (nullable): the iconv name of the encoding, %NULL for UTF-8
 * @bom: whether the file starts with a byte order mark
 * @newline: the line end that new lines take: the file's most frequent one
 *
 * How the text of a file is written as bytes, as found when it was read, so that it can be
 * written back the same.
 */
struct _GalleyTextFormat
{
  char *charset;
  gboolean bom;
  const char *newline;
};

GalleyTextFormat *galley_text_format_new (void);
GalleyTextFormat *galley_text_format_copy (const GalleyTextFormat *self);
void galley_text_format_free (GalleyTextFormat *self);
char *galley_text_decode (GBytes *bytes, gsize *length, GalleyTextFormat **format, GError **error);
GBytes *
galley_text_encode (const char *text, gsize length, const GalleyTextFormat *format, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTextFormat, galley_text_format_free)

G_END_DECLS
