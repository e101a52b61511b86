/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-folder-cache.h"
#include "galley-link-targets.h"

G_BEGIN_DECLS

/**
 * GalleySiteMounts:
 * @root: (nullable) (type filename): the path that nothing found is outside of
 * @is_site: whether a site is known, and not only a folder
 * @base_path: (nullable): what the site's own address begins with, without slashes around
 * @language: (nullable): the language of the issue
 * @languages: the names of all languages of the site
 * @mounts: (element-type GalleySiteMount): the folders of the site
 * @folders: what was seen of them; whoever looks something up has them for himself alone
 *
 * Where the files of a site are, and under which names it knows them.
 */
typedef struct
{
  char *root;
  gboolean is_site;

  /*< private >*/
  char *base_path;
  char *language;
  GStrv languages;
  GPtrArray *mounts;
  GalleyFolderCache *folders;
} GalleySiteMounts;

GalleySiteMounts *galley_site_mounts_new (GalleySiteConfig *config, const char *root);
void galley_site_mounts_free (GalleySiteMounts *self);
char *galley_site_mounts_dup_address (const GalleySiteMounts *self, const char *path);
char *galley_site_mounts_dup_static_address (const GalleySiteMounts *self, const char *path);
char *galley_site_mounts_dup_static_path (const GalleySiteMounts *self, const char *address);
char *
galley_site_mounts_find (const GalleySiteMounts *self, const char *address, GalleyTargetKind *kind);
char *galley_site_mounts_find_source (const GalleySiteMounts *self,
                                      const char *below,
                                      GalleyTargetKind *kind);
gboolean galley_site_mounts_is_below (const char *root, const char *path);

G_END_DECLS
