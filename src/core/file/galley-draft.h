/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"
#include "galley-text-format.h"

G_BEGIN_DECLS

typedef struct _GalleyDraft GalleyDraft;

/**
 * GalleyDraft:
 * @uri: (nullable): the file that the text is meant for, %NULL if it has none yet
 * @digest: (nullable): the SHA-256 of the bytes of that file that the text came from
 * @cursor: where the cursor is, in bytes of @text
 * @format: how the file's text is written as bytes
 * @text: the text, in UTF-8
 * @path: (nullable): where the draft was read from
 *
 * A text that is not saved, as it is kept for the case that the program ends before it is.
 */
struct _GalleyDraft
{
  char *uri;
  char *digest;
  gsize cursor;
  GalleyTextFormat *format;
  GBytes *text;
  char *path;
};

GalleyDraft *galley_draft_new (GBytes *text);
GalleyDraft *galley_draft_copy (const GalleyDraft *self);
void galley_draft_free (GalleyDraft *self);
GBytes *galley_draft_to_bytes (const GalleyDraft *self);
GalleyDraft *galley_draft_from_bytes (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDraft, galley_draft_free)

G_END_DECLS
