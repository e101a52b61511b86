/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"
#include "galley-field-place.h"
#include "galley-front-matter-edit.h"

G_BEGIN_DECLS

struct _GalleyFrontMatterEdit
{
  char *original;
  gsize original_length;
  char *text;
  gsize length;
  GalleyFrontMatter *front_matter;
  /* Why the front matter cannot be edited at all. */
  GalleyDiagnostic *obstacle;
  GalleyListStyle list_style;
  GArray *edits;
  GalleyDiagnostic *failure;
};

void galley_front_matter_edit_change_clear (GalleyFieldChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyFieldChange, galley_front_matter_edit_change_clear)

const GalleyFieldWriter *galley_front_matter_edit_get_writer (GalleyFrontMatterEdit *self);
gboolean galley_front_matter_edit_prepare (GalleyFrontMatterEdit *self,
                                           GalleyFieldChange *change,
                                           GError **error);
gboolean galley_front_matter_edit_fail (GalleyFrontMatterEdit *self,
                                        GalleyFieldChange *change,
                                        GError **error);
gboolean galley_front_matter_edit_commit (GalleyFrontMatterEdit *self,
                                          GalleyFieldChange *change,
                                          const GalleyValue *expected,
                                          gsize offset,
                                          GError **error);
void galley_front_matter_edit_take (GalleyFrontMatterEdit *self,
                                    GalleyFrontMatterEdit *next,
                                    GArray *edits);

G_END_DECLS
