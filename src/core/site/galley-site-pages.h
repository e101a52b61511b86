/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"
#include "galley-site-map.h"

G_BEGIN_DECLS

/**
 * GalleySitePage:
 * @path: (nullable): the path of its file; %NULL for a section, or the home page, that Hugo makes
 *   without one
 * @language: the language it is in
 * @url: (nullable): its published address from the root of the server on, with the anchor that was
 *   asked for; %NULL when that cannot be told
 *
 * A page of a site.
 */
typedef struct
{
  char *path;
  char *language;
  char *url;
} GalleySitePage;

typedef struct _GalleySitePages GalleySitePages;

GalleySitePages *
galley_site_pages_new (GalleySiteMap *map, const GalleySiteTree *tree, const char *language);
GalleySitePages *galley_site_pages_ref (GalleySitePages *self);
void galley_site_pages_unref (GalleySitePages *self);
const char *galley_site_pages_get_origin (GalleySitePages *self);
GalleySitePage *galley_site_pages_find (GalleySitePages *self,
                                        const char *ref,
                                        const char *from_path,
                                        const char *language);
char *
galley_site_pages_dup_linked_url (GalleySitePages *self, const char *path, const char *from_path);
char *galley_site_pages_dup_url (GalleySitePages *self,
                                 const char *path,
                                 const GalleyFrontMatter *front_matter);
gboolean galley_site_pages_contains (GalleySitePages *self,
                                     const char *ref,
                                     const char *from_path,
                                     const char *language);
void galley_site_page_free (GalleySitePage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySitePages, galley_site_pages_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySitePage, galley_site_page_free)

G_END_DECLS
