/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_IMAGE_INSERTER (galley_image_inserter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImageInserter, galley_image_inserter, GALLEY, IMAGE_INSERTER, GObject)

GalleyImageInserter *galley_image_inserter_new (GtkTextView *view, GtkWidget *parent);
gboolean galley_image_inserter_drop (GalleyImageInserter *self, GSList *files, double x, double y);

G_END_DECLS
