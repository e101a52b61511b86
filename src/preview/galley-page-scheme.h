/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "galley-link-targets.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PAGE_SCHEME (galley_page_scheme_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPageScheme, galley_page_scheme, GALLEY, PAGE_SCHEME, GObject)

GalleyPageScheme *galley_page_scheme_new (WebKitWebContext *context);
void galley_page_scheme_set_file (GalleyPageScheme *self, GFile *file);
gboolean galley_page_scheme_set_files (GalleyPageScheme *self, GalleyLinkTargets *files);
void galley_page_scheme_set_remote_images (GalleyPageScheme *self, gboolean remote_images);
const char *galley_page_scheme_get_uri (GalleyPageScheme *self);
const char *galley_page_scheme_describe_missing (GalleyPageScheme *self);

/**
 * GalleyPageOpen:
 * @data: what galley_page_scheme_send() was given
 * @asked: the path that is asked for
 * @path: return location for the path of what is opened, which tells its type
 *
 * Returns: (transfer full) (nullable): the content, %NULL when there is no such file
 */
typedef GInputStream *(*GalleyPageOpen) (gpointer data, const char *asked, char **path);

void galley_page_scheme_send (WebKitURISchemeRequest *request,
                              const char *asked,
                              GalleyPageOpen open,
                              gpointer data,
                              GDestroyNotify destroy);

G_END_DECLS
