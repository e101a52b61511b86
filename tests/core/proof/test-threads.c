/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diff.h"
#include "galley-draft-folder.h"
#include "galley-file.h"
#include "galley-proof.h"
#include "galley-test-util.h"
#include "galley-text-format.h"

#include <pthread.h>
#include <string.h>

/* What runs on worker threads, on many of them at once. Run with ThreadSanitizer, it shows what
 * they share that they should not; threads are POSIX ones, which it understands. */

#ifdef __SANITIZE_THREAD__
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

/* GLib is not built with ThreadSanitizer, which so does not see that whoever comes after this, or
 * has waited for it, sees all that was done before it. */
#define WATCH_ONCE(suffix, Location, Result)                                                       \
  void (g_once_init_leave##suffix) (Location location, Result result)                              \
  {                                                                                                \
    void (*real) (Location, Result) =                                                              \
      (void (*) (Location, Result)) dlsym (RTLD_NEXT, "g_once_init_leave" #suffix);                \
                                                                                                   \
    __tsan_release ((void *) location);                                                            \
    real (location, result);                                                                       \
  }                                                                                                \
                                                                                                   \
  gboolean (g_once_init_enter##suffix) (Location location)                                         \
  {                                                                                                \
    gboolean (*real) (Location) =                                                                  \
      (gboolean (*) (Location)) dlsym (RTLD_NEXT, "g_once_init_enter" #suffix);                    \
    gboolean is_first = real (location);                                                           \
                                                                                                   \
    if (!is_first)                                                                                 \
      __tsan_acquire ((void *) location);                                                          \
    return is_first;                                                                               \
  }

WATCH_ONCE (, volatile void *, gsize)
WATCH_ONCE (_pointer, void *, gpointer)
#endif

#define N_THREADS 4
#define N_ROUNDS 25

static const char issue[] = "---\ntitle: Orchard\ntags: [a, b]\n---\n\n# One\n\n> **two** [three]"
                            "(https://example.org) `four`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                            "{{< figure src=\"a.png\" >}}\n\n- 周刊 “x” -- y\n\n[^1]: note\n";

typedef struct
{
  guint number;
  const char *folder;
  GalleyProof *shared;
} Job;

static void
run_on_all (void *(*function) (void *), const char *folder, GalleyProof *shared)
{
  pthread_t threads[N_THREADS];
  Job jobs[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    {
      jobs[i] = (Job) { i, folder, shared };
      g_assert_cmpint (pthread_create (&threads[i], NULL, function, &jobs[i]), ==, 0);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_assert_cmpint (pthread_join (threads[i], NULL), ==, 0);
}

static void *
prove (void *data)
{
  const Job *job = data;
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW };

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n\n%u %u\n", issue, job->number, i);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GalleyProof) proof = galley_proof_new (bytes, &options, job->shared);

      g_assert_true (galley_proof_get_text (proof) == bytes);
    }

  return NULL;
}

/* Proofs of different texts that start from the same one. */
static void
test_proofs (void)
{
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW };
  g_autoptr (GBytes) bytes = g_bytes_new_static (issue, strlen (issue));
  g_autoptr (GalleyProof) shared = NULL;

  /* The first ones find nothing prepared. */
  run_on_all (prove, NULL, NULL);
  shared = galley_proof_new (bytes, &options, NULL);
  run_on_all (prove, NULL, shared);
}

static void *
save (void *data)
{
  const Job *job = data;
  g_autofree char *name = g_strdup_printf ("%u.md", job->number % 2);
  g_autofree char *path = g_build_filename (job->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = g_strnfill (10000 + job->number, 'a' + (char) (i % 26));
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) content = NULL;

      galley_file_write (file, bytes, NULL, &error);
      g_assert_no_error (error);

      /* Another thread may have written since, but never half. */
      content = galley_file_read (file, NULL, &error);
      g_assert_no_error (error);
      text[0] = ((const char *) g_bytes_get_data (content, NULL))[0];
      for (gsize j = 0; j < g_bytes_get_size (content); j++)
        g_assert_cmpint (((const char *) g_bytes_get_data (content, NULL))[j], ==, text[0]);
    }

  return NULL;
}

/* Two saves of each file at a time. */
static void
test_saves (void)
{
  char *folder = galley_test_folder_new ();

  run_on_all (save, folder, NULL);
  galley_test_folder_remove (folder);
}

static void *
keep (void *data)
{
  const Job *job = data;

  for (guint i = 0; i < N_ROUNDS / 5; i++)
    {
      g_autoptr (GalleyDraftFolder) folder = galley_draft_folder_new (job->folder, NULL);
      g_autoptr (GPtrArray) adopted = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (issue, strlen (issue));
      g_autoptr (GalleyDraft) draft = galley_draft_new (bytes);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) drafts = NULL;

      g_assert_nonnull (folder);
      draft->path = galley_draft_folder_dup_path (folder);
      galley_draft_folder_write (draft, &error);
      g_assert_no_error (error);

      /* What the others have is theirs. */
      adopted = galley_draft_folder_adopt (job->folder);
      drafts = galley_draft_folder_read (folder);
      g_assert_cmpuint (drafts->len, ==, 1);
      galley_draft_folder_remove (draft->path, NULL);
    }

  return NULL;
}

static void
test_drafts (void)
{
  char *folder = galley_test_folder_new ();
  g_autoptr (GDir) dir = NULL;

  run_on_all (keep, folder, NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  galley_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/threads/proofs", test_proofs);
  g_test_add_func ("/threads/saves", test_saves);
  g_test_add_func ("/threads/drafts", test_drafts);

  return g_test_run ();
}
