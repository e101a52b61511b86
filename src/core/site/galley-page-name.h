/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-map.h"

G_BEGIN_DECLS

/**
 * GalleyContentPage:
 * @path: (nullable): its file; %NULL for a section that Hugo makes without one
 * @place: where it is in the content, such as `/posts/My Name`: without ending and language of the
 *   file, or the folder of a bundle
 * @logical: the same as Hugo looks for it: in lower case, with hyphens for blanks
 * @language: the language it is in
 * @is_section: whether it is the page of a section, or the home page
 *
 * A page of a site, told from the name of its file.
 */
typedef struct
{
  char *path;
  char *place;
  char *logical;
  char *language;
  gboolean is_section;
} GalleyContentPage;

extern const char *const galley_page_endings[];

gboolean galley_page_name_is_page (const char *path);
gboolean galley_page_name_is_bundle (const char *path);
gboolean galley_page_name_is_section (const char *path);
gboolean galley_page_name_strip (char *name, const char *const *languages, char **language);
gboolean galley_page_name_drop_index (char *place);
char *galley_page_name_dup_logical (const char *place);

GalleyContentPage *galley_content_page_new (const GalleySiteMap *map,
                                            const GalleySiteFolder *folder,
                                            const char *path);
GalleyContentPage *galley_content_page_new_for_path (const GalleySiteMap *map, const char *path);
void galley_content_page_free (GalleyContentPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyContentPage, galley_content_page_free)

G_END_DECLS
