/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-line-index.h"
#include "galley-site-tree.h"

G_BEGIN_DECLS

/**
 * GalleySiteFile:
 * @path: the path of a file that was read
 * @name: its path below the site
 * @lines: where its lines start
 *
 * A file that has settings.
 */
typedef struct
{
  char *path;
  char *name;
  GalleyLineIndex *lines;
} GalleySiteFile;

/**
 * GalleySiteReader:
 * @root: the path of the site
 * @files: (element-type GalleySiteFile): what was read
 * @folders: (element-type filename): the folders that were listed
 * @themes: (element-type filename): the folders of the themes, the first of them first
 * @misses_theme: whether a theme is not in the site's folder
 * @diagnostics: (element-type GalleyDiagnostic): what is wrong; the message says in which file
 *
 * Reads files of a site that may be anything, and keeps count.
 */
typedef struct
{
  const char *root;
  GPtrArray *files;
  GPtrArray *folders;
  GPtrArray *themes;
  gboolean misses_theme;
  GPtrArray *diagnostics;
  gsize n_bytes;
  gboolean full;
} GalleySiteReader;

GalleySiteReader *galley_site_reader_new (const char *root);
void galley_site_reader_free (GalleySiteReader *self);
GalleyValue *
galley_site_reader_read (GalleySiteReader *self, const char *path, const GalleySiteFile **file);
void
galley_site_reader_read_site (GalleySiteReader *self, const char *folder, GalleySiteTree *tree);
GBytes *galley_site_reader_read_bytes (const char *path, const char **problem);
GPtrArray *galley_site_reader_list (GalleySiteReader *self, const char *folder);
void galley_site_reader_report (GalleySiteReader *self,
                                const GalleySiteFile *file,
                                gsize offset,
                                gsize length,
                                const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteReader, galley_site_reader_free)

G_END_DECLS
