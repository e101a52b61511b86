/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyYamlPlace:
 * @style: how it would be written if it can be
 * @quotes: which quotes to take where plain text does not do: single or double
 * @flow: whether it stands in brackets or braces
 * @indent: (nullable): what the lines of a block begin with; %NULL where no block can stand
 * @newline: the line end
 * @width: at which column a folded block is broken, in characters; 0 for never
 *
 * Where and how a scalar is written.
 */
typedef struct
{
  GalleyValueStyle style;
  GalleyValueStyle quotes;
  gboolean flow;
  const char *indent;
  const char *newline;
  guint width;
} GalleyYamlPlace;

gboolean galley_yaml_plain_is_special (const char *text);
char *galley_yaml_scalar_dup (const char *text, const GalleyYamlPlace *place, char **lines);

G_END_DECLS
