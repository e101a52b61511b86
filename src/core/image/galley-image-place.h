/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-config.h"

G_BEGIN_DECLS

/**
 * GalleyImagePlace:
 * @folder: (type filename): the path of the folder that the picture goes to, which need not exist
 * @shown_folder: the same for people: below the site or the folder of the issue
 * @address: what the address of the picture starts with
 * @name: the name that is proposed for it
 * @extension: the extension that its name has, with its dot
 * @link: (nullable): the whole address of a picture that is in its place already, and is only to
 *   be linked to
 * @taken: (element-type utf8): the names in the folder, folded by g_utf8_casefold()
 *
 * Where a picture goes that is put into an issue, and how it is linked to.
 */
typedef struct
{
  char *folder;
  char *shown_folder;
  char *address;
  char *name;
  char *extension;
  char *link;
  GHashTable *taken;
} GalleyImagePlace;

GalleyImagePlace *galley_image_place_new (GalleySiteConfig *config,
                                          const char *path,
                                          const char *text,
                                          gsize length,
                                          const char *picture,
                                          const char *extension,
                                          GDateTime *now);
void galley_image_place_free (GalleyImagePlace *self);
char *galley_image_place_dup_address (const GalleyImagePlace *self, const char *name);
char *galley_image_make_link (const char *address, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyImagePlace, galley_image_place_free)

G_END_DECLS
