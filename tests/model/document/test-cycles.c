/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"

#include "galley-drafts.h"

#include <malloc.h>
#include <string.h>

#define N_CYCLES 500
#define N_WARM 100

/* What all cycles together may leave behind, in bytes: less than a text for each. */
#define ALLOWED (512 * 1024)

static gboolean
is_gone_cb (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
is_settled_cb (gpointer drafts)
{
  return galley_drafts_get_settled (drafts);
}

/* Opens the file, edits it and closes it; every third time it is saved before that. */
static void
cycle (GFile *file, GalleyDrafts *drafts, guint i)
{
  GalleyDocument *document = galley_document_new ();
  gpointer weak = document;
  g_autoptr (GError) error = NULL;

  g_object_add_weak_pointer (weak, &weak);
  document_load (document, file, &error);
  g_assert_no_error (error);
  galley_drafts_watch (drafts, document, NULL);

  document_insert (document, 0, "x");
  galley_test_wait_until (document_is_proofed_cb, document);
  if (i % 3 == 0)
    galley_test_wait_until (is_settled_cb, drafts);
  document_delete (document, 0, 1);
  if (i % 3 == 1)
    document_save (document, NULL, &error);
  g_assert_no_error (error);

  galley_drafts_unwatch (drafts, document, FALSE);
  galley_document_close (document);
  g_object_unref (document);
  galley_test_wait_until (is_gone_cb, &weak);
}

/* Runs as long as it is waited for. */
static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_back_cb (gpointer before)
{
  return mallinfo2 ().uordblks < *(gsize *) before + ALLOWED;
}

static void
test_memory (void)
{
  char *folder = galley_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
  g_autofree char *root = g_build_filename (folder, "drafts", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GalleyDrafts *drafts = galley_drafts_new (root);
  g_autoptr (GString) text = g_string_new ("---\ntitle: Orchard\n---\n");
  gsize before = 0;
  guint look;

  while (text->len < 20000)
    g_string_append (text, "\n# One\n\nTwo *pears* and [plums](https://example.org).\n");
  galley_test_file_write (path, text->str, (gssize) text->len);
  galley_drafts_set_delay (drafts, 1);

  for (guint i = 0; i < N_CYCLES; i++)
    {
      cycle (file, drafts, i);
      if (i == N_WARM)
        before = mallinfo2 ().uordblks;
    }

  galley_drafts_finish (drafts);
  g_assert_finalize_object (drafts);
  /* Worker threads may still be freeing what they had, and tell nobody. */
  look = g_timeout_add (10, look_again_cb, NULL);
  galley_test_wait_until (is_back_cb, &before);
  g_source_remove (look);
  galley_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cycles/memory", test_memory);

  return g_test_run ();
}
