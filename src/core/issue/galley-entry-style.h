/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-draft.h"
#include "galley-issue.h"
#include "galley-ordinal.h"

G_BEGIN_DECLS

/**
 * GalleyEntryStyle:
 * @form: how entries are written
 * @kind: what they are about
 * @prefix: what is before the title, and before the number
 * @suffix: what is between the number and the title; all when @like has no digits
 * @like: how the number is written; `start` is %NULL when there is none
 * @separator: what is between title and description; may be empty
 * @bold: whether titles without link are bold
 * @newline: the line end
 *
 * How the entries of a section are written. The number borrows from the text of its issue.
 */
typedef struct
{
  GalleyEntryForm form;
  GalleyEntryKind kind;
  char *prefix;
  char *suffix;
  GalleyOrdinal like;
  char *separator;
  gboolean bold;
  const char *newline;
} GalleyEntryStyle;

GalleyEntryStyle *
galley_entry_style_new (GalleyIssue *issue, const GalleySection *section, GalleyEntryKind kind);
void galley_entry_style_free (GalleyEntryStyle *self);
char *galley_entry_style_convert (const GalleyEntryStyle *self,
                                  const char *text,
                                  gsize length,
                                  const GalleyEntry *entry,
                                  guint number);
char *galley_entry_style_write (const GalleyEntryStyle *self,
                                const GalleyEntryDraft *draft,
                                guint number,
                                gsize *cursor);

const char *galley_issue_find_newline (const char *text, gsize length);
char *galley_entry_escape (const char *text);
char *galley_entry_shift_lines (const char *text, gsize length, int shift);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEntryStyle, galley_entry_style_free)

G_END_DECLS
