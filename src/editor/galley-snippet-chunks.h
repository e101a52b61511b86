/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-snippet.h"

G_BEGIN_DECLS

GtkSourceSnippet *galley_snippet_chunks_new (const GalleySnippet *snippet,
                                             const char *text,
                                             const char *indent,
                                             GtkTextBuffer *buffer,
                                             const char *selection,
                                             const char *clipboard);
const char *galley_snippet_chunks_get_newline (GtkTextBuffer *buffer);

G_END_DECLS
