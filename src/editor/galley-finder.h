/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_FINDER (galley_finder_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFinder, galley_finder, GALLEY, FINDER, GObject)

GalleyFinder *galley_finder_new (void);
GtkSourceSearchSettings *galley_finder_get_settings (GalleyFinder *self);

void galley_finder_start (GalleyFinder *self, GtkSourceBuffer *buffer);
void galley_finder_stop (GalleyFinder *self);
void galley_finder_search (GalleyFinder *self, const char *text);
void galley_finder_next (GalleyFinder *self);
void galley_finder_previous (GalleyFinder *self);
void galley_finder_replace (GalleyFinder *self, const char *text, GError **error);
guint galley_finder_replace_all (GalleyFinder *self, const char *text, GError **error);

char *galley_finder_dup_selected_word (GalleyFinder *self);
GError *galley_finder_get_error (GalleyFinder *self);
int galley_finder_get_count (GalleyFinder *self);
int galley_finder_get_position (GalleyFinder *self);

G_END_DECLS
