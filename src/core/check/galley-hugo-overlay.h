/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-config.h"

G_BEGIN_DECLS

/**
 * GalleyHugoOverlay:
 * @folder: the path of a temporary folder; all that `hugo` writes goes there
 * @public_folder: the path of what `hugo` publishes, in @folder
 * @page_path: the path of the page in @folder, which `hugo` names in what it complains of
 * @arguments: the command that publishes the page
 * @environment: the environment to run it in
 *
 * A site with another text in one of its pages. Nothing of the site is changed.
 */
typedef struct
{
  char *folder;
  char *public_folder;
  char *page_path;
  GStrv arguments;
  GStrv environment;

  /*< private >*/
  char *check_name;
} GalleyHugoOverlay;

GalleyHugoOverlay *galley_hugo_overlay_new (GalleySiteConfig *config,
                                            const char *path,
                                            GBytes *text,
                                            const char *hugo,
                                            GError **error);
void galley_hugo_overlay_free (GalleyHugoOverlay *self);
char *galley_hugo_overlay_read (GalleyHugoOverlay *self, char **page, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHugoOverlay, galley_hugo_overlay_free)

G_END_DECLS
