/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

G_BEGIN_DECLS

/**
 * GalleyIds:
 *
 * Gives the headings of a page their ids, each one once. An id depends on all the headings
 * before; where only a part of a page is made anew, the ids that were given there are expected
 * again, and anything else is told by galley_ids_has_failed().
 */
typedef struct _GalleyIds GalleyIds;

GalleyIds *galley_ids_new (GalleyHeadingIds kind, GPtrArray *expected);
void galley_ids_free (GalleyIds *self);
const char *galley_ids_generate (GalleyIds *self, const char *text, const char *fallback);
void galley_ids_put (GalleyIds *self, const char *id);
GPtrArray *galley_ids_take_given (GalleyIds *self);
gboolean galley_ids_has_failed (GalleyIds *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIds, galley_ids_free)

G_END_DECLS
