/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-portal.h"

#include "galley-file.h"
#include "galley-link-targets.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/xattr.h>

/* What the document portal shows, made of plain files in a runtime folder of our own. */
typedef struct
{
  char *runtime;
  char *lone;
  char *folder;
  gboolean has_attributes;
} Fixture;

static char *
make (Fixture *self, const char *name, const char *text, const char *host_path)
{
  char *path = g_build_filename (self->runtime, "doc", name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (text != NULL ? parent : path, 0700), ==, 0);
  if (text != NULL)
    galley_test_file_write (path, text, -1);
  self->has_attributes =
    setxattr (path, GALLEY_PORTAL_HOST_PATH, host_path, strlen (host_path), 0) == 0;

  return path;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *inside = NULL;
  g_autofree char *picture = NULL;

  self->runtime = g_strdup (g_get_user_runtime_dir ());
  self->lone = make (self, "1a2b/index.md", "# One\n", "/home/ann/site/content/one/index.md");
  self->folder = make (self, "3c4d/site", NULL, "/home/ann/site");
  inside =
    make (self, "3c4d/site/content/one/index.md", "# One\n", "/home/ann/site/content/one/index.md");
  picture = make (self, "3c4d/site/content/one/a.png", "", "/home/ann/site/content/one/a.png");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->runtime);
  g_free (self->lone);
  g_free (self->folder);
}

static void
test_lone (Fixture *self, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (self->folder, "content/one/index.md", NULL);

  g_assert_true (galley_portal_is_lone_file (self->lone));
  g_assert_true (galley_portal_is_lone_file ("/run/flatpak/doc/1a2b/index.md"));
  g_assert_false (galley_portal_is_lone_file ("/run/flatpak/doc/1a2b"));
  g_assert_false (galley_portal_is_lone_file ("/run/flatpak/doc/1a2b/"));
  g_assert_false (galley_portal_is_lone_file (inside));
  g_assert_false (galley_portal_is_lone_file ("/home/ann/site/index.md"));
  g_assert_false (galley_portal_is_lone_file (NULL));
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (self->folder, "content/one/index.md", NULL);
  g_autofree char *below = g_path_get_dirname (inside);
  g_autofree char *found = NULL;
  g_autofree char *place = NULL;

  if (!self->has_attributes)
    {
      g_test_skip ("the file system keeps no attributes");
      return;
    }

  place = galley_portal_dup_host_path (self->lone);
  g_assert_cmpstr (place, ==, "/home/ann/site/content/one/index.md");
  found = galley_portal_find_in_folder (self->lone, self->folder);
  g_assert_cmpstr (found, ==, inside);

  /* A folder that does not say where it is, or is elsewhere, has not the file. */
  g_assert_null (galley_portal_find_in_folder (self->lone, below));
  g_assert_cmpint (setxattr (self->folder, GALLEY_PORTAL_HOST_PATH, "/home/ann/sit", 13, 0), ==, 0);
  g_assert_null (galley_portal_find_in_folder (self->lone, self->folder));
}

/* What stands beside a file is not called missing when nobody can know. */
static void
test_unseen (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config = galley_site_config_load (self->lone);
  g_autoptr (GalleyLinkTargets) files = galley_link_targets_new (config, self->lone);
  static const char *const unseen[] = { "a.png", "../two/b.png", "/logo.png", "other.md" };
  static const char *const other[] = { "/about/", "#top", "https://example.org/a.png" };

  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    {
      g_autoptr (GalleyTarget) target = galley_link_targets_resolve (files, unseen[i]);
      g_autofree char *reason = g_strconcat ("Galley was not given this file: ", unseen[i], NULL);

      g_assert_cmpint (target->kind, ==, GALLEY_TARGET_BROKEN);
      g_assert_cmpstr (target->reason, ==, reason);
    }
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (GalleyTarget) target = galley_link_targets_resolve (files, other[i]);

      g_assert_cmpint (target->kind, !=, GALLEY_TARGET_BROKEN);
    }
}

static void
test_seen (Fixture *self, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (self->folder, "content/one/index.md", NULL);
  g_autoptr (GalleySiteConfig) config = galley_site_config_load (inside);
  g_autoptr (GalleyLinkTargets) files = galley_link_targets_new (config, inside);
  g_autoptr (GalleyTarget) target = galley_link_targets_resolve (files, "a.png");

  g_assert_cmpint (target->kind, ==, GALLEY_TARGET_RESOURCE);
}

/* What the portal says of a file does not become a part of the file. */
static void
test_save (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->lone);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("# Two\n", 6);
  g_autoptr (GError) error = NULL;

  if (!self->has_attributes)
    {
      g_test_skip ("the file system keeps no attributes");
      return;
    }

  g_assert_cmpint (setxattr (self->lone, "user.own", "kept", 4, 0), ==, 0);
  galley_file_write (file, bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (galley_portal_dup_host_path (self->lone));
  g_assert_cmpint (getxattr (self->lone, "user.own", NULL, 0), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/portal/lone", Fixture, NULL, set_up, test_lone, tear_down);
  g_test_add ("/portal/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/portal/unseen", Fixture, NULL, set_up, test_unseen, tear_down);
  g_test_add ("/portal/seen", Fixture, NULL, set_up, test_seen, tear_down);
  g_test_add ("/portal/save", Fixture, NULL, set_up, test_save, tear_down);

  return g_test_run ();
}
