/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-tree.h"

G_BEGIN_DECLS

typedef struct _GalleySiteUrl GalleySiteUrl;

GalleySiteUrl *galley_site_url_new (const GalleySiteTree *tree);
void galley_site_url_free (GalleySiteUrl *self);
const char *galley_site_url_get_origin (const GalleySiteUrl *self);
const char *galley_site_url_get_language (const GalleySiteUrl *self);
char *galley_site_url_dup (const GalleySiteUrl *self,
                           const char *file_path,
                           const char *logical,
                           const char *language,
                           gboolean is_section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteUrl, galley_site_url_free)

G_END_DECLS
