/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-proof.h"
#include "galley-section-words.h"
#include "galley-site-config.h"

G_BEGIN_DECLS

/**
 * GalleyEntryForm:
 * @GALLEY_ENTRY_FORM_NONE: a section without entries has none
 * @GALLEY_ENTRY_FORM_PARAGRAPH: `[Name](url) : …` or `**Title** : …`, and all blocks up to the next
 * @GALLEY_ENTRY_FORM_LIST: a list item that starts with a link
 * @GALLEY_ENTRY_FORM_HEADING: a heading of level 3 and what is under it
 * @GALLEY_ENTRY_FORM_NUMBERED: `1、[Name](url)`, and all blocks up to the next
 *
 * How an entry is written.
 */
typedef enum
{
  GALLEY_ENTRY_FORM_NONE,
  GALLEY_ENTRY_FORM_PARAGRAPH,
  GALLEY_ENTRY_FORM_LIST,
  GALLEY_ENTRY_FORM_HEADING,
  GALLEY_ENTRY_FORM_NUMBERED,
} GalleyEntryForm;

/**
 * GalleySpan:
 * @offset: where it starts in the text of the issue, in bytes
 * @length: how long it is, in bytes
 *
 * A piece of the text.
 */
typedef struct
{
  gsize offset;
  gsize length;
} GalleySpan;

/**
 * GalleyEntry:
 * @id: the same number for what is the same entry in the issue before; never 0
 * @form: how it is written
 * @title: its title as plain text; may be empty
 * @url: (nullable): where its link leads, as it is written
 * @description: its first words after the title, as Markdown; may be empty
 * @images: the addresses of its images, in their order
 * @video: (nullable): the id of its video
 * @video_host: (nullable): the shortcode of the video, such as `bilibili`; a static string
 * @span: its text, from the start of its first line; without the last line end
 * @line: its first line in the file, from 1
 * @end_line: its last line that is not blank
 *
 * An entry of a section: what it recommends, and where that stands in the text.
 */
typedef struct
{
  guint64 id;
  GalleyEntryForm form;
  char *title;
  char *url;
  char *description;
  GStrv images;
  char *video;
  const char *video_host;
  GalleySpan span;
  guint line;
  guint end_line;

  /*< private >*/
  guint64 hash;
  GalleySpan number;
  GalleySpan head_title;
  GalleySpan label;
  GalleySpan separator;
  GalleySpan head_text;
  gsize head_end;
  guint indent;
} GalleyEntry;

/**
 * GalleySection:
 * @id: the same number for what is the same section in the issue before; never 0
 * @name: its heading as plain text, without its number
 * @kind: what it is about
 * @form: how its entries are written
 * @number: its number as it is written, without marks; of length 0 when it has none
 * @heading: the heading, without the last line end
 * @intro: what stands between the heading and the first entry, such as a rule; may be empty
 * @span: all of it, from the start of the heading to the end of its last line that is not blank,
 *   without the line end
 * @line: the line of the heading in the file, from 1
 * @end_line: its last line that is not blank
 * @entries: (element-type GalleyEntry): its entries, in their order
 *
 * A heading of level 2 and what belongs to it. What is neither in @heading nor in an entry is other
 * text, which every operation keeps.
 */
typedef struct
{
  guint64 id;
  char *name;
  GalleyEntryKind kind;
  GalleyEntryForm form;
  GalleySpan number;
  GalleySpan heading;
  GalleySpan intro;
  GalleySpan span;
  guint line;
  guint end_line;
  GPtrArray *entries;

  /*< private >*/
  guint64 hash;
  GalleySpan name_span;
  gsize own_end;
} GalleySection;

GalleyIssue *galley_issue_new (GalleyProof *proof, GalleyIssue *previous);
GalleyIssue *galley_issue_new_for_text (const char *text, gsize length);
GalleyIssue *galley_issue_new_for_site (const char *text, gsize length, GalleySiteConfig *site);
GalleyIssue *galley_issue_ref (GalleyIssue *self);
void galley_issue_unref (GalleyIssue *self);

GBytes *galley_issue_get_text (GalleyIssue *self);
const char *galley_issue_get_title (GalleyIssue *self);
gboolean galley_issue_get_number (GalleyIssue *self, guint *number);
const char *galley_issue_get_date (GalleyIssue *self);
GPtrArray *galley_issue_get_sections (GalleyIssue *self);
gboolean galley_issue_find_line (GalleyIssue *self, guint line, guint *section, guint *entry);
gboolean galley_issue_find_id (GalleyIssue *self, guint64 id, guint *section, guint *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIssue, galley_issue_unref)

G_END_DECLS
