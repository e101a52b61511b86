/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-section-words.h"
#include "galley-shortcode-set.h"
#include "galley-site-pages.h"

G_BEGIN_DECLS

/**
 * GalleyReading:
 * @dialect: how the page writes Markdown
 * @shortcodes: (nullable): the shortcodes of the site, %NULL without one
 * @pages: (nullable): the pages of the site
 * @path: (nullable): the path of the page
 * @fallback: (nullable): the address that Hugo writes for a reference to no page, which may be
 *   empty; %NULL when it publishes nothing then
 * @words: (nullable): what tells the kind of a section; %NULL for the default words
 *
 * How a page is to be read: all that its site says of it. It is filled in before it is shared, then
 * immutable, and may be used from any thread.
 */
typedef struct
{
  GalleyDialect *dialect;
  GalleyShortcodeSet *shortcodes;
  GalleySitePages *pages;
  char *path;
  char *fallback;
  GalleySectionWords *words;

  /*< private >*/
  gatomicrefcount ref_count;
} GalleyReading;

GalleyReading *galley_reading_new (GalleyDialect *dialect, GalleyShortcodeSet *shortcodes);
GalleyReading *galley_reading_ref (GalleyReading *self);
void galley_reading_unref (GalleyReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReading, galley_reading_unref)

G_END_DECLS
