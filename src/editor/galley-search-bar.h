/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SEARCH_BAR (galley_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (GalleySearchBar, galley_search_bar, GALLEY, SEARCH_BAR, GtkWidget)

void galley_search_bar_set_view (GalleySearchBar *self, GtkSourceView *view);
void galley_search_bar_open (GalleySearchBar *self, gboolean replace);
void galley_search_bar_close (GalleySearchBar *self);
gboolean galley_search_bar_get_opened (GalleySearchBar *self);
void galley_search_bar_next (GalleySearchBar *self);
void galley_search_bar_previous (GalleySearchBar *self);

G_END_DECLS
