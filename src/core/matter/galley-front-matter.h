/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_FRONT_MATTER_NONE,
  GALLEY_FRONT_MATTER_YAML,
  GALLEY_FRONT_MATTER_TOML,
  GALLEY_FRONT_MATTER_JSON,
} GalleyFrontMatterKind;

/**
 * GalleyFrontMatter:
 * @kind: which language it is written in
 * @offset: where its content starts in the file, in bytes: after the opening mark
 * @length: how long the content is, in bytes: up to the closing mark
 * @body_offset: where the body starts in the file, in bytes
 * @root: (nullable): the fields; %NULL when there are none or they do not parse
 * @written: (nullable): the fields as they are written: with “<<” of YAML, and not with what that
 *   takes over
 *
 * The head of an issue: what it is, beside what it says.
 */
struct _GalleyFrontMatter
{
  GalleyFrontMatterKind kind;
  gsize offset;
  gsize length;
  gsize body_offset;
  GalleyValue *root;
  GalleyValue *written;
};

gboolean galley_front_matter_split (GalleyFrontMatter *self, const char *text, gsize length);
GalleyFrontMatter *galley_front_matter_new (const char *text, gsize length, GPtrArray *diagnostics);
void galley_front_matter_free (GalleyFrontMatter *self);
const char *galley_front_matter_get_string (const GalleyFrontMatter *self, const char *key);
GStrv galley_front_matter_dup_strings (const GalleyFrontMatter *self, const char *key);
const char *galley_front_matter_get_cover (const GalleyFrontMatter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFrontMatter, galley_front_matter_free)

G_END_DECLS
