/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-snippet-inserter.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SOURCE_VIEW (galley_source_view_get_type ())
G_DECLARE_FINAL_TYPE (GalleySourceView, galley_source_view, GALLEY, SOURCE_VIEW, GtkSourceView)

GtkWidget *galley_source_view_new (void);
void galley_source_view_set_zoom (GalleySourceView *self, double zoom);
GalleySnippetInserter *galley_source_view_get_inserter (GalleySourceView *self);
void galley_source_view_drop_link (GalleySourceView *self, const char *link, double x, double y);

G_END_DECLS
