/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-targets.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *site;
  GalleyLinkTargets *files;
} Fixture;

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
link_file (Fixture *self, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
open_files (Fixture *self, const char *name)
{
  g_autofree char *path = name != NULL ? g_build_filename (self->folder, name, NULL) : NULL;
  g_autoptr (GalleySiteConfig) config = galley_site_config_load (path);

  g_clear_pointer (&self->files, galley_link_targets_unref);
  self->files = galley_link_targets_new (config, path);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const names[] = {
    "outside.png",
    "site-other/a.png",
    "site/content/_index.md",
    "site/content/about.md",
    "site/content/posts/_index.md",
    "site/content/posts/one/index.md",
    "site/content/posts/one/a b 图.png",
    "site/content/posts/one/shot.png",
    "site/content/posts/two/index.md",
    "site/content/posts/two/two.png",
    "site/content/posts/Three.md",
    "site/content/posts/中文.md",
    "site/content/posts/100%.md",
    "site/content/notes/plain.md",
    "site/static/a.png",
    "site/static/sub/b.png",
    "site/static/tool/index.html",
    "site/static/posts/one/beside.png",
    "site/assets/c.png",
    "site/assets/a.png",
    "site/themes/leaf/static/leaf.png",
  };

  self->folder = galley_test_folder_new ();
  self->site = g_build_filename (self->folder, "site", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    write_text (self, names[i], "x");
  write_text (self, "site/hugo.toml", "baseURL = 'https://example.org/blog/'\ntheme = 'leaf'\n");
  open_files (self, "site/content/posts/one/index.md");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_link_targets_unref (self->files);
  galley_test_folder_remove (self->folder);
  g_free (self->site);
}

static void
assert_target (Fixture *self, const char *destination, GalleyTargetKind kind, const char *expected)
{
  g_autoptr (GalleyTarget) target = galley_link_targets_resolve (self->files, destination);
  g_autofree char *real = realpath (self->folder, NULL);
  g_autofree char *path = expected != NULL ? g_build_filename (real, expected, NULL) : NULL;

  g_test_message ("%s: %s", destination, target->reason != NULL ? target->reason : "");
  g_assert_cmpint (target->kind, ==, kind);
  g_assert_cmpstr (target->path, ==, path);
  g_assert_true ((target->reason != NULL) == (kind == GALLEY_TARGET_BROKEN));
}

static void
test_addresses (Fixture *self, gconstpointer data)
{
  assert_target (self, "https://example.org/a.png", GALLEY_TARGET_REMOTE, NULL);
  assert_target (self, "HTTP://example.org", GALLEY_TARGET_REMOTE, NULL);
  assert_target (self, "//example.org/a.png", GALLEY_TARGET_REMOTE, NULL);
  assert_target (self, "mailto:a@b.example", GALLEY_TARGET_MAIL, NULL);
  assert_target (self, "tel:123", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "data:image/png;base64,x", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "file:///etc/passwd", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "#part", GALLEY_TARGET_FRAGMENT, NULL);
  assert_target (self, "", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "?page=2", GALLEY_TARGET_OTHER, NULL);
}

static void
test_beside (Fixture *self, gconstpointer data)
{
  assert_target (self, "shot.png", GALLEY_TARGET_RESOURCE, "site/content/posts/one/shot.png");
  assert_target (self, "./shot.png?v=1#x", GALLEY_TARGET_RESOURCE,
                 "site/content/posts/one/shot.png");
  assert_target (self, "a%20b%20%E5%9B%BE.png", GALLEY_TARGET_RESOURCE,
                 "site/content/posts/one/a b 图.png");
  assert_target (self, "a b 图.png", GALLEY_TARGET_RESOURCE, "site/content/posts/one/a b 图.png");
  assert_target (self, "../two/two.png", GALLEY_TARGET_RESOURCE, "site/content/posts/two/two.png");
  /* What the site copies to the place of the page. */
  assert_target (self, "beside.png", GALLEY_TARGET_STATIC, "site/static/posts/one/beside.png");
  assert_target (self, "none.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "Shot.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "%00.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "%FF.png", GALLEY_TARGET_BROKEN, NULL);
}

static void
test_top (Fixture *self, gconstpointer data)
{
  assert_target (self, "/a.png", GALLEY_TARGET_STATIC, "site/static/a.png");
  assert_target (self, "/sub/b.png", GALLEY_TARGET_STATIC, "site/static/sub/b.png");
  assert_target (self, "/blog/sub/b.png", GALLEY_TARGET_STATIC, "site/static/sub/b.png");
  assert_target (self, "/tool/", GALLEY_TARGET_STATIC, "site/static/tool/index.html");
  assert_target (self, "/c.png", GALLEY_TARGET_ASSET, "site/assets/c.png");
  assert_target (self, "/leaf.png", GALLEY_TARGET_STATIC, "site/themes/leaf/static/leaf.png");
  assert_target (self, "/posts/two/two.png", GALLEY_TARGET_RESOURCE,
                 "site/content/posts/two/two.png");
  assert_target (self, "/none.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "/sub/../none.png", GALLEY_TARGET_BROKEN, NULL);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  static const char *const ways_to_two[] = {
    "../two/index.md",
    "../two/index.md#part",
    "../two.md",
    "../two/",
    "/posts/two/",
    "/posts/two",
    "/posts/two",
    "/Posts/Two/?x=1",
    "/posts/two/index.md",
    "/blog/posts/two/#there",
    "../two",
    "/content/posts/two/index.md",
    "/posts/two.md",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways_to_two); i++)
    assert_target (self, ways_to_two[i], GALLEY_TARGET_PAGE, "site/content/posts/two/index.md");
  assert_target (self, "/", GALLEY_TARGET_PAGE, "site/content/_index.md");
  assert_target (self, "/posts/", GALLEY_TARGET_PAGE, "site/content/posts/_index.md");
  assert_target (self, "/about.html", GALLEY_TARGET_PAGE, "site/content/about.md");
  assert_target (self, "/posts/three/", GALLEY_TARGET_PAGE, "site/content/posts/Three.md");
  assert_target (self, "../Three.md", GALLEY_TARGET_PAGE, "site/content/posts/Three.md");
  assert_target (self, "/posts/%E4%B8%AD%E6%96%87/", GALLEY_TARGET_PAGE,
                 "site/content/posts/中文.md");
  assert_target (self, "../100%.md", GALLEY_TARGET_PAGE, "site/content/posts/100%.md");
  assert_target (self, "../x.md", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "/posts/x.md", GALLEY_TARGET_BROKEN, NULL);
  /* Made when the site is published, for all that the files tell. */
  assert_target (self, "/tags/pear/", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "/index.xml", GALLEY_TARGET_OTHER, NULL);

  open_files (self, "site/content/notes/plain.md");
  assert_target (self, "../../posts/two/", GALLEY_TARGET_PAGE, "site/content/posts/two/index.md");
  assert_target (self, "../posts/two/index.md", GALLEY_TARGET_PAGE,
                 "site/content/posts/two/index.md");
}

static void
test_reasons (Fixture *self, gconstpointer data)
{
  static const char *const reasons[][2] = {
    { "../x.md#y", "No such page: ../x.md" },
    { "%E5%9B%BE.png", "No such file: 图.png" },
    { "../../../../../x.png", "Leads out of the site: ../../../../../x.png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GalleyTarget) target = galley_link_targets_resolve (self->files, reasons[i][0]);

      g_assert_cmpstr (target->reason, ==, reasons[i][1]);
    }
}

static void
test_mounts (Fixture *self, gconstpointer data)
{
  write_text (self, "site/pictures/p.png", "x");
  write_text (self, "site/pages/news/n.md", "x");
  write_text (self, "site/hugo.toml",
              "[[module.mounts]]\nsource = 'pictures'\ntarget = 'static/img'\n"
              "[[module.mounts]]\nsource = '..'\ntarget = 'static/out'\n"
              "[[module.mounts]]\nsource = 'pages/news'\ntarget = 'content/fresh'\n");
  open_files (self, "site/pages/news/n.md");

  assert_target (self, "/img/p.png", GALLEY_TARGET_STATIC, "site/pictures/p.png");
  assert_target (self, "../../img/p.png", GALLEY_TARGET_STATIC, "site/pictures/p.png");
  assert_target (self, "/fresh/n/", GALLEY_TARGET_PAGE, "site/pages/news/n.md");
  assert_target (self, "/c.png", GALLEY_TARGET_ASSET, "site/assets/c.png");
  /* Its folder is mounted, and static no more. */
  assert_target (self, "/sub/b.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "/imgs/p.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "/out/outside.png", GALLEY_TARGET_BROKEN, NULL);
}

static void
test_languages (Fixture *self, gconstpointer data)
{
  write_text (self, "site/hugo.toml",
              "defaultContentLanguage = 'en'\nstaticDir = ['static', 'more']\n"
              "[languages.en]\ncontentDir = 'content'\n"
              "[languages.zh]\ncontentDir = 'content/zh'\nstaticDir = 'static-zh'\n");
  write_text (self, "site/content/zh/posts/four/index.md", "x");
  write_text (self, "site/content/posts/five.zh.md", "x");
  write_text (self, "site/more/m.png", "x");
  write_text (self, "site/static-zh/z.png", "x");
  open_files (self, "site/content/posts/one/index.md");

  assert_target (self, "/zh/posts/four/", GALLEY_TARGET_PAGE,
                 "site/content/zh/posts/four/index.md");
  assert_target (self, "/zh/posts/five/", GALLEY_TARGET_PAGE, "site/content/posts/five.zh.md");
  assert_target (self, "/m.png", GALLEY_TARGET_STATIC, "site/more/m.png");
  assert_target (self, "/z.png", GALLEY_TARGET_STATIC, "site/static-zh/z.png");
  assert_target (self, "/zh/z.png", GALLEY_TARGET_STATIC, "site/static-zh/z.png");
}

/* As Hugo 0.167 does: beside a mount no other folder counts, unless the mount's is not there. */
static void
test_mounts_first (Fixture *self, gconstpointer data)
{
  write_text (self, "site/deutsch/posts/six.md", "x");
  write_text (self, "site/pages/news/n.md", "x");
  write_text (self, "site/hugo.toml",
              "[languages.en]\n[languages.de]\ncontentDir = 'deutsch'\n"
              "[[module.mounts]]\nsource = 'pages'\ntarget = 'content'\n");
  open_files (self, "site/pages/news/n.md");
  assert_target (self, "/posts/six/", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "/posts/two/", GALLEY_TARGET_OTHER, NULL);

  write_text (self, "site/hugo.toml",
              "[languages.en]\n[languages.de]\ncontentDir = 'deutsch'\n"
              "[[module.mounts]]\nsource = 'gone'\ntarget = 'content'\n");
  open_files (self, "site/content/posts/two/index.md");
  assert_target (self, "/posts/six/", GALLEY_TARGET_PAGE, "site/deutsch/posts/six.md");
  assert_target (self, "/posts/two/", GALLEY_TARGET_PAGE, "site/content/posts/two/index.md");
}

/* Whatever Hugo takes for the source of a page is found as one. */
static void
test_endings (Fixture *self, gconstpointer data)
{
  static const char *const endings[] = { "md",  "markdown", "mdown", "html", "htm",
                                         "org", "adoc",     "rst",   "pdc" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("site/content/ends/in-%s.%s", endings[i], endings[i]);

      write_text (self, path, "x");
    }
  open_files (self, "site/content/posts/two/index.md");
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("site/content/ends/in-%s.%s", endings[i], endings[i]);
      g_autofree char *address = g_strdup_printf ("/ends/in-%s/", endings[i]);

      assert_target (self, address, GALLEY_TARGET_PAGE, path);
    }
}

/* Nothing above the site may be found, whatever way leads there. */
static void
test_outside (Fixture *self, gconstpointer data)
{
  static const char *const ways[] = {
    "/../outside.png",
    "../../../../outside.png",
    "/sub/../../../outside.png",
    "../../../../site-other/a.png",
    "/../site-other/a.png",
    "/../../../../../../../../etc/hostname.png",
    "../../../../../../../../etc/hostname.png",
    "/%2e%2e/outside.png",
    "%2e%2e%2f..%2f..%2f..%2foutside.png",
    "/link.png",
    "/etc/hostname.png",
    "/loop.png",
    "/pipe.png",
    "/static",
    "out.md",
  };
  g_autofree char *pipe = g_build_filename (self->site, "static", "pipe.png", NULL);

  link_file (self, "../../outside.png", "site/static/link.png");
  link_file (self, "/etc", "site/static/etc");
  link_file (self, "loop.png", "site/static/loop.png");
  link_file (self, "../../../../outside.png", "site/content/posts/one/out.md");
  link_file (self, "../assets/c.png", "site/static/inside.png");
  /* Reading one would wait for ever. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GalleyTarget) target = galley_link_targets_resolve (self->files, ways[i]);

      g_test_message ("%s", ways[i]);
      g_assert_null (target->path);
    }
  assert_target (self, "/inside.png", GALLEY_TARGET_STATIC, "site/assets/c.png");
}

static void
test_no_site (Fixture *self, gconstpointer data)
{
  write_text (self, "plain/issue.md", "x");
  write_text (self, "plain/a.png", "x");
  write_text (self, "plain/other.md", "x");
  open_files (self, "plain/issue.md");

  assert_target (self, "a.png", GALLEY_TARGET_RESOURCE, "plain/a.png");
  assert_target (self, "/a.png", GALLEY_TARGET_RESOURCE, "plain/a.png");
  assert_target (self, "other.md#x", GALLEY_TARGET_PAGE, "plain/other.md");
  assert_target (self, "none.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "../outside.png", GALLEY_TARGET_BROKEN, NULL);
  assert_target (self, "/posts/x/", GALLEY_TARGET_OTHER, NULL);

  open_files (self, NULL);
  assert_target (self, "a.png", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "/a.png", GALLEY_TARGET_OTHER, NULL);
  assert_target (self, "https://example.org", GALLEY_TARGET_REMOTE, NULL);
}

static void
test_forget (Fixture *self, gconstpointer data)
{
  assert_target (self, "late.png", GALLEY_TARGET_BROKEN, NULL);
  write_text (self, "site/content/posts/one/late.png", "x");
  assert_target (self, "late.png", GALLEY_TARGET_BROKEN, NULL);
  galley_link_targets_forget (self->files, g_get_monotonic_time ());
  assert_target (self, "late.png", GALLEY_TARGET_RESOURCE, "site/content/posts/one/late.png");
}

static void
test_find_root (Fixture *self, gconstpointer data)
{
  g_autofree char *real = realpath (self->site, NULL);
  g_autofree char *post = g_build_filename (self->site, "content", "posts", NULL);
  g_autofree char *gone = g_build_filename (self->folder, "gone", NULL);
  g_autofree char *linked = g_build_filename (self->folder, "linked", NULL);
  g_autofree char *of_post = galley_link_targets_find_root (post);
  g_autofree char *of_gone = galley_link_targets_find_root (gone);
  g_autofree char *of_linked = NULL;

  g_assert_cmpstr (of_post, ==, real);
  g_assert_cmpstr (of_gone, ==, gone);

  link_file (self, "site/content/posts", "linked");
  of_linked = galley_link_targets_find_root (linked);
  g_assert_cmpstr (of_linked, ==, real);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*function) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/site-files/addresses", test_addresses },
    { "/site-files/beside", test_beside },
    { "/site-files/top", test_top },
    { "/site-files/pages", test_pages },
    { "/site-files/reasons", test_reasons },
    { "/site-files/mounts", test_mounts },
    { "/site-files/mounts-first", test_mounts_first },
    { "/site-files/endings", test_endings },
    { "/site-files/languages", test_languages },
    { "/site-files/outside", test_outside },
    { "/site-files/no-site", test_no_site },
    { "/site-files/forget", test_forget },
    { "/site-files/find-root", test_find_root },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].function, tear_down);

  return g_test_run ();
}
