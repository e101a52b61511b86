/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-dialect.h"

/**
 * galley_dialect_new:
 *
 * Makes a dialect to be filled in before it is shared.
 *
 * Returns: (transfer full): Hugo's defaults, but with raw HTML shown: without a site, whoever
 *   writes it means it
 */
GalleyDialect *
galley_dialect_new (void)
{
  static const char *const typographics[GALLEY_N_TYPOGRAPHICS] = {
    "&lsquo;", "&rsquo;",  "&ldquo;", "&rdquo;", "&ndash;",
    "&mdash;", "&hellip;", "&laquo;", "&raquo;", "&rsquo;",
  };
  GalleyDialect *self = g_new0 (GalleyDialect, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->unsafe = TRUE;
  self->typographer = TRUE;
  for (guint i = 0; i < GALLEY_N_TYPOGRAPHICS; i++)
    self->typographics[i] = g_strdup (typographics[i]);
  self->linkify = TRUE;
  self->linkify_protocol = g_strdup ("https");
  self->task_list = TRUE;
  self->table = TRUE;
  self->strikethrough = TRUE;
  self->strikethrough_single = TRUE;
  self->definition_list = TRUE;
  self->footnote = TRUE;
  self->footnote_backlink_html = g_strdup ("&#x21a9;&#xfe0e;");
  self->auto_heading_id = TRUE;
  self->attribute_title = TRUE;
  self->wrap_lone_image = TRUE;
  self->summary_length = 70;
  self->toc_start_level = 2;
  self->toc_end_level = 3;

  return self;
}

GalleyDialect *
galley_dialect_ref (GalleyDialect *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_dialect_unref (GalleyDialect *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < GALLEY_N_TYPOGRAPHICS; i++)
    g_free (self->typographics[i]);
  g_free (self->linkify_protocol);
  g_free (self->footnote_backlink_html);
  g_strfreev (self->passthrough_inline);
  g_strfreev (self->passthrough_block);
  g_free (self->time_zone);
  g_free (self);
}

/**
 * galley_dialect_resolves_links:
 * @self: a dialect
 *
 * Returns: whether links become the addresses of the pages that they name
 */
gboolean
galley_dialect_resolves_links (const GalleyDialect *self)
{
  return self->link_hook == GALLEY_LINK_HOOK_AUTO ? self->multilingual
                                                  : self->link_hook != GALLEY_LINK_HOOK_NEVER;
}
