/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

char *galley_yaml_dup_flow (const GalleyFieldChange *change, const GalleyValue *value);
char *galley_yaml_dup_key (const GalleyFieldChange *change,
                           const char *key,
                           GalleyValueStyle style,
                           gboolean flow);
char *galley_yaml_dup_after (const GalleyFieldChange *change,
                             const GalleyValue *value,
                             const char *indent,
                             gboolean is_item);
char *galley_yaml_dup_block (const GalleyFieldChange *change,
                             const GalleyValue *value,
                             const char *indent);
gboolean galley_yaml_is_block (const GalleyFieldChange *change, const GalleyValue *value);

G_END_DECLS
