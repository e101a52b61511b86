/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-inline-text.h"

G_BEGIN_DECLS

/**
 * GalleyTypographer:
 * @single: how many single quotes are open
 * @twofold: how many double quotes are open
 *
 * What the typographer carries from one text to the next. As in Hugo, a quote that is opened in
 * one paragraph can be closed in a later one.
 */
typedef struct
{
  guint single;
  guint twofold;
} GalleyTypographer;

const char *galley_typographer_match (GalleyTypographer *self,
                                      const GalleyDialect *dialect,
                                      const GalleyInlineText *run,
                                      gsize offset,
                                      gsize *length);

G_END_DECLS
