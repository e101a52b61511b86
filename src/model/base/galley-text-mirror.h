/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GalleyTextMirror GalleyTextMirror;

GArray *galley_text_changes_new (void);
void galley_text_changes_add (GArray *changes,
                              gsize offset,
                              gsize n_deleted,
                              const char *inserted,
                              gsize n_inserted);

GalleyTextMirror *galley_text_mirror_new (GBytes *text);
void galley_text_mirror_free (GalleyTextMirror *self);
void galley_text_mirror_apply (GalleyTextMirror *self, GArray *changes);
GBytes *galley_text_mirror_dup_text (GalleyTextMirror *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTextMirror, galley_text_mirror_free)

G_END_DECLS
