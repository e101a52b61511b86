/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-html-compare.h"
#include "galley-hugo-check.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *page;
  GalleyHugoResult *result;
  GError *error;
  GCancellable *cancellable;
  gboolean done;
} Fixture;

static void
add_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = galley_test_folder_new ();
  self->cancellable = g_cancellable_new ();
  self->page = g_build_filename (self->folder, "site/content/posts/one/index.md", NULL);

  add_file (self, "site/hugo.toml", "baseURL = 'https://example.org/blog/'\ntitle = 'Site'\n");
  add_file (self, "site/content/posts/one/index.md", "---\ntitle: One\n---\n\nSaved.\n");
  add_file (self, "site/content/posts/one/a.txt", "a");
  add_file (self, "site/content/posts/two.md", "---\ntitle: Two\n---\n\nTwo.\n");
  add_file (self, "site/layouts/_default/single.html",
            "<html><body>THEME {{ .Content }}{{ range .Resources }}{{ .Name }}{{ end }}</body>"
            "</html>");
  add_file (self, "site/layouts/_default/list.html", "<html>{{ .Title }}</html>");
  add_file (self, "site/static/style.css", "p { color: red }");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->result, galley_hugo_result_free);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_free (self->page);
  galley_test_folder_remove (self->folder);
}

static void
check_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->result = galley_hugo_check_finish (result, &self->error);
  self->done = TRUE;
}

static gboolean
is_done_cb (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
start (Fixture *self, const char *hugo, const char *text, guint limit)
{
  g_autoptr (GalleySiteConfig) config = galley_site_config_load (self->page);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GalleyHugoQuestion question = { hugo, config, self->page, "index.md", bytes, limit };

  self->done = FALSE;
  g_clear_pointer (&self->result, galley_hugo_result_free);
  g_clear_error (&self->error);
  galley_hugo_check_async (&question, self->cancellable, check_cb, self);
}

static void
check (Fixture *self, const char *hugo, const char *text)
{
  start (self, hugo, text, 60000);
  galley_test_wait_until (is_done_cb, self);
}

static char *
dup_fake (void)
{
  return g_test_build_filename (G_TEST_DIST, "fake-hugo", NULL);
}

/* What is left in the folder that the checks are made in. */
static guint
count_left (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "galley", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_finishes (Fixture *self, gconstpointer data)
{
  g_autofree char *fake = dup_fake ();
  g_autofree char *page = NULL;
  const GalleyHtmlDifference *difference;

  check (self, fake, "---\ntitle: One\n---\n\nSame.\n\nOther.\n");
  g_assert_no_error (self->error);
  g_assert_true (self->result->complete);
  g_assert_true (g_str_has_suffix (self->result->page, "/public/posts/one/index.html"));
  g_assert_cmpuint (self->result->messages->len, ==, 0);
  g_assert_cmpuint (self->result->differences->len, ==, 1);
  difference = g_ptr_array_index (self->result->differences, 0);
  g_assert_cmpuint (difference->line, ==, 7);
  g_assert_cmpstr (difference->ours, ==, "<p>Other.</p>");
  g_assert_cmpstr (difference->theirs, ==, "<p>Another.</p>");

  page = g_strdup (self->result->overlay->folder);
  g_assert_true (g_file_test (page, G_FILE_TEST_IS_DIR));
  g_clear_pointer (&self->result, galley_hugo_result_free);
  g_assert_false (g_file_test (page, G_FILE_TEST_EXISTS));
}

static void
test_fails (Fixture *self, gconstpointer data)
{
  g_autofree char *fake = dup_fake ();
  const GalleyDiagnostic *first;

  check (self, fake, "fake: fail\n");
  g_assert_no_error (self->error);
  g_assert_false (self->result->complete);
  g_assert_cmpuint (self->result->messages->len, ==, 2);
  first = g_ptr_array_index (self->result->messages, 0);
  g_assert_cmpuint (first->line, ==, 6);
  g_assert_cmpuint (first->column, ==, 2);
  g_assert_cmpstr (first->message, ==, "building: \"index.md:6:2\": no such shortcode");
  g_assert_cmpuint (((const GalleyDiagnostic *) self->result->messages->pdata[1])->line, ==, 0);

  check (self, fake, "fake: mute\n");
  g_assert_cmpuint (self->result->messages->len, ==, 1);
  check (self, fake, "fake: nothing\n");
  g_assert_false (self->result->complete);
  g_assert_cmpuint (self->result->messages->len, ==, 1);
}

static gboolean
has_started_cb (gpointer data)
{
  Fixture *self = data;
  g_autofree char *path = g_build_filename (self->folder, "started", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *fake = dup_fake ();
  g_autofree char *text = g_strdup_printf ("fake: hang %s/started\n", self->folder);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  /* So that the main loop comes round when it has started. */
  g_autoptr (GFileMonitor) monitor =
    g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);

  start (self, fake, text, G_MAXINT);
  galley_test_wait_until (has_started_cb, self);
  g_cancellable_cancel (self->cancellable);
  galley_test_wait_until (is_done_cb, self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  galley_test_settle ();
  g_assert_cmpuint (count_left (), ==, 0);
}

static void
test_cancelled_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *fake = dup_fake ();

  start (self, fake, "Text.\n", G_MAXINT);
  g_cancellable_cancel (self->cancellable);
  galley_test_wait_until (is_done_cb, self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_takes_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *fake = dup_fake ();

  start (self, fake, "fake: hang /dev/null\n", 300);
  galley_test_wait_until (is_done_cb, self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_cannot_start (Fixture *self, gconstpointer data)
{
  check (self, "/nowhere/hugo", "Text.\n");
  g_assert_nonnull (self->error);
  g_assert_null (galley_hugo_find ("/nowhere/hugo"));

  g_free (self->page);
  self->page = g_build_filename (self->folder, "site/README.md", NULL);
  check (self, "/nowhere/hugo", "Text.\n");
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
add_to_digest (GChecksum *digest, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *content = NULL;
  GStatBuf status;
  const char *name;
  gsize length;

  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  g_checksum_update (digest, (const guchar *) path, -1);
  g_checksum_update (digest, (const guchar *) &status.st_mtim, sizeof status.st_mtim);
  g_checksum_update (digest, (const guchar *) &status.st_mode, sizeof status.st_mode);
  if (dir == NULL && g_file_get_contents (path, &content, &length, NULL))
    g_checksum_update (digest, (const guchar *) content, length);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    add_to_digest (digest, g_ptr_array_index (names, i));
}

static char *
dup_digest (Fixture *self)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *site = g_build_filename (self->folder, "site", NULL);

  add_to_digest (digest, site);
  return g_strdup (g_checksum_get_string (digest));
}

static char *
dup_hugo (void)
{
  char *hugo = galley_hugo_find (g_getenv ("GALLEY_HUGO"));

  if (hugo == NULL)
    g_test_skip ("There is no hugo");

  return hugo;
}

/* They may be many, and are looked at where they are. */
static void
assert_no_static (Fixture *self)
{
  g_autofree char *style =
    g_build_filename (self->result->overlay->public_folder, "style.css", NULL);

  g_assert_false (g_file_test (style, G_FILE_TEST_EXISTS));
}

/* With the real one: all that makes it write into a site, and nothing of the site is touched. */
static void
test_touches_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *hugo = dup_hugo ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *html = NULL;

  if (hugo == NULL)
    return;

  add_file (self, "site/config/_default/build.toml", "writeStats = true\n");
  add_file (self, "site/config/production/caches.toml",
            "[images]\ndir = ':resourceDir/_gen'\n[getresource]\ndir = ':cacheDir/x'\n");
  add_file (self, "site/assets/a.txt", "{{ 1 }}");
  add_file (self, "site/assets/a.js", "console.log (1)");
  add_file (self, "site/resources/_gen/old", "old");
  add_file (self, "site/public/index.html", "old");
  add_file (self, "site/layouts/_default/single.html",
            "<html><body class=\"x\">THEME {{ .Content }}{{ range .Resources }}{{ .Name }}{{ end }}"
            "{{ with resources.Get \"a.txt\" | resources.ExecuteAsTemplate \"b.txt\" . }}"
            "{{ .RelPermalink }}{{ end }}{{ with resources.Get \"a.js\" | minify }}"
            "{{ .RelPermalink }}{{ end }}</body></html>");
  before = dup_digest (self);
  check (self, hugo, "---\ntitle: One\ndraft: true\n---\n\nNew “text”.\n\n<b>raw</b>\n");
  after = dup_digest (self);

  g_assert_no_error (self->error);
  for (guint i = 0; i < self->result->messages->len; i++)
    g_test_message ("%s", ((const GalleyDiagnostic *) self->result->messages->pdata[i])->message);
  g_assert_true (self->result->complete);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (self->result->differences->len, ==, 0);
  g_assert_true (g_file_get_contents (self->result->page, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, "THEME"));
  g_assert_nonnull (strstr (html, "New “text”."));
  g_assert_nonnull (strstr (html, "a.txt"));
  g_assert_null (strstr (html, "Saved."));

  /* What the site has besides pages is there, too. */
  g_assert_nonnull (strstr (html, "/blog/b.txt"));
  g_assert_nonnull (strstr (html, "/blog/a.min.js"));
  assert_no_static (self);
}

static void
assert_works (Fixture *self, const char *hugo, const char *page)
{
  g_autofree char *before = dup_digest (self);
  g_autofree char *after = NULL;
  g_autofree char *html = NULL;

  g_test_message ("%s", page);
  g_free (self->page);
  self->page = g_build_filename (self->folder, "site", page, NULL);
  check (self, hugo, "---\ntitle: One\n---\n\nNew text.\n");
  after = dup_digest (self);

  g_assert_no_error (self->error);
  for (guint i = 0; i < self->result->messages->len; i++)
    g_test_message ("%s", ((const GalleyDiagnostic *) self->result->messages->pdata[i])->message);
  g_assert_true (self->result->complete);
  g_assert_cmpuint (self->result->differences->len, ==, 0);
  g_assert_nonnull (self->result->page);
  g_assert_true (g_file_get_contents (self->result->page, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, "New text."));
  g_assert_cmpstr (before, ==, after);
  assert_no_static (self);
}

/* Wherever a page is: also one that is not saved, in a list, a language, a mount. */
static void
test_places (Fixture *self, gconstpointer data)
{
  g_autofree char *hugo = dup_hugo ();

  if (hugo == NULL)
    return;

  add_file (self, "site/layouts/_default/list.html", "<html>{{ .Content }}</html>");
  assert_works (self, hugo, "content/posts/two.md");
  assert_works (self, hugo, "content/posts/An Issue, no. 3/index.md");
  assert_works (self, hugo, "content/posts/周刊 [一].md");
  assert_works (self, hugo, "content/posts/_index.md");
  assert_works (self, hugo, "content/_index.md");
  assert_works (self, hugo, "content/about.en.md");

  add_file (self, "site/config/_default/languages.toml", "[en]\nweight = 1\n[zh-cn]\nweight = 2\n");
  assert_works (self, hugo, "content/posts/two.zh-cn.md");
  assert_works (self, hugo, "content/posts/two.md");

  add_file (self, "site/hugo.toml", "title = 'Site'\nstaticDir = ['static', 'other']\n");
  add_file (self, "site/other/style.css", "p { color: blue }");
  assert_works (self, hugo, "content/posts/two.md");

  add_file (self, "site/config/_default/languages.toml",
            "[en]\nweight = 1\ncontentDir = 'content/en'\n"
            "[de]\nweight = 2\ncontentDir = 'content/de'\n");
  assert_works (self, hugo, "content/de/posts/two.md");

  add_file (self, "site/config/_default/languages.toml", "[en]\nweight = 1\n");
  add_file (self, "site/config/_default/module.toml",
            "[[mounts]]\nsource = 'pages'\ntarget = 'content/weekly'\nfiles = ['**/index.md']\n"
            "[[mounts]]\nsource = 'content'\ntarget = 'content'\n"
            "[[mounts]]\nsource = 'static'\ntarget = 'static'\n");
  assert_works (self, hugo, "pages/3/index.md");
  assert_works (self, hugo, "content/posts/two.md");
}

static void
test_real_complaints (Fixture *self, gconstpointer data)
{
  g_autofree char *hugo = dup_hugo ();
  const GalleyDiagnostic *first;

  if (hugo == NULL)
    return;

  check (self, hugo, "---\ntitle: One\n---\n\nText.\n\n{{< nope >}}\n");
  g_assert_no_error (self->error);
  g_assert_false (self->result->complete);
  g_assert_cmpuint (self->result->messages->len, >=, 1);
  first = g_ptr_array_index (self->result->messages, 0);
  g_assert_cmpuint (first->line, ==, 7);
  g_assert_nonnull (strstr (first->message, "\"index.md:7:"));
  g_assert_null (strstr (first->message, "check-"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("galley-test-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("/hugo-check/finishes", test_finishes);
  ADD ("/hugo-check/fails", test_fails);
  ADD ("/hugo-check/cancelled", test_cancelled);
  ADD ("/hugo-check/cancelled-at-once", test_cancelled_at_once);
  ADD ("/hugo-check/takes-too-long", test_takes_too_long);
  ADD ("/hugo-check/cannot-start", test_cannot_start);
  ADD ("/hugo-check/touches-nothing", test_touches_nothing);
  ADD ("/hugo-check/places", test_places);
  ADD ("/hugo-check/real-complaints", test_real_complaints);

  status = g_test_run ();
  galley_test_folder_remove (g_steal_pointer (&cache));

  return status;
}
