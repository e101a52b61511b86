/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void galley_selection_copy (GtkTextView *view);
void galley_selection_cut (GtkTextView *view);
void galley_selection_guard (GtkTextView *view);

G_END_DECLS
