/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

#include <string.h>

G_BEGIN_DECLS

/**
 * GalleySlice:
 * @start: where it starts
 * @end: where it ends
 *
 * A piece of a text in memory.
 */
typedef struct
{
  const char *start;
  const char *end;
} GalleySlice;

/**
 * GalleyEntryHead:
 * @title: the link, the bold text or the plain text that is the title, as it is written
 * @label: the text of it, as Markdown
 * @url: the address of the link; empty when the title is none
 * @reference: the name of a link that is defined elsewhere; empty when it is none
 * @separator: what is between the title and the text, with its spaces; may be empty
 * @text: the rest of the line
 *
 * The first line of an entry, without what marks it as a list item or a heading.
 */
typedef struct
{
  GalleySlice title;
  GalleySlice label;
  GalleySlice url;
  GalleySlice reference;
  GalleySlice separator;
  GalleySlice text;
} GalleyEntryHead;

/**
 * GalleyListMarker:
 * @indent: how many columns are before it
 * @content: the column its text starts in
 * @number: its digits; empty for a bullet
 * @after: where its text starts
 *
 * What a list item starts with.
 */
typedef struct
{
  guint indent;
  guint content;
  GalleySlice number;
  const char *after;
} GalleyListMarker;

/* Texts need not end with NUL. */
static inline gboolean
galley_starts_with (const char *p, const char *end, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - p) >= length && memcmp (p, prefix, length) == 0;
}

gboolean galley_entry_head_read (const char *text, const char *end, GalleyEntryHead *head);
void galley_entry_head_read_plain (const char *text, const char *end, GalleyEntryHead *head);
gboolean galley_entry_head_has_separator (const GalleyEntryHead *head);
const char *galley_entry_head_read_link (const char *text, const char *end, GalleyEntryHead *head);
gboolean galley_list_marker_read (const char *text, const char *end, GalleyListMarker *marker);
char *galley_inline_dup_plain (const char *text, const char *end, GalleyDialect *dialect);

G_END_DECLS
