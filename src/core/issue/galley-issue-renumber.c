/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-renumber.h"

#include <string.h>

/* `1. 1. 1.`: Markdown counts them. */
static gboolean
is_constant (const GalleyIssueRewrite *self, const GalleySection *section)
{
  guint value = 0;
  guint n = 0;

  for (guint i = 0; i < section->entries->len; i++)
    {
      const GalleyEntry *entry = g_ptr_array_index (section->entries, i);
      GalleyOrdinal ordinal;

      if (!galley_issue_rewrite_read_number (self, entry->number, &ordinal))
        continue;
      if (entry->form != GALLEY_ENTRY_FORM_LIST || (n > 0 && ordinal.value != value))
        return FALSE;
      value = ordinal.value;
      n++;
    }

  return n > 1;
}

/* Whether a list starts anew with an entry, after other text. */
static gboolean
starts_list (const GalleyIssueRewrite *self, const GalleySection *section, const GalleyEntry *entry)
{
  GalleyOrdinal ordinal;
  gsize before;
  guint i;

  if (entry->form != GALLEY_ENTRY_FORM_LIST
      || !galley_issue_rewrite_read_number (self, entry->number, &ordinal) || ordinal.value > 1
      || !g_ptr_array_find (section->entries, entry, &i) || i == 0)
    return FALSE;

  before = ((const GalleyEntry *) g_ptr_array_index (section->entries, i - 1))->span.offset
           + ((const GalleyEntry *) g_ptr_array_index (section->entries, i - 1))->span.length;
  return !galley_issue_rewrite_is_blank (self, before, entry->span.offset);
}

/* The numbers that the entries of a section get; @last is the one that was given last. */
static GArray *
number_entries (const GalleyIssueRewrite *self, const GalleyIssueOrder *order, guint *last)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  const GalleySection *section = order->section;
  guint lowest = G_MAXUINT;
  guint step = section != NULL && is_constant (self, section) ? 0 : 1;
  guint first = 1;
  guint next;

  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const GalleyEntry *entry = g_ptr_array_index (section->entries, i);
      GalleyOrdinal ordinal;

      if (galley_issue_rewrite_read_number (self, entry->number, &ordinal))
        lowest = MIN (lowest, ordinal.value);
    }
  /* A list may start anywhere; what people number starts with 1, or with 0. */
  if (lowest != G_MAXUINT)
    first = section->form == GALLEY_ENTRY_FORM_LIST || step == 0 ? lowest : MIN (lowest, 1);

  next = self->running && (section == NULL || section->form != GALLEY_ENTRY_FORM_LIST) ? *last + 1
                                                                                       : first;
  for (guint i = 0; i < order->entries->len; i++)
    {
      const GalleyEntry *entry = g_ptr_array_index (order->entries, i);

      if (entry != NULL && section != NULL && starts_list (self, section, entry))
        next = 1;
      g_array_append_val (numbers, next);
      if (entry != NULL && entry->number.length == 0)
        continue;
      *last = next;
      next += step;
    }

  return numbers;
}

/**
 * galley_issue_rewrite_number_entry:
 * @self: a plan, whose order is the one wanted
 * @section: a section of the order
 * @position: an entry of it
 *
 * Returns: the number of the entry, where entries are numbered
 */
guint
galley_issue_rewrite_number_entry (const GalleyIssueRewrite *self, guint section, guint position)
{
  guint last = 0;

  for (guint i = 0; i < section; i++)
    g_array_unref (number_entries (self, g_ptr_array_index (self->order, i), &last));

  {
    g_autoptr (GArray) numbers =
      number_entries (self, g_ptr_array_index (self->order, section), &last);

    return g_array_index (numbers, guint, position);
  }
}

static void
add_edit (GalleyIssueRewrite *self,
          GalleySpan moved,
          GArray *inside,
          gsize offset,
          gsize length,
          const char *text)
{
  if (offset < moved.offset || offset >= moved.offset + moved.length)
    galley_issue_rewrite_add (self, offset, length, text);
  else if (inside != NULL)
    galley_edit_list_add (inside, offset - moved.offset, length, text);
}

/* Writes a number; returns by how many columns it has become wider. */
static int
write_number (GalleyIssueRewrite *self,
              GalleySpan moved,
              GArray *inside,
              GalleySpan number,
              guint value)
{
  GalleyOrdinal ordinal;
  g_autofree char *digits = NULL;

  if (!galley_issue_rewrite_read_number (self, number, &ordinal) || ordinal.value == value)
    return 0;

  digits = galley_ordinal_write (&ordinal, value);
  add_edit (self, moved, inside, number.offset, number.length, digits);

  return (int) strlen (digits) - (int) number.length;
}

static void
write_entry_number (GalleyIssueRewrite *self,
                    GalleySpan moved,
                    GArray *inside,
                    const GalleyEntry *entry,
                    guint value)
{
  int wider = write_number (self, moved, inside, entry->number, value);
  gsize length = entry->span.offset + entry->span.length - entry->head_end;

  /* What is in a list item moves with its text. */
  if (wider != 0 && entry->form == GALLEY_ENTRY_FORM_LIST && length > 0)
    {
      g_autofree char *shifted =
        galley_entry_shift_lines (self->text + entry->head_end, length, wider);

      add_edit (self, moved, inside, entry->head_end, length, shifted);
    }
}

/**
 * galley_issue_rewrite_renumber:
 * @self: a plan, whose order is the one wanted
 * @moved: a piece of the text that is cut and put elsewhere
 * @inside: (nullable) (element-type GalleyEdit): takes the edits in @moved, counted from its start;
 *   %NULL when its numbers are seen to already
 *
 * Numbers the sections and their entries in their new order.
 */
void
galley_issue_rewrite_renumber (GalleyIssueRewrite *self, GalleySpan moved, GArray *inside)
{
  guint next = 1;
  guint last = 0;

  for (guint i = 0; i < self->order->len; i++)
    {
      const GalleyIssueOrder *order = g_ptr_array_index (self->order, i);
      GalleyOrdinal ordinal;

      if (order->section != NULL
          && galley_issue_rewrite_read_number (self, order->section->number, &ordinal)
          && ordinal.value == 0)
        next = 0;
    }

  for (guint i = 0; i < self->order->len; i++)
    {
      const GalleyIssueOrder *order = g_ptr_array_index (self->order, i);
      g_autoptr (GArray) numbers = number_entries (self, order, &last);

      if (order->section == NULL)
        next += order->numbered;
      else if (order->section->number.length > 0)
        write_number (self, moved, inside, order->section->number, next++);
      for (guint j = 0; j < order->entries->len; j++)
        {
          const GalleyEntry *entry = g_ptr_array_index (order->entries, j);

          if (entry != NULL && entry->number.length > 0)
            write_entry_number (self, moved, inside, entry, g_array_index (numbers, guint, j));
        }
    }
}
