/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-draft-folder.h"
#include "galley-drafts.h"
#include "galley-faults.h"
#include "galley-field-form.h"
#include "galley-file-recover.h"
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
#define TEXT_SIZE 2048

/* Told to the parent through shared memory, which outlives the kill. */
typedef struct
{
  /* How many steps were begun, and the last one that was known to be on the disk. */
  volatile guint begun;
  volatile guint kept;
  /* The step whose text was last saved, and the one whose text was last begun to be. */
  volatile guint saved;
  volatile guint saving;
  /* The text after each step that was begun. */
  char texts[N_STEPS + 1][TEXT_SIZE];
} Report;

/* Does one step of what is typed. */
typedef void (*Type) (GalleyDocument *document, GRand *random, guint step);

typedef struct
{
  const char *path;
  Type type;
  const char *text;
} Typing;

static char *base;
static Report *report;

static void
type_text (GalleyDocument *document, GRand *random, guint step)
{
  g_autoptr (GArray) edits = galley_edit_list_new ();
  gsize size = strlen (report->texts[step - 1]);
  gsize offset = g_rand_int_range (random, 0, (gint) size + 1);
  gsize n_deleted = g_rand_int_range (random, 1, 6);
  g_autofree char *inserted =
    g_strdup_printf ("%u%c", step, "\n ab-"[g_rand_int_range (random, 0, 5)]);

  if (g_rand_int_range (random, 0, 4) == 0)
    galley_edit_list_add (edits, offset, MIN (n_deleted, size - offset), "");
  else
    galley_edit_list_add (edits, offset, 0, inserted);
  galley_document_apply (document, edits);
}

/* Ten keys into one field, then into the next. */
static void
type_form (GalleyDocument *document, GRand *random, guint step)
{
  static const char *const paths[] = { "title",       "description", "date",
                                       "tags",        "draft",       "weight",
                                       "cover.image", "cover.alt",   "links[0].name" };
  static const char typed[] = "Ten: pears";
  GalleyFieldForm *form = galley_field_form_of (document);
  const char *path = paths[(step - 1) / 10 % G_N_ELEMENTS (paths)];
  g_autofree char *text = g_strndup (typed, (step - 1) % 10 + 1);
  g_autofree char *number = g_strdup_printf ("%u", step);
  GalleyFieldItem *item = galley_field_items_find (galley_field_form_get_fields (form), path);

  if (item == NULL)
    _exit (5);
  switch (galley_field_item_get_shape (item))
    {
    case GALLEY_FIELD_SHAPE_CHIPS:
      galley_field_form_add_text (form, item, text);
      break;
    case GALLEY_FIELD_SHAPE_SWITCH:
      galley_field_form_set_yaml (form, item, step % 2 == 0 ? "false" : "true");
      break;
    case GALLEY_FIELD_SHAPE_DATE:
      g_free (text);
      text = g_strdup_printf ("2026-12-%02u", step % 28 + 1);
      galley_field_form_set_date (form, item, text);
      break;
    default:
      if (g_str_equal (path, "weight"))
        galley_field_form_set_yaml (form, item, number);
      else
        galley_field_form_set_text (form, item, text);
    }
}

static const Typing typings[] = {
  { "/faults/typing", type_text, "# Orchard\n" },
  { "/faults/typing/form", type_form,
    "---\ntitle: Orchard\ndescription: |\n  Of apples\n  and pears\ndate: 2026-11-30\n"
    "tags: [a]\ndraft: true\nweight: 3\ncover:\n  image: a.png\n  alt: An apple\n"
    "links:\n  - name: Pear\n---\n# Orchard\n" },
};

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

static gboolean
is_ready_cb (gpointer document)
{
  GalleyFieldFormState state = galley_field_form_get_state (galley_field_form_of (document));

  return state != GALLEY_FIELD_FORM_WAITING;
}

static void
load (GalleyDocument *document, GFile *file)
{
  GAsyncResult *result = NULL;

  galley_document_load_async (document, file, NULL, done_cb, &result);
  galley_test_wait_until (is_set_cb, &result);
  if (!galley_document_load_finish (document, result, NULL))
    _exit (3);
  galley_test_wait_until (is_ready_cb, document);
}

static void
note_text (GalleyDocument *document, guint step)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (g_strlcpy (report->texts[step], text, TEXT_SIZE) >= TEXT_SIZE)
    _exit (6);
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
type (const Typing *typing, guint seed, const char *path, const char *root)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed ^ 0x5eed);
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
      typing->type (document, random, i);
      note_text (document, i);
      report->begun = i;

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
find_step (guint end, GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  for (gint i = (gint) end; i >= 0; i--)
    {
      const char *candidate = report->texts[i];

      if (strlen (candidate) == length && memcmp (candidate, data, length) == 0)
        return i;
    }

  return -1;
}

static void
check (const char *path, const char *root)
{
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GBytes) content = galley_test_file_read (path);
  gint on_disk, best;

  galley_file_recover (NULL, root, G_TIME_SPAN_HOUR);

  /* What was saved last, or what was being saved. */
  on_disk = find_step (report->saving, content);
  g_assert_cmpint (on_disk, >=, 0);
  g_assert_true (find_step (report->saved, content) >= 0
                 || g_str_equal (report->texts[report->saving], report->texts[on_disk]));
  g_assert_cmpint (on_disk, >=, report->saved);

  /* What is typed until it is as it was saved needs no draft. */
  best = find_step (report->begun, content);
  folders = galley_draft_folder_adopt (root);
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GPtrArray) drafts = galley_draft_folder_read (g_ptr_array_index (folders, i));

      g_assert_cmpuint (drafts->len, <=, 1);
      for (guint j = 0; j < drafts->len; j++)
        {
          const GalleyDraft *draft = g_ptr_array_index (drafts, j);
          gint step = find_step (report->begun, draft->text);

          g_assert_cmpint (step, >=, 0);
          best = MAX (best, step);
          galley_draft_folder_remove (draft->path, NULL);
        }
    }

  g_assert_cmpint (best, >=, report->kept);
}

static void
test_kills (gconstpointer data)
{
  const Typing *typing = data;
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
      galley_test_file_write (path, typing->text, -1);
      /* Every fifth is a file with two names, which is written in place. */
      if (seed % 5 == 0)
        g_assert_cmpint (link (path, other), ==, 0);
      memset ((void *) report, 0, sizeof *report);
      g_strlcpy (report->texts[0], typing->text, TEXT_SIZE);

      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        type (typing, seed, path, root);

      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      n_in_calls += seed % 4 != 0 && report->begun < N_STEPS;
      n_recovered += report->kept > 0;

      /* A file that is written in place is whole when the next program has started. */
      galley_file_recover (NULL, root, G_TIME_SPAN_HOUR);
      check (path, root);
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

  for (guint i = 0; i < G_N_ELEMENTS (typings); i++)
    g_test_add_data_func (typings[i].path, &typings[i], test_kills);

  status = g_test_run ();
  galley_test_folder_remove (base);

  return status;
}
