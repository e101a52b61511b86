/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-draft-folder.h"
#include "galley-error.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>

static GalleyDraft *
make_draft (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_draft_new (bytes);
}

static void
assert_text (const GalleyDraft *draft, const char *text)
{
  g_assert_cmpmem (g_bytes_get_data (draft->text, NULL), g_bytes_get_size (draft->text), text,
                   strlen (text));
}

static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "", "one\n", "\n\nFile: x\n\n", "---\r\ntitle: 周刊\r\n---\r\n\xef\xbb\xbf", "a: b\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GalleyDraft) draft = make_draft (texts[i]);
      g_autoptr (GalleyDraft) again = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      if (i % 2 == 1)
        {
          draft->uri = g_strdup ("file:///home/%E5%91%A8/issue.md");
          draft->digest = g_strdup ("0123456789abcdef");
          draft->format->charset = g_strdup ("GB18030");
          draft->format->bom = TRUE;
          draft->format->newline = "\r\n";
        }
      draft->cursor = MIN (i, strlen (texts[i]));

      bytes = galley_draft_to_bytes (draft);
      again = galley_draft_from_bytes (bytes, &error);
      g_assert_no_error (error);
      assert_text (again, texts[i]);
      g_assert_cmpstr (again->uri, ==, draft->uri);
      g_assert_cmpstr (again->digest, ==, draft->digest);
      g_assert_cmpuint (again->cursor, ==, draft->cursor);
      g_assert_cmpstr (again->format->charset, ==, draft->format->charset);
      g_assert_cmpint (again->format->bom, ==, draft->format->bom);
      g_assert_cmpstr (again->format->newline, ==, draft->format->newline);
    }
}

/* Whatever byte is lost or changed, the draft is not taken for whole. */
static void
test_damage (void)
{
  g_autoptr (GalleyDraft) draft = make_draft ("One apple.\n");
  g_autoptr (GBytes) bytes = galley_draft_to_bytes (draft);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autoptr (GError) error = NULL;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, size);
      g_assert_null (galley_draft_from_bytes (changed, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX);
      g_assert_null (galley_draft_from_bytes (cut, NULL));
    }
}

static void
test_readable (void)
{
  g_autoptr (GalleyDraft) draft = make_draft ("# 周刊\n\nOne apple.\n");
  g_autoptr (GBytes) bytes = galley_draft_to_bytes (draft);

  g_assert_true (memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                         "\n\n# 周刊\n\nOne apple.\n", strlen ("\n\n# 周刊\n\nOne apple.\n"))
                 != NULL);
}

static guint
count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
write_draft (GalleyDraftFolder *folder, const char *text)
{
  g_autoptr (GalleyDraft) draft = make_draft (text);
  g_autoptr (GError) error = NULL;

  draft->path = galley_draft_folder_dup_path (folder);
  galley_draft_folder_write (draft, &error);
  g_assert_no_error (error);
}

static void
assert_mode (const char *path, mode_t mode)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

static void
test_folder (void)
{
  char *base = galley_test_folder_new ();
  g_autofree char *root = g_build_filename (base, "galley", "drafts", NULL);
  g_autoptr (GalleyDraftFolder) mine = galley_draft_folder_new (root, NULL);
  g_autoptr (GalleyDraftFolder) other = galley_draft_folder_new (root, NULL);
  g_autoptr (GPtrArray) adopted = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  g_assert_nonnull (mine);
  g_assert_nonnull (other);
  assert_mode (root, 0700);
  write_draft (mine, "one");
  write_draft (mine, "two");
  write_draft (other, "three");

  drafts = galley_draft_folder_read (mine);
  g_assert_cmpuint (drafts->len, ==, 2);
  assert_text (g_ptr_array_index (drafts, 0), "one");
  assert_text (g_ptr_array_index (drafts, 1), "two");
  assert_mode (((GalleyDraft *) g_ptr_array_index (drafts, 0))->path, 0600);

  /* Nobody may have what is held; what is let go of, one may, and only one. */
  adopted = galley_draft_folder_adopt (root);
  g_assert_cmpuint (adopted->len, ==, 0);
  g_clear_pointer (&adopted, g_ptr_array_unref);

  g_clear_pointer (&other, galley_draft_folder_unref);
  adopted = galley_draft_folder_adopt (root);
  g_assert_cmpuint (adopted->len, ==, 1);
  {
    g_autoptr (GPtrArray) again = galley_draft_folder_adopt (root);

    g_assert_cmpuint (again->len, ==, 0);
  }
  g_ptr_array_unref (drafts);
  drafts = galley_draft_folder_read (g_ptr_array_index (adopted, 0));
  g_assert_cmpuint (drafts->len, ==, 1);
  assert_text (g_ptr_array_index (drafts, 0), "three");

  /* A folder without drafts goes when it is not needed any more. */
  galley_draft_folder_remove (((GalleyDraft *) g_ptr_array_index (drafts, 0))->path, NULL);
  g_clear_pointer (&adopted, g_ptr_array_unref);
  g_assert_cmpuint (count (root), ==, 1);

  galley_test_folder_remove (base);
}

static void
test_folder_damage (void)
{
  char *root = galley_test_folder_new ();
  g_autoptr (GalleyDraftFolder) folder = galley_draft_folder_new (root, NULL);
  g_autofree char *path = galley_draft_folder_dup_path (folder);
  g_autoptr (GPtrArray) drafts = NULL;

  galley_test_file_write (path, "Galley draft 1 no", -1);
  write_draft (folder, "whole");
  drafts = galley_draft_folder_read (folder);
  g_assert_cmpuint (drafts->len, ==, 1);
  assert_text (g_ptr_array_index (drafts, 0), "whole");

  /* It is kept for whoever wants to look at it. */
  g_clear_pointer (&folder, galley_draft_folder_unref);
  galley_test_file_assert (path, "Galley draft 1 no", -1);
  galley_test_folder_remove (root);
}

static void
test_folder_refused (void)
{
  char *base = galley_test_folder_new ();
  g_autofree char *file = g_build_filename (base, "file", NULL);
  g_autofree char *root = g_build_filename (file, "drafts", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) adopted = galley_draft_folder_adopt (root);

  galley_test_file_write (file, "", 0);
  g_assert_cmpuint (adopted->len, ==, 0);
  g_assert_null (galley_draft_folder_new (root, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  galley_test_folder_remove (base);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/round-trip", test_round_trip);
  g_test_add_func ("/draft/damage", test_damage);
  g_test_add_func ("/draft/readable", test_readable);
  g_test_add_func ("/draft/folder", test_folder);
  g_test_add_func ("/draft/folder/damage", test_folder_damage);
  g_test_add_func ("/draft/folder/refused", test_folder_refused);

  return g_test_run ();
}
