/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleySiteTree:
 * @root: the settings, a map
 * @origins: (element-type GalleyValue gpointer): where each value that is no map comes from
 * @n_values: how many values were taken in so far
 * @full: whether some were left out because there are too many
 *
 * Settings of several files laid over each other. Its maps are its own, all else is shared with
 * the files' trees.
 */
typedef struct
{
  GalleyValue *root;
  GHashTable *origins;
  guint n_values;
  gboolean full;
} GalleySiteTree;

GalleySiteTree *galley_site_tree_new (void);
void galley_site_tree_free (GalleySiteTree *self);
void galley_site_tree_set (GalleySiteTree *self, const GalleyValue *values, gpointer origin);
void galley_site_tree_put (GalleySiteTree *self,
                           const char *const *names,
                           const GalleyValue *value,
                           gpointer origin);
void galley_site_tree_merge (GalleySiteTree *self, const GalleySiteTree *theme);
void galley_site_tree_choose_language (GalleySiteTree *self, const char *language);
const GalleyValue *galley_site_tree_lookup (const GalleySiteTree *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteTree, galley_site_tree_free)

G_END_DECLS
