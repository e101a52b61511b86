/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-entry-source.h"
#include "galley-issue-change.h"
#include "galley-issue.h"

G_BEGIN_DECLS

/**
 * GalleyEntryJob:
 * @kind: what the entry is about
 * @source: (nullable): what its link tells
 * @site: (nullable): the site of the document
 * @last: (nullable): the issue before, which shows how entries are written
 *
 * An entry that is made in a document: what it shall say, and where it stands then.
 */
typedef struct
{
  GalleyEntryKind kind;
  GalleyEntrySource *source;
  GalleySiteConfig *site;
  GalleyIssue *last;

  /*< private >*/
  GWeakRef document;
  /* What people said of it. */
  char *fields[5];
  const char *video_host;
  /* Where its link stands in the text, if it does. */
  GtkTextMark *link;
  gsize offset;
  GBytes *text;
  GtkTextMark *start;
  GtkTextMark *end;
  char *entry;
} GalleyEntryJob;

GalleyEntryJob *galley_entry_job_new (GalleyDocument *document,
                                      GalleyEntryKind kind,
                                      const GalleyEntryDraft *draft);
GalleyEntryJob *
galley_entry_job_new_for_link (GalleyDocument *document, const char *link, gsize offset);
void galley_entry_job_free (GalleyEntryJob *self);
GalleyIssueChange *galley_entry_job_try (GalleyEntryJob *self, GError **error);
gboolean galley_entry_job_do (GalleyEntryJob *self, GError **error);
void galley_entry_job_fill (GalleyEntryJob *self, const GalleyWebPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEntryJob, galley_entry_job_free)

G_END_DECLS
