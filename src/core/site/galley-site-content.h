/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-tree.h"

G_BEGIN_DECLS

/**
 * GalleyContentFolder:
 * @path: a folder of the site whose files are content
 * @target: where in the content they are, such as `/posts`; empty at the top
 * @language: (nullable): the language of all of them
 */
typedef struct
{
  char *path;
  char *target;
  char *language;
} GalleyContentFolder;

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

void galley_content_page_free (GalleyContentPage *self);

/**
 * GalleySiteContent:
 * @folders: (element-type GalleyContentFolder): the folders, those first that are in others
 * @languages: the names of the site's languages, in lower case
 * @default_language: the language of what names none
 *
 * Where the content of a site is.
 */
typedef struct
{
  GPtrArray *folders;
  GStrv languages;
  char *default_language;
} GalleySiteContent;

GalleySiteContent *galley_site_content_new (const char *root, const GalleySiteTree *tree);
void galley_site_content_free (GalleySiteContent *self);
gboolean galley_site_content_strip (const GalleySiteContent *self, char *name, char **language);
char *galley_site_content_dup_logical (const char *place);
gboolean galley_site_content_drop_index (char *place);
GalleyContentPage *galley_site_content_new_page (const GalleySiteContent *self,
                                                 const GalleyContentFolder *folder,
                                                 const char *path);
const GalleyContentFolder *galley_site_content_find_folder (const GalleySiteContent *self,
                                                            const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyContentPage, galley_content_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteContent, galley_site_content_free)

G_END_DECLS
