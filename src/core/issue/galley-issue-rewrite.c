/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-rewrite.h"

#include "galley-line.h"

#include <string.h>

static void
order_free (GalleyIssueOrder *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* Of a number as it is written; of length 0 it is none. */
gboolean
galley_issue_rewrite_read_number (const GalleyIssueRewrite *self,
                                  GalleySpan number,
                                  GalleyOrdinal *ordinal)
{
  const char *start = self->text + number.offset;

  return number.length > 0 && galley_ordinal_read_number (start, start + number.length, ordinal);
}

/* The first and the last number of a section. */
static gboolean
find_range (const GalleyIssueRewrite *self, const GalleySection *section, guint *first, guint *last)
{
  gboolean found = FALSE;

  for (guint i = 0; i < section->entries->len; i++)
    {
      const GalleyEntry *entry = g_ptr_array_index (section->entries, i);
      GalleyOrdinal ordinal;

      if (!galley_issue_rewrite_read_number (self, entry->number, &ordinal))
        continue;
      if (!found)
        *first = ordinal.value;
      *last = ordinal.value;
      found = TRUE;
    }

  return found;
}

/* Whether every section goes on with the number after the last one of the section before. */
static gboolean
is_running (const GalleyIssueRewrite *self)
{
  GPtrArray *sections = galley_issue_get_sections (self->issue);
  guint n = 0;
  guint before = 0;

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleySection *section = g_ptr_array_index (sections, i);
      guint first, last;

      if (section->form == GALLEY_ENTRY_FORM_LIST || !find_range (self, section, &first, &last))
        continue;
      if (n > 0 && (first != before + 1 || first <= 1))
        return FALSE;
      before = last;
      n++;
    }

  return n > 1;
}

/**
 * galley_issue_rewrite_new:
 * @issue: an issue
 *
 * Returns: (transfer full): a plan that changes nothing yet
 */
GalleyIssueRewrite *
galley_issue_rewrite_new (GalleyIssue *issue)
{
  GalleyIssueRewrite *self = g_new0 (GalleyIssueRewrite, 1);
  GBytes *bytes = galley_issue_get_text (issue);
  GPtrArray *sections = galley_issue_get_sections (issue);

  self->issue = galley_issue_ref (issue);
  self->length = g_bytes_get_size (bytes);
  self->text = self->length > 0 ? g_bytes_get_data (bytes, NULL) : "";
  self->newline = galley_issue_find_newline (self->text, self->length);
  self->edits = galley_edit_list_new ();
  self->order = g_ptr_array_new_with_free_func ((GDestroyNotify) order_free);

  for (guint i = 0; i < sections->len; i++)
    {
      GalleyIssueOrder *order = g_new0 (GalleyIssueOrder, 1);

      order->section = g_ptr_array_index (sections, i);
      order->entries = g_ptr_array_new ();
      for (guint j = 0; j < order->section->entries->len; j++)
        g_ptr_array_add (order->entries, g_ptr_array_index (order->section->entries, j));
      g_ptr_array_add (self->order, order);
    }
  self->running = is_running (self);

  return self;
}

void
galley_issue_rewrite_free (GalleyIssueRewrite *self)
{
  galley_issue_unref (self->issue);
  g_array_unref (self->edits);
  g_ptr_array_unref (self->order);
  g_free (self);
}

/**
 * galley_issue_rewrite_add:
 * @self: a plan
 * @offset: where the replaced text starts, in bytes
 * @length: how long it is, in bytes
 * @text: the new text
 *
 * Adds a replacement, in any order.
 */
void
galley_issue_rewrite_add (GalleyIssueRewrite *self, gsize offset, gsize length, const char *text)
{
  GalleyEdit edit = { offset, length, g_strdup (text) };

  g_array_append_val (self->edits, edit);
}

/**
 * galley_issue_rewrite_get_end:
 * @self: a plan
 * @end: where a line's text ends, in bytes
 *
 * Returns: where the spaces behind it end, which belong to the line
 */
gsize
galley_issue_rewrite_get_end (const GalleyIssueRewrite *self, gsize end)
{
  return galley_skip_blanks_at (self->text, self->length, end);
}

/**
 * galley_issue_rewrite_count_line_ends:
 * @self: a plan
 * @start: where to start, in bytes
 * @end: where to end
 *
 * Returns: how many lines end there
 */
guint
galley_issue_rewrite_count_line_ends (const GalleyIssueRewrite *self, gsize start, gsize end)
{
  return galley_line_count_ends (self->text + start, self->text + end);
}

/**
 * galley_issue_rewrite_is_blank:
 * @self: a plan
 * @start: where to start, in bytes
 * @end: where to end
 *
 * Returns: whether nothing stands there
 */
gboolean
galley_issue_rewrite_is_blank (const GalleyIssueRewrite *self, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (!g_ascii_isspace (self->text[i]))
      return FALSE;

  return TRUE;
}

/**
 * galley_issue_rewrite_make_gap:
 * @self: a plan
 * @n_line_ends: how many line ends
 *
 * Returns: (transfer full): as many
 */
char *
galley_issue_rewrite_make_gap (const GalleyIssueRewrite *self, guint n_line_ends)
{
  GString *gap = g_string_new (NULL);

  for (guint i = 0; i < n_line_ends; i++)
    g_string_append (gap, self->newline);

  return g_string_free_and_steal (gap);
}

/* Where the text above ends, its spaces included. */
static gsize
find_above (const GalleyIssueRewrite *self, gsize start)
{
  gsize end = start;

  while (end > 0 && g_ascii_isspace (self->text[end - 1]))
    end--;

  return end > 0 ? galley_issue_rewrite_get_end (self, end) : 0;
}

/* Where the line starts on which there is text again; the end when there is none. */
static gsize
find_below (const GalleyIssueRewrite *self, gsize end)
{
  gsize line = end;

  for (gsize i = end; i < self->length; i++)
    {
      if (!g_ascii_isspace (self->text[i]))
        return line;
      if (self->text[i] == '\n' || self->text[i] == '\r')
        line = i + 1;
    }

  return self->length;
}

/**
 * galley_issue_rewrite_cut:
 * @self: a plan
 * @start: where something starts, in bytes, at a line start
 * @end: where its last line ends
 * @previous_end: where what is like it ends before it; %G_MAXSIZE when something else is before it
 * @next_start: where what is like it starts after it; %G_MAXSIZE when something else follows
 *
 * Cuts something out, with the blank lines of one side, so that those that remain are as they were
 * to the neighbour that stays of another kind.
 *
 * Returns: what was cut together with it: the gap to the one like it, else empty
 */
GalleySpan
galley_issue_rewrite_cut (GalleyIssueRewrite *self,
                          gsize start,
                          gsize end,
                          gsize previous_end,
                          gsize next_start)
{
  gsize above, below;

  if (next_start != G_MAXSIZE)
    {
      galley_issue_rewrite_add (self, start, next_start - start, "");
      return (GalleySpan) { end, next_start - end };
    }
  if (previous_end != G_MAXSIZE)
    {
      galley_issue_rewrite_add (self, previous_end, end - previous_end, "");
      return (GalleySpan) { previous_end, start - previous_end };
    }

  above = find_above (self, start);
  below = find_below (self, end);
  if (below == self->length && above > 0)
    galley_issue_rewrite_add (self, above, end - above, "");
  else if (above == 0
           || galley_issue_rewrite_count_line_ends (self, above, start)
                >= galley_issue_rewrite_count_line_ends (self, end, below))
    galley_issue_rewrite_add (self, start, below - start, "");
  else
    galley_issue_rewrite_add (self, above, end - above, "");

  return (GalleySpan) { end, 0 };
}

/**
 * galley_issue_rewrite_append:
 * @self: a plan
 * @end: where something ends, in bytes
 * @gap: the line ends between it and the new text
 * @piece: the new text
 *
 * Puts a text behind something, and a blank line behind it if there is none and text follows.
 */
void
galley_issue_rewrite_append (GalleyIssueRewrite *self,
                             gsize end,
                             const char *gap,
                             const char *piece)
{
  gsize below = find_below (self, end);
  guint n = galley_issue_rewrite_count_line_ends (self, end, below);
  g_autofree char *more = NULL;
  g_autofree char *text = NULL;

  if (below < self->length && n < 2)
    more = galley_issue_rewrite_make_gap (self, 2 - n);
  text = g_strconcat (gap, piece, more, NULL);
  galley_issue_rewrite_add (self, end, 0, text);
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  const GalleyEdit *left = a;
  const GalleyEdit *right = b;

  if (left->offset != right->offset)
    return left->offset < right->offset ? -1 : 1;

  /* What is inserted comes before what is replaced at the same place. */
  return (left->length > 0) - (right->length > 0);
}

/**
 * galley_issue_rewrite_finish:
 * @self: a plan
 * @section: the section it is about afterwards
 * @entry: the entry
 * @insert_offset: where the text was put that people go on with, in bytes of the text before
 * @cursor: how far into that text they are
 *
 * Returns: (transfer full): what the plan comes to
 */
GalleyIssueChange *
galley_issue_rewrite_finish (GalleyIssueRewrite *self,
                             guint section,
                             guint entry,
                             gsize insert_offset,
                             gsize cursor)
{
  GalleyIssueChange *change = g_new0 (GalleyIssueChange, 1);
  gssize delta = 0;

  g_array_sort (self->edits, compare_edits);
  change->edits = galley_edit_list_new ();
  for (guint i = 0; i < self->edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (self->edits, GalleyEdit, i);

      galley_edit_list_add (change->edits, edit->offset, edit->length, edit->replacement);
      /* What was there is gone: the place is where it was. */
      if (edit->offset < insert_offset && edit->offset + edit->length > insert_offset)
        insert_offset = edit->offset;
      else if (edit->offset < insert_offset)
        delta += (gssize) strlen (edit->replacement) - (gssize) edit->length;
    }
  change->section = section;
  change->entry = entry;
  change->cursor = (gsize) ((gssize) insert_offset + delta) + cursor;

  return change;
}
