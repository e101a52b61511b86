/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-setting.h"

void
galley_setting_free (GalleySetting *self)
{
  g_free (self->value);
  g_free (self->file);
  g_free (self);
}

/**
 * galley_setting_set_origin:
 * @self: a setting
 * @file: what it was read from
 * @offset: where, in bytes
 *
 * Says where the setting comes from.
 */
void
galley_setting_set_origin (GalleySetting *self, const GalleySiteFile *file, gsize offset)
{
  gboolean is_file = file->path != NULL;

  self->source = is_file ? GALLEY_SETTING_SOURCE_FILE : GALLEY_SETTING_SOURCE_ENVIRONMENT;
  self->file = g_strdup (is_file ? file->path : file->name);
  self->line = file->lines != NULL ? galley_line_index_get_line (file->lines, offset) : 0;
}
