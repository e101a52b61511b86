/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-hugo-overlay.h"

G_BEGIN_DECLS

/**
 * GalleyHugoResult:
 * @overlay: what was published; it goes with the result
 * @page: (nullable): the path of the page as it is published, %NULL when it is not
 * @complete: whether Hugo published the site, so that the pages could be compared
 * @messages: (element-type GalleyDiagnostic): what Hugo complained of
 * @differences: (element-type GalleyHtmlDifference): where Galley's page is another
 *
 * What Hugo makes of a page.
 */
typedef struct
{
  GalleyHugoOverlay *overlay;
  char *page;
  gboolean complete;
  GPtrArray *messages;
  GPtrArray *differences;
} GalleyHugoResult;

/**
 * GalleyHugoQuestion:
 * @hugo: the path of the program
 * @config: the configuration of the site
 * @path: the path of the page
 * @name: what to call the page
 * @text: its text
 * @limit: after how many milliseconds it has taken too long
 *
 * What is to be checked.
 */
typedef struct
{
  const char *hugo;
  GalleySiteConfig *config;
  const char *path;
  const char *name;
  GBytes *text;
  guint limit;
} GalleyHugoQuestion;

char *galley_hugo_find (const char *chosen);
void galley_hugo_check_async (const GalleyHugoQuestion *question,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GalleyHugoResult *galley_hugo_check_finish (GAsyncResult *result, GError **error);
void galley_hugo_result_free (GalleyHugoResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHugoResult, galley_hugo_result_free)

G_END_DECLS
