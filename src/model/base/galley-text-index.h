/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyTextPosition:
 * @chars: characters before it
 * @bytes: bytes of UTF-8 before it
 *
 * A place in a text in both measures.
 */
typedef struct
{
  gsize chars;
  gsize bytes;
} GalleyTextPosition;

typedef struct _GalleyTextIndex GalleyTextIndex;

GalleyTextIndex *galley_text_index_new (void);
void galley_text_index_free (GalleyTextIndex *self);
GalleyTextPosition galley_text_index_get_end (GalleyTextIndex *self);
void galley_text_index_find_chars (GalleyTextIndex *self,
                                   gsize chars,
                                   GalleyTextPosition *start,
                                   GalleyTextPosition *end);
void galley_text_index_find_bytes (GalleyTextIndex *self,
                                   gsize bytes,
                                   GalleyTextPosition *start,
                                   GalleyTextPosition *end);
void galley_text_index_insert (GalleyTextIndex *self,
                               GalleyTextPosition at,
                               const char *text,
                               gsize length);
void
galley_text_index_delete (GalleyTextIndex *self, GalleyTextPosition start, GalleyTextPosition end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTextIndex, galley_text_index_free)

G_END_DECLS
