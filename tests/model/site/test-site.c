/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-site.h"

#include "document-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *page;
  GalleySite *site;
  const char *expected;
} Fixture;

static void
add_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  /* At once: a file that is cut short and then written may be read in between. */
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                           NULL));
}

static void
remove_file (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = galley_test_folder_new ();
  self->page = g_build_filename (self->folder, "content", "posts", "page.md", NULL);
  add_file (self, "content/posts/page.md", "Text.\n");
  self->site = galley_site_new ();
}

static gboolean
is_null_cb (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer weak = self->site;

  g_object_add_weak_pointer (weak, &weak);
  galley_site_stop (self->site);
  g_object_unref (self->site);
  galley_test_wait_until (is_null_cb, &weak);
  g_free (self->page);
  galley_test_folder_remove (self->folder);
}

static gboolean
has_config_cb (gpointer data)
{
  return galley_site_get_config (((Fixture *) data)->site) != NULL;
}

/* Each test says in the parameter `is` which state it waits for. */
static gboolean
is_expected_cb (gpointer data)
{
  Fixture *self = data;
  GalleySiteConfig *config = galley_site_get_config (self->site);

  return config != NULL
         && g_strcmp0 (galley_value_get_string (galley_site_config_get_value (config, "params.is")),
                       self->expected)
              == 0;
}

static void
wait_for (Fixture *self, const char *expected)
{
  self->expected = expected;
  galley_test_wait_until (is_expected_cb, self);
}

static void
start (Fixture *self)
{
  galley_site_set_path (self->site, self->page);
  g_assert_null (galley_site_get_config (self->site));
  galley_test_wait_until (has_config_cb, self);
}

static void
test_no_path (Fixture *self, gconstpointer data)
{
  g_assert_null (galley_site_config_get_root (galley_site_get_config (self->site)));
  galley_site_reload (self->site);
  galley_test_settle ();
  g_assert_cmpuint (galley_site_list_problems (self->site)->len, ==, 0);
  g_assert_false (galley_site_is_outdated (self->site));

  add_file (self, "hugo.toml", "params.is = 'one'\n");
  start (self);
  wait_for (self, "one");
  galley_site_set_path (self->site, NULL);
  g_assert_null (galley_site_config_get_root (galley_site_get_config (self->site)));
}

static void
test_follows (Fixture *self, gconstpointer data)
{
  add_file (self, "hugo.toml", "params.is = 'one'\n");
  start (self);
  wait_for (self, "one");

  add_file (self, "hugo.toml", "params.is = 'two'\n");
  wait_for (self, "two");
  /* Folders that were not there. */
  add_file (self, "config/_default/params.toml", "is = 'three'\n");
  wait_for (self, "three");
  add_file (self, "config/production/more/params.yaml", "is: four\n");
  wait_for (self, "four");
  remove_file (self, "config/production/more/params.yaml");
  wait_for (self, "three");
  remove_file (self, "config/_default/params.toml");
  wait_for (self, "two");
  remove_file (self, "hugo.toml");
  wait_for (self, NULL);
  add_file (self, "config.json", "{\"params\": {\"is\": \"five\"}}");
  wait_for (self, "five");
}

/* A site that comes where there was none, above the page and nearer than another. */
static void
test_appears (Fixture *self, gconstpointer data)
{
  start (self);
  wait_for (self, NULL);

  add_file (self, "hugo.yaml", "params: {is: one}\n");
  wait_for (self, "one");
  add_file (self, "content/hugo.toml", "params.is = 'nearer'\n");
  wait_for (self, "nearer");
  remove_file (self, "content/hugo.toml");
  wait_for (self, "one");
}

static void
test_theme (Fixture *self, gconstpointer data)
{
  add_file (self, "hugo.toml", "theme = 'plain'\n");
  add_file (self, "themes/plain/hugo.toml", "params.is = 'one'\n");
  start (self);
  wait_for (self, "one");
  add_file (self, "themes/plain/hugo.toml", "params.is = 'two'\n");
  wait_for (self, "two");
}

static void
test_linked (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "hugo.toml", NULL);

  add_file (self, "elsewhere/site.toml", "params.is = 'one'\n");
  g_assert_cmpint (symlink ("elsewhere/site.toml", link), ==, 0);
  start (self);
  wait_for (self, "one");
  add_file (self, "elsewhere/site.toml", "params.is = 'two'\n");
  wait_for (self, "two");
}

static gboolean
is_outdated_cb (gpointer data)
{
  return galley_site_is_outdated (((Fixture *) data)->site);
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  const GalleyDiagnostic *problem;

  add_file (self, "hugo.toml", "params.is = 'one'\n");
  start (self);
  wait_for (self, "one");

  add_file (self, "hugo.toml", "params.is = 'two\n");
  galley_test_wait_until (is_outdated_cb, self);
  wait_for (self, "one");
  g_assert_cmpuint (galley_site_list_problems (self->site)->len, >=, 1);
  problem = g_ptr_array_index (galley_site_list_problems (self->site), 0);
  g_assert_true (g_str_has_prefix (problem->message, "hugo.toml, line 1: "));

  add_file (self, "hugo.toml", "params.is = 'two'\n");
  wait_for (self, "two");
  g_assert_false (galley_site_is_outdated (self->site));
  g_assert_cmpuint (galley_site_list_problems (self->site)->len, ==, 0);
}

static void
test_broken_from_the_start (Fixture *self, gconstpointer data)
{
  add_file (self, "hugo.toml", "params.is = 'one\n");
  start (self);
  wait_for (self, NULL);
  g_assert_false (galley_site_is_outdated (self->site));
  g_assert_true (galley_site_config_is_broken (galley_site_get_config (self->site)));
}

typedef struct
{
  GalleyDocument *document;
  const char *html;
} Page;

static gboolean
shows_cb (gpointer data)
{
  Page *self = data;
  GalleyProof *proof = galley_document_get_proof (self->document);
  gsize n_blocks = 0;
  const GalleyBlock *blocks = proof != NULL ? galley_proof_get_blocks (proof, &n_blocks) : NULL;

  return n_blocks > 0 && strstr (blocks[0].html, self->html) != NULL;
}

/* The page of a document follows the site; also when it is saved into one. */
static void
test_document (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyDocument) document = galley_document_new ();
  g_autoptr (GFile) file = g_file_new_for_path (self->page);
  Page page = { document, "a <b>b</b>" };

  document_insert (document, 0, "a <b>b</b>\nc");
  galley_test_wait_until (shows_cb, &page);

  add_file (self, "hugo.toml", "[params]\n");
  g_assert_true (document_save (document, file, NULL));
  page.html = "a <!-- raw HTML omitted -->b";
  galley_test_wait_until (shows_cb, &page);

  add_file (self, "hugo.toml", "[markup.goldmark.renderer]\nunsafe = true\nhardWraps = true\n");
  page.html = "a <b>b</b><br>";
  galley_test_wait_until (shows_cb, &page);
  galley_document_close (document);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_counted_cb (gpointer data)
{
  return *(guint *) data > 0;
}

/* What the site says to Galley alone changes nothing in the configuration, and yet is told of. */
static void
test_own_folder (Fixture *self, gconstpointer data)
{
  guint count = 0;

  add_file (self, "hugo.toml", "params.is = 'one'\n");
  add_file (self, ".galley/fields.yaml", "- title\n");
  start (self);
  wait_for (self, "one");
  galley_test_settle ();

  g_signal_connect_swapped (self->site, "changed", G_CALLBACK (count_cb), &count);
  add_file (self, ".galley/fields.yaml", "- other\n");
  galley_test_wait_until (is_counted_cb, &count);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_source_init ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/site/no-path", test_no_path);
  ADD ("/site/follows", test_follows);
  ADD ("/site/appears", test_appears);
  ADD ("/site/theme", test_theme);
  ADD ("/site/linked", test_linked);
  ADD ("/site/broken", test_broken);
  ADD ("/site/broken-from-the-start", test_broken_from_the_start);
  ADD ("/site/document", test_document);
  ADD ("/site/own-folder", test_own_folder);

  return g_test_run ();
}
