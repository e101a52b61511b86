/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_CODE_HIGHLIGHTER (galley_code_highlighter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCodeHighlighter,
                      galley_code_highlighter,
                      GALLEY,
                      CODE_HIGHLIGHTER,
                      GObject)

GalleyCodeHighlighter *galley_code_highlighter_new (void);
void galley_code_highlighter_highlight_async (GalleyCodeHighlighter *self,
                                              const char *language,
                                              const char *text,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
char *galley_code_highlighter_highlight_finish (GalleyCodeHighlighter *self,
                                                GAsyncResult *result,
                                                GError **error);

G_END_DECLS
