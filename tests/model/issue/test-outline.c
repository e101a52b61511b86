/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-edit.h"

#include "document-fixture.h"

#include <string.h>

#define ISSUE                                                                                      \
  "---\ntitle: Orchard 3\n---\n\nHello.\n\n"                                                       \
  "## 1. Projects\n\n"                                                                             \
  "[Apple](https://www.apple.example/a) : red.\n\n"                                                \
  "[Pear](https://pear.example) : green.\n\n"                                                      \
  "[Plum](https://plum.example) : blue.\n\n"                                                       \
  "## 2. Videos\n\n"                                                                               \
  "- [Digging](https://dig.example) for worms\n"                                                   \
  "- [Grafting](https://graft.example) for all\n\n"                                                \
  "## 3. Other\n"

typedef struct
{
  DocumentFixture document;
  GalleyOutline *outline;
  GString *changes;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GString *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

/* As the panel does: the newest proof, when there is one. */
static void
proof_cb (Fixture *self)
{
  GalleyProofer *proofer = galley_document_get_proofer (self->document.document);
  GalleyProof *proof = galley_proofer_get_proof (proofer);
  g_autoptr (GalleyIssue) issue =
    proof != NULL ? galley_proofer_make_issue (proofer, galley_proof_get_text (proof)) : NULL;

  galley_outline_set_issue (self->outline, issue);
}

static gboolean
is_proofed (gpointer document)
{
  return galley_document_is_proofed (document);
}

static void
wait (Fixture *self)
{
  galley_test_wait_until (is_proofed, self->document.document);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  document_fixture_set_up (&self->document, NULL);
  self->outline = galley_outline_new ();
  self->changes = g_string_new (NULL);
  g_signal_connect_swapped (self->document.document, "notify::proof", G_CALLBACK (proof_cb), self);
  document_fixture_open (&self->document, ISSUE, -1);
  wait (self);
  g_signal_connect (self->outline, "items-changed", G_CALLBACK (items_changed_cb), self->changes);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (self->document.document, self);
  g_object_unref (self->outline);
  g_string_free (self->changes, TRUE);
  document_fixture_tear_down (&self->document, NULL);
}

#define ADD_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static char *
dup_rows (Fixture *self)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->outline)); i++)
    {
      g_autoptr (GalleyOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->outline), i);

      if (galley_outline_item_is_section (item))
        g_string_append_printf (rows, "%s%s:%u", i > 0 ? " " : "",
                                galley_outline_item_get_title (item),
                                galley_outline_item_get_count (item));
      else
        g_string_append_printf (rows, " %s", galley_outline_item_get_title (item));
    }

  return g_string_free_and_steal (rows);
}

static void
assert_rows (Fixture *self, const char *expected)
{
  g_autofree char *rows = dup_rows (self);

  g_assert_cmpstr (rows, ==, expected);
}

static void
assert_changes (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->changes->str, ==, expected);
  g_string_truncate (self->changes, 0);
}

static GalleyOutlineItem *
get (Fixture *self, guint row)
{
  g_autoptr (GalleyOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->outline), row);

  g_assert_nonnull (item);
  return item;
}

static guint64
get_id (Fixture *self, guint row)
{
  return galley_outline_item_get_id (get (self, row));
}

static void
insert_before (Fixture *self, const char *place, const char *text)
{
  g_autofree char *all = document_dup_text (self->document.document);

  document_insert (self->document.document, (gsize) (strstr (all, place) - all), text);
  wait (self);
}

static void
undo (Fixture *self)
{
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document.document));
  wait (self);
}

#define ROWS "Projects:3 Apple Pear Plum Videos:2 Digging Grafting Other:0"

static void
test_rows (Fixture *self, gconstpointer data)
{
  assert_rows (self, ROWS);
  g_assert_cmpstr (galley_outline_item_get_host (get (self, 1)), ==, "apple.example");
  g_assert_null (galley_outline_item_get_host (get (self, 0)));
  g_assert_cmpint (galley_outline_item_get_kind (get (self, 3)), ==, GALLEY_ENTRY_PROJECT);
  g_assert_cmpint (galley_outline_item_get_kind (get (self, 5)), ==, GALLEY_ENTRY_VIDEO);
  g_assert_cmpuint (galley_outline_item_get_line (get (self, 2)), ==, 11);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* An edit elsewhere, or of what an entry says, moves no row and makes no other items. */
static void
test_edit_keeps_rows (Fixture *self, gconstpointer data)
{
  GalleyOutlineItem *pear = get (self, 2);
  guint n_other = 0;
  guint n_pear = 0;

  g_signal_connect_swapped (get (self, 1), "notify", G_CALLBACK (count_cb), &n_other);
  g_signal_connect_swapped (pear, "notify::title", G_CALLBACK (count_cb), &n_pear);
  insert_before (self, "Hello", "Good day.\n\n");
  insert_before (self, "Pear]", "Big ");
  insert_before (self, "green", "very ");

  assert_changes (self, "");
  assert_rows (self, "Projects:3 Apple Big Pear Plum Videos:2 Digging Grafting Other:0");
  g_assert_true (get (self, 2) == pear);
  g_assert_cmpuint (n_pear, ==, 1);
  g_assert_cmpuint (n_other, ==, 0);
  g_assert_cmpuint (galley_outline_item_get_line (pear), ==, 13);
}

static void
test_new_entry_is_one_row (Fixture *self, gconstpointer data)
{
  GalleyOutlineItem *plum = get (self, 3);

  insert_before (self, "[Plum]", "[Quince](https://quince.example) : yellow.\n\n");
  assert_changes (self, "3-0+1 ");
  g_assert_true (get (self, 4) == plum);
  assert_rows (self, "Projects:4 Apple Pear Quince Plum Videos:2 Digging Grafting Other:0");

  undo (self);
  assert_changes (self, "3-1+0 ");
  assert_rows (self, ROWS);
}

static void
test_expanded (Fixture *self, gconstpointer data)
{
  GalleyOutlineItem *projects = get (self, 0);

  galley_outline_set_expanded (self->outline, projects, FALSE);
  assert_changes (self, "1-3+0 ");
  assert_rows (self, "Projects:3 Videos:2 Digging Grafting Other:0");
  g_assert_true (galley_outline_find_line (self->outline, 11) == projects);

  /* It stays so while the text changes. */
  insert_before (self, "Pear]", "Big ");
  assert_changes (self, "");
  galley_outline_set_expanded (self->outline, projects, TRUE);
  assert_changes (self, "1-0+3 ");
}

static void
test_filter (Fixture *self, gconstpointer data)
{
  galley_outline_set_filter (self->outline, "DIG");
  assert_rows (self, "Videos:2 Digging");
  galley_outline_set_filter (self->outline, "pear.ex");
  assert_rows (self, "Projects:3 Pear");
  galley_outline_set_filter (self->outline, "video");
  assert_rows (self, "Videos:2 Digging Grafting");
  galley_outline_set_filter (self->outline, "cucumber");
  assert_rows (self, "");
  g_assert_true (galley_outline_has_sections (self->outline));
  galley_outline_set_filter (self->outline, "");
  assert_rows (self, ROWS);
}

static void
test_find_line (Fixture *self, gconstpointer data)
{
  g_assert_null (galley_outline_find_line (self->outline, 1));
  g_assert_true (galley_outline_find_line (self->outline, 7) == get (self, 0));
  g_assert_true (galley_outline_find_line (self->outline, 9) == get (self, 1));
  g_assert_true (galley_outline_find_line (self->outline, 18) == get (self, 6));
}

/* What a drop does: finds the place between two rows, and moves. */
static gboolean
drop (Fixture *self, guint from, guint before)
{
  GalleyOutlineItem *item = get (self, from);
  GalleyOutlinePlace place;
  g_autoptr (GError) error = NULL;

  if (!galley_outline_find_place (self->outline, item, before, &place))
    return FALSE;

  g_assert_true (galley_outline_edit_move (self->document.document,
                                           galley_outline_item_get_id (item), &place, &error));
  g_assert_no_error (error);
  wait (self);
  return TRUE;
}

static void
test_drop_entry (Fixture *self, gconstpointer data)
{
  GalleyOutlineItem *apple = get (self, 1);
  GalleyOutlineItem *grafting = get (self, 6);

  g_assert_true (drop (self, 1, 4));
  assert_rows (self, "Projects:3 Pear Plum Apple Videos:2 Digging Grafting Other:0");
  assert_changes (self, "1-3+3 ");
  g_assert_true (get (self, 3) == apple);
  undo (self);
  document_assert_text (self->document.document, ISSUE);
  assert_rows (self, ROWS);

  /* Into a section of another form, whose heading is the row above. */
  g_assert_true (drop (self, 6, 1));
  assert_rows (self, "Projects:4 Grafting Apple Pear Plum Videos:1 Digging Other:0");
  g_assert_true (get (self, 1) == grafting);
  undo (self);
  document_assert_text (self->document.document, ISSUE);

  /* Into an empty section, and into one that is closed. */
  g_assert_true (drop (self, 2, 8));
  assert_rows (self, "Projects:2 Apple Plum Videos:2 Digging Grafting Other:1 Pear");
  undo (self);
  galley_outline_set_expanded (self->outline, get (self, 0), FALSE);
  g_assert_true (drop (self, 2, 1));
  galley_outline_set_expanded (self->outline, get (self, 0), TRUE);
  assert_rows (self, "Projects:4 Apple Pear Plum Digging Videos:1 Grafting Other:0");
}

static void
test_drop_section (Fixture *self, gconstpointer data)
{
  /* In the middle of a section that is the nearer end of it. */
  g_assert_true (drop (self, 0, 6));
  assert_rows (self, "Videos:2 Digging Grafting Projects:3 Apple Pear Plum Other:0");
  undo (self);
  document_assert_text (self->document.document, ISSUE);

  g_assert_true (drop (self, 7, 0));
  assert_rows (self, "Other:0 Projects:3 Apple Pear Plum Videos:2 Digging Grafting");
  g_assert_true (drop (self, 1, 8));
  assert_rows (self, "Other:0 Videos:2 Digging Grafting Projects:3 Apple Pear Plum");
}

static void
test_drop_where_it_is (Fixture *self, gconstpointer data)
{
  g_assert_false (drop (self, 1, 1));
  g_assert_false (drop (self, 1, 2));
  g_assert_false (drop (self, 1, 0));
  g_assert_false (drop (self, 0, 0));
  g_assert_false (drop (self, 0, 4));
  g_assert_false (drop (self, 7, 8));
  document_assert_text (self->document.document, ISSUE);
}

static void
step (Fixture *self, guint row, int direction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_outline_edit_step (self->document.document, get_id (self, row), direction,
                                           &error));
  g_assert_no_error (error);
  wait (self);
}

static void
test_step (Fixture *self, gconstpointer data)
{
  GalleyOutlineItem *pear = get (self, 2);

  step (self, 2, 1);
  assert_rows (self, "Projects:3 Apple Plum Pear Videos:2 Digging Grafting Other:0");
  step (self, 3, 1);
  assert_rows (self, "Projects:2 Apple Plum Videos:3 Pear Digging Grafting Other:0");
  g_assert_true (get (self, 4) == pear);
  step (self, 4, -1);
  assert_rows (self, "Projects:3 Apple Plum Pear Videos:2 Digging Grafting Other:0");
  step (self, 7, -1);
  assert_rows (self, "Projects:3 Apple Plum Pear Other:0 Videos:2 Digging Grafting");

  /* The ends of the issue. */
  step (self, 0, -1);
  step (self, 1, -1);
  step (self, 7, 1);
  assert_rows (self, "Projects:3 Apple Plum Pear Other:0 Videos:2 Digging Grafting");
}

/* Several in a row, with no proof between them: the text as it is now counts. */
static void
test_step_at_once (Fixture *self, gconstpointer data)
{
  guint64 id = get_id (self, 1);

  for (guint i = 0; i < 4; i++)
    g_assert_true (galley_outline_edit_step (self->document.document, id, 1, NULL));
  wait (self);
  assert_rows (self, "Projects:2 Pear Plum Videos:3 Digging Apple Grafting Other:0");
}

static void
test_cursor_goes_along (Fixture *self, gconstpointer data)
{
  GalleyDocument *document = self->document.document;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  document_set_cursor (document, (gsize) (strstr (ISSUE, "green") - ISSUE));
  g_assert_true (galley_outline_edit_step_cursor (document, -1, &error));
  g_assert_no_error (error);
  text = document_dup_text (document);
  g_assert_cmpuint (document_get_cursor (document), ==, (gsize) (strstr (text, "green") - text));
  wait (self);
  assert_rows (self, "Projects:3 Pear Apple Plum Videos:2 Digging Grafting Other:0");

  document_set_cursor (document, 0);
  g_assert_false (galley_outline_edit_step_cursor (document, 1, &error));
  g_assert_nonnull (error);
}

/* GTK ends lines where Markdown does not; the entry of the cursor is that of its line there. */
static void
test_odd_line_ends (Fixture *self, gconstpointer data)
{
  GalleyDocument *document = self->document.document;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  document_insert (document, (gsize) (strstr (ISSUE, "Hello") - ISSUE),
                   "a\u2029b\u2029\u2029c\vd\f");
  wait (self);
  text = document_dup_text (document);
  document_set_cursor (document, (gsize) (strstr (text, "red") - text));
  g_assert_true (galley_outline_edit_step_cursor (document, 1, &error));
  g_assert_no_error (error);
  wait (self);
  assert_rows (self, "Projects:3 Pear Apple Plum Videos:2 Digging Grafting Other:0");
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  guint64 id = get_id (self, 2);
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_outline_edit_remove (self->document.document, id, &error));
  wait (self);
  assert_changes (self, "2-1+0 ");
  assert_rows (self, "Projects:2 Apple Plum Videos:2 Digging Grafting Other:0");
  g_assert_false (galley_outline_edit_remove (self->document.document, id, &error));
  g_assert_nonnull (error);

  g_assert_true (galley_outline_edit_remove (self->document.document, get_id (self, 0), NULL));
  wait (self);
  assert_rows (self, "Videos:2 Digging Grafting Other:0");
  undo (self);
  undo (self);
  document_assert_text (self->document.document, ISSUE);
}

static void
test_paste (Fixture *self, gconstpointer data)
{
  GalleyDocument *document = self->document.document;
  g_autofree char *text = galley_outline_edit_dup_text (document, get_id (self, 1));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "[Apple](https://www.apple.example/a) : red.");
  g_assert_null (galley_outline_edit_dup_text (document, get_id (self, 0)));
  g_assert_true (galley_outline_edit_paste (document, get_id (self, 5), text, &error));
  wait (self);
  assert_rows (self, "Projects:3 Apple Pear Plum Videos:3 Digging Apple Grafting Other:0");
  g_assert_true (galley_outline_edit_paste (document, get_id (self, 0), text, &error));
  wait (self);
  assert_rows (self, "Projects:4 Apple Pear Plum Apple Videos:3 Digging Apple Grafting Other:0");

  g_assert_false (galley_outline_edit_paste (document, get_id (self, 0), "Nothing.\n", &error));
  g_assert_nonnull (error);
  undo (self);
  undo (self);
  document_assert_text (document, ISSUE);
}

static void
test_renumber (Fixture *self, gconstpointer data)
{
  insert_before (self, ". Videos", "0");
  galley_outline_edit_renumber (self->document.document);
  wait (self);
  document_assert_text (self->document.document, ISSUE);
  assert_changes (self, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_TEST ("/outline/rows", test_rows);
  ADD_TEST ("/outline/edit-keeps-rows", test_edit_keeps_rows);
  ADD_TEST ("/outline/new-entry-is-one-row", test_new_entry_is_one_row);
  ADD_TEST ("/outline/expanded", test_expanded);
  ADD_TEST ("/outline/filter", test_filter);
  ADD_TEST ("/outline/find-line", test_find_line);
  ADD_TEST ("/outline/drop-entry", test_drop_entry);
  ADD_TEST ("/outline/drop-section", test_drop_section);
  ADD_TEST ("/outline/drop-where-it-is", test_drop_where_it_is);
  ADD_TEST ("/outline/step", test_step);
  ADD_TEST ("/outline/step-at-once", test_step_at_once);
  ADD_TEST ("/outline/cursor-goes-along", test_cursor_goes_along);
  ADD_TEST ("/outline/odd-line-ends", test_odd_line_ends);
  ADD_TEST ("/outline/remove", test_remove);
  ADD_TEST ("/outline/paste", test_paste);
  ADD_TEST ("/outline/renumber", test_renumber);

  return g_test_run ();
}
