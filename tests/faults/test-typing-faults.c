/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-draft-folder.h"
#include "galley-drafts.h"
#include "galley-faults.h"
#include "galley-file.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program types and saves, and is killed: in the middle of a call, or between two keys. What it
 * typed until its draft was last on the disk is there again, and its file has a text that was
 * saved. GALLEY_FAULTS=N is how often. */

#define N_KILLS 60
#define N_STEPS 120

/* Told to the parent through shared memory, which outlives the kill. */
typedef struct
{
  /* How many steps were begun, and the last one that was known to be on the disk. */
  volatile guint begun;
  volatile guint kept;
  /* The step whose text was last saved, and the one whose text was last begun to be. */
  volatile guint saved;
  volatile guint saving;
} Report;

typedef struct
{
  gsize offset;
  gsize n_deleted;
  char inserted[8];
} Step;

static char *base;
static Report *report;

/* What is typed: the same for the same seed. @texts gets the text after each step. */
static GArray *
make_steps (guint seed, GPtrArray *texts)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new ("# Orchard\n");
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (Step));

  g_ptr_array_add (texts, g_strdup (text->str));

  for (guint i = 0; i < N_STEPS; i++)
    {
      Step step = { .offset = g_rand_int_range (random, 0, (gint) text->len + 1) };

      gsize n_deleted = g_rand_int_range (random, 1, 6);

      if (g_rand_int_range (random, 0, 4) == 0)
        step.n_deleted = MIN (n_deleted, text->len - step.offset);
      else
        g_snprintf (step.inserted, sizeof step.inserted, "%u%c", i,
                    "\n ab-"[g_rand_int_range (random, 0, 5)]);

      g_string_erase (text, step.offset, step.n_deleted);
      g_string_insert (text, step.offset, step.inserted);
      g_array_append_val (steps, step);
      g_ptr_array_add (texts, g_strdup (text->str));
    }

  return steps;
}

static void
do_step (GalleyDocument *document, const Step *step)
{
  g_autoptr (GArray) edits = galley_edit_list_new ();

  galley_edit_list_add (edits, step->offset, step->n_deleted, step->inserted);
  galley_document_apply (document, edits);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_set_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
is_settled_cb (gpointer drafts)
{
  return galley_drafts_get_settled (drafts);
}

static void
load (GalleyDocument *document, GFile *file)
{
  GAsyncResult *result = NULL;

  galley_document_load_async (document, file, NULL, done_cb, &result);
  galley_test_wait_until (is_set_cb, &result);
  if (!galley_document_load_finish (document, result, NULL))
    _exit (3);
}

static void
save (GalleyDocument *document, guint step)
{
  GAsyncResult *result = NULL;

  report->saving = step;
  galley_document_save_async (document, NULL, NULL, done_cb, &result);
  galley_test_wait_until (is_set_cb, &result);
  if (!galley_document_save_finish (document, result, NULL))
    _exit (4);
  report->saved = step;
}

/* The program that is killed; it never returns. */
static void
type (guint seed, const char *path, const char *root)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed ^ 0x5eed);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) steps = make_steps (seed, texts);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GalleyDocument *document = galley_document_new ();
  GalleyDrafts *drafts = galley_drafts_new (root);
  guint last = g_rand_int_range (random, 1, N_STEPS);

  galley_drafts_set_delay (drafts, g_rand_int_range (random, 0, 3));
  load (document, file);
  galley_drafts_watch (drafts, document, NULL);

  if (seed % 4 != 0)
    galley_faults_arm (base, g_rand_int_range (random, 1, 250),
                       seed % 2 == 0 ? GALLEY_FAULT_KILL : GALLEY_FAULT_TEAR, 0, 0);

  for (guint i = 1; i <= N_STEPS; i++)
    {
      report->begun = i;
      do_step (document, &g_array_index (steps, Step, i - 1));

      switch (g_rand_int_range (random, 0, 8))
        {
        case 0:
          galley_test_wait_until (is_settled_cb, drafts);
          report->kept = i;
          break;
        case 1:
          save (document, i);
          report->kept = i;
          break;
        case 2:
          g_usleep (g_rand_int_range (random, 0, 2000));
          break;
        default:
          break;
        }
      galley_test_settle ();

      if (seed % 4 == 0 && i == last)
        break;
    }

  raise (SIGKILL);
}

/* The last of the steps up to @end whose text this is, or -1. */
static gint
find_step (GPtrArray *texts, guint end, GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  for (gint i = (gint) end; i >= 0; i--)
    {
      const char *candidate = g_ptr_array_index (texts, i);

      if (strlen (candidate) == length && memcmp (candidate, data, length) == 0)
        return i;
    }

  return -1;
}

static void
check (guint seed, const char *path, const char *root)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) steps = make_steps (seed, texts);
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GBytes) content = galley_test_file_read (path);
  gint on_disk, best;

  galley_file_recover ();

  /* What was saved last, or what was being saved. */
  on_disk = find_step (texts, report->saving, content);
  g_assert_cmpint (on_disk, >=, 0);
  g_assert_true (find_step (texts, report->saved, content) >= 0
                 || g_str_equal (g_ptr_array_index (texts, report->saving),
                                 g_ptr_array_index (texts, on_disk)));
  g_assert_cmpint (on_disk, >=, report->saved);

  best = on_disk;
  folders = galley_draft_folder_adopt (root);
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GPtrArray) drafts = galley_draft_folder_read (g_ptr_array_index (folders, i));

      g_assert_cmpuint (drafts->len, <=, 1);
      for (guint j = 0; j < drafts->len; j++)
        {
          const GalleyDraft *draft = g_ptr_array_index (drafts, j);
          gint step = find_step (texts, report->begun, draft->text);

          g_assert_cmpint (step, >=, 0);
          best = MAX (best, step);
          galley_draft_folder_remove (draft->path, NULL);
        }
    }

  g_assert_cmpint (best, >=, report->kept);
}

static void
test_kills (void)
{
  const char *wanted = g_getenv ("GALLEY_FAULTS");
  guint n_kills = wanted != NULL ? (guint) atoi (wanted) : N_KILLS;
  guint n_in_calls = 0, n_recovered = 0;

  for (guint seed = 0; seed < n_kills; seed++)
    {
      g_autofree char *folder = g_build_filename (base, "place", NULL);
      g_autofree char *path = g_build_filename (folder, "issue.md", NULL);
      g_autofree char *other = g_build_filename (folder, "other.md", NULL);
      g_autofree char *root = g_build_filename (base, "drafts", NULL);
      pid_t child;
      int status;

      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      galley_test_file_write (path, "# Orchard\n", -1);
      /* Every fifth is a file with two names, which is written in place. */
      if (seed % 5 == 0)
        g_assert_cmpint (link (path, other), ==, 0);
      memset ((void *) report, 0, sizeof *report);

      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        type (seed, path, root);

      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      n_in_calls += seed % 4 != 0 && report->begun < N_STEPS;
      n_recovered += report->kept > 0;

      /* A file that is written in place is whole when the next program has started. */
      galley_file_recover ();
      check (seed, path, root);
      galley_test_folder_remove (g_steal_pointer (&folder));
    }

  g_test_message ("%u kills, %u of them in a call; %u with a text to recover", n_kills, n_in_calls,
                  n_recovered);
  g_assert_cmpuint (n_in_calls, >, n_kills / 4);
  g_assert_cmpuint (n_recovered, >, n_kills / 4);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state_folder = NULL;
  int status;

  /* In memory, so that thousands of saves do not wait for a disk: what a kill does is the same. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  base = galley_test_folder_new ();
  state_folder = g_build_filename (base, "state", NULL);
  g_setenv ("XDG_STATE_HOME", state_folder, TRUE);
  report = mmap (NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (report != MAP_FAILED);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/faults/typing", test_kills);

  status = g_test_run ();
  galley_test_folder_remove (base);

  return status;
}
