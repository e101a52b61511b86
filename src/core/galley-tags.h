/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyTags:
 *
 * The HTML elements that raw HTML has opened and not closed yet, block after block.
 */
typedef struct _GalleyTags GalleyTags;

GalleyTags *galley_tags_new (void);
void galley_tags_free (GalleyTags *self);
guint galley_tags_add (GalleyTags *self, const char *html, guint block, gboolean *balanced);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTags, galley_tags_free)

G_END_DECLS
