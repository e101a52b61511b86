/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "issue-check.h"

#include "galley-edit.h"

#include "galley-issue-add.h"

#include <string.h>

const char *const issue_check_fixtures[] = {
  "paragraphs.md",
  "lists.md",
  "headings.md",
  "numbered.md",
  "mixed.md",
  "english.md",
  "empty.md",
  "front-matter-only.md",
  "broken-fence.md",
  "broken-html.md",
  "broken-shortcode.md",
  "line-ends.md",
  "weekly.md",
  "underlined.md",
  "wrapped.md",
  "addresses.md",
  "newsletter.md",
  NULL,
};

/* The edits that take a change back. */
static GArray *
invert (GArray *edits, const char *text)
{
  GArray *inverse = galley_edit_list_new ();
  gssize delta = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, i);
      g_autofree char *old = g_strndup (text + edit->offset, edit->length);
      gsize length = strlen (edit->replacement);

      galley_edit_list_add (inverse, (gsize) ((gssize) edit->offset + delta), length, old);
      delta += (gssize) length - (gssize) edit->length;
    }

  return inverse;
}

/* Does a change and sees that it lies in the text, leaves it UTF-8, and can be taken back. */
char *
issue_check_apply (const char *text, const GalleyIssueChange *change)
{
  gsize length = strlen (text);
  gsize after_length;
  char *after;
  gsize reached = 0;
  g_autoptr (GArray) inverse = NULL;
  g_autofree char *back = NULL;

  for (guint i = 0; i < change->edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (change->edits, GalleyEdit, i);

      g_assert_cmpuint (edit->offset, >=, reached);
      g_assert_cmpuint (edit->length, <=, length - edit->offset);
      reached = edit->offset + edit->length;
    }

  after = galley_edit_list_apply (change->edits, text, length, &after_length);
  g_assert_true (g_utf8_validate (after, -1, NULL));
  g_assert_cmpuint (strlen (after), ==, after_length);
  g_assert_cmpuint (change->cursor, <=, after_length);
  g_assert_true (g_utf8_validate (after + change->cursor, -1, NULL));

  inverse = invert (change->edits, text);
  back = galley_edit_list_apply (inverse, after, after_length, NULL);
  g_assert_cmpstr (back, ==, text);

  return after;
}

guint
issue_check_count_entries (GalleyIssue *issue)
{
  GPtrArray *sections = galley_issue_get_sections (issue);
  guint n = 0;

  for (guint i = 0; i < sections->len; i++)
    n += ((const GalleySection *) g_ptr_array_index (sections, i))->entries->len;

  return n;
}

/* A line without its spaces at both ends and without the digits, which may be counted anew. */
static char *
make_key (const char *start, const char *end)
{
  static const char *const numerals[] = {
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"
  };
  g_autofree char *line = g_strndup (start, end - start);
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = g_strstrip (line); *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (key, *p);
  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    g_string_replace (key, numerals[i], "", 0);

  return g_strdup (key->str);
}

static void
count_lines (GHashTable *counts, const char *text, int sign)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *end = p + strcspn (p, "\r\n");
      char *key = make_key (p, end);

      if (*key != '\0')
        {
          int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + sign;

          g_hash_table_insert (counts, key, GINT_TO_POINTER (n));
        }
      else
        g_free (key);
      p = *end != '\0' ? end + 1 : end;
    }
}

/* How many lines of @before are not in @after any more, and the other way round. */
static void
compare_lines (const char *before, const char *after, guint *n_lost, guint *n_new)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value;

  count_lines (counts, before, 1);
  count_lines (counts, after, -1);
  *n_lost = *n_new = 0;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (GPOINTER_TO_INT (value) > 0)
      *n_lost += (guint) GPOINTER_TO_INT (value);
    else
      *n_new += (guint) -GPOINTER_TO_INT (value);
}

static const GalleySection *
get_section (GalleyIssue *issue, guint i)
{
  return g_ptr_array_index (galley_issue_get_sections (issue), i);
}

/* Where forms are mixed in a section, what is an entry depends on which comes first; and what has
 * no title is one only among numbers. */
static gboolean
is_mixed (GalleyIssue *issue)
{
  for (guint i = 0; i < galley_issue_get_sections (issue)->len; i++)
    {
      const GalleySection *section = get_section (issue, i);

      for (guint j = 0; j < section->entries->len; j++)
        {
          const GalleyEntry *entry = g_ptr_array_index (section->entries, j);

          if (entry->form != section->form || *entry->title == '\0')
            return TRUE;
        }
    }

  return FALSE;
}

static GalleyIssueChange *
choose_move (GalleyIssue *issue, IssueChoice choose, gpointer data, gboolean *converts)
{
  guint n = galley_issue_get_sections (issue)->len;
  guint from = choose (n, data);
  guint to = choose (n, data);
  const GalleySection *source = get_section (issue, from);
  const GalleySection *target = get_section (issue, to);

  *converts = from != to && target->form != GALLEY_ENTRY_FORM_NONE;
  if (source->entries->len == 0)
    return galley_issue_move_section (issue, from, to, NULL);

  return galley_issue_move_entry (issue, from, choose (source->entries->len, data), to,
                                  choose (target->entries->len + (from != to), data), NULL);
}

static GalleyIssueChange *
choose_change (GalleyIssue *issue, IssueChoice choose, gpointer data)
{
  static const GalleyEntryDraft drafts[] = {
    { .title = "New [one]", .url = "https://new.example.org/a b", .text = "Words." },
    { .url = "https://new.example.org/" },
    { .title = "A clip", .video = "BV1", .image = "a.png" },
  };
  guint n = galley_issue_get_sections (issue)->len;

  switch (choose (5, data))
    {
    case 0:
      return galley_issue_add_entry (issue, choose (3, data), &drafts[choose (3, data)], NULL,
                                     NULL);

    case 1:
      return galley_issue_renumber (issue);

    case 2:
      return n > 0 ? galley_issue_remove_section (issue, choose (n, data), NULL) : NULL;

    case 3:
      return n > 0 ? galley_issue_remove_entry (issue, choose (n, data), 0, NULL) : NULL;

    default:
      return n > 0
               ? galley_issue_paste_entries (issue, choose (n, data), GALLEY_ENTRY_LAST,
                                             "[P](https://p.example.org) : pasted\n\nmore", NULL)
               : NULL;
    }
}

/* Changes a text by one operation and returns what it becomes. Moves keep all lines but the first
 * one of an entry that is written in another form; with @strict also the number of entries, which
 * in a text that is no issue may depend on what stands around them. */
char *
issue_check_change (const char *text, IssueChoice choose, gpointer data, gboolean strict)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  guint n = galley_issue_get_sections (issue)->len;
  gboolean moves = n > 0 && choose (4, data) > 0;
  gboolean converts = FALSE;
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autofree char *after = NULL;

  if (moves && choose (4, data) == 0)
    change = galley_issue_move_section (issue, choose (n, data), choose (n, data), NULL);
  else if (moves)
    change = choose_move (issue, choose, data, &converts);
  else
    change = choose_change (issue, choose, data);
  if (change == NULL)
    return g_strdup (text);

  after = issue_check_apply (text, change);
  if (moves && strict)
    {
      g_autoptr (GalleyIssue) next = galley_issue_new_for_text (after, strlen (after));
      guint n_lost, n_new;

      compare_lines (text, after, &n_lost, &n_new);
      g_assert_cmpuint (n_lost, <=, converts ? 1 : 0);
      g_assert_cmpuint (n_new, <=, converts ? 2 : 0);
      g_assert_cmpuint (galley_issue_get_sections (next)->len, ==, n);
      if (!is_mixed (issue))
        g_assert_cmpuint (issue_check_count_entries (next), ==, issue_check_count_entries (issue));
    }

  return g_steal_pointer (&after);
}
