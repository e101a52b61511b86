/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-diagnostic.h"
#include "galley-document.h"

G_BEGIN_DECLS

GPtrArray *galley_problems_list (GalleyDocument *document);
const GalleyDiagnostic *galley_problems_find (GPtrArray *problems, gsize offset, gboolean forward);

G_END_DECLS
