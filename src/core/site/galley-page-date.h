/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"
#include "galley-site-tree.h"

G_BEGIN_DECLS

typedef struct _GalleyPageDate GalleyPageDate;

GalleyPageDate *galley_page_date_new (const GalleySiteTree *tree);
void galley_page_date_free (GalleyPageDate *self);
gboolean galley_page_date_find (const GalleyPageDate *self,
                                const GalleyFrontMatter *front_matter,
                                const char *name,
                                GDateTime **date,
                                char **slug);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPageDate, galley_page_date_free)

G_END_DECLS
