/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_HUNK_ROW (galley_hunk_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHunkRow, galley_hunk_row, GALLEY, HUNK_ROW, GtkWidget)

GtkWidget *galley_hunk_row_new (const char *title,
                                const char *mine,
                                gsize n_mine,
                                const char *theirs,
                                gsize n_theirs);
gboolean galley_hunk_row_get_taken (GalleyHunkRow *self);
void galley_hunk_row_set_taken (GalleyHunkRow *self, gboolean taken);

G_END_DECLS
