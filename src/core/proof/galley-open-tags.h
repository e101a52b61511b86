/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyOpenTags:
 *
 * The HTML elements that raw HTML has opened and not closed yet, block after block.
 */
typedef struct _GalleyTags GalleyOpenTags;

GalleyOpenTags *galley_open_tags_new (void);
void galley_open_tags_free (GalleyOpenTags *self);
guint
galley_open_tags_add (GalleyOpenTags *self, const char *html, guint block, gboolean *balanced);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyOpenTags, galley_open_tags_free)

G_END_DECLS
