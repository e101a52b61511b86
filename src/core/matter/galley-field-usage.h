/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter-edit.h"

G_BEGIN_DECLS

/**
 * GalleyFieldUsage:
 *
 * What the site's recent issues have in their front matter: which fields, in which order, how they
 * write lists, and which values they use. Made bit by bit, then only read.
 */
typedef struct _GalleyFieldSurvey GalleyFieldUsage;

GalleyFieldUsage *galley_field_usage_new (void);
void galley_field_usage_free (GalleyFieldUsage *self);
void galley_field_usage_add (GalleyFieldUsage *self, const char *text, gsize length);
guint galley_field_usage_get_n_issues (const GalleyFieldUsage *self);
GStrv galley_field_usage_dup_names (const GalleyFieldUsage *self);
GStrv galley_field_usage_dup_values (const GalleyFieldUsage *self, const char *name);
GalleyListStyle galley_field_usage_get_list_style (const GalleyFieldUsage *self);
GalleyFrontMatterKind galley_field_usage_get_kind (const GalleyFieldUsage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFieldUsage, galley_field_usage_free)

G_END_DECLS
