/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-draft.h"
#include "galley-entry-kind.h"
#include "galley-web-page.h"

G_BEGIN_DECLS

/**
 * GalleyEntrySource:
 * @kind: which kind of entry the link makes
 * @url: the link
 * @title: (nullable): what the link alone tells: the repository of a project
 * @video: (nullable): the id of the video
 * @video_host: (nullable): the shortcode for it, a static string
 *
 * What a link is, by its address.
 */
typedef struct
{
  GalleyEntryKind kind;
  char *url;
  char *title;
  char *video;
  const char *video_host;
} GalleyEntrySource;

GalleyEntrySource *galley_entry_source_new (const char *text);
void galley_entry_source_free (GalleyEntrySource *self);
void galley_entry_source_init_draft (const GalleyEntrySource *self,
                                     const GalleyWebPage *page,
                                     GalleyEntryDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEntrySource, galley_entry_source_free)

G_END_DECLS
