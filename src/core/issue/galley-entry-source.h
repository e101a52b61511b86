/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue-edit.h"

G_BEGIN_DECLS

/**
 * GalleyWebPage:
 * @title: (nullable): the title of the page, in one line
 * @description: (nullable): what the page says of itself, in one line
 * @image: (nullable): the absolute http or https address of its picture
 *
 * What a web page says of itself in its head.
 */
typedef struct
{
  char *title;
  char *description;
  char *image;
} GalleyWebPage;

GalleyWebPage *galley_web_page_new (GBytes *bytes, const char *content_type, const char *url);
void galley_web_page_free (GalleyWebPage *self);

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

gboolean galley_web_address_is_public (GInetAddress *address);
gboolean galley_web_address_may_fetch (const char *url, GInetAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyWebPage, galley_web_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEntrySource, galley_entry_source_free)

G_END_DECLS
