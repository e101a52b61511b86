/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-image-place.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_IMAGE_SAVER (galley_image_saver_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImageSaver, galley_image_saver, GALLEY, IMAGE_SAVER, GObject)

gboolean galley_image_saver_is_image (GFile *file);

GalleyImageSaver *galley_image_saver_new (GalleyDocument *document, GObject *image);
const GalleyImagePlace *galley_image_saver_get_place (GalleyImageSaver *self);

void galley_image_saver_find_place_async (GalleyImageSaver *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
galley_image_saver_find_place_finish (GalleyImageSaver *self, GAsyncResult *result, GError **error);
void galley_image_saver_save_async (GalleyImageSaver *self,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
galley_image_saver_save_finish (GalleyImageSaver *self, GAsyncResult *result, GError **error);
void galley_image_saver_insert (GalleyImageSaver *self);

G_END_DECLS
