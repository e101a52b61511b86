/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-image-place.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_IMAGE_POPOVER (galley_image_popover_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImagePopover, galley_image_popover, GALLEY, IMAGE_POPOVER, GtkPopover)

GalleyImagePopover *galley_image_popover_new (void);
void galley_image_popover_ask (GalleyImagePopover *self, const GalleyImagePlace *place);
void galley_image_popover_refuse (GalleyImagePopover *self, const char *problem);

G_END_DECLS
