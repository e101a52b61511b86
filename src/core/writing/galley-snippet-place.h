/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snippet.h"

G_BEGIN_DECLS

/**
 * GalleySnippetPlace:
 * @offset: where the snippet goes, in bytes
 * @length: how many bytes it replaces there
 * @n_before: how many line ends go before it
 * @n_after: how many line ends go behind it
 *
 * Where a snippet goes, and what it needs around it to stand alone.
 */
typedef struct
{
  gsize offset;
  gsize length;
  guint n_before;
  guint n_after;
} GalleySnippetPlace;

void galley_snippet_place_line (const char *text,
                                gsize length,
                                gsize start,
                                gsize end,
                                GalleyScope scope,
                                GalleySnippetPlace *place);
void galley_snippet_place_block (const char *text,
                                 gsize length,
                                 gsize selection_start,
                                 gsize selection_end,
                                 GalleySnippetPlace *place);
const char *galley_snippet_find_separator (const char *text, gsize length);

G_END_DECLS
