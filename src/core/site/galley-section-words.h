/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-kind.h"
#include "galley-value.h"

G_BEGIN_DECLS

GalleySectionWords *galley_section_words_new (const GalleyValue *words);
GalleySectionWords *galley_section_words_ref (GalleySectionWords *self);
void galley_section_words_unref (GalleySectionWords *self);
GalleyEntryKind galley_section_words_find (const GalleySectionWords *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySectionWords, galley_section_words_unref)

G_END_DECLS
