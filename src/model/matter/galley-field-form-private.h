/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-form.h"

G_BEGIN_DECLS

struct _GalleyFieldForm
{
  GObject parent_instance;

  /* The document owns the form, and ends it. */
  GalleyDocument *document;
  GalleySiteFields *site_fields;

  GalleyFieldFormState state;
  GalleyFieldItems *fields;
  GalleyDiagnostic *failure;
  guint n_omitted;

  /* What the fields are of: the text up to the body, or %NULL when they are to be taken anew. */
  GBytes *head;
  GPtrArray *found;
  GPtrArray *problems;
  guint update_source;

  /* The field that is being edited, the text before that, and whether the last step of the undo
   * history is that edit. */
  char *edited;
  GBytes *before;
  gboolean stepped;
  gboolean applying;
};

/* galley-field-form.c */
void _galley_field_form_take (GalleyFieldForm *self,
                              const GalleyFrontMatter *front_matter,
                              const char *text,
                              gsize length);

G_END_DECLS
