/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyEntryDraft:
 * @title: (nullable): its title, as plain text
 * @url: (nullable): where its link leads
 * @text: (nullable): its description, as Markdown
 * @image: (nullable): the address of an image
 * @video: (nullable): the id of a video
 * @video_host: (nullable): the shortcode of the video; `bilibili` when it is %NULL
 *
 * What an entry that is not yet in the text shall say.
 */
typedef struct
{
  const char *title;
  const char *url;
  const char *text;
  const char *image;
  const char *video;
  const char *video_host;
} GalleyEntryDraft;

G_END_DECLS
