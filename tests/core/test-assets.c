/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-assets.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *site;
} Fixture;

static void
write_file (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

static void
link_file (Fixture *self, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-assets-XXXXXX", NULL);

  g_assert_nonnull (folder);
  self->folder = realpath (folder, NULL);
  self->site = g_build_filename (self->folder, "site", NULL);
  write_file (self, "outside.png");
  write_file (self, "site-other/a.png");
  write_file (self, "site/hugo.toml");
  write_file (self, "site/content/post/index.md");
  write_file (self, "site/content/post/a b 图.png");
  write_file (self, "site/static/a.png");
  write_file (self, "site/static/sub/b.png");
  write_file (self, "site/assets/c.png");
  write_file (self, "site/assets/a.png");
  write_file (self, "plain/issue.md");
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder =
    g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->folder);
  free (self->folder);
  g_free (self->site);
}

static void
test_find_root (Fixture *self, gconstpointer data)
{
  g_autofree char *post = g_build_filename (self->site, "content", "post", NULL);
  g_autofree char *plain = g_build_filename (self->folder, "plain", NULL);
  g_autofree char *gone = g_build_filename (self->folder, "gone", NULL);
  g_autofree char *linked = g_build_filename (self->folder, "linked", NULL);
  g_autofree char *of_post = galley_assets_find_root (post);
  g_autofree char *of_plain = galley_assets_find_root (plain);
  g_autofree char *of_gone = galley_assets_find_root (gone);
  g_autofree char *of_linked = NULL;

  g_assert_cmpstr (of_post, ==, self->site);
  g_assert_cmpstr (of_plain, ==, plain);
  g_assert_cmpstr (of_gone, ==, gone);

  link_file (self, "site/content/post", "linked");
  of_linked = galley_assets_find_root (linked);
  g_assert_cmpstr (of_linked, ==, self->site);
}

static void
assert_resolves (Fixture *self, const char *path, const char *expected)
{
  g_autofree char *found = galley_assets_resolve (self->site, path);
  g_autofree char *full = expected != NULL ? g_build_filename (self->folder, expected, NULL) : NULL;

  g_test_message ("%s", path);
  g_assert_cmpstr (found, ==, full);
}

static void
test_resolve (Fixture *self, gconstpointer data)
{
  assert_resolves (self, "/a.png", "site/static/a.png");
  assert_resolves (self, "/sub/b.png", "site/static/sub/b.png");
  assert_resolves (self, "/c.png", "site/assets/c.png");
  assert_resolves (self, "/content/post/a b 图.png", "site/content/post/a b 图.png");
  assert_resolves (self, "/content/post/../post/a b 图.png", "site/content/post/a b 图.png");
  assert_resolves (self, "/static", NULL);
  assert_resolves (self, "/", NULL);
  assert_resolves (self, "", NULL);
  assert_resolves (self, "/none.png", NULL);
}

/* Nothing above the site may be shown, whatever way leads there. */
static void
test_outside (Fixture *self, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (self->site, "static", "pipe", NULL);

  assert_resolves (self, "/../outside.png", NULL);
  assert_resolves (self, "/sub/../../../outside.png", NULL);
  assert_resolves (self, "/../site-other/a.png", NULL);
  assert_resolves (self, "/../../../../../../../../etc/passwd", NULL);

  link_file (self, "../../outside.png", "site/static/link.png");
  link_file (self, "/etc", "site/static/etc");
  link_file (self, "../assets/c.png", "site/static/inside.png");
  link_file (self, "loop", "site/static/loop");
  assert_resolves (self, "/link.png", NULL);
  assert_resolves (self, "/etc/passwd", NULL);
  assert_resolves (self, "/inside.png", "site/assets/c.png");
  assert_resolves (self, "/loop", NULL);

  /* Reading one would wait for ever. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_resolves (self, "/pipe", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/assets/find-root", Fixture, NULL, set_up, test_find_root, tear_down);
  g_test_add ("/assets/resolve", Fixture, NULL, set_up, test_resolve, tear_down);
  g_test_add ("/assets/outside", Fixture, NULL, set_up, test_outside, tear_down);

  return g_test_run ();
}
