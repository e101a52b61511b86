/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-site-config.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SITE_WATCH (galley_site_watch_get_type ())
G_DECLARE_FINAL_TYPE (GalleySiteWatch, galley_site_watch, GALLEY, SITE_WATCH, GObject)

GalleySiteWatch *galley_site_watch_new (void);
GHashTable *galley_site_watch_list (const char *path, GalleySiteConfig *config);
void galley_site_watch_set (GalleySiteWatch *self, GHashTable *places);

G_END_DECLS
