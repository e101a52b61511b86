/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-document.h"
#include "galley-snippets.h"
#include "galley-drafts.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_WINDOW (galley_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWindow, galley_window, GALLEY, WINDOW, AdwApplicationWindow)

GalleyWindow *galley_window_new (GtkApplication *application);
GalleyDocument *galley_window_get_document (GalleyWindow *self);
GalleySnippets *galley_window_get_snippets (GalleyWindow *self);
gboolean galley_window_is_pristine (GalleyWindow *self);
GFile *galley_window_get_file (GalleyWindow *self);
gboolean galley_window_has_file (GalleyWindow *self, GFile *file);
void galley_window_open (GalleyWindow *self, GFile *file);
void galley_window_open_at (GalleyWindow *self, GFile *file, gsize cursor);
void galley_window_watch (GalleyWindow *self, GalleyDrafts *drafts);
void galley_window_restore (GalleyWindow *self, GalleyDrafts *drafts, const GalleyDraft *draft);

G_END_DECLS
