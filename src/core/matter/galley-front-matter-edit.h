/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

/**
 * GalleyFrontMatterEdit:
 *
 * A set of changes of the front matter of one text, each of which touches only the bytes of the
 * value it is about. What cannot be done safely is refused and changes nothing.
 *
 * A place in the front matter is a path such as `bigimg[0].src`; see galley_field_path_parse().
 */
typedef struct _GalleyFrontMatterEdit GalleyFrontMatterEdit;

GalleyFrontMatterEdit *galley_front_matter_edit_new (const char *text, gsize length);
void galley_front_matter_edit_free (GalleyFrontMatterEdit *self);
void galley_front_matter_edit_set_list_style (GalleyFrontMatterEdit *self, GalleyListStyle style);
gboolean galley_front_matter_edit_has_list_style (GalleyFrontMatterEdit *self);

gboolean galley_front_matter_edit_add_front_matter (GalleyFrontMatterEdit *self,
                                                    GalleyFrontMatterKind kind,
                                                    GError **error);
gboolean galley_front_matter_edit_set_text (GalleyFrontMatterEdit *self,
                                            const char *path,
                                            const char *text,
                                            GError **error);
gboolean galley_front_matter_edit_set_strings (GalleyFrontMatterEdit *self,
                                               const char *path,
                                               const char *const *strings,
                                               GError **error);
gboolean galley_front_matter_edit_set_yaml (GalleyFrontMatterEdit *self,
                                            const char *path,
                                            const char *yaml,
                                            GError **error);
gboolean
galley_front_matter_edit_unset (GalleyFrontMatterEdit *self, const char *path, GError **error);
gboolean galley_front_matter_edit_rename (GalleyFrontMatterEdit *self,
                                          const char *path,
                                          const char *key,
                                          GError **error);
gboolean galley_front_matter_edit_insert_text (GalleyFrontMatterEdit *self,
                                               const char *path,
                                               guint index,
                                               const char *text,
                                               GError **error);
gboolean galley_front_matter_edit_insert_yaml (GalleyFrontMatterEdit *self,
                                               const char *path,
                                               guint index,
                                               const char *yaml,
                                               GError **error);

const GalleyFrontMatter *galley_front_matter_edit_get_front_matter (GalleyFrontMatterEdit *self);
const char *galley_front_matter_edit_get_text (GalleyFrontMatterEdit *self, gsize *length);
GArray *galley_front_matter_edit_dup_edits (GalleyFrontMatterEdit *self);
const GalleyDiagnostic *galley_front_matter_edit_get_failure (GalleyFrontMatterEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFrontMatterEdit, galley_front_matter_edit_free)

G_END_DECLS
