/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-edit.h"
#include "galley-issue.h"

G_BEGIN_DECLS

/* As the number of an entry: after the last one of the section. */
#define GALLEY_ENTRY_LAST G_MAXUINT

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

/**
 * GalleyIssueChange:
 * @edits: (element-type GalleyEdit): what changes in the text of the issue
 * @section: which section it is about afterwards, from 0
 * @entry: which entry of it, from 0; %GALLEY_ENTRY_LAST when it is about the section
 * @cursor: where people go on writing, in bytes of the text afterwards: the first empty field of a
 *   new entry, else the start of what was moved
 *
 * What an operation on an issue does.
 */
typedef struct
{
  GArray *edits;
  guint section;
  guint entry;
  gsize cursor;
} GalleyIssueChange;

void galley_issue_change_free (GalleyIssueChange *self);

GalleyIssueChange *galley_issue_move_entry (GalleyIssue *self,
                                            guint section,
                                            guint entry,
                                            guint to_section,
                                            guint to_entry,
                                            GError **error);
GalleyIssueChange *
galley_issue_move_section (GalleyIssue *self, guint section, guint to_section, GError **error);
GalleyIssueChange *
galley_issue_remove_entry (GalleyIssue *self, guint section, guint entry, GError **error);
GalleyIssueChange *galley_issue_remove_section (GalleyIssue *self, guint section, GError **error);
GalleyIssueChange *galley_issue_add_entry (GalleyIssue *self,
                                           GalleyEntryKind kind,
                                           const GalleyEntryDraft *draft,
                                           GalleyIssue *last,
                                           GError **error);
GalleyIssueChange *galley_issue_insert_entry (GalleyIssue *self,
                                              guint section,
                                              guint entry,
                                              const GalleyEntryDraft *draft,
                                              GalleyIssue *last,
                                              GError **error);
gboolean galley_issue_shows_style (GalleyIssue *self, GalleyEntryKind kind);
GalleyIssueChange *galley_issue_paste_entries (GalleyIssue *self,
                                               guint section,
                                               guint entry,
                                               const char *text,
                                               GError **error);
char *galley_issue_dup_entry_text (GalleyIssue *self, guint section, guint entry);
GalleyIssueChange *galley_issue_renumber (GalleyIssue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIssueChange, galley_issue_change_free)

G_END_DECLS
