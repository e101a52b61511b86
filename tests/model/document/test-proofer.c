/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proofer.h"
#include "galley-test-util.h"

#include <string.h>

typedef struct
{
  GalleyProofer *proofer;
  guint n_proofs;
} Fixture;

static void
proof_cb (GalleyProofer *proofer, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->proofer = galley_proofer_new ();
  fixture->n_proofs = 0;
  g_signal_connect (fixture->proofer, "notify::proof", G_CALLBACK (proof_cb), &fixture->n_proofs);
}

static gboolean
is_null_cb (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->proofer;

  g_object_add_weak_pointer (weak, &weak);
  g_object_unref (fixture->proofer);
  galley_test_wait_until (is_null_cb, &weak);
}

static gboolean
is_current_cb (gpointer proofer)
{
  return galley_proofer_get_text (proofer) != NULL;
}

static gboolean
has_proof_cb (gpointer proofer)
{
  return galley_proofer_get_proof (proofer) != NULL;
}

static void
append (GalleyProofer *proofer, GString *text, const char *more)
{
  galley_proofer_change (proofer, text->len, 0, more, strlen (more));
  g_string_append (text, more);
}

static void
assert_proof (GalleyProofer *proofer, const char *text)
{
  GBytes *bytes = galley_proof_get_text (galley_proofer_get_proof (proofer));

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  galley_test_settle ();
  g_assert_null (galley_proofer_get_proof (fixture->proofer));
  g_assert_null (galley_proofer_get_text (fixture->proofer));
  g_assert_cmpuint (fixture->n_proofs, ==, 0);
}

/* What changes before the main loop comes round is one proof; nothing more follows. */
static void
test_one_proof_for_many_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    append (fixture->proofer, text, "word ");

  galley_test_wait_until (is_current_cb, fixture->proofer);
  assert_proof (fixture->proofer, text->str);
  g_assert_cmpuint (fixture->n_proofs, ==, 1);
  galley_test_settle ();
  g_assert_cmpuint (fixture->n_proofs, ==, 1);
}

/* What changes while a proof is made is in one more proof, however much it is. */
static void
test_newest_arrives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (fixture->proofer, text, "first\n");
  /* This starts the first one; its result cannot arrive before the main loop runs again. */
  while (galley_proofer_get_proof (fixture->proofer) == NULL)
    {
      append (fixture->proofer, text, "more\n");
      g_main_context_iteration (NULL, TRUE);
    }

  galley_test_wait_until (is_current_cb, fixture->proofer);
  assert_proof (fixture->proofer, text->str);
  g_assert_cmpuint (fixture->n_proofs, ==, 2);
}

static guint64
get_last_id (GalleyIssue *issue)
{
  GPtrArray *sections = galley_issue_get_sections (issue);
  const GalleySection *section = g_ptr_array_index (sections, sections->len - 1);

  return ((const GalleyEntry *) g_ptr_array_index (section->entries, 0))->id;
}

static gboolean
has_issue_cb (gpointer proofer)
{
  return galley_proofer_get_issue (proofer) != NULL;
}

static void
issue_found_cb (GObject *proofer, GAsyncResult *result, gpointer data)
{
  g_assert_true (galley_proofer_find_issue_finish (GALLEY_PROOFER (proofer), result, NULL));
  ++*(guint *) data;
}

static gboolean
has_both_cb (gpointer n_found)
{
  return *(guint *) n_found == 2;
}

/* What was found stays who it is, whether it is found at once or in a moment. */
static void
test_issue (Fixture *fixture, gconstpointer data)
{
  static const char changed[] = "## More\n\n## Posts\n\n[A](a) : x, y\n";
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) now = NULL;
  g_autoptr (GalleyIssue) first = NULL;
  g_autoptr (GalleyIssue) second = NULL;
  guint n_found = 0;

  append (fixture->proofer, text, "## Posts\n\n[A](a) : x\n");
  galley_test_wait_until (is_current_cb, fixture->proofer);
  g_assert_null (galley_proofer_get_issue (fixture->proofer));
  galley_proofer_find_issue_async (fixture->proofer, NULL, issue_found_cb, &n_found);
  galley_test_wait_until (has_issue_cb, fixture->proofer);
  first = galley_proofer_make_issue (fixture->proofer, galley_proofer_get_text (fixture->proofer));
  g_assert_true (first == galley_proofer_get_issue (fixture->proofer));

  galley_proofer_change (fixture->proofer, 0, 0, "## More\n\n", 9);
  now = g_bytes_new_static (changed, strlen (changed));
  second = galley_proofer_make_issue (fixture->proofer, now);
  g_assert_cmpuint (get_last_id (second), ==, get_last_id (first));
  g_assert_true (first == galley_proofer_get_issue (fixture->proofer));
  galley_proofer_find_issue_async (fixture->proofer, NULL, issue_found_cb, &n_found);
  galley_test_wait_until (has_both_cb, &n_found);

  galley_test_wait_until (is_current_cb, fixture->proofer);
  g_assert_null (galley_proofer_get_issue (fixture->proofer));
}

/* A proof of a text that was replaced altogether is never shown. */
static void
test_stale_is_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("other\n", 6);
  g_autoptr (GString) text = g_string_new (NULL);

  append (fixture->proofer, text, "first\n");
  g_main_context_iteration (NULL, TRUE);
  galley_proofer_reset (fixture->proofer, other);
  galley_test_wait_until (has_proof_cb, fixture->proofer);
  assert_proof (fixture->proofer, "other\n");
  g_assert_cmpuint (fixture->n_proofs, ==, 1);

  galley_proofer_change (fixture->proofer, 0, 5, "changed", 7);
  galley_test_wait_until (is_current_cb, fixture->proofer);
  assert_proof (fixture->proofer, "changed\n");

  galley_proofer_reset (fixture->proofer, other);
  g_assert_null (galley_proofer_get_proof (fixture->proofer));
}

static void
unexpected_cb (GalleyProofer *proofer, GParamSpec *pspec, gpointer data)
{
  g_assert_not_reached ();
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (fixture->proofer, text, "first\n");
  g_main_context_iteration (NULL, TRUE);
  append (fixture->proofer, text, "second\n");
  galley_proofer_stop (fixture->proofer);
  /* The tear-down waits until the one that is under way has ended. */
  g_signal_handlers_disconnect_by_func (fixture->proofer, proof_cb, &fixture->n_proofs);
  g_signal_connect (fixture->proofer, "notify::proof", G_CALLBACK (unexpected_cb), NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/proofer/idle", Fixture, NULL, set_up, test_idle, tear_down);
  g_test_add ("/proofer/one-proof-for-many-changes", Fixture, NULL, set_up,
              test_one_proof_for_many_changes, tear_down);
  g_test_add ("/proofer/newest-arrives", Fixture, NULL, set_up, test_newest_arrives, tear_down);
  g_test_add ("/proofer/issue", Fixture, NULL, set_up, test_issue, tear_down);
  g_test_add ("/proofer/stale-is-dropped", Fixture, NULL, set_up, test_stale_is_dropped, tear_down);
  g_test_add ("/proofer/stop", Fixture, NULL, set_up, test_stop, tear_down);

  return g_test_run ();
}
