/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-tree.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_SITE_STATIC,
  GALLEY_SITE_CONTENT,
  GALLEY_SITE_ASSETS,
  GALLEY_SITE_LAYOUTS,
  /* Last: what only Hugo asks for. */
  GALLEY_SITE_OTHER,
} GalleySiteComponent;

/**
 * GalleySiteFolder:
 * @component: what the site has there
 * @path: (type filename): the folder on the disk, absolute; it need not exist
 * @target: where in the component its files appear, without slashes around; empty at its top
 * @language: (nullable): the language that it is for alone, in lower case; %NULL for the default
 *   one, or for all
 * @origin: (nullable): the mount of the site's configuration that says so
 * @in_theme: whether it is a theme's
 */
typedef struct
{
  GalleySiteComponent component;
  char *path;
  char *target;
  char *language;
  GalleyValue *origin;
  gboolean in_theme;
} GalleySiteFolder;

/**
 * GalleySiteMap:
 * @folders: (element-type GalleySiteFolder): those come first whose files count first
 * @languages: the names of the site's languages, as they are written
 * @default_language: the language of what names none, in lower case
 *
 * Which folders a site has, and what it has them for. Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray *folders;
  GStrv languages;
  char *default_language;
} GalleySiteMap;

GalleySiteMap *
galley_site_map_new (const GalleySiteTree *tree, const char *root, GPtrArray *themes);
GalleySiteMap *galley_site_map_ref (GalleySiteMap *self);
void galley_site_map_unref (GalleySiteMap *self);
const GalleySiteFolder *
galley_site_map_find (const GalleySiteMap *self, GalleySiteComponent component, const char *path);
const GalleySiteFolder *
galley_site_map_get (const GalleySiteMap *self, GalleySiteComponent component, guint *i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteMap, galley_site_map_unref)

G_END_DECLS
