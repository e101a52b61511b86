/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-field-usage.h"
#include "galley-fields.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SITE_FIELDS (galley_site_fields_get_type ())
G_DECLARE_FINAL_TYPE (GalleySiteFields, galley_site_fields, GALLEY, SITE_FIELDS, GObject)

GalleySiteFields *galley_site_fields_new (void);
void galley_site_fields_load (GalleySiteFields *self, const char *root, const char *path);
void galley_site_fields_stop (GalleySiteFields *self);
GalleyFields *galley_site_fields_get_fields (GalleySiteFields *self);
const GalleyFieldUsage *galley_site_fields_get_survey (GalleySiteFields *self);
const char *const *galley_site_fields_get_names (GalleySiteFields *self);
const char *galley_site_fields_get_problem (GalleySiteFields *self);

G_END_DECLS
