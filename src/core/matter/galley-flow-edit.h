/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

/**
 * GalleyFlowRules:
 * @trailing_comma: whether a comma may stand after the last item
 *
 * What languages differ in where items stand in brackets.
 */
typedef struct
{
  gboolean trailing_comma;
} GalleyFlowRules;

gsize galley_flow_get_start (const GalleyValue *parent, guint index);
gsize galley_flow_get_end (const GalleyFieldChange *change, const GalleyValue *parent, guint index);
gboolean galley_flow_insert (GalleyFieldChange *change,
                             const GalleyValue *parent,
                             guint index,
                             const char *item,
                             const GalleyFlowRules *rules);
gboolean galley_flow_remove (GalleyFieldChange *change,
                             const GalleyValue *parent,
                             guint index,
                             const GalleyFlowRules *rules);

G_END_DECLS
