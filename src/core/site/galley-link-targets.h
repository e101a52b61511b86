/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
 * GalleyTarget:
 * @kind: what it is
 * @path: (nullable) (type filename): the file, without symbolic links and below the site's root
 * @reason: (nullable): what is wrong, for people, when it is broken
 * @folder: (nullable) (type filename): the folder in which a broken one would be
 *
 * Where a destination leads.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GalleyTargetKind kind;
  char *path;
  char *reason;
  char *folder;
} GalleyTarget;

typedef struct _GalleySiteFiles GalleyLinkTargets;

char *galley_link_targets_find_root (const char *folder);
gboolean galley_link_targets_is_page (const char *path);

GalleyLinkTargets *galley_link_targets_new (GalleySiteConfig *config, const char *file_path);
GalleyLinkTargets *galley_link_targets_ref (GalleyLinkTargets *self);
void galley_link_targets_unref (GalleyLinkTargets *self);
void galley_link_targets_forget (GalleyLinkTargets *self, gint64 older_than);
GalleyTarget *galley_link_targets_resolve (GalleyLinkTargets *self, const char *destination);

GalleyTarget *galley_target_ref (GalleyTarget *self);
void galley_target_unref (GalleyTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLinkTargets, galley_link_targets_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTarget, galley_target_unref)

G_END_DECLS
