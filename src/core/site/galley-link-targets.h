/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-mounts.h"

G_BEGIN_DECLS

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
