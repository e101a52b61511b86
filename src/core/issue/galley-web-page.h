/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleyWebPage:
 * @title: (nullable): the title of the page, in one line
 * @description: (nullable): what the page says of itself, in one line
 * @image: (nullable): the absolute http or https address of its picture
 *
 * What a web page says of itself in its head.
 */
typedef struct
{
  char *title;
  char *description;
  char *image;
} GalleyWebPage;

GalleyWebPage *galley_web_page_new (GBytes *bytes, const char *content_type, const char *url);
void galley_web_page_free (GalleyWebPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyWebPage, galley_web_page_free)

G_END_DECLS
