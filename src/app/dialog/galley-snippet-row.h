/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-snippet-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SNIPPET_ROW (galley_snippet_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleySnippetRow, galley_snippet_row, GALLEY, SNIPPET_ROW, AdwExpanderRow)

GtkWidget *galley_snippet_row_new (GalleySnippetItem *item);

G_END_DECLS
