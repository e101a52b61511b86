/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-section-words.h"
#include "galley-shortcode-set.h"
#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleySettingSource:
 * @GALLEY_SETTING_SOURCE_HUGO: it is Hugo's default
 * @GALLEY_SETTING_SOURCE_GALLEY: there is no site, and Galley does otherwise than Hugo would
 * @GALLEY_SETTING_SOURCE_FILE: a file of the site says so
 * @GALLEY_SETTING_SOURCE_ENVIRONMENT: a variable of the environment says so
 *
 * Why a setting has its value.
 */
typedef enum
{
  GALLEY_SETTING_SOURCE_HUGO,
  GALLEY_SETTING_SOURCE_GALLEY,
  GALLEY_SETTING_SOURCE_FILE,
  GALLEY_SETTING_SOURCE_ENVIRONMENT,
} GalleySettingSource;

/**
 * GalleySetting:
 * @key: its path in the configuration, such as `markup.goldmark.renderer.unsafe`, or
 *   `hugo-version` for the version of Hugo that publishes the site
 * @value: its value as text
 * @source: why it has this value
 * @file: (nullable): the path of the file that says so, or the name of the variable
 * @line: the line in @file, from 1; 0 without a file
 *
 * A setting that decides what a page looks like, as it is in effect.
 */
typedef struct
{
  const char *key;
  char *value;
  GalleySettingSource source;
  char *file;
  guint line;
} GalleySetting;

typedef struct _GalleySiteConfig GalleySiteConfig;

GalleySiteConfig *galley_site_config_load (const char *file_path);
GalleySiteConfig *galley_site_config_load_for (const char *file_path, const char *const *variables);
GalleySiteConfig *galley_site_config_ref (GalleySiteConfig *self);
void galley_site_config_unref (GalleySiteConfig *self);

GalleyDialect *galley_site_config_get_dialect (GalleySiteConfig *self);
GalleyShortcodeSet *galley_site_config_get_shortcodes (GalleySiteConfig *self);
GalleySectionWords *galley_site_config_get_words (GalleySiteConfig *self);
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
