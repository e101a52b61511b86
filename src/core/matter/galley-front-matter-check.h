/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-fields.h"

G_BEGIN_DECLS

/**
 * GalleyFrontMatterRules:
 * @fields: (nullable): what the site declares
 * @now: (nullable): the time to publish at; %NULL does not look whether a date is in the future
 * @zone: (nullable): the site's time zone, for dates without one; %NULL for UTC
 *
 * What front matter is checked by.
 */
typedef struct
{
  GalleyFields *fields;
  GDateTime *now;
  GTimeZone *zone;
} GalleyFrontMatterRules;

void galley_front_matter_check (const GalleyFrontMatter *front_matter,
                                const GalleyFrontMatterRules *rules,
                                GPtrArray *diagnostics);

G_END_DECLS
