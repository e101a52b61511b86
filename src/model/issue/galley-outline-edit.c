/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-edit.h"

#include "galley-error.h"
#include "galley-issue-add.h"
#include "galley-issue-edit.h"

#include <glib/gi18n.h>

/* What people do to the sections and entries of a document. Each is one step of the undo history,
 * and is done to the text as it is now: what is meant is told by its id, wherever it is by then.
 * The cursor goes with it. */

typedef struct
{
  GalleyIssue *issue;
  guint section;
  guint entry;
} Target;

static void
target_clear (Target *target)
{
  g_clear_pointer (&target->issue, galley_issue_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
find_target (Target *target, GalleyDocument *document, guint64 id, GError **error)
{
  target->issue = galley_document_dup_issue (document);
  if (galley_issue_find_id (target->issue, id, &target->section, &target->entry))
    return TRUE;

  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                       _ ("This is no longer in the issue."));
  return FALSE;
}

static const GalleySection *
get_section (const Target *target, guint section)
{
  return g_ptr_array_index (galley_issue_get_sections (target->issue), section);
}

static gboolean
is_section (const Target *target)
{
  return target->entry == G_MAXUINT;
}

static GalleySpan
get_span (const Target *target)
{
  const GalleySection *section = get_section (target, target->section);

  return is_section (target)
           ? section->span
           : ((const GalleyEntry *) g_ptr_array_index (section->entries, target->entry))->span;
}

static gsize
get_cursor (GalleyDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return galley_document_get_offset (document, &iter);
}

static gboolean
apply (GalleyDocument *document, GalleyIssueChange *change, gsize into)
{
  GtkTextIter iter;

  if (change == NULL)
    return FALSE;
  if (change->edits->len == 0)
    return TRUE;

  galley_document_apply (document, change->edits);
  galley_document_get_iter (document, &iter, change->cursor + into);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (document), &iter);
  return TRUE;
}

/* The cursor stays at its character when that is moved. */
static gboolean
apply_move (GalleyDocument *document, const Target *target, GalleyIssueChange *change)
{
  GalleySpan span = get_span (target);
  gsize cursor = get_cursor (document);
  gboolean inside = cursor >= span.offset && cursor <= span.offset + span.length;

  return apply (document, change, inside ? cursor - span.offset : 0);
}

static gboolean
move_entry (GalleyDocument *document,
            const Target *target,
            guint section,
            guint entry,
            GError **error)
{
  g_autoptr (GalleyIssueChange) change =
    galley_issue_move_entry (target->issue, target->section, target->entry, section, entry, error);

  return apply_move (document, target, change);
}

static gboolean
move_section (GalleyDocument *document, const Target *target, guint section, GError **error)
{
  g_autoptr (GalleyIssueChange) change =
    galley_issue_move_section (target->issue, target->section, section, error);

  return apply_move (document, target, change);
}

static gboolean
move_section_to (GalleyDocument *document,
                 const Target *target,
                 const GalleyOutlinePlace *place,
                 GError **error)
{
  guint section = galley_issue_get_sections (target->issue)->len;
  guint found, entry;

  if (place->before != 0 && galley_issue_find_id (target->issue, place->before, &found, &entry))
    section = found;
  if (target->section < section)
    section--;

  return move_section (document, target, section, error);
}

/**
 * galley_outline_edit_move:
 * @document: a document
 * @id: the id of an entry or a section
 * @place: where it shall be
 * @error: where to put that one of them is gone
 *
 * Moves an entry or a section with all that belongs to it.
 *
 * Returns: whether it is there now
 */
gboolean
galley_outline_edit_move (GalleyDocument *document,
                          guint64 id,
                          const GalleyOutlinePlace *place,
                          GError **error)
{
  g_auto (Target) target = { 0 };
  guint section, entry, found, before;

  if (!find_target (&target, document, id, error))
    return FALSE;
  if (is_section (&target))
    return move_section_to (document, &target, place, error);

  if (!galley_issue_find_id (target.issue, place->section, &section, &entry))
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                           _ ("This is no longer in the issue."));
      return FALSE;
    }

  entry = get_section (&target, section)->entries->len;
  if (place->before != 0 && galley_issue_find_id (target.issue, place->before, &found, &before)
      && found == section && before != G_MAXUINT)
    entry = before;
  if (section == target.section && target.entry < entry)
    entry--;

  return move_entry (document, &target, section, entry, error);
}

static gboolean
step (GalleyDocument *document, const Target *target, int direction, GError **error)
{
  guint n_sections = galley_issue_get_sections (target->issue)->len;
  guint n_entries = get_section (target, target->section)->entries->len;

  if (is_section (target))
    {
      if (direction < 0 ? target->section == 0 : target->section + 1 == n_sections)
        return TRUE;
      return move_section (document, target, target->section + (direction < 0 ? -1 : 1), error);
    }

  if (direction < 0 && target->entry > 0)
    return move_entry (document, target, target->section, target->entry - 1, error);
  if (direction > 0 && target->entry + 1 < n_entries)
    return move_entry (document, target, target->section, target->entry + 1, error);
  if (direction < 0 && target->section > 0)
    return move_entry (document, target, target->section - 1, GALLEY_ENTRY_LAST, error);
  if (direction > 0 && target->section + 1 < n_sections)
    return move_entry (document, target, target->section + 1, 0, error);

  return TRUE;
}

/**
 * galley_outline_edit_step:
 * @document: a document
 * @id: the id of an entry or a section
 * @direction: negative for up, positive for down
 * @error: where to put that it is gone
 *
 * Moves an entry by one place, from the end of a section on into the next one, or a section past
 * its neighbour. At the end of the issue it stays.
 *
 * Returns: whether it could be found
 */
gboolean
galley_outline_edit_step (GalleyDocument *document, guint64 id, int direction, GError **error)
{
  g_auto (Target) target = { 0 };

  return find_target (&target, document, id, error) && step (document, &target, direction, error);
}

/**
 * galley_outline_edit_step_cursor:
 * @document: a document
 * @direction: negative for up, positive for down
 * @error: where to put that the cursor is in no section
 *
 * Like galley_outline_edit_step() for the entry or the section that the cursor is in.
 *
 * Returns: whether the cursor is in one
 */
gboolean
galley_outline_edit_step_cursor (GalleyDocument *document, int direction, GError **error)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  g_auto (Target) target = { 0 };
  GtkTextIter iter;

  target.issue = galley_document_dup_issue (document);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  if (galley_issue_find_line (target.issue, galley_document_get_line (buffer, &iter),
                              &target.section, &target.entry))
    return step (document, &target, direction, error);

  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                       _ ("The cursor is in no section. Put it into an entry to move that."));
  return FALSE;
}

/**
 * galley_outline_edit_remove:
 * @document: a document
 * @id: the id of an entry or a section
 * @error: where to put that it is gone
 *
 * Removes an entry or a section with all that belongs to it.
 *
 * Returns: whether it could be found
 */
gboolean
galley_outline_edit_remove (GalleyDocument *document, guint64 id, GError **error)
{
  g_autoptr (GalleyIssueChange) change = NULL;
  g_auto (Target) target = { 0 };

  if (!find_target (&target, document, id, error))
    return FALSE;

  change = is_section (&target)
             ? galley_issue_remove_section (target.issue, target.section, error)
             : galley_issue_remove_entry (target.issue, target.section, target.entry, error);
  return apply (document, change, 0);
}

/**
 * galley_outline_edit_paste:
 * @document: a document
 * @after: the id of the entry that the first one shall stand behind, or of a section for its end
 * @text: the text of one or several entries
 * @error: where to put that there are no entries in @text, or that @after is gone
 *
 * Puts entries in, written as those of the section.
 *
 * Returns: whether there are any
 */
gboolean
galley_outline_edit_paste (GalleyDocument *document,
                           guint64 after,
                           const char *text,
                           GError **error)
{
  g_autoptr (GalleyIssueChange) change = NULL;
  g_auto (Target) target = { 0 };

  if (!find_target (&target, document, after, error))
    return FALSE;

  change = galley_issue_paste_entries (target.issue, target.section,
                                       is_section (&target) ? GALLEY_ENTRY_LAST : target.entry + 1,
                                       text, error);
  return apply (document, change, 0);
}

/**
 * galley_outline_edit_dup_text:
 * @document: a document
 * @id: the id of an entry
 *
 * Returns: (transfer full) (nullable): the text of the entry with all that belongs to it; %NULL
 *   when there is no such entry
 */
char *
galley_outline_edit_dup_text (GalleyDocument *document, guint64 id)
{
  g_auto (Target) target = { 0 };

  return find_target (&target, document, id, NULL)
           ? galley_issue_dup_entry_text (target.issue, target.section, target.entry)
           : NULL;
}

/**
 * galley_outline_edit_renumber:
 * @document: a document
 *
 * Numbers the sections and the numbered entries in their order. The cursor stays.
 */
void
galley_outline_edit_renumber (GalleyDocument *document)
{
  g_autoptr (GalleyIssueChange) change = NULL;
  g_auto (Target) target = { 0 };

  target.issue = galley_document_dup_issue (document);
  change = galley_issue_renumber (target.issue);
  galley_document_apply (document, change->edits);
}
