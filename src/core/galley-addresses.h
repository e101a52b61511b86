/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"
#include "galley-site-config.h"

G_BEGIN_DECLS

typedef struct _GalleyAddresses GalleyAddresses;

GalleyAddresses *galley_addresses_new (GalleySiteConfig *config, const char *file_path);
void galley_addresses_free (GalleyAddresses *self);
char *galley_addresses_dup_own (GalleyAddresses *self, const GalleyFrontMatter *front_matter);
char *galley_addresses_resolve (GalleyAddresses *self, const char *own, const char *destination);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyAddresses, galley_addresses_free)

G_END_DECLS
