/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-faults.h"
#include "galley-file.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each call that a save makes fails in turn, in each way, and the program is killed in each of
 * them: the file has the old text or the new one. */

typedef struct
{
  const char *name;
  gboolean exists;
  gboolean symbolic_link;
  gboolean hard_link;
  int no_rename;
} Scenario;

static const Scenario scenarios[] = {
  { "new", FALSE },
  { "existing", TRUE },
  { "symbolic-link", TRUE, .symbolic_link = TRUE },
  { "hard-link", TRUE, .hard_link = TRUE },
  { "no-rename", TRUE, .no_rename = EXDEV },
  { "no-rename/new", FALSE, .no_rename = ENOSYS },
};

static const int numbers[] = { ENOSPC, EIO, EACCES, EDQUOT, EROFS };

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  GBytes *old;
  GBytes *new;
} Place;

static char *base;
static guint n_faults, n_kills;

static void
place_open (Place *self, const Scenario *scenario, gboolean shrinks)
{
  g_autofree char *long_text = g_strnfill (20000, 'o');
  g_autofree char *longer_text = g_strnfill (30000, 'n');

  self->folder = g_build_filename (base, "place", NULL);
  self->path = g_build_filename (self->folder, "issue.md", NULL);
  self->file = g_file_new_for_path (self->path);
  self->old = shrinks ? g_bytes_new (longer_text, 30000) : g_bytes_new (long_text, 20000);
  self->new = shrinks ? g_bytes_new (long_text, 20000) : g_bytes_new (longer_text, 30000);

  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  if (scenario->exists)
    {
      const char *name = scenario->symbolic_link ? "target" : "issue.md";
      g_autofree char *real = g_build_filename (self->folder, name, NULL);
      g_autofree char *other = g_build_filename (self->folder, "other", NULL);

      galley_test_file_write (real, g_bytes_get_data (self->old, NULL),
                              g_bytes_get_size (self->old));
      if (scenario->symbolic_link)
        g_assert_cmpint (symlink ("target", self->path), ==, 0);
      if (scenario->hard_link)
        g_assert_cmpint (link (real, other), ==, 0);
    }
}

static void
place_close (Place *self)
{
  galley_test_folder_remove (self->folder);
  g_free (self->path);
  g_object_unref (self->file);
  g_bytes_unref (self->old);
  g_bytes_unref (self->new);
}

static gboolean
has (Place *self, GBytes *content)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return content == NULL;

  bytes = galley_test_file_read (self->path);

  return content != NULL && g_bytes_equal (bytes, content);
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

/* With nothing in the way it works, and nothing is left behind. */
static void
check_afterwards (Place *self, const Scenario *scenario)
{
  g_autofree char *rescue = g_build_filename (g_get_user_state_dir (), "galley", "rescue", NULL);
  g_autoptr (GError) error = NULL;
  guint n_files = 1 + scenario->symbolic_link + scenario->hard_link;

  galley_file_write (self->file, self->new, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has (self, self->new));
  galley_file_recover ();
  g_assert_true (has (self, self->new));
  g_assert_cmpuint (count (self->folder), ==, n_files);
  g_assert_cmpuint (count (rescue), ==, 0);
}

/* Returns whether there was such a call. */
static gboolean
try_fault (const Scenario *scenario, GalleyFault fault, int number, guint at, gboolean shrinks)
{
  Place place;
  g_autoptr (GError) error = NULL;
  gboolean written;
  guint n_calls;

  place_open (&place, scenario, shrinks);
  galley_faults_arm (base, at, fault, number, scenario->no_rename);
  written = galley_file_write (place.file, place.new, NULL, &error);
  n_calls = galley_faults_disarm ();
  g_assert_true (written == (error == NULL));

  /* When the disk is full all at once, an old text that is half written over cannot be put back
   * before it is not. */
  if (fault == GALLEY_FAULT_FAIL_ON)
    galley_file_recover ();

  if (written)
    g_assert_true (has (&place, place.new));
  else if (fault == GALLEY_FAULT_FAIL_ON)
    g_assert_true (has (&place, scenario->exists ? place.old : NULL) || has (&place, place.new));
  else
    g_assert_true (has (&place, scenario->exists ? place.old : NULL));

  if (n_calls >= at)
    n_faults++;
  check_afterwards (&place, scenario);
  place_close (&place);

  return n_calls >= at;
}

static gboolean
try_kill (const Scenario *scenario, GalleyFault fault, guint at, gboolean shrinks)
{
  Place place;
  pid_t child;
  int status;

  place_open (&place, scenario, shrinks);
  child = fork ();
  g_assert_cmpint (child, >=, 0);

  if (child == 0)
    {
      galley_faults_arm (base, at, fault, 0, scenario->no_rename);
      _exit (galley_file_write (place.file, place.new, NULL, NULL) ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      n_kills++;

      /* A file that comes into being under its own name may be in the middle of that. */
      if (scenario->exists || !scenario->no_rename)
        {
          galley_file_recover ();
          g_assert_true (has (&place, scenario->exists ? place.old : NULL)
                         || has (&place, place.new));
        }
    }
  else
    {
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
      g_assert_true (has (&place, place.new));
    }

  check_afterwards (&place, scenario);
  place_close (&place);

  return WIFSIGNALED (status);
}

static void
test_faults (gconstpointer data)
{
  const Scenario *scenario = data;

  for (guint shrinks = 0; shrinks < 2; shrinks++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        {
          for (guint at = 1; try_fault (scenario, GALLEY_FAULT_FAIL, numbers[i], at, shrinks); at++)
            continue;
          for (guint at = 1; try_fault (scenario, GALLEY_FAULT_FAIL_ON, numbers[i], at, shrinks);
               at++)
            continue;
        }
      for (guint at = 1; try_fault (scenario, GALLEY_FAULT_SHORT, 0, at, shrinks); at++)
        continue;
    }
}

static void
test_kills (gconstpointer data)
{
  const Scenario *scenario = data;

  for (guint shrinks = 0; shrinks < 2; shrinks++)
    {
      for (guint at = 1; try_kill (scenario, GALLEY_FAULT_KILL, at, shrinks); at++)
        continue;
      for (guint at = 1; try_kill (scenario, GALLEY_FAULT_TEAR, at, shrinks); at++)
        continue;
    }
}

/* What somebody else wrote after the kill is not taken back. */
static void
test_changed_since (void)
{
  const Scenario *scenario = &scenarios[3];

  for (guint at = 1;; at++)
    {
      Place place;
      pid_t child;
      int status;

      place_open (&place, scenario, FALSE);
      child = fork ();
      if (child == 0)
        {
          galley_faults_arm (base, at, GALLEY_FAULT_TEAR, 0, 0);
          _exit (galley_file_write (place.file, place.new, NULL, NULL) ? 0 : 1);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      galley_test_file_write (place.path, "theirs\n", -1);
      galley_file_recover ();
      galley_test_file_assert (place.path, "theirs\n", -1);
      place_close (&place);

      if (!WIFSIGNALED (status))
        break;
    }
}

static void
test_count (void)
{
  g_test_message ("%u calls failed, %u kills", n_faults, n_kills);
  g_assert_cmpuint (n_faults, >, 1000);
  g_assert_cmpuint (n_kills, >, 200);
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
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *fault = g_strdup_printf ("/faults/save/%s", scenarios[i].name);
      g_autofree char *kill_path = g_strdup_printf ("/faults/kill/%s", scenarios[i].name);

      g_test_add_data_func (fault, &scenarios[i], test_faults);
      g_test_add_data_func (kill_path, &scenarios[i], test_kills);
    }
  g_test_add_func ("/faults/z/changed-since", test_changed_since);
  g_test_add_func ("/faults/z/count", test_count);

  status = g_test_run ();
  galley_test_folder_remove (base);

  return status;
}
