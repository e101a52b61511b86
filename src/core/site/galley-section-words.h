/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyEntryKind:
 * @GALLEY_ENTRY_PROJECT: something to use
 * @GALLEY_ENTRY_BLOG: something to read
 * @GALLEY_ENTRY_VIDEO: something to watch
 * @GALLEY_ENTRY_OTHER: anything else
 *
 * What the entries of a section are about.
 */
typedef enum
{
  GALLEY_ENTRY_PROJECT,
  GALLEY_ENTRY_BLOG,
  GALLEY_ENTRY_VIDEO,
  GALLEY_ENTRY_OTHER,
} GalleyEntryKind;

GalleySectionWords *galley_section_words_new (const GalleyValue *words);
GalleySectionWords *galley_section_words_load (const char *root, GError **error);
GalleySectionWords *galley_section_words_ref (GalleySectionWords *self);
void galley_section_words_unref (GalleySectionWords *self);
GalleyEntryKind galley_section_words_find (const GalleySectionWords *self, const char *name);

const char *galley_entry_kind_to_string (GalleyEntryKind kind);
gboolean galley_entry_kind_from_string (const char *text, GalleyEntryKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySectionWords, galley_section_words_unref)

G_END_DECLS
