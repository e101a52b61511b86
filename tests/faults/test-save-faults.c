/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-draft-folder.h"
#include "galley-faults.h"
#include "galley-file-recover.h"
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
  int no_room;
  /* The record is kept beside the file. */
  gboolean no_state;
} Scenario;

static const Scenario scenarios[] = {
  { "new", FALSE },
  { "existing", TRUE },
  { "symbolic-link", TRUE, .symbolic_link = TRUE },
  { "hard-link", TRUE, .hard_link = TRUE },
  { "hard-link/no-room", TRUE, .hard_link = TRUE, .no_room = EOPNOTSUPP },
  { "hard-link/no-state", TRUE, .hard_link = TRUE, .no_room = ENOSYS, .no_state = TRUE },
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

static char *base, *rescue, *drafts;
static guint n_faults, n_kills;

static void
place_open (Place *self, const Scenario *scenario, gboolean shrinks)
{
  g_autofree char *long_text = g_strnfill (20000, 'o');
  g_autofree char *longer_text = g_strnfill (50000, 'n');

  self->folder = g_build_filename (base, "place", NULL);
  self->path = g_build_filename (self->folder, "issue.md", NULL);
  self->file = g_file_new_for_path (self->path);
  self->old = shrinks ? g_bytes_new (longer_text, 50000) : g_bytes_new (long_text, 20000);
  self->new = shrinks ? g_bytes_new (long_text, 20000) : g_bytes_new (longer_text, 50000);

  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  galley_faults_set_no_room (scenario->no_room);
  if (scenario->no_state)
    {
      g_autofree char *state = g_path_get_dirname (rescue);

      g_mkdir_with_parents (state, 0700);
      g_rmdir (rescue);
      galley_test_file_write (rescue, "", 0);
    }
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
place_close (Place *self, const Scenario *scenario)
{
  galley_test_folder_remove (self->folder);
  if (scenario->no_state)
    g_assert_cmpint (g_unlink (rescue), ==, 0);
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

static void
recover (Place *self)
{
  const char *folders[] = { self->folder, NULL };

  galley_file_recover (folders, drafts, G_TIME_SPAN_HOUR);
}

/* With nothing in the way it works, and nothing is left behind. */
static void
check_afterwards (Place *self, const Scenario *scenario)
{
  g_autoptr (GError) error = NULL;
  guint n_files = 1 + scenario->symbolic_link + scenario->hard_link;

  galley_file_write (self->file, self->new, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has (self, self->new));
  recover (self);
  g_assert_true (has (self, self->new));
  g_assert_cmpuint (count (self->folder), ==, n_files);
  g_assert_cmpuint (count (rescue), ==, 0);
  g_assert_cmpuint (count (drafts), ==, 0);
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
    recover (&place);

  if (written)
    g_assert_true (has (&place, place.new));
  else if (fault == GALLEY_FAULT_FAIL_ON)
    g_assert_true (has (&place, scenario->exists ? place.old : NULL) || has (&place, place.new));
  else
    g_assert_true (has (&place, scenario->exists ? place.old : NULL));

  if (n_calls >= at)
    n_faults++;
  check_afterwards (&place, scenario);
  place_close (&place, scenario);

  return n_calls >= at;
}

/* Has another process save the file, which is killed in its call @at. Returns whether there was
 * such a call. */
static gboolean
kill_in_save (Place *place, const Scenario *scenario, GalleyFault fault, guint at)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      gboolean written;

      galley_faults_arm (base, at, fault, 0, scenario->no_rename);
      written = galley_file_write (place->file, place->new, NULL, NULL);
      _exit (!written ? 1 : galley_faults_disarm () >= at ? 2 : 0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      n_kills++;
      return TRUE;
    }

  /* A call that does not write is not torn. */
  g_assert_cmpint (WEXITSTATUS (status), !=, 1);
  g_assert_true (has (place, place->new));

  return WEXITSTATUS (status) == 2;
}

static gboolean
try_kill (const Scenario *scenario, GalleyFault fault, guint at, gboolean shrinks)
{
  Place place;
  gboolean killed;

  place_open (&place, scenario, shrinks);
  killed = kill_in_save (&place, scenario, fault, at);

  /* A file that comes into being under its own name may be in the middle of that. */
  if (scenario->exists || !scenario->no_rename)
    {
      recover (&place);
      g_assert_true (has (&place, scenario->exists ? place.old : NULL) || has (&place, place.new));
    }

  check_afterwards (&place, scenario);
  place_close (&place, scenario);

  return killed;
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

/* Returns the draft that there is, and removes it. */
static GalleyDraft *
take_draft (void)
{
  g_autoptr (GPtrArray) folders = galley_draft_folder_adopt (drafts);
  g_autoptr (GPtrArray) all = NULL;
  GalleyDraft *draft;

  if (folders->len == 0)
    return NULL;

  g_assert_cmpuint (folders->len, ==, 1);
  all = galley_draft_folder_read (g_ptr_array_index (folders, 0));
  g_assert_cmpuint (all->len, ==, 1);
  draft = galley_draft_copy (g_ptr_array_index (all, 0));
  g_assert_true (galley_draft_folder_remove (draft->path, NULL));

  return draft;
}

/* What somebody else wrote after the kill is not taken back; what was to be written is kept as a
 * draft of the file, begun at what it had before. */
static void
test_changed_since (gconstpointer data)
{
  static const char *const theirs[] = { "theirs\n", NULL };
  const Scenario *scenario = data;
  guint n_drafts = 0;
  gboolean killed = TRUE;

  for (guint at = 1; killed; at++)
    for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
      {
        g_autoptr (GalleyDraft) draft = NULL;
        g_autofree char *digest = NULL, *uri = NULL;
        Place place;

        place_open (&place, scenario, FALSE);
        killed = kill_in_save (&place, scenario, GALLEY_FAULT_TEAR, at);
        if (theirs[i] != NULL)
          galley_test_file_write (place.path, theirs[i], -1);
        else
          g_assert_cmpint (g_unlink (place.path), ==, 0);

        recover (&place);
        if (theirs[i] != NULL)
          galley_test_file_assert (place.path, theirs[i], -1);
        else
          g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));

        draft = take_draft ();
        if (draft != NULL)
          {
            digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, place.old);
            uri = g_file_get_uri (place.file);
            g_assert_cmpstr (draft->digest, ==, digest);
            g_assert_cmpstr (draft->uri, ==, uri);
            g_assert_true (g_bytes_equal (draft->text, place.new));
            n_drafts++;
          }
        place_close (&place, scenario);
      }

  /* From the moment that the record is whole until it is removed. */
  g_assert_cmpuint (n_drafts, >=, 12);
}

static void
test_count (void)
{
  g_test_message ("%u calls failed, %u kills", n_faults, n_kills);
  g_assert_cmpuint (n_faults, >, 2500);
  g_assert_cmpuint (n_kills, >, 450);
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
  rescue = g_build_filename (state_folder, "galley", "rescue", NULL);
  drafts = g_build_filename (base, "drafts", NULL);
  g_setenv ("XDG_STATE_HOME", state_folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *fault = g_strdup_printf ("/faults/save/%s", scenarios[i].name);
      g_autofree char *kill_path = g_strdup_printf ("/faults/kill/%s", scenarios[i].name);

      g_test_add_data_func (fault, &scenarios[i], test_faults);
      g_test_add_data_func (kill_path, &scenarios[i], test_kills);
    }
  g_test_add_data_func ("/faults/z/changed-since", &scenarios[3], test_changed_since);
  g_test_add_data_func ("/faults/z/changed-since/no-state", &scenarios[5], test_changed_since);
  g_test_add_func ("/faults/z/count", test_count);

  status = g_test_run ();
  galley_test_folder_remove (base);
  g_free (rescue);
  g_free (drafts);

  return status;
}
