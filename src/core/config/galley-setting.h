/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-reader.h"

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

void galley_setting_free (GalleySetting *self);
void galley_setting_set_origin (GalleySetting *self, const GalleySiteFile *file, gsize offset);

G_END_DECLS
