/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-add.h"

#include "galley-error.h"
#include "galley-issue-edit-private.h"
#include "galley-issue-renumber.h"

#include <glib/gi18n.h>
#include <string.h>

static GalleyIssueOrder *
get_order (GalleyIssueRewrite *plan, guint section)
{
  return g_ptr_array_index (plan->order, section);
}

static const GalleySection *
find_kind (GalleyIssue *self, GalleyEntryKind kind)
{
  GPtrArray *sections = self != NULL ? galley_issue_get_sections (self) : NULL;

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const GalleySection *section = g_ptr_array_index (sections, i);

      if (section->kind == kind)
        return section;
    }

  return NULL;
}

/* The section of the last issue that shows how the entries of one are written. */
static const GalleySection *
find_example (GalleyIssue *last, const GalleySection *section, GalleyEntryKind kind)
{
  GPtrArray *sections = last != NULL ? galley_issue_get_sections (last) : NULL;
  const GalleySection *best = NULL;

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const GalleySection *candidate = g_ptr_array_index (sections, i);

      if (candidate->entries->len == 0)
        continue;
      if (section != NULL && g_str_equal (candidate->name, section->name))
        return candidate;
      if (best == NULL && candidate->kind == kind && kind != GALLEY_ENTRY_OTHER)
        best = candidate;
    }

  return best;
}

/* How entries are written: as those of the section are, else as those of one like it were. */
static GalleyEntryStyle *
choose_style (const GalleyIssueRewrite *plan,
              const GalleySection *section,
              GalleyEntryKind kind,
              GalleyIssue *last)
{
  const GalleySection *example =
    section == NULL || section->entries->len == 0 ? find_example (last, section, kind) : NULL;
  GalleyEntryStyle *style;

  if (example == NULL)
    return galley_entry_style_new (plan->issue, section, kind);

  style = galley_entry_style_new (last, example, kind);
  style->newline = plan->newline;
  return style;
}

/**
 * galley_issue_shows_style:
 * @self: an issue
 * @kind: what an entry is about
 *
 * Tells whether the section of a kind has entries already, which show how another one is written;
 * if not, the last issue of the series may show it.
 *
 * Returns: whether it has
 */
gboolean
galley_issue_shows_style (GalleyIssue *self, GalleyEntryKind kind)
{
  const GalleySection *section = find_kind (self, kind);

  return section != NULL && section->entries->len > 0;
}

static GalleyIssueChange *
insert (GalleyIssueRewrite *plan,
        guint i,
        guint entry,
        const GalleyEntryDraft *draft,
        GalleyIssue *last)
{
  const GalleySection *section = g_ptr_array_index (galley_issue_get_sections (plan->issue), i);
  g_autoptr (GalleyEntryStyle) style = choose_style (plan, section, section->kind, last);
  const GalleySpan nothing = { 0, 0 };
  g_autofree char *piece = NULL;
  gsize offset, start, cursor;

  g_ptr_array_insert (get_order (plan, i)->entries, (int) entry, NULL);
  piece = galley_entry_style_write (style, draft,
                                    galley_issue_rewrite_number_entry (plan, i, entry), &cursor);
  offset = galley_issue_insert_piece (plan, section, entry, style->form, NULL, piece, &start);
  galley_issue_rewrite_renumber (plan, nothing, NULL);

  return galley_issue_rewrite_finish (plan, i, entry, offset, start + cursor);
}

/**
 * galley_issue_insert_entry:
 * @self: an issue
 * @section: a section of it, from 0
 * @entry: which entry of the section the new one shall be; %GALLEY_ENTRY_LAST for the last one
 * @draft: what it shall say; what is missing is left empty
 * @last: (nullable): the last issue of the series, which shows how the entries of an empty section
 *   are written
 * @error: where to put that there is no such place
 *
 * Writes a new entry, in the form that those of the section have.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_insert_entry (GalleyIssue *self,
                           guint section,
                           guint entry,
                           const GalleyEntryDraft *draft,
                           GalleyIssue *last,
                           GError **error)
{
  const GalleySection *target = galley_issue_get_section (self, section, error);
  g_autoptr (GalleyIssueRewrite) plan = NULL;

  if (target == NULL)
    return NULL;
  if (entry == GALLEY_ENTRY_LAST)
    entry = target->entries->len;
  if (entry > target->entries->len)
    {
      galley_issue_get_entry (self, section, entry, error);
      return NULL;
    }

  plan = galley_issue_rewrite_new (self);
  return insert (plan, section, entry, draft, last);
}

static gboolean
has_chinese (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

/* What a section is called that no issue has had yet; the issue says in which language. */
static const char *
get_default_name (GalleyIssue *self, GalleyEntryKind kind)
{
  GPtrArray *sections = galley_issue_get_sections (self);
  gboolean han = has_chinese (galley_issue_get_title (self));

  for (guint i = 0; !han && i < sections->len; i++)
    han = has_chinese (((const GalleySection *) g_ptr_array_index (sections, i))->name);

  return han ? galley_entry_kinds[kind].chinese_section : galley_entry_kinds[kind].section;
}

/* A new section goes behind those of the kinds before its own. */
static guint
choose_position (GalleyIssue *self, GalleyEntryKind kind)
{
  GPtrArray *sections = galley_issue_get_sections (self);
  guint position = G_MAXUINT;

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleySection *section = g_ptr_array_index (sections, i);

      if (section->kind < kind)
        position = i + 1;
      else if (section->kind > kind && section->kind != GALLEY_ENTRY_OTHER && position == G_MAXUINT)
        position = i;
    }

  return MIN (position, sections->len);
}

/* Writes a heading like another one, and the rule below it. */
static char *
make_heading (const GalleyIssueRewrite *plan,
              const char *text,
              const GalleySection *model,
              const char *name,
              guint number)
{
  GString *out = g_string_new (NULL);
  const char *start = text + model->heading.offset;
  GalleyOrdinal ordinal;
  g_autofree char *intro = g_strndup (text + model->intro.offset, model->intro.length);

  if (*start != '#')
    {
      g_string_printf (out, "## %s", name);
      return g_string_free_and_steal (out);
    }

  g_string_append_len (out, start, model->name_span.offset - model->heading.offset);
  if (model->number.length > 0
      && galley_ordinal_read_number (text + model->number.offset,
                                     text + model->number.offset + model->number.length, &ordinal))
    {
      g_autofree char *digits = galley_ordinal_write (&ordinal, number);
      gsize at = model->number.offset - model->heading.offset;

      g_string_erase (out, (gssize) at, (gssize) model->number.length);
      g_string_insert (out, (gssize) at, digits);
    }
  g_string_append (out, name);

  g_strstrip (intro);
  if (*intro != '\0' && strspn (intro, "-*_ ") == strlen (intro))
    g_string_append_printf (out, "%s%s%s", plan->newline, plan->newline, intro);

  return g_string_free_and_steal (out);
}

static guint
count_numbered (GalleyIssue *self, guint end)
{
  guint n = 0;

  for (guint i = 0; i < end; i++)
    n += ((const GalleySection *) g_ptr_array_index (galley_issue_get_sections (self), i))
           ->number.length
         > 0;

  return n;
}

/* Where the text of the issue ends. */
static gsize
find_end (const GalleyIssueRewrite *plan)
{
  gsize end = plan->length;

  while (end > 0 && g_ascii_isspace (plan->text[end - 1]))
    end--;

  return galley_issue_rewrite_get_end (plan, end);
}

static void
place_section (GalleyIssueRewrite *plan,
               guint position,
               const char *piece,
               gsize *offset,
               gsize *start)
{
  GPtrArray *sections = galley_issue_get_sections (plan->issue);
  g_autofree char *gap = galley_issue_rewrite_make_gap (plan, 2);

  *start = 0;
  if (position < sections->len)
    {
      g_autofree char *text = g_strconcat (piece, gap, NULL);

      *offset = ((const GalleySection *) g_ptr_array_index (sections, position))->span.offset;
      galley_issue_rewrite_add (plan, *offset, 0, text);
      return;
    }

  *offset = find_end (plan);
  if (position > 0)
    {
      const GalleySection *last = g_ptr_array_index (sections, position - 1);

      *offset = galley_issue_rewrite_get_end (plan, last->own_end);
    }
  *start = *offset > 0 ? strlen (gap) : 0;
  galley_issue_rewrite_append (plan, *offset, *offset > 0 ? gap : "", piece);
}

/* Makes a section with one entry. */
static GalleyIssueChange *
add_section (GalleyIssueRewrite *plan,
             GalleyEntryKind kind,
             const GalleyEntryDraft *draft,
             GalleyIssue *last)
{
  GPtrArray *sections = galley_issue_get_sections (plan->issue);
  const GalleySection *known = find_kind (last, kind);
  const GalleySection *model = known;
  const char *text =
    known != NULL ? g_bytes_get_data (galley_issue_get_text (last), NULL) : plan->text;
  const char *name = known != NULL ? known->name : get_default_name (plan->issue, kind);
  guint position = choose_position (plan->issue, kind);
  g_autoptr (GalleyEntryStyle) style = choose_style (plan, NULL, kind, last);
  GalleyIssueOrder *order = g_new0 (GalleyIssueOrder, 1);
  const GalleySpan nothing = { 0, 0 };
  g_autofree char *heading = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *piece = NULL;
  gsize offset, start, cursor;

  /* This issue's own headings come first, since it need not look like the last one. */
  if (sections->len > 0)
    {
      model = g_ptr_array_index (sections, MIN (position, sections->len - 1));
      text = plan->text;
    }
  heading = model != NULL
              ? make_heading (plan, text, model, name, count_numbered (plan->issue, position) + 1)
              : g_strdup_printf ("## %s", name);
  entry = galley_entry_style_write (style, draft, 1, &cursor);
  piece = g_strconcat (heading, plan->newline, plan->newline, entry, NULL);

  order->entries = g_ptr_array_new ();
  order->numbered = model != NULL && model->number.length > 0;
  g_ptr_array_add (order->entries, NULL);
  g_ptr_array_insert (plan->order, (int) position, order);
  place_section (plan, position, piece, &offset, &start);
  galley_issue_rewrite_renumber (plan, nothing, NULL);

  return galley_issue_rewrite_finish (plan, position, 0, offset,
                                      start + strlen (piece) - strlen (entry) + cursor);
}

/**
 * galley_issue_add_entry:
 * @self: an issue
 * @kind: what the entry is about
 * @draft: what it shall say; what is missing is left empty
 * @last: (nullable): the last issue of the series, which shows how a missing section is called, and
 *   how the entries of one without any are written
 * @error: where to put what cannot be done
 *
 * Writes a new entry at the end of the first section of its kind, in the form that the entries
 * there have. A section that is missing is made, with a heading like the others.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_add_entry (GalleyIssue *self,
                        GalleyEntryKind kind,
                        const GalleyEntryDraft *draft,
                        GalleyIssue *last,
                        GError **error)
{
  GPtrArray *sections = galley_issue_get_sections (self);
  const GalleySection *section = find_kind (self, kind);
  g_autoptr (GalleyIssueRewrite) plan = galley_issue_rewrite_new (self);
  guint i;

  if (section == NULL)
    return add_section (plan, kind, draft, last);

  g_ptr_array_find (sections, section, &i);
  return insert (plan, i, section->entries->len, draft, last);
}

/* Entries that are pasted stand in no section, or in many. */
static GalleyIssue *
parse_entries (const char *text, const char *newline)
{
  g_autoptr (GString) all = g_string_new (text);

  g_string_replace (all, "\r\n", "\n", 0);
  g_string_replace (all, "\r", "\n", 0);
  if (!g_str_equal (newline, "\n"))
    g_string_replace (all, "\n", newline, 0);
  /* A heading before them, so that they are in a section whatever they start with. */
  g_string_prepend (all, newline);
  g_string_prepend (all, newline);
  g_string_prepend (all, "## -");

  return galley_issue_new_for_text (all->str, all->len);
}

static char *
convert_entries (GalleyIssueRewrite *plan,
                 GalleyIssue *pasted,
                 const GalleyEntryStyle *style,
                 const char *gap,
                 guint section,
                 guint *position)
{
  GPtrArray *sections = galley_issue_get_sections (pasted);
  GBytes *bytes = galley_issue_get_text (pasted);
  GString *out = g_string_new (NULL);
  guint first = *position;

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleySection *from = g_ptr_array_index (sections, i);

      for (guint j = 0; j < from->entries->len; j++)
        {
          g_autofree char *piece = NULL;

          g_ptr_array_insert (get_order (plan, section)->entries, (int) *position, NULL);
          piece = galley_entry_style_convert (style, g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes),
                                              g_ptr_array_index (from->entries, j),
                                              galley_issue_rewrite_number_entry (plan, section,
                                                                                 *position));
          if (*position > first)
            g_string_append (out, gap);
          g_string_append (out, piece);
          ++*position;
        }
    }

  return g_string_free_and_steal (out);
}

/**
 * galley_issue_paste_entries:
 * @self: an issue
 * @section: a section of it, from 0
 * @entry: which entry of the section the first one shall be; %GALLEY_ENTRY_LAST for the last one
 * @text: the text of one or several entries, in any form
 * @error: where to put that there is no such place, or no entry in the text
 *
 * Puts entries in, written as those of the section.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyIssueChange *
galley_issue_paste_entries (GalleyIssue *self,
                            guint section,
                            guint entry,
                            const char *text,
                            GError **error)
{
  const GalleySection *target = galley_issue_get_section (self, section, error);
  g_autoptr (GalleyIssueRewrite) plan = NULL;
  g_autoptr (GalleyIssue) pasted = NULL;
  g_autoptr (GalleyEntryStyle) style = NULL;
  const GalleySpan nothing = { 0, 0 };
  g_autofree char *gap = NULL;
  g_autofree char *piece = NULL;
  gsize offset, start;
  guint position;

  if (target == NULL)
    return NULL;
  if (entry == GALLEY_ENTRY_LAST)
    entry = target->entries->len;
  if (entry > target->entries->len)
    {
      galley_issue_get_entry (self, section, entry, error);
      return NULL;
    }

  plan = galley_issue_rewrite_new (self);
  pasted = parse_entries (text, plan->newline);
  style = galley_entry_style_new (self, target, target->kind);
  gap = galley_issue_rewrite_make_gap (plan, style->form == GALLEY_ENTRY_FORM_LIST ? 1 : 2);
  position = entry;
  piece = convert_entries (plan, pasted, style, gap, section, &position);
  if (position == entry)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                           _ ("There is no entry in the text that was copied."));
      return NULL;
    }

  offset = galley_issue_insert_piece (plan, target, entry, style->form, NULL, piece, &start);
  galley_issue_rewrite_renumber (plan, nothing, NULL);

  return galley_issue_rewrite_finish (plan, section, entry, offset, start);
}
