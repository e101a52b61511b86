/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-reading.h"

/* Shared, so that a proof made with no dialect and the next one are known to have the same. */
static GalleyDialect *
get_default_dialect (void)
{
  static GalleyDialect *dialect = NULL;

  if (g_once_init_enter_pointer (&dialect))
    g_once_init_leave_pointer (&dialect, galley_dialect_new ());

  return dialect;
}

/**
 * galley_reading_new:
 * @dialect: (nullable): how the page writes Markdown, %NULL as Hugo does when nothing is said
 * @shortcodes: (nullable): the shortcodes of the site
 *
 * Returns: (transfer full): how a page is read that knows no other pages
 */
GalleyReading *
galley_reading_new (GalleyDialect *dialect, GalleyShortcodeSet *shortcodes)
{
  GalleyReading *self = g_new0 (GalleyReading, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->dialect = galley_dialect_ref (dialect != NULL ? dialect : get_default_dialect ());
  if (shortcodes != NULL)
    self->shortcodes = galley_shortcode_set_ref (shortcodes);

  return self;
}

GalleyReading *
galley_reading_ref (GalleyReading *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_reading_unref (GalleyReading *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  galley_dialect_unref (self->dialect);
  g_clear_pointer (&self->shortcodes, galley_shortcode_set_unref);
  g_clear_pointer (&self->pages, galley_site_pages_unref);
  g_clear_pointer (&self->words, galley_section_words_unref);
  g_free (self->path);
  g_free (self->fallback);
  g_free (self);
}
