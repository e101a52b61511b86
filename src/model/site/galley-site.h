/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-link-targets.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SITE (galley_site_get_type ())
G_DECLARE_FINAL_TYPE (GalleySite, galley_site, GALLEY, SITE, GObject)

GalleySite *galley_site_new (void);
void galley_site_set_path (GalleySite *self, const char *path);
const char *galley_site_get_path (GalleySite *self);
void galley_site_reload (GalleySite *self);
GalleySiteConfig *galley_site_get_config (GalleySite *self);
GalleyLinkTargets *galley_site_get_files (GalleySite *self);
GPtrArray *galley_site_list_problems (GalleySite *self);
gboolean galley_site_is_outdated (GalleySite *self);
void galley_site_stop (GalleySite *self);

G_END_DECLS
