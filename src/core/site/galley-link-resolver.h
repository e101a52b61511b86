/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-pages.h"

G_BEGIN_DECLS

/**
 * GalleyLinkResolver:
 * @pages: the pages of the site
 * @path: the path of the page whose links are meant
 * @own_url: (nullable): where the page itself will be, %NULL when that cannot be told
 *
 * What links are resolved with.
 */
typedef struct
{
  GalleySitePages *pages;
  const char *path;
  const char *own_url;
} GalleyLinkResolver;

char *galley_link_resolver_dup_url (const GalleyLinkResolver *self, const char *destination);

G_END_DECLS
