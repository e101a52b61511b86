/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-reader.h"

G_BEGIN_DECLS

/**
 * GalleySiteVersion:
 * @text: (nullable): the version of Hugo that the site is built with, such as `0.120.4`; %NULL
 *   when nothing pins one
 * @number: the same as one number that can be compared: 0.120.4 is 120004
 * @file: (nullable): which file says so
 * @offset: where in @file, in bytes
 */
typedef struct
{
  char *text;
  guint64 number;
  const GalleySiteFile *file;
  gsize offset;
} GalleySiteVersion;

#define GALLEY_SITE_VERSION(minor, patch) ((guint64) (minor) * 1000 + (patch))

void
galley_site_version_find (GalleySiteVersion *self, GalleySiteReader *reader, GalleySiteTree *tree);

G_END_DECLS
