/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleyImageExample:
 * @address: the address of a picture, without escapes
 * @issue: (type filename): the path of the issue that shows it
 *
 * A picture that tells how others are named and where they are.
 */
typedef struct
{
  char *address;
  char *issue;
} GalleyImageExample;

GPtrArray *galley_image_examples_find (const char *path, const char *text, gsize length);
char *galley_image_example_adapt_folder (const GalleyImageExample *self,
                                         const char *folder,
                                         const char *path,
                                         GDateTime *now);

G_END_DECLS
