/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include "galley-comparison.h"
#include "galley-document-private.h"
#include "galley-draft-folder.h"
#include "galley-drafts.h"
#include "galley-field-form.h"

#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>

typedef struct
{
  DocumentFixture base;
  char *root;
  GalleyDrafts *drafts;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  document_fixture_set_up (&self->base, data);
  self->root = g_build_filename (self->base.folder, "state", "drafts", NULL);
  self->drafts = galley_drafts_new (self->root);
  galley_drafts_set_delay (self->drafts, 1);
}

static gboolean
is_settled_cb (gpointer drafts)
{
  return galley_drafts_get_settled (drafts);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_drafts_unwatch (self->drafts, self->base.document, TRUE);
  galley_drafts_finish (self->drafts);
  g_assert_finalize_object (self->drafts);
  document_fixture_tear_down (&self->base, data);
  g_free (self->root);
}

static void
settle (Fixture *self)
{
  galley_test_wait_until (is_settled_cb, self->drafts);
}

/* All drafts that there are, of whatever program. */
static GPtrArray *
read_all (Fixture *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_draft_free);
  g_autoptr (GDir) root = g_dir_open (self->root, 0, NULL);
  const char *name;

  while (root != NULL && (name = g_dir_read_name (root)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->root, name, NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *file;

      while ((file = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, file, NULL);
          g_autoptr (GBytes) bytes = NULL;
          g_autoptr (GError) error = NULL;
          struct stat info;

          if (!g_str_has_suffix (file, ".md"))
            continue;

          g_assert_cmpint (stat (path, &info), ==, 0);
          g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
          bytes = galley_test_file_read (path);
          g_ptr_array_add (texts, galley_draft_from_bytes (bytes, &error));
          g_assert_no_error (error);
        }
    }

  return texts;
}

static void
assert_draft (Fixture *self, const char *text)
{
  g_autoptr (GPtrArray) all = NULL;
  const GalleyDraft *draft;

  settle (self);
  all = read_all (self);
  g_assert_cmpuint (all->len, ==, text != NULL ? 1 : 0);
  if (text == NULL)
    return;

  draft = g_ptr_array_index (all, 0);
  g_assert_cmpmem (g_bytes_get_data (draft->text, NULL), g_bytes_get_size (draft->text), text,
                   strlen (text));
}

static void
test_untitled (Fixture *self, gconstpointer data)
{
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  assert_draft (self, NULL);
  g_assert_false (g_file_test (self->root, G_FILE_TEST_EXISTS));

  document_insert (self->base.document, 0, "O");
  assert_draft (self, "O");
  document_insert (self->base.document, 1, "ne\n");
  assert_draft (self, "One\n");

  document_save (self->base.document, self->base.file, NULL);
  assert_draft (self, NULL);
  galley_test_file_assert (self->base.path, "One\n", -1);
}

static void
test_failed_save (Fixture *self, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (self->base.folder, "gone", "issue.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (gone);

  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "One\n");
  g_assert_false (document_save (self->base.document, file, NULL));
  assert_draft (self, "One\n");
}

static void
test_undone (Fixture *self, gconstpointer data)
{
  document_fixture_open (&self->base, "one\n", -1);
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "my ");
  assert_draft (self, "my one\n");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  assert_draft (self, NULL);
}

static void
test_discard (Fixture *self, gconstpointer data)
{
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "One\n");
  settle (self);
  galley_drafts_unwatch (self->drafts, self->base.document, FALSE);
  galley_drafts_finish (self->drafts);
  assert_draft (self, NULL);
}

/* There is no proof before it is known what the site says of the text. */
static void
test_slow_site (Fixture *self, gconstpointer data)
{
  galley_proofer_set_site (self->base.document->proofer, NULL);
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "One\n");
  assert_draft (self, "One\n");
  document_insert (self->base.document, 4, "Two\n");
  assert_draft (self, "One\nTwo\n");
  g_assert_null (galley_document_get_proof (self->base.document));
}

/* The same when the site is read anew while one types. */
static void
test_slow_site_again (Fixture *self, gconstpointer data)
{
  document_fixture_open (&self->base, "one\n", -1);
  galley_test_wait_until (document_is_proofed_cb, self->base.document);
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  galley_proofer_set_site (self->base.document->proofer, NULL);
  document_insert (self->base.document, 0, "my ");
  assert_draft (self, "my one\n");
}

static char *
dup_draft_name (Fixture *self)
{
  g_autoptr (GDir) root = g_dir_open (self->root, 0, NULL);
  g_autofree char *folder = g_build_filename (self->root, g_dir_read_name (root), NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".md"))
      return g_strdup (name);

  return NULL;
}

/* One draft for all that is typed into a field: it is never removed and begun again. */
static void
test_form (Fixture *self, gconstpointer data)
{
  GalleyFieldForm *form = galley_field_form_of (self->base.document);
  GalleyFieldItem *title;
  g_autofree char *name = NULL;

  document_fixture_open (&self->base, "---\ntitle: One\n---\n", -1);
  galley_test_wait_until (document_is_proofed_cb, self->base.document);
  galley_test_settle ();
  galley_drafts_watch (self->drafts, self->base.document, NULL);

  title = galley_field_items_find (galley_field_form_get_fields (form), "title");
  for (guint length = 1; length <= strlen ("Apples"); length++)
    {
      g_autofree char *typed = g_strndup ("Apples", length);
      g_autofree char *text = g_strdup_printf ("---\ntitle: %s\n---\n", typed);
      g_autofree char *now = NULL;

      g_assert_true (galley_field_form_set_text (form, title, typed));
      assert_draft (self, text);
      now = dup_draft_name (self);
      if (name == NULL)
        name = g_strdup (now);
      g_assert_cmpstr (now, ==, name);
    }
  self->base.selected = TRUE;
}

/* Discarded before it was written. */
static void
test_discard_at_once (Fixture *self, gconstpointer data)
{
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "One\n");
  galley_drafts_unwatch (self->drafts, self->base.document, FALSE);
  galley_drafts_finish (self->drafts);
  assert_draft (self, NULL);
}

/* The state folder cannot be written: that is said, and the draft is written when it can be. */
static void
test_failure (Fixture *self, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (self->root);

  galley_test_file_write (state, "", 0);
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "One\n");
  while (galley_drafts_get_error_message (self->drafts) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (g_unlink (state), ==, 0);
  document_insert (self->base.document, 0, "Zero\n");
  assert_draft (self, "Zero\nOne\n");
  g_assert_null (galley_drafts_get_error_message (self->drafts));
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  galley_document_restore_finish (GALLEY_DOCUMENT (object), result);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true_cb (gpointer data)
{
  return *(gboolean *) data;
}

static void
restore (Fixture *self, const GalleyDraft *draft)
{
  gboolean done = FALSE;

  galley_document_restore_async (self->base.document, draft, restored_cb, &done);
  galley_test_wait_until (is_true_cb, &done);
  galley_drafts_watch (self->drafts, self->base.document, draft);
}

/* What is left when the program ends without a word; @before is what the file had, if any. */
static void
leave_behind (Fixture *self, const char *before, const char *insertion, gsize cursor)
{
  if (before != NULL)
    document_fixture_open (&self->base, before, -1);
  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_set_cursor (self->base.document, cursor);
  document_insert (self->base.document, cursor, insertion);
  settle (self);

  galley_drafts_unwatch (self->drafts, self->base.document, TRUE);
  galley_document_close (self->base.document);
  g_clear_object (&self->base.document);
  g_clear_object (&self->drafts);

  self->base.document = galley_document_new ();
  self->drafts = galley_drafts_new (self->root);
  galley_drafts_set_delay (self->drafts, 1);
}

static void
recovered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GPtrArray **) data = galley_drafts_recover_finish (GALLEY_DRAFTS (object), result);
}

static gboolean
is_set_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static GPtrArray *
recover (GalleyDrafts *drafts)
{
  GPtrArray *recovered = NULL;

  galley_drafts_recover_async (drafts, NULL, recovered_cb, &recovered);
  galley_test_wait_until (is_set_cb, &recovered);

  return recovered;
}

static void
recover_one (Fixture *self)
{
  g_autoptr (GPtrArray) drafts = recover (self->drafts);

  g_assert_cmpuint (drafts->len, ==, 1);
  restore (self, g_ptr_array_index (drafts, 0));
}

static void
test_restore_untitled (Fixture *self, gconstpointer data)
{
  leave_behind (self, NULL, "One\n", 0);
  recover_one (self);
  document_assert_text (self->base.document, "One\n");
  g_assert_true (document_get_modified (self->base.document));
  g_assert_null (galley_document_get_file (self->base.document));
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (self->base.document)));
  g_assert_cmpuint (document_get_cursor (self->base.document), ==, 4);
  assert_draft (self, "One\n");

  document_insert (self->base.document, 4, "Two\n");
  assert_draft (self, "One\nTwo\n");
  document_save (self->base.document, self->base.file, NULL);
  assert_draft (self, NULL);
}

static void
test_restore (Fixture *self, gconstpointer data)
{
  leave_behind (self, "\xef\xbb\xbfone\r\ntwo\r\n", "my ", 5);
  recover_one (self);
  document_assert_text (self->base.document, "one\r\nmy two\r\n");
  g_assert_true (document_get_modified (self->base.document));
  g_assert_false (galley_document_get_changed_on_disk (self->base.document));
  g_assert_cmpuint (document_get_cursor (self->base.document), ==, 8);

  /* The way back ends at the text of the file. */
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, "one\r\ntwo\r\n");
  g_assert_false (document_get_modified (self->base.document));
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (self->base.document)));
  assert_draft (self, NULL);

  gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->base.document));
  document_fixture_save (&self->base);
  galley_test_file_assert (self->base.path, "\xef\xbb\xbfone\r\nmy two\r\n", -1);
  assert_draft (self, NULL);
}

/* The program ended after the file was written and before the draft was removed. */
static void
test_restore_saved (Fixture *self, gconstpointer data)
{
  leave_behind (self, "one\n", "my ", 0);
  galley_test_file_write (self->base.path, "my one\n", -1);
  recover_one (self);
  document_assert_text (self->base.document, "my one\n");
  g_assert_false (document_get_modified (self->base.document));
  g_assert_false (galley_document_get_changed_on_disk (self->base.document));
  assert_draft (self, NULL);
}

static void
test_restore_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  leave_behind (self, "one\n", "my ", 0);
  galley_test_file_write (self->base.path, "their one\n", -1);
  recover_one (self);
  document_assert_text (self->base.document, "my one\n");
  g_assert_true (document_get_modified (self->base.document));
  g_assert_true (galley_document_get_changed_on_disk (self->base.document));
  assert_draft (self, "my one\n");

  g_assert_false (document_save (self->base.document, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  galley_test_file_assert (self->base.path, "their one\n", -1);

  galley_document_keep_mine (self->base.document);
  document_fixture_save (&self->base);
  galley_test_file_assert (self->base.path, "my one\n", -1);
  assert_draft (self, NULL);
}

static void
test_restore_lost (Fixture *self, gconstpointer data)
{
  leave_behind (self, "one\n", "my ", 0);
  g_assert_cmpint (g_unlink (self->base.path), ==, 0);
  recover_one (self);
  document_assert_text (self->base.document, "my one\n");
  g_assert_true (document_get_modified (self->base.document));
  galley_test_wait_until (document_has_error_cb, self->base.document);
  assert_draft (self, "my one\n");

  document_fixture_save (&self->base);
  galley_test_file_assert (self->base.path, "my one\n", -1);
  assert_draft (self, NULL);
}

/* A program that runs keeps its drafts. */
static void
test_second_program (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyDrafts) second = galley_drafts_new (self->root);
  g_autoptr (GPtrArray) recovered = NULL;

  galley_drafts_watch (self->drafts, self->base.document, NULL);
  document_insert (self->base.document, 0, "One\n");
  settle (self);
  recovered = recover (second);
  g_assert_cmpuint (recovered->len, ==, 0);
  assert_draft (self, "One\n");
}

/* Typing that never pauses does not put the draft off. */
static void
test_no_pause (Fixture *self, gconstpointer data)
{
  guint n = 0;

  galley_drafts_watch (self->drafts, self->base.document, NULL);
  do
    {
      g_autoptr (GPtrArray) all = NULL;

      document_insert (self->base.document, 0, "x");
      galley_test_settle ();
      all = read_all (self);
      if (all->len == 1)
        break;
      g_usleep (100);
    }
  while (++n < 1000 * 1000);
  g_assert_cmpuint (n, <, 1000 * 1000);
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GalleyComparison **) data =
    galley_document_compare_finish (GALLEY_DOCUMENT (object), result, &error);
  g_assert_no_error (error);
}

static GalleyComparison *
compare (Fixture *self)
{
  GalleyComparison *comparison = NULL;

  galley_document_compare_async (self->base.document, NULL, compared_cb, &comparison);
  galley_test_wait_until (is_set_cb, &comparison);

  return comparison;
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  const gboolean some[] = { TRUE, FALSE };
  g_autoptr (GalleyComparison) comparison = NULL;

  document_fixture_open (&self->base, "one\ntwo\nthree\n", -1);
  document_insert (self->base.document, 8, "my ");
  galley_test_file_write (self->base.path, "their one\ntwo\ntheir three\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, self->base.document);

  comparison = compare (self);
  g_assert_cmpuint (comparison->hunks->len, ==, 2);
  g_assert_true (galley_document_merge (self->base.document, comparison, some));
  document_assert_text (self->base.document, "their one\ntwo\nmy three\n");
  g_assert_false (galley_document_get_changed_on_disk (self->base.document));
  g_assert_true (document_get_modified (self->base.document));
  g_assert_false (galley_document_merge (self->base.document, comparison, some));

  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, "one\ntwo\nmy three\n");
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->base.document));
  document_fixture_save (&self->base);
  galley_test_file_assert (self->base.path, "their one\ntwo\nmy three\n", -1);
}

static void
test_merge_all (Fixture *self, gconstpointer data)
{
  const gboolean all[] = { TRUE };
  g_autoptr (GalleyComparison) comparison = NULL;

  document_fixture_open (&self->base, "one\n", -1);
  document_insert (self->base.document, 0, "my ");
  galley_test_file_write (self->base.path, "their one\n", -1);
  galley_test_wait_until (document_is_changed_on_disk_cb, self->base.document);

  comparison = compare (self);
  g_assert_true (galley_document_merge (self->base.document, comparison, all));
  document_assert_text (self->base.document, "their one\n");
  g_assert_false (document_get_modified (self->base.document));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/drafts/untitled", test_untitled);
  add ("/drafts/failed-save", test_failed_save);
  add ("/drafts/undone", test_undone);
  add ("/drafts/discard", test_discard);
  add ("/drafts/discard/at-once", test_discard_at_once);
  add ("/drafts/failure", test_failure);
  add ("/drafts/slow-site", test_slow_site);
  add ("/drafts/slow-site/again", test_slow_site_again);
  add ("/drafts/form", test_form);
  add ("/drafts/no-pause", test_no_pause);
  add ("/drafts/restore", test_restore);
  add ("/drafts/restore/untitled", test_restore_untitled);
  add ("/drafts/restore/saved", test_restore_saved);
  add ("/drafts/restore/conflict", test_restore_conflict);
  add ("/drafts/restore/lost", test_restore_lost);
  add ("/drafts/second-program", test_second_program);
  add ("/comparison/merge", test_merge);
  add ("/comparison/merge/all", test_merge_all);

  return g_test_run ();
}
