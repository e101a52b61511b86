/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-link-checker.h"

#include "galley-test-util.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GalleyLinkChecker *checker;
} Fixture;

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) site = NULL;
  g_autoptr (GalleyLinkTargets) files = NULL;

  self->folder = galley_test_folder_new ();
  self->path = g_build_filename (self->folder, "issue.md", NULL);
  write_text (self, "hugo.toml", "");
  site = galley_site_config_load (self->path);
  self->checker = galley_link_checker_new ();
  files = galley_link_targets_new (site, self->path);
  galley_link_checker_set_files (self->checker, files);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_link_checker_stop (self->checker);
  g_object_unref (self->checker);
  g_free (self->path);
  galley_test_folder_remove (self->folder);
}

static void
show (Fixture *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, NULL, NULL);

  galley_link_checker_set_proof (self->checker, proof);
}

static guint
count_broken (Fixture *self)
{
  GalleyLinkReport *report = galley_link_checker_get_report (self->checker);

  return report != NULL ? galley_link_report_get_diagnostics (report)->len : G_MAXUINT;
}

static gboolean
has_none (gpointer data)
{
  return count_broken (data) == 0;
}

static gboolean
has_one (gpointer data)
{
  return count_broken (data) == 1;
}

static gboolean
has_two (gpointer data)
{
  return count_broken (data) == 2;
}

/* The newest proof counts, however many come at once. */
static void
test_proofs (Fixture *self, gconstpointer data)
{
  g_assert_null (galley_link_checker_get_report (self->checker));
  show (self, "[a](a.md)");
  galley_test_wait_until (has_one, self);
  for (guint i = 0; i < 20; i++)
    show (self, "[a](a.md)");
  show (self, "[a](a.md) [b](b.md)");
  galley_test_wait_until (has_two, self);
  show (self, "nothing");
  galley_test_wait_until (has_none, self);
}

/* What changes on the disk is found out without a change of the text. */
static void
test_disk (Fixture *self, gconstpointer data)
{
  show (self, "[a](a.md) ![b](b.png)");
  galley_test_wait_until (has_two, self);
  write_text (self, "a.md", "");
  galley_test_wait_until (has_one, self);
  write_text (self, "b.png", "");
  galley_test_wait_until (has_none, self);
}

/* Stopped, it lets go of all, also in the middle of a check. */
static void
test_stop (Fixture *self, gconstpointer data)
{
  GalleyLinkChecker *checker = self->checker;

  show (self, "[a](a.md)");
  galley_test_wait_until (has_one, self);
  show (self, "[a](a.md) [b](b.md)");
  galley_link_checker_stop (checker);
  galley_link_checker_check_again (checker);
  show (self, "[b](b.md)");
  galley_test_settle ();
  g_assert_true (has_one (self));

  self->checker = galley_link_checker_new ();
  g_assert_finalize_object (checker);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-checker/proofs", Fixture, NULL, set_up, test_proofs, tear_down);
  g_test_add ("/link-checker/disk", Fixture, NULL, set_up, test_disk, tear_down);
  g_test_add ("/link-checker/stop", Fixture, NULL, set_up, test_stop, tear_down);

  return g_test_run ();
}
