/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-field-items.h"
#include "galley-site-fields.h"

G_BEGIN_DECLS

/**
 * GalleyFieldFormState:
 * @GALLEY_FIELD_FORM_WAITING: nothing is known of the text yet
 * @GALLEY_FIELD_FORM_NONE: the text has no front matter
 * @GALLEY_FIELD_FORM_BROKEN: the front matter does not parse, or a field stands twice
 * @GALLEY_FIELD_FORM_READY: the fields can be changed
 *
 * What can be done with the front matter.
 */
typedef enum
{
  GALLEY_FIELD_FORM_WAITING,
  GALLEY_FIELD_FORM_NONE,
  GALLEY_FIELD_FORM_BROKEN,
  GALLEY_FIELD_FORM_READY,
} GalleyFieldFormState;

#define GALLEY_TYPE_FIELD_FORM (galley_field_form_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFieldForm, galley_field_form, GALLEY, FIELD_FORM, GObject)

GalleyFieldForm *galley_field_form_of (GalleyDocument *document);
GalleyDocument *galley_field_form_get_document (GalleyFieldForm *self);
GalleyFieldFormState galley_field_form_get_state (GalleyFieldForm *self);
GalleyFieldItems *galley_field_form_get_fields (GalleyFieldForm *self);
GalleySiteFields *galley_field_form_get_site_fields (GalleyFieldForm *self);
const GalleyDiagnostic *galley_field_form_get_failure (GalleyFieldForm *self);
guint galley_field_form_get_n_omitted (GalleyFieldForm *self);
GPtrArray *galley_field_form_list_problems (GalleyFieldForm *self);
GTimeZone *galley_field_form_dup_time_zone (GalleyFieldForm *self);
void galley_field_form_reload (GalleyFieldForm *self);
guint galley_field_form_get_line (GalleyFieldForm *self, GalleyFieldItem *item);

gboolean
galley_field_form_set_text (GalleyFieldForm *self, GalleyFieldItem *item, const char *text);
gboolean
galley_field_form_set_yaml (GalleyFieldForm *self, GalleyFieldItem *item, const char *yaml);
gboolean
galley_field_form_set_date (GalleyFieldForm *self, GalleyFieldItem *item, const char *date);
gboolean
galley_field_form_add_text (GalleyFieldForm *self, GalleyFieldItem *item, const char *text);
gboolean galley_field_form_remove_text (GalleyFieldForm *self, GalleyFieldItem *item, guint index);
gboolean galley_field_form_add_item (GalleyFieldForm *self, GalleyFieldItem *item);
gboolean galley_field_form_remove (GalleyFieldForm *self, GalleyFieldItem *item);
gboolean galley_field_form_rename (GalleyFieldForm *self, GalleyFieldItem *item, const char *name);
gboolean galley_field_form_add_field (GalleyFieldForm *self,
                                      GalleyFieldItem *parent,
                                      const char *name,
                                      GError **error);
gboolean galley_field_form_add_front_matter (GalleyFieldForm *self, GError **error);
void galley_field_form_end_edit (GalleyFieldForm *self);

G_END_DECLS
