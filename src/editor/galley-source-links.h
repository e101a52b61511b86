/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void galley_source_links_attach (GtkTextView *view);
void galley_source_links_set_menu (GtkTextView *view, GMenuModel *more);
void galley_source_links_update_menu (GtkTextView *view);
char *galley_source_links_dup_at_cursor (GtkTextView *view);

G_END_DECLS
