/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-edit.h"

#include "galley-error.h"
#include "galley-issue-edit-private.h"
#include "galley-issue-renumber.h"

#include <glib/gi18n.h>
#include <string.h>

const GalleySection *
galley_issue_get_section (GalleyIssue *self, guint section, GError **error)
{
  GPtrArray *sections = galley_issue_get_sections (self);

  if (section < sections->len)
    return g_ptr_array_index (sections, section);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
               ngettext ("There is no section %u: the issue has %u section.",
                         "There is no section %u: the issue has %u sections.", sections->len),
               section + 1, sections->len);
  return NULL;
}

const GalleyEntry *
galley_issue_get_entry (GalleyIssue *self, guint section, guint entry, GError **error)
{
  const GalleySection *found = galley_issue_get_section (self, section, error);

  if (found == NULL)
    return NULL;
  if (entry < found->entries->len)
    return g_ptr_array_index (found->entries, entry);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
               ngettext ("There is no entry %u.%u: “%s” has %u entry.",
                         "There is no entry %u.%u: “%s” has %u entries.", found->entries->len),
               section + 1, entry + 1, found->name, found->entries->len);
  return NULL;
}

static gsize
get_entry_end (const GalleyIssueRewrite *plan, const GalleyEntry *entry)
{
  return galley_issue_rewrite_get_end (plan, entry->span.offset + entry->span.length);
}

static const GalleyEntry *
get_entry (const GalleySection *section, guint i)
{
  return g_ptr_array_index (section->entries, i);
}

/* Whether nothing but blank lines and rules is there. */
static gboolean
has_rules_at_most (const GalleyIssueRewrite *plan, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (!g_ascii_isspace (plan->text[i]) && strchr ("-*_", plan->text[i]) == NULL)
      return FALSE;

  return TRUE;
}

static guint
count_gap (const GalleyIssueRewrite *plan, const GalleySection *section, guint i)
{
  gsize start = get_entry_end (plan, get_entry (section, i - 1));
  gsize end = get_entry (section, i)->span.offset;

  return galley_issue_rewrite_is_blank (plan, start, end)
           ? galley_issue_rewrite_count_line_ends (plan, start, end)
           : 0;
}

/* How many line ends are between two entries: as between those next to the place, else as elsewhere
 * in the section, else as between entries of this form in other sections. */
static guint
find_gap (const GalleyIssueRewrite *plan,
          const GalleySection *section,
          guint before,
          GalleyEntryForm form)
{
  GPtrArray *sections = galley_issue_get_sections (plan->issue);
  guint least = form == GALLEY_ENTRY_FORM_LIST ? 1 : 2;
  guint n = 0;

  if (before > 0 && before < section->entries->len)
    n = count_gap (plan, section, before);
  for (guint i = section->entries->len; n == 0 && i-- > 1;)
    n = count_gap (plan, section, i);
  for (guint i = 0; n == 0 && i < sections->len; i++)
    {
      const GalleySection *other = g_ptr_array_index (sections, i);

      if (other->form == form && other->entries->len > 1)
        n = count_gap (plan, other, other->entries->len - 1);
    }

  return MAX (n, least);
}

/* Puts the text of an entry before entry @before of a section, or behind the last one. Returns
 * where, and how far into what is put there the text starts. */
gsize
galley_issue_insert_piece (GalleyIssueRewrite *plan,
                           const GalleySection *section,
                           guint before,
                           GalleyEntryForm form,
                           const char *separator,
                           const char *piece,
                           gsize *start)
{
  g_autofree char *blank =
    galley_issue_rewrite_make_gap (plan, find_gap (plan, section, before, form));
  const char *gap = separator != NULL ? separator : blank;
  gsize end;

  if (before < section->entries->len)
    {
      g_autofree char *text = g_strconcat (piece, gap, NULL);
      gsize offset = get_entry (section, before)->span.offset;

      galley_issue_rewrite_add (plan, offset, 0, text);
      *start = 0;
      return offset;
    }

  if (section->entries->len > 0)
    {
      end = get_entry_end (plan, get_entry (section, before - 1));
      galley_issue_rewrite_append (plan, end, gap, piece);
      *start = strlen (gap);
    }
  else
    {
      g_autofree char *two = galley_issue_rewrite_make_gap (plan, 2);

      *start = strlen (two);

      end = galley_issue_rewrite_get_end (plan, section->own_end);
      galley_issue_rewrite_append (plan, end, two, piece);
    }

  return end;
}

/* Cuts an entry out. Returns the gap to its neighbour that went with it, which without @rules is
 * only blank. */
static GalleySpan
cut_entry (GalleyIssueRewrite *plan, const GalleySection *section, guint i, gboolean rules)
{
  gboolean (*is_gap) (const GalleyIssueRewrite *, gsize, gsize) =
    rules ? has_rules_at_most : galley_issue_rewrite_is_blank;
  const GalleyEntry *entry = get_entry (section, i);
  gsize end = get_entry_end (plan, entry);
  gsize previous_end = G_MAXSIZE;
  gsize next_start = G_MAXSIZE;

  if (i + 1 < section->entries->len && is_gap (plan, end, get_entry (section, i + 1)->span.offset))
    next_start = get_entry (section, i + 1)->span.offset;
  if (i > 0 && is_gap (plan, get_entry_end (plan, get_entry (section, i - 1)), entry->span.offset))
    previous_end = get_entry_end (plan, get_entry (section, i - 1));

  return galley_issue_rewrite_cut (plan, entry->span.offset, end, previous_end, next_start);
}

static GalleyIssueOrder *
get_order (GalleyIssueRewrite *plan, guint section)
{
  return g_ptr_array_index (plan->order, section);
}

/* The rule that stood between two entries goes with one of them; blank lines do not. */
static char *
dup_separator (const GalleyIssueRewrite *plan, GalleySpan gap)
{
  if (galley_issue_rewrite_is_blank (plan, gap.offset, gap.offset + gap.length))
    return NULL;

  return g_strndup (plan->text + gap.offset, gap.length);
}

/* Whether an entry is not written as those of another section when it is moved. */
static gboolean
stays_as_is (guint section, guint to_section, const GalleySection *target)
{
  return section == to_section || target->form == GALLEY_ENTRY_FORM_NONE;
}

static char *
write_moved (GalleyIssueRewrite *plan,
             const GalleyEntry *entry,
             guint section,
             guint to_section,
             guint to_entry)
{
  const GalleySection *target =
    g_ptr_array_index (galley_issue_get_sections (plan->issue), to_section);
  guint number = galley_issue_rewrite_number_entry (plan, to_section, to_entry);
  g_autoptr (GalleyEntryStyle) style = NULL;

  /* At home it stays as it is, but for its number. */
  if (stays_as_is (section, to_section, target))
    {
      GalleySpan span = { entry->span.offset, get_entry_end (plan, entry) - entry->span.offset };
      g_autoptr (GArray) inside = galley_edit_list_new ();
      g_autoptr (GArray) kept = g_steal_pointer (&plan->edits);

      plan->edits = galley_edit_list_new ();
      galley_issue_rewrite_renumber (plan, span, inside);
      g_array_unref (plan->edits);
      plan->edits = g_steal_pointer (&kept);
      return galley_edit_list_apply (inside, plan->text + span.offset, span.length, NULL);
    }

  style = galley_entry_style_new (plan->issue, target, target->kind);
  return galley_entry_style_convert (style, plan->text, plan->length, entry, number);
}

/**
 * galley_issue_move_entry:
 * @self: an issue
 * @section: the section of the entry, from 0
 * @entry: the entry, from 0
 * @to_section: the section it shall be in
 * @to_entry: which entry of that section it shall be then; %GALLEY_ENTRY_LAST for the last one
 * @error: where to put that there is no such entry or place
 *
 * Moves an entry with all that belongs to it. In a section whose entries are written in another way
 * its first line is written like theirs. Numbers are counted anew; nothing else changes.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_move_entry (GalleyIssue *self,
                         guint section,
                         guint entry,
                         guint to_section,
                         guint to_entry,
                         GError **error)
{
  const GalleySection *source = galley_issue_get_section (self, section, NULL);
  const GalleyEntry *moved = galley_issue_get_entry (self, section, entry, error);
  const GalleySection *target =
    moved != NULL ? galley_issue_get_section (self, to_section, error) : NULL;
  g_autoptr (GalleyIssueRewrite) plan = NULL;
  g_autofree char *separator = NULL;
  g_autofree char *piece = NULL;
  guint n_places, before;
  GalleySpan gap;
  gsize offset, start;

  if (target == NULL)
    return NULL;

  n_places = target->entries->len + (section == to_section ? 0 : 1);
  if (to_entry == GALLEY_ENTRY_LAST)
    to_entry = n_places - 1;
  if (to_entry >= n_places)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                   _ ("There is no place %u.%u: the last one of “%s” is %u.%u."), to_section + 1,
                   to_entry + 1, target->name, to_section + 1, n_places);
      return NULL;
    }

  plan = galley_issue_rewrite_new (self);
  if (section == to_section && entry == to_entry)
    return galley_issue_rewrite_finish (plan, section, entry, moved->span.offset, 0);

  g_ptr_array_remove_index (get_order (plan, section)->entries, entry);
  /* Written anew, it has the number that new ones have. */
  g_ptr_array_insert (get_order (plan, to_section)->entries, (int) to_entry,
                      stays_as_is (section, to_section, target) ? (gpointer) moved : NULL);
  piece = write_moved (plan, moved, section, to_section, to_entry);

  /* A rule between two entries goes along, if there is another entry to stand next to. */
  gap = cut_entry (plan, source, entry, target->entries->len > 0);
  separator = dup_separator (plan, gap);
  before = section == to_section && to_entry > entry ? to_entry + 1 : to_entry;
  offset = galley_issue_insert_piece (plan, target, before, target->form, separator, piece, &start);
  galley_issue_rewrite_renumber (plan, moved->span, NULL);

  return galley_issue_rewrite_finish (plan, to_section, to_entry, offset, start);
}

/**
 * galley_issue_remove_entry:
 * @self: an issue
 * @section: the section of the entry, from 0
 * @entry: the entry, from 0
 * @error: where to put that there is no such entry
 *
 * Removes an entry with all that belongs to it. Other text of the section stays.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_remove_entry (GalleyIssue *self, guint section, guint entry, GError **error)
{
  const GalleyEntry *removed = galley_issue_get_entry (self, section, entry, error);
  g_autoptr (GalleyIssueRewrite) plan = NULL;
  const GalleySection *source;

  if (removed == NULL)
    return NULL;

  source = galley_issue_get_section (self, section, NULL);
  plan = galley_issue_rewrite_new (self);
  g_ptr_array_remove_index (get_order (plan, section)->entries, entry);
  cut_entry (plan, source, entry, TRUE);
  galley_issue_rewrite_renumber (plan, removed->span, NULL);

  return galley_issue_rewrite_finish (plan, section,
                                      entry + 1 < source->entries->len ? entry : GALLEY_ENTRY_LAST,
                                      removed->span.offset, 0);
}

static gsize
get_section_end (const GalleyIssueRewrite *plan, const GalleySection *section)
{
  return galley_issue_rewrite_get_end (plan, section->own_end);
}

static GalleySpan
cut_section (GalleyIssueRewrite *plan, guint i)
{
  GPtrArray *sections = galley_issue_get_sections (plan->issue);
  const GalleySection *section = g_ptr_array_index (sections, i);
  const GalleySection *previous = i > 0 ? g_ptr_array_index (sections, i - 1) : NULL;
  const GalleySection *next = i + 1 < sections->len ? g_ptr_array_index (sections, i + 1) : NULL;
  gsize end = get_section_end (plan, section);
  gsize previous_end = G_MAXSIZE;
  gsize next_start = G_MAXSIZE;

  if (next != NULL && galley_issue_rewrite_is_blank (plan, end, next->span.offset))
    next_start = next->span.offset;
  if (previous != NULL
      && galley_issue_rewrite_is_blank (plan, get_section_end (plan, previous),
                                        section->span.offset))
    previous_end = get_section_end (plan, previous);

  return galley_issue_rewrite_cut (plan, section->span.offset, end, previous_end, next_start);
}

/**
 * galley_issue_move_section:
 * @self: an issue
 * @section: the section, from 0
 * @to_section: which section it shall be then
 * @error: where to put that there is no such section or place
 *
 * Moves a section with all that is in it. What stands behind the last section of the issue, after a
 * rule, stays there. Numbers are counted anew; nothing else changes.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_move_section (GalleyIssue *self, guint section, guint to_section, GError **error)
{
  const GalleySection *moved = galley_issue_get_section (self, section, error);
  const GalleySection *target =
    moved != NULL ? galley_issue_get_section (self, to_section, error) : NULL;
  g_autoptr (GalleyIssueRewrite) plan = NULL;
  g_autoptr (GArray) inside = NULL;
  g_autofree char *gap = NULL;
  g_autofree char *piece = NULL;
  GalleySpan span, cut;
  gsize offset;

  if (target == NULL)
    return NULL;

  plan = galley_issue_rewrite_new (self);
  if (section == to_section)
    return galley_issue_rewrite_finish (plan, section, GALLEY_ENTRY_LAST, moved->span.offset, 0);

  g_ptr_array_insert (plan->order, (int) to_section,
                      g_ptr_array_steal_index (plan->order, section));
  span = (GalleySpan) { moved->span.offset, get_section_end (plan, moved) - moved->span.offset };
  inside = galley_edit_list_new ();
  galley_issue_rewrite_renumber (plan, span, inside);
  piece = galley_edit_list_apply (inside, plan->text + span.offset, span.length, NULL);

  cut = cut_section (plan, section);
  gap =
    galley_issue_rewrite_make_gap (plan,
                                   MAX (2, galley_issue_rewrite_count_line_ends (plan, cut.offset,
                                                                                 cut.offset
                                                                                   + cut.length)));
  if (to_section < section)
    {
      g_autofree char *text = g_strconcat (piece, gap, NULL);

      offset = target->span.offset;
      galley_issue_rewrite_add (plan, offset, 0, text);
      return galley_issue_rewrite_finish (plan, to_section, GALLEY_ENTRY_LAST, offset, 0);
    }

  offset = get_section_end (plan, target);
  galley_issue_rewrite_append (plan, offset, gap, piece);
  return galley_issue_rewrite_finish (plan, to_section, GALLEY_ENTRY_LAST, offset, strlen (gap));
}

/**
 * galley_issue_remove_section:
 * @self: an issue
 * @section: the section, from 0
 * @error: where to put that there is no such section
 *
 * Removes a section with all that is in it. What stands behind the last section of the issue, after
 * a rule, stays there.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_remove_section (GalleyIssue *self, guint section, GError **error)
{
  const GalleySection *removed = galley_issue_get_section (self, section, error);
  g_autoptr (GalleyIssueRewrite) plan = NULL;
  GalleySpan span;

  if (removed == NULL)
    return NULL;

  plan = galley_issue_rewrite_new (self);
  g_ptr_array_remove_index (plan->order, section);
  span =
    (GalleySpan) { removed->span.offset, get_section_end (plan, removed) - removed->span.offset };
  galley_issue_rewrite_renumber (plan, span, NULL);
  cut_section (plan, section);

  return galley_issue_rewrite_finish (plan, section, GALLEY_ENTRY_LAST, span.offset, 0);
}

/**
 * galley_issue_renumber:
 * @self: an issue
 *
 * Numbers its sections and its numbered entries in their order.
 *
 * Returns: (transfer full): what to do
 */
GalleyIssueChange *
galley_issue_renumber (GalleyIssue *self)
{
  g_autoptr (GalleyIssueRewrite) plan = galley_issue_rewrite_new (self);
  const GalleySpan nothing = { 0, 0 };

  galley_issue_rewrite_renumber (plan, nothing, NULL);
  return galley_issue_rewrite_finish (plan, 0, GALLEY_ENTRY_LAST, 0, 0);
}

/**
 * galley_issue_dup_entry_text:
 * @self: an issue
 * @section: the section of the entry, from 0
 * @entry: the entry, from 0
 *
 * Returns: (transfer full) (nullable): the text of the entry with all that belongs to it; %NULL
 *   when there is no such entry
 */
char *
galley_issue_dup_entry_text (GalleyIssue *self, guint section, guint entry)
{
  const GalleyEntry *found = galley_issue_get_entry (self, section, entry, NULL);
  const char *text;

  if (found == NULL)
    return NULL;

  text = g_bytes_get_data (galley_issue_get_text (self), NULL);
  return g_strndup (text + found->span.offset, found->span.length);
}
