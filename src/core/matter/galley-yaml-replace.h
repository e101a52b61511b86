/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

gsize galley_yaml_get_entry_start (const GalleyFieldChange *change,
                                   const GalleyValue *parent,
                                   guint index);
gsize
galley_yaml_get_entry_end (const GalleyFieldChange *change, const GalleyValue *parent, guint index);
gsize galley_yaml_get_line_after (const GalleyFieldChange *change, gsize end);
gboolean galley_yaml_replace (GalleyFieldChange *change,
                              const GalleyValue *parent,
                              guint index,
                              const GalleyValue *value);

G_END_DECLS
