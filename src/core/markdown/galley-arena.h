/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _GalleyArena GalleyArena;

GalleyArena *galley_arena_new (gsize size);
void galley_arena_free (GalleyArena *self);
cmark_mem *galley_arena_get_memory (void);
void galley_arena_keep (gpointer data, GDestroyNotify destroy);
void galley_arena_free_tree (cmark_node *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyArena, galley_arena_free)

G_END_DECLS
