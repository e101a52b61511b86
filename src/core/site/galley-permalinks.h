/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-url-text.h"
#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyPermalinkPage:
 * @name: what its file is called, without ending and language, or its folder
 * @is_section: whether it is that of a section
 * @title: (nullable): its title
 * @slug: (nullable): its slug
 * @date: (nullable): its date; %NULL when it cannot be told
 * @sections: the names of the sections that it is in, from the top
 * @section_slugs: (nullable): what these are called in addresses; %NULL when it cannot be told
 *
 * What the address of a page is made of.
 */
typedef struct
{
  const char *name;
  gboolean is_section;
  const char *title;
  const char *slug;
  GDateTime *date;
  GStrv sections;
  GStrv section_slugs;
} GalleyPermalinkPage;

typedef struct _GalleyPermalinks GalleyPermalinks;

GalleyPermalinks *galley_permalinks_new (const GalleyValue *settings);
void galley_permalinks_free (GalleyPermalinks *self);
gboolean galley_permalinks_find (const GalleyPermalinks *self,
                                 const char *path,
                                 const char *language,
                                 gboolean is_section,
                                 const char **pattern);

char *galley_permalink_expand (const char *pattern,
                               const GalleyPermalinkPage *page,
                               const GalleyUrlText *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPermalinks, galley_permalinks_free)

G_END_DECLS
