/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-document.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROBLEM_MARKS (galley_problem_marks_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblemMarks, galley_problem_marks, GALLEY, PROBLEM_MARKS, GObject)

GalleyProblemMarks *galley_problem_marks_new (GtkSourceView *view);
void galley_problem_marks_set_document (GalleyProblemMarks *self, GalleyDocument *document);

G_END_DECLS
