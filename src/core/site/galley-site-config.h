/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-reading.h"
#include "galley-setting.h"
#include "galley-site-map.h"
#include "galley-value.h"

G_BEGIN_DECLS

typedef struct _GalleySiteConfig GalleySiteConfig;

GalleySiteConfig *galley_site_config_load (const char *file_path);
GalleySiteConfig *galley_site_config_load_for (const char *file_path, const char *const *variables);
GalleySiteConfig *galley_site_config_ref (GalleySiteConfig *self);
void galley_site_config_unref (GalleySiteConfig *self);

GalleyDialect *galley_site_config_get_dialect (GalleySiteConfig *self);
GalleyReading *galley_site_config_get_reading (GalleySiteConfig *self);
GalleySiteMap *galley_site_config_get_map (GalleySiteConfig *self);
const char *galley_site_config_get_root (GalleySiteConfig *self);
const char *galley_site_config_get_language (GalleySiteConfig *self);
const char *galley_site_config_get_environment (GalleySiteConfig *self);
const char *galley_site_config_get_hugo_version (GalleySiteConfig *self);
const GalleyValue *galley_site_config_get_value (GalleySiteConfig *self, const char *key_path);
GPtrArray *galley_site_config_list_settings (GalleySiteConfig *self);
GPtrArray *galley_site_config_list_diagnostics (GalleySiteConfig *self);
gboolean galley_site_config_is_broken (GalleySiteConfig *self);
gboolean galley_site_config_equal (GalleySiteConfig *self, GalleySiteConfig *other);
const char *const *galley_site_config_list_files (GalleySiteConfig *self);
const char *const *galley_site_config_list_themes (GalleySiteConfig *self);
const char *const *galley_site_config_list_folders (GalleySiteConfig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteConfig, galley_site_config_unref)

G_END_DECLS
