/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-line.h"

G_BEGIN_DECLS

/**
 * GalleyScope:
 * @GALLEY_SCOPE_BODY: the Markdown of an issue
 * @GALLEY_SCOPE_YAML: front matter in YAML
 * @GALLEY_SCOPE_TOML: front matter in TOML
 * @GALLEY_SCOPE_JSON: front matter in JSON
 * @GALLEY_N_SCOPES: how many there are
 * @GALLEY_SCOPE_NOWHERE: code, and the marks of front matter: nothing can be put there
 *
 * What a place in an issue is, and so what may be written there.
 */
typedef enum
{
  GALLEY_SCOPE_BODY,
  GALLEY_SCOPE_YAML,
  GALLEY_SCOPE_TOML,
  GALLEY_SCOPE_JSON,
  GALLEY_N_SCOPES,
  GALLEY_SCOPE_NOWHERE = GALLEY_N_SCOPES,
} GalleyScope;

/* An open code block: its mark and how many of it there are. */
typedef struct
{
  char mark;
  gsize width;
} GalleyFence;

GalleyScope galley_scope_at (const char *text, gsize length, gsize offset);
const char *galley_scope_find_body (const char *text, gsize length);
const char *galley_scope_skip_marks (const char *p, const char *end);
gboolean galley_fence_read (GalleyFence *self, const GalleyLine *line);

G_END_DECLS
