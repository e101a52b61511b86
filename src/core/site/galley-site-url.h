/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"
#include "galley-page-name.h"
#include "galley-site-tree.h"

G_BEGIN_DECLS

typedef struct _GalleySiteUrl GalleySiteUrl;

GalleySiteUrl *galley_site_url_new (const GalleySiteTree *tree, const char *language);
void galley_site_url_free (GalleySiteUrl *self);
const char *galley_site_url_get_origin (const GalleySiteUrl *self);
GalleyFrontMatter *galley_site_url_read_front_matter (const char *path);
char *galley_site_url_dup (const GalleySiteUrl *self,
                           const GalleyContentPage *page,
                           GPtrArray *sections,
                           const GalleyFrontMatter *front_matter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteUrl, galley_site_url_free)

G_END_DECLS
