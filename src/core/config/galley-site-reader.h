/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-line-index.h"
#include "galley-site-tree.h"

G_BEGIN_DECLS

/**
 * GalleySiteFile:
 * @path: (nullable): the path of a file that was read; %NULL for a variable of the environment
 * @name: its path below the site, or the name of the variable
 * @lines: (nullable): where its lines start
 *
 * Something that has settings.
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
 * @variables: (element-type GalleySiteFile): the variables of the environment that were read
 * @folders: (element-type filename): the folders that were listed
 * @themes: (element-type filename): the folders of the themes, the first of them first
 * @misses_theme: whether a theme is not in the site's folder
 * @diagnostics: (element-type GalleyDiagnostic): what is wrong; the message says in which file
 * @environment: which environment the site is published for, such as `production`
 * @n_broken: how many files could not be used
 * @digest: of all that was read
 *
 * Reads files of a site that may be anything, and keeps count.
 */
typedef struct
{
  const char *root;
  const char *environment;
  GPtrArray *files;
  GPtrArray *variables;
  GPtrArray *folders;
  GPtrArray *themes;
  gboolean misses_theme;
  GPtrArray *diagnostics;
  gsize n_bytes;
  guint n_broken;
  GChecksum *digest;
  gboolean full;
} GalleySiteReader;

GalleySiteReader *galley_site_reader_new (const char *root);
void galley_site_reader_free (GalleySiteReader *self);
GalleyValue *
galley_site_reader_read (GalleySiteReader *self, const char *path, const GalleySiteFile **file);
GalleySiteFile *galley_site_reader_add_variable (GalleySiteReader *self, const char *name);
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
