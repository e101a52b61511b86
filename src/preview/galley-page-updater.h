/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "galley-proof.h"

G_BEGIN_DECLS

#define GALLEY_PAGE_WORLD "galley"

#define GALLEY_TYPE_PAGE_UPDATER (galley_page_updater_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPageUpdater, galley_page_updater, GALLEY, PAGE_UPDATER, GObject)

GalleyPageUpdater *galley_page_updater_new (WebKitWebView *view);
void galley_page_updater_configure (GalleyPageUpdater *self, GVariant *configuration);
void galley_page_updater_set_broken (GalleyPageUpdater *self, GVariant *broken);
void galley_page_updater_highlight (GalleyPageUpdater *self,
                                    int id,
                                    const char *language,
                                    const char *text);
void galley_page_updater_await (GalleyPageUpdater *self);
void galley_page_updater_start (GalleyPageUpdater *self, GVariant *configuration);
void galley_page_updater_stop (GalleyPageUpdater *self);
gboolean galley_page_updater_get_has_shown (GalleyPageUpdater *self);
void galley_page_updater_set_proof (GalleyPageUpdater *self, GalleyProof *proof);
void galley_page_updater_set_cursor_line (GalleyPageUpdater *self, guint line);
void galley_page_updater_scroll_to_line (GalleyPageUpdater *self, double line);
double galley_page_updater_get_line (GalleyPageUpdater *self,
                                     int block,
                                     guint line,
                                     int next,
                                     double fraction);

G_END_DECLS
