/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SIDEBAR (galley_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GalleySidebar, galley_sidebar, GALLEY, SIDEBAR, GtkWidget)

const char *galley_sidebar_get_page (GalleySidebar *self);
void galley_sidebar_set_page (GalleySidebar *self, const char *page);

G_END_DECLS
