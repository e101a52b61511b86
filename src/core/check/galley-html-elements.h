/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyHtmlElement:
 * @offset: where it starts in the HTML, in bytes
 * @length: how long it is
 * @hash: a hash of what it means; those with the same hash are shown the same
 *
 * An element at the top of a page, or the text between two of them.
 */
typedef struct
{
  gsize offset;
  gsize length;
  guint64 hash;
} GalleyHtmlElement;

GArray *galley_html_elements_new (const char *html, gsize length);

G_END_DECLS
