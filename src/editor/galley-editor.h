/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-document.h"
#include "galley-snippets.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_EDITOR (galley_editor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditor, galley_editor, GALLEY, EDITOR, GtkWidget)

void galley_editor_scroll_to_line (GalleyEditor *self, double line);
void galley_editor_go_to_line (GalleyEditor *self, guint line);
void galley_editor_find (GalleyEditor *self, gboolean replace);
void galley_editor_set_snippets (GalleyEditor *self, GalleySnippets *snippets);
void galley_editor_reveal_cursor (GalleyEditor *self);
void galley_editor_drop_link (GalleyEditor *self, const char *link, double x, double y);
gboolean galley_editor_drop_images (GalleyEditor *self, GSList *files, double x, double y);
gboolean galley_editor_insert_snippet (GalleyEditor *self, const char *trigger);

G_END_DECLS
