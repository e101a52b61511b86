/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleyPageOptions:
 * @image_sources: (nullable): the content security policy's sources for images and media, %NULL
 *   for the local ones and https
 *
 * How a whole page is built around the HTML of an issue.
 */
typedef struct
{
  const char *image_sources;
} GalleyPageOptions;

GBytes *galley_page_dup_resource (const char *name);
char *galley_page_new (GalleyProof *proof, const GalleyPageOptions *options);

G_END_DECLS
