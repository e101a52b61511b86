/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-config.h"

G_BEGIN_DECLS

/**
 * GalleySettingGroup:
 *
 * What a setting is about; the order is that of the page.
 */
typedef enum
{
  GALLEY_SETTING_GROUP_MARKDOWN,
  GALLEY_SETTING_GROUP_HEADINGS,
  GALLEY_SETTING_GROUP_TYPOGRAPHER,
  GALLEY_SETTING_GROUP_LINKS,
  GALLEY_SETTING_GROUP_FORMULAS,
  GALLEY_SETTING_GROUP_LANGUAGES,
  GALLEY_SETTING_GROUP_OTHER,
  GALLEY_N_SETTING_GROUPS,
} GalleySettingGroup;

const char *galley_setting_group_get_title (GalleySettingGroup group);
GalleySettingGroup galley_setting_get_group (const GalleySetting *setting);
const char *galley_setting_get_title (const GalleySetting *setting);
char *galley_setting_dup_words (const GalleySetting *setting);
char *galley_setting_dup_origin (const GalleySetting *setting, const char *root);

G_END_DECLS
