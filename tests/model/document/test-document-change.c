/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include "galley-comparison.h"
#include "galley-field-form.h"
#include "galley-outline-edit.h"

#include <string.h>

/* Whatever is done to a document in one go is told once, when it is done: nobody hears of, or sees,
 * a state in between. */

static const char TEXT[] = "---\n"
                           "title: One\n"
                           "tags: [a, b]\n"
                           "draft: true\n"
                           "cover:\n"
                           "  image: a.png\n"
                           "---\n\n"
                           "## 1. Projects\n\n"
                           "- [Apple](https://apple.example) is red\n"
                           "- [Pear](https://pear.example) is green\n\n"
                           "## 3. Videos\n\n"
                           "- [Digging](https://dig.example) for worms\n";

/* What the document was when somebody was told of it. */
typedef struct
{
  char *text;
  gboolean modified;
  gboolean changed_on_disk;
} Seen;

typedef struct
{
  DocumentFixture base;
  gboolean was_modified;
  GArray *seen;
  guint n_changed;
  guint n_modified_changed;
  guint n_titles;
} Fixture;

typedef void (*Change) (Fixture *self);

static void
seen_clear (Seen *seen)
{
  g_free (seen->text);
}

static Seen
look (Fixture *self)
{
  return (Seen) { document_dup_text (self->base.document),
                  document_get_modified (self->base.document),
                  galley_document_get_changed_on_disk (self->base.document) };
}

static void
see (Fixture *self)
{
  Seen seen = look (self);

  g_array_append_val (self->seen, seen);
}

static void
changed_cb (Fixture *self)
{
  self->n_changed++;
  see (self);
}

static void
modified_changed_cb (Fixture *self)
{
  self->n_modified_changed++;
  see (self);
}

/* But what is told of the proof, which comes later, of history, and of how the text looks. */
static void
notify_cb (Fixture *self, GParamSpec *pspec)
{
  if (!g_str_equal (pspec->name, "proof") && !g_str_has_prefix (pspec->name, "can-")
      && pspec->owner_type != GTK_SOURCE_TYPE_BUFFER)
    see (self);
  self->n_titles += g_str_equal (pspec->name, "title");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  document_fixture_set_up (&self->base, data);
  galley_document_set_settle_time (self->base.document, 1);
  document_fixture_open (&self->base, TEXT, -1);
  galley_test_wait_until (document_is_proofed_cb, self->base.document);
  galley_test_settle ();

  self->seen = g_array_new (FALSE, TRUE, sizeof (Seen));
  g_array_set_clear_func (self->seen, (GDestroyNotify) seen_clear);
  g_signal_connect_swapped (self->base.document, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->base.document, "modified-changed",
                            G_CALLBACK (modified_changed_cb), self);
  g_signal_connect_swapped (self->base.document, "notify", G_CALLBACK (notify_cb), self);
  self->base.selected = TRUE;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (self->base.document, self);
  g_array_unref (self->seen);
  document_fixture_tear_down (&self->base, data);
}

/* From now on. */
static void
watch (Fixture *self)
{
  self->was_modified = document_get_modified (self->base.document);
  g_array_set_size (self->seen, 0);
  self->n_changed = 0;
  self->n_modified_changed = 0;
}

/* What happened since was one change. */
static void
assert_one (Fixture *self, gboolean modified)
{
  Seen end = look (self);

  g_assert_cmpint (end.modified, ==, modified);
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (self->n_modified_changed, ==, self->was_modified != modified);
  for (guint i = 0; i < self->seen->len; i++)
    {
      const Seen *seen = &g_array_index (self->seen, Seen, i);

      g_assert_cmpstr (seen->text, ==, end.text);
      g_assert_cmpint (seen->modified, ==, end.modified);
      g_assert_cmpint (seen->changed_on_disk, ==, end.changed_on_disk);
    }
  seen_clear (&end);
}

static GalleyFieldItem *
find (Fixture *self, const char *path)
{
  GalleyFieldForm *form = galley_field_form_of (self->base.document);

  return galley_field_items_find (galley_field_form_get_fields (form), path);
}

static void
test_form (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "title", "cover.image" };
  GalleyFieldForm *form = galley_field_form_of (self->base.document);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    for (guint length = 1; length <= strlen ("Pears: 3"); length++)
      {
        g_autofree char *typed = g_strndup ("Pears: 3", length);

        watch (self);
        g_assert_true (galley_field_form_set_text (form, find (self, paths[i]), typed));
        assert_one (self, TRUE);
      }

  for (guint i = 0; i < 4; i++)
    {
      watch (self);
      g_assert_true (galley_field_form_set_yaml (form, find (self, "draft"),
                                                 i % 2 == 0 ? "false" : "true"));
      assert_one (self, TRUE);
    }

  watch (self);
  g_assert_true (galley_field_form_add_text (form, find (self, "tags"), "c"));
  assert_one (self, TRUE);
  watch (self);
  g_assert_true (galley_field_form_remove_text (form, find (self, "tags"), 0));
  assert_one (self, TRUE);
  watch (self);
  g_assert_true (galley_field_form_rename (form, find (self, "tags"), "labels"));
  assert_one (self, TRUE);
  watch (self);
  g_assert_true (galley_field_form_add_field (form, NULL, "slug", NULL));
  assert_one (self, TRUE);
  watch (self);
  g_assert_true (galley_field_form_remove (form, find (self, "slug")));
  assert_one (self, TRUE);
}

/* What is typed into a field until it is as it was. */
static void
test_form_back (Fixture *self, gconstpointer data)
{
  GalleyFieldForm *form = galley_field_form_of (self->base.document);

  watch (self);
  g_assert_true (galley_field_form_set_text (form, find (self, "title"), "Ones"));
  assert_one (self, TRUE);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  g_assert_false (document_get_modified (self->base.document));

  galley_test_wait_until (document_is_proofed_cb, self->base.document);
  galley_test_settle ();
  watch (self);
  g_assert_true (galley_field_form_set_text (form, find (self, "title"), "Two"));
  assert_one (self, TRUE);
}

static void
step_entry (Fixture *self)
{
  document_set_cursor (self->base.document, strstr (TEXT, "Apple") - TEXT);
  watch (self);
  g_assert_true (galley_outline_edit_step_cursor (self->base.document, 1, NULL));
}

static void
step_section (Fixture *self)
{
  document_set_cursor (self->base.document, strstr (TEXT, "Projects") - TEXT);
  watch (self);
  g_assert_true (galley_outline_edit_step_cursor (self->base.document, 1, NULL));
}

static void
renumber (Fixture *self)
{
  galley_outline_edit_renumber (self->base.document);
}

static void
replace_all (Fixture *self)
{
  GtkSourceSearchSettings *settings = gtk_source_search_settings_new ();
  g_autoptr (GtkSourceSearchContext) context =
    gtk_source_search_context_new (GTK_SOURCE_BUFFER (self->base.document), settings);

  gtk_source_search_settings_set_search_text (settings, "example");
  g_assert_cmpuint (gtk_source_search_context_replace_all (context, "org", -1, NULL), ==, 3);
  g_object_unref (settings);
}

/* As one types over a selection. */
static void
type_over (Fixture *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->base.document);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, 4);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 9);
  gtk_text_buffer_select_range (buffer, &start, &end);
  watch (self);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "slug", -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

/* Each can be undone to the text of the file, and done again. */
static void
test_edit (Fixture *self, gconstpointer data)
{
  const Change *change = data;
  g_autofree char *done = NULL;

  watch (self);
  (*change) (self);
  assert_one (self, TRUE);
  done = document_dup_text (self->base.document);

  watch (self);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, TEXT);
  assert_one (self, FALSE);

  watch (self);
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, done);
  assert_one (self, TRUE);
}

/* Where history says that this is the text of the file, and it is not. */
static void
test_undo_past_save (Fixture *self, gconstpointer data)
{
  document_insert (self->base.document, 0, "a");
  document_fixture_save (&self->base);
  watch (self);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  assert_one (self, TRUE);
  watch (self);
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->base.document));
  assert_one (self, FALSE);
}

static gboolean
is_told_cb (gpointer data)
{
  return ((Fixture *) data)->n_changed > 0;
}

static void
test_follow (Fixture *self, gconstpointer data)
{
  watch (self);
  galley_test_file_write (self->base.path, "---\ntitle: Two\n---\nOne\n\nthree\n", -1);
  galley_document_check (self->base.document);
  galley_test_wait_until (is_told_cb, self);
  assert_one (self, FALSE);
}

static void
conflict (Fixture *self)
{
  document_insert (self->base.document, strlen (TEXT), "Mine.\n");
  galley_test_file_write (self->base.path, "---\ntitle: Two\n---\nOne\n\nthree\n", -1);
  galley_document_check (self->base.document);
  galley_test_wait_until (document_is_changed_on_disk_cb, self->base.document);
  watch (self);
}

static void
test_reload (Fixture *self, gconstpointer data)
{
  conflict (self);
  galley_document_reload (self->base.document);
  galley_test_wait_until (is_told_cb, self);
  assert_one (self, FALSE);
  g_assert_false (galley_document_get_changed_on_disk (self->base.document));
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GalleyComparison **) data =
    galley_document_compare_finish (GALLEY_DOCUMENT (object), result, NULL);
}

static gboolean
is_set_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  const gboolean all[] = { TRUE, TRUE, TRUE, TRUE, TRUE };
  g_autoptr (GalleyComparison) comparison = NULL;

  conflict (self);
  galley_document_compare_async (self->base.document, NULL, compared_cb, &comparison);
  galley_test_wait_until (is_set_cb, &comparison);
  g_assert_cmpuint (comparison->hunks->len, <=, G_N_ELEMENTS (all));
  watch (self);
  g_assert_true (galley_document_merge (self->base.document, comparison, all));
  assert_one (self, FALSE);
}

static void
test_load (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->base.folder, "other.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  document_insert (self->base.document, 0, "a");
  galley_test_file_write (path, "Other.\n", -1);
  watch (self);
  document_load (self->base.document, file, NULL);
  document_assert_text (self->base.document, "Other.\n");
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (self->n_modified_changed, ==, 1);
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  galley_document_restore_finish (GALLEY_DOCUMENT (object), result);
}

static void
test_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("My one\n", strlen ("My one\n"));
  g_autoptr (GalleyDraft) draft = galley_draft_new (text);

  g_signal_handlers_disconnect_by_data (self->base.document, self);
  galley_document_close (self->base.document);
  g_object_unref (self->base.document);
  self->base.document = galley_document_new ();
  g_signal_connect_swapped (self->base.document, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->base.document, "modified-changed",
                            G_CALLBACK (modified_changed_cb), self);

  draft->uri = g_file_get_uri (self->base.file);
  watch (self);
  galley_document_restore_async (self->base.document, draft, restored_cb, NULL);
  galley_test_wait_until (is_told_cb, self);
  document_assert_text (self->base.document, "My one\n");
  assert_one (self, TRUE);
}

static void
test_discard (Fixture *self, gconstpointer data)
{
  document_insert (self->base.document, 0, "a");
  watch (self);
  galley_document_discard (self->base.document);
  assert_one (self, FALSE);
}

static void
test_title (Fixture *self, gconstpointer data)
{
  GalleyFieldForm *form = galley_field_form_of (self->base.document);

  g_assert_true (galley_field_form_set_text (form, find (self, "title"), "Two"));
  g_assert_true (galley_field_form_set_text (form, find (self, "title"), "Two of"));
  g_assert_true (galley_field_form_set_text (form, find (self, "title"), "Two of them"));
  galley_test_wait_until (document_is_proofed_cb, self->base.document);
  g_assert_cmpstr (galley_document_get_title (self->base.document), ==, "Two of them");
  g_assert_cmpuint (self->n_titles, ==, 1);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
#define add_edit(path, change) g_test_add (path, Fixture, change, set_up, test_edit, tear_down)

int
main (int argc, char *argv[])
{
  static const Change edits[] = { step_entry, step_section, renumber, replace_all, type_over };

  g_test_init (&argc, &argv, NULL);

  add ("/document-change/form", test_form);
  add ("/document-change/form/back", test_form_back);
  add_edit ("/document-change/edit/move-entry", &edits[0]);
  add_edit ("/document-change/edit/move-section", &edits[1]);
  add_edit ("/document-change/edit/renumber", &edits[2]);
  add_edit ("/document-change/edit/replace-all", &edits[3]);
  add_edit ("/document-change/edit/type-over", &edits[4]);
  add ("/document-change/undo-past-save", test_undo_past_save);
  add ("/document-change/follow", test_follow);
  add ("/document-change/reload", test_reload);
  add ("/document-change/merge", test_merge);
  add ("/document-change/load", test_load);
  add ("/document-change/restore", test_restore);
  add ("/document-change/discard", test_discard);
  add ("/document-change/title", test_title);

  return g_test_run ();
}
