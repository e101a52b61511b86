/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void galley_web_link_open (GtkWidget *widget, const char *uri);

G_END_DECLS
