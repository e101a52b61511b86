/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-issue.h"
#include "galley-text-format.h"

G_BEGIN_DECLS

/**
 * GalleyNextIssue:
 * @path: (nullable) (type filename): where the new issue shall be; %NULL when nothing tells
 * @text: the text it starts with
 * @length: its length in bytes
 * @format: how it shall be written: as the issue it is made from
 * @title: (nullable): its title
 * @number: its number, 0 when it has none
 * @date: (nullable): its date, as it is written
 * @from: (nullable) (type filename): the issue or the archetype it is made from; %NULL for the
 *   template
 *
 * A proposal for a new issue; nothing is written yet.
 */
typedef struct
{
  char *path;
  char *text;
  gsize length;
  GalleyTextFormat *format;
  char *title;
  guint number;
  char *date;
  char *from;
} GalleyNextIssue;

GalleyNextIssue *galley_next_issue_new (const char *from,
                                        const char *path,
                                        const char *site,
                                        const char *const *languages,
                                        GDateTime *now,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean
galley_next_issue_write (const GalleyNextIssue *self, GCancellable *cancellable, GError **error);
void galley_next_issue_free (GalleyNextIssue *self);

char *galley_next_issue_make_text (const char *text,
                                   gsize length,
                                   GalleyReading *reading,
                                   GDateTime *now,
                                   guint *number,
                                   gsize *new_length);
char *galley_next_issue_make_path (const char *path, guint number, guint next, GDateTime *now);
char *galley_next_issue_fill_archetype (const char *text, const char *name, GDateTime *now);
char *galley_next_issue_fill_template (const char *text, const char *title, GDateTime *now);
GBytes *galley_next_issue_find_template (const char *const *languages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyNextIssue, galley_next_issue_free)

G_END_DECLS
