/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-folder-cache.h"
#include "galley-site-config.h"

G_BEGIN_DECLS

/**
 * GalleyTargetKind:
 * @GALLEY_TARGET_PAGE: the source of a page of the site
 * @GALLEY_TARGET_RESOURCE: a file among the pages, such as a picture beside its issue
 * @GALLEY_TARGET_STATIC: a file that the site copies as it is
 * @GALLEY_TARGET_ASSET: a file that the site's templates use
 * @GALLEY_TARGET_REMOTE: an address on the web
 * @GALLEY_TARGET_MAIL: a mail address
 * @GALLEY_TARGET_FRAGMENT: a place on the same page
 * @GALLEY_TARGET_OTHER: nothing that the files can tell: another scheme, a page that is made
 *   when the site is published, or any file while the issue itself has no place
 * @GALLEY_TARGET_BROKEN: nothing that exists
 *
 * What a link or a picture of the text leads to.
 */
typedef enum
{
  GALLEY_TARGET_PAGE,
  GALLEY_TARGET_RESOURCE,
  GALLEY_TARGET_STATIC,
  GALLEY_TARGET_ASSET,
  GALLEY_TARGET_REMOTE,
  GALLEY_TARGET_MAIL,
  GALLEY_TARGET_FRAGMENT,
  GALLEY_TARGET_OTHER,
  GALLEY_TARGET_BROKEN,
} GalleyTargetKind;

/**
 * GalleySiteMounts:
 * @root: (nullable) (type filename): the path that nothing found is outside of
 * @is_site: whether a site is known, and not only a folder
 * @base_path: (nullable): what the site's own address begins with, without slashes around
 * @language: (nullable): the language of the issue
 * @map: the folders of the site
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
  GalleySiteMap *map;
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

G_END_DECLS
