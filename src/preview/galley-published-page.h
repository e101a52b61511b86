/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-link-targets.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_PUBLISHED_PAGE (galley_published_page_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPublishedPage, galley_published_page, GALLEY, PUBLISHED_PAGE, GtkWidget)

GtkWidget *galley_published_page_new (const char *folder,
                                      const char *page,
                                      const char *base_address,
                                      GalleyLinkTargets *files);

G_END_DECLS
