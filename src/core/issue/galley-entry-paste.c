/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-paste.h"

#include "galley-entry-style.h"
#include "galley-issue-add.h"
#include "galley-line.h"
#include "galley-scope.h"

#include <string.h>

/* More is a code block. */
#define INDENT_MAX 3

/* The line with the link, and the blank lines around it: from the end of the line before to the
 * start of the line behind them. */
typedef struct
{
  gsize start;
  gsize end;
  guint n_line_ends;
  gboolean marked;
} Gap;

/* Nothing but a mark of a list may stand before the link, and nothing behind it. */
static gboolean
is_alone (const char *text, gsize line, gsize offset, gsize link_end, gsize line_end, Gap *gap)
{
  gsize p = line;

  while (p < offset && text[p] == ' ')
    p++;
  if (p - line > INDENT_MAX || galley_skip_blanks_at (text, line_end, link_end) != line_end)
    return FALSE;
  if (p == offset)
    return TRUE;

  if (strchr ("-*+", text[p]) != NULL)
    p++;
  else
    {
      gsize digits = p;

      while (p < offset && g_ascii_isdigit (text[p]))
        p++;
      if (p == digits || p >= offset || strchr (".)", text[p]) == NULL)
        return FALSE;
      p++;
    }
  gap->marked = p < offset && galley_skip_blanks_at (text, offset, p) == offset;

  return gap->marked;
}

static gboolean
find_gap (const char *text, gsize length, gsize offset, gsize link_end, Gap *gap)
{
  gsize line = galley_line_start_at (text, offset);
  gsize line_end = galley_line_end_at (text, length, link_end);

  *gap = (Gap) { .start = line, .end = length };
  if (!is_alone (text, line, offset, link_end, line_end, gap))
    return FALSE;

  while (gap->start > 0 && g_ascii_isspace (text[gap->start - 1]))
    gap->start--;
  if (gap->start == 0)
    return FALSE;
  gap->start = galley_skip_blanks_at (text, line, gap->start);

  for (gsize p = line_end; p < length; p++)
    if (!g_ascii_isspace (text[p]))
      {
        gap->end = galley_line_start_at (text, p);
        break;
      }

  gap->n_line_ends = galley_line_count_ends (text + gap->start, text + gap->end);
  return TRUE;
}

static gsize
get_content_end (const char *text, gsize end)
{
  while (end > 0 && g_ascii_isspace (text[end - 1]))
    end--;
  return end;
}

static gboolean
has_entries (GalleyIssue *issue)
{
  GPtrArray *sections = galley_issue_get_sections (issue);

  for (guint i = 0; i < sections->len; i++)
    if (((const GalleySection *) g_ptr_array_index (sections, i))->entries->len > 0)
      return TRUE;
  return FALSE;
}

static const GalleySection *
find_section (GalleyIssue *issue, gsize offset, guint *index)
{
  GPtrArray *sections = galley_issue_get_sections (issue);
  const GalleySection *found = NULL;

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleySection *section = g_ptr_array_index (sections, i);

      if (section->span.offset >= offset)
        break;
      found = section;
      *index = i;
    }
  return found;
}

/* Which entry would be written between @end, where what is before ends, and @next. */
static gboolean
find_place (GalleyIssue *issue,
            const char *text,
            gsize end,
            gsize next,
            guint *section,
            guint *entry)
{
  const GalleySection *found = find_section (issue, end, section);
  const GalleyEntry *before = NULL;
  const GalleyEntry *after = NULL;

  end = get_content_end (text, end);
  *entry = 0;
  if (found == NULL)
    return FALSE;

  for (guint i = 0; after == NULL && i < found->entries->len; i++)
    {
      const GalleyEntry *candidate = g_ptr_array_index (found->entries, i);

      if (candidate->span.offset >= next)
        after = candidate;
      else
        {
          before = candidate;
          *entry = i + 1;
        }
    }

  if (before != NULL)
    {
      gsize before_end = get_content_end (text, before->span.offset + before->span.length);

      /* In the middle of an entry; or behind other text, where entries are not put. */
      if (before_end > end)
        return FALSE;
      return before_end == end || (after != NULL && after->span.offset == next);
    }
  if (after != NULL)
    return after->span.offset == next;

  return get_content_end (text, found->own_end) == end
         && (found->kind != GALLEY_ENTRY_OTHER || has_entries (issue));
}

/* The issue without the line of the link, where @n line ends stand instead of it. */
static char *
close_gap (const char *text, gsize length, const Gap *gap, guint n, gsize *next, gsize *new_length)
{
  const char *newline = galley_issue_find_newline (text, length);
  GString *out = g_string_new_len (text, (gssize) gap->start);

  for (guint i = 0; i < n; i++)
    g_string_append (out, newline);
  *next = out->len;
  g_string_append_len (out, text + gap->end, (gssize) (length - gap->end));
  *new_length = out->len;

  return g_string_free_and_steal (out);
}

static GalleyIssueChange *
paste_into (const char *text,
            gsize length,
            const Gap *gap,
            guint n,
            const GalleyEntryDraft *draft,
            GalleySiteConfig *site,
            GalleyIssue *last,
            GalleyEntryForm *form)
{
  g_autoptr (GArray) closing = galley_edit_list_new ();
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *between = NULL;
  gsize next, rest_length;
  guint section, entry;
  GArray *both;

  rest = close_gap (text, length, gap, n, &next, &rest_length);
  issue = galley_issue_new_for_site (rest, rest_length, site);
  if (!find_place (issue, rest, gap->start, next, &section, &entry))
    return NULL;
  *form =
    ((const GalleySection *) g_ptr_array_index (galley_issue_get_sections (issue), section))->form;
  if (gap->marked && *form != GALLEY_ENTRY_FORM_LIST)
    return NULL;
  change = galley_issue_insert_entry (issue, section, entry, draft, last, NULL);
  if (change == NULL)
    return NULL;

  between = g_strndup (rest + gap->start, next - gap->start);
  galley_edit_list_add (closing, gap->start, gap->end - gap->start, between);
  both = galley_edit_list_compose (closing, change->edits, length);
  g_array_unref (change->edits);
  change->edits = both;

  return g_steal_pointer (&change);
}

/**
 * galley_entry_paste:
 * @text: an issue into which a link was put, valid UTF-8
 * @length: its length in bytes
 * @offset: where the link starts, in bytes
 * @link_length: its length in bytes
 * @draft: what an entry for it says
 * @site: (nullable): the site of the issue
 * @last: (nullable): the last issue of the series, for the first entry of a section
 *
 * Makes an entry of a link that stands alone between the entries of a section, or where its first
 * one would be. It is written as the others there, with blank lines as between them.
 *
 * Returns: (transfer full) (nullable): what to do, %NULL where a link is just a link: in text, in
 *   code, in front matter, within an entry, outside of sections
 */
GalleyIssueChange *
galley_entry_paste (const char *text,
                    gsize length,
                    gsize offset,
                    gsize link_length,
                    const GalleyEntryDraft *draft,
                    GalleySiteConfig *site,
                    GalleyIssue *last)
{
  GalleyEntryForm form = GALLEY_ENTRY_FORM_NONE;
  GalleyIssueChange *change;
  Gap gap;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (offset + link_length <= length, NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  if (galley_scope_at (text, length, offset) != GALLEY_SCOPE_BODY
      || !find_gap (text, length, offset, offset + link_length, &gap))
    return NULL;

  n = gap.end < length ? 2 : galley_is_line_end (text[length - 1]);
  change = paste_into (text, length, &gap, n, draft, site, last, &form);
  /* Without the line of the link, the items of the list may stand together. */
  if (change != NULL && form == GALLEY_ENTRY_FORM_LIST && n == 2 && gap.n_line_ends <= 2)
    {
      GalleyIssueChange *tight = paste_into (text, length, &gap, 1, draft, site, last, &form);

      if (tight != NULL)
        {
          galley_issue_change_free (change);
          change = tight;
        }
    }

  return change;
}

/**
 * galley_entry_paste_apply:
 * @change: a new entry
 * @text: the text that it is a change of
 * @length: its length in bytes
 * @span: (out): where the entry is afterwards
 *
 * Does the change, and finds the entry in the new text: with all that was written with it, such as
 * the heading of its section, without the line ends around it.
 *
 * Returns: (transfer full): the new text
 */
char *
galley_entry_paste_apply (const GalleyIssueChange *change,
                          const char *text,
                          gsize length,
                          GalleySpan *span)
{
  gsize new_length;
  char *result = galley_edit_list_apply (change->edits, text, length, &new_length);
  gsize removed = 0;
  gsize added = 0;

  *span = (GalleySpan) { .offset = MIN (change->cursor, new_length) };
  for (guint i = 0; i < change->edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (change->edits, GalleyEdit, i);
      gsize start = edit->offset - removed + added;
      gsize end = start + strlen (edit->replacement);

      removed += edit->length;
      added += end - start;
      if (change->cursor < start || change->cursor > end)
        continue;
      while (start < end && g_ascii_isspace (result[start]))
        start++;
      /* Spaces behind a separator belong to the entry. */
      while (end > start && galley_is_line_end (result[end - 1]))
        end--;
      *span = (GalleySpan) { .offset = start, .length = end - start };
      break;
    }

  return result;
}
