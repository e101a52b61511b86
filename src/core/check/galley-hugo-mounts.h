/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-config.h"

G_BEGIN_DECLS

/**
 * GalleyHugoPlace:
 * @source: the folder of pages that a page is in, a path
 * @target: where that folder is in the site's content, such as `content/posts`
 * @language: (nullable): the language that the folder is for
 * @mount: (nullable): how the site says so, if it does
 *
 * Where a page of a site is to Hugo.
 */
typedef struct
{
  char *source;
  char *target;
  const char *language;
  const GalleyValue *mount;
} GalleyHugoPlace;

gboolean galley_hugo_place_find (GalleyHugoPlace *self, GalleySiteConfig *config, const char *path);
void galley_hugo_place_clear (GalleyHugoPlace *self);
void galley_hugo_mounts_append (GString *json,
                                GalleySiteConfig *config,
                                const GalleyHugoPlace *place,
                                const char *folder);

G_END_DECLS
