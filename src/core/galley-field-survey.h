/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter-edit.h"

G_BEGIN_DECLS

/**
 * GalleyFieldSurvey:
 *
 * What the site's recent issues have in their front matter: which fields, in which order, how they
 * write lists, and which values they use. Made bit by bit, then only read.
 */
typedef struct _GalleyFieldSurvey GalleyFieldSurvey;

GalleyFieldSurvey *galley_field_survey_new (void);
GalleyFieldSurvey *galley_field_survey_new_for_file (const char *path);
void galley_field_survey_free (GalleyFieldSurvey *self);
void galley_field_survey_add (GalleyFieldSurvey *self, const char *text, gsize length);
guint galley_field_survey_get_n_issues (const GalleyFieldSurvey *self);
GStrv galley_field_survey_dup_names (const GalleyFieldSurvey *self);
GStrv galley_field_survey_dup_values (const GalleyFieldSurvey *self, const char *name);
GalleyListStyle galley_field_survey_get_list_style (const GalleyFieldSurvey *self);
GalleyFrontMatterKind galley_field_survey_get_kind (const GalleyFieldSurvey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFieldSurvey, galley_field_survey_free)

G_END_DECLS
