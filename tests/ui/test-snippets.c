/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "snippets-fixture.h"

#include "galley-document.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  SnippetsFixture *fixture;
  const char *trigger;
} Gone;

static gboolean
is_gone (gpointer data)
{
  Gone *gone = data;

  return snippets_fixture_find (gone->fixture, gone->trigger) == NULL;
}

static gboolean
has_problem (gpointer data)
{
  return galley_snippets_get_problems (((SnippetsFixture *) data)->snippets)->len > 0;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gboolean
is_done (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
test_shipped (SnippetsFixture *fixture, gconstpointer data)
{
  static const char *const body[] = { "project", "blog",      "video", "section", "image", "code",
                                      "more",    "shortcode", "项目",  "博客",    "视频" };
  static const char *const keys[] = { "title", "date", "draft", "tags", "categories" };

  for (guint i = 0; i < G_N_ELEMENTS (body); i++)
    {
      g_assert_nonnull (snippets_fixture_find (fixture, body[i]));
      g_assert_null (galley_snippets_find (fixture->snippets, GALLEY_SCOPE_YAML, body[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_null (snippets_fixture_find (fixture, keys[i]));
      for (guint k = GALLEY_SCOPE_YAML; k <= GALLEY_SCOPE_JSON; k++)
        g_assert_nonnull (galley_snippets_find (fixture->snippets, k, keys[i]));
    }
  g_assert_null (galley_snippets_find (fixture->snippets, GALLEY_SCOPE_NOWHERE, "title"));
  g_assert_cmpuint (galley_snippets_get_problems (fixture->snippets)->len, ==, 0);
}

/* Every language is right, and has the same snippets. */
static void
test_shipped_languages (void)
{
  const char *const names[] = { "galley", "galley.de", "galley.zh_CN" };
  g_autoptr (GPtrArray) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/io/github/galleyeditor/Galley/snippets/%s.snippets", names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
      g_autoptr (GPtrArray) snippets = NULL;
      gsize length;
      const char *text;

      g_assert_no_error (error);
      text = g_bytes_get_data (bytes, &length);
      snippets = galley_snippet_file_parse (text, length, NULL, &error);
      g_assert_no_error (error);
      for (guint k = 0; first != NULL && k < snippets->len; k++)
        {
          const GalleySnippet *one = g_ptr_array_index (snippets, k);
          const GalleySnippet *other = g_ptr_array_index (first, k);

          g_assert_cmpstr (one->trigger, ==, other->trigger);
          g_assert_nonnull (one->name);
          g_assert_nonnull (one->description);
          for (guint scope = 0; scope < GALLEY_N_SCOPES; scope++)
            g_assert_cmpint (galley_snippet_has_scope (one, scope), ==,
                             galley_snippet_has_scope (other, scope));
        }
      if (first != NULL)
        g_assert_cmpuint (snippets->len, ==, first->len);
      else
        first = g_steal_pointer (&snippets);
    }
}

static void
test_layers (SnippetsFixture *fixture, gconstpointer data)
{
  guint n_items;

  snippets_fixture_wait_from (fixture, "project", GALLEY_SNIPPET_SHIPPED);
  n_items = g_list_model_get_n_items (galley_snippets_get_items (fixture->snippets));

  snippets_fixture_write (fixture, "data/snippets/a.snippets", ONE ("project", "mine"));
  snippets_fixture_write (fixture, "data/snippets/notes.txt", ONE ("notes", "no"));
  snippets_fixture_wait_from (fixture, "project", GALLEY_SNIPPET_USER);
  g_assert_nonnull (snippets_fixture_find (fixture, "blog"));
  g_assert_null (snippets_fixture_find (fixture, "notes"));
  g_assert_cmpuint (g_list_model_get_n_items (galley_snippets_get_items (fixture->snippets)), ==,
                    n_items);

  snippets_fixture_write (fixture, "site/hugo.toml", "");
  snippets_fixture_write (fixture, "site/layouts/shortcodes/ours.html", "");
  snippets_fixture_write (fixture, "site/.galley/snippets/b.snippets", ONE ("project", "site's"));
  snippets_fixture_write (fixture, "site/content/posts/one.md", "text\n");
  snippets_fixture_load (fixture, "site/content/posts/one.md");
  snippets_fixture_wait_from (fixture, "project", GALLEY_SNIPPET_SITE);
  g_assert_true (g_strv_contains (galley_snippets_get_shortcodes (fixture->snippets), "ours"));
  g_assert_true (g_strv_contains (galley_snippets_get_shortcodes (fixture->snippets), "youtube"));
  g_assert_true (g_str_has_suffix (galley_snippets_get_site_root (fixture->snippets), "/site"));

  snippets_fixture_write (fixture, "other.md", "text\n");
  snippets_fixture_load (fixture, "other.md");
  snippets_fixture_wait_from (fixture, "project", GALLEY_SNIPPET_USER);
}

static void
test_files_change (SnippetsFixture *fixture, gconstpointer data)
{
  Gone mine = { fixture, "mine" };
  g_autofree char *path = g_build_filename (fixture->user_folder, "a.snippets", NULL);
  const GalleySnippetProblem *problem;

  snippets_fixture_write (fixture, "data/snippets/a.snippets", ONE ("mine", "x"));
  snippets_fixture_wait_from (fixture, "mine", GALLEY_SNIPPET_USER);

  snippets_fixture_write (fixture, "data/snippets/a.snippets",
                          "<snippets>\n<snippet trigger='a b'/>\n");
  galley_test_wait_until (has_problem, fixture);
  g_assert_null (snippets_fixture_find (fixture, "mine"));
  g_assert_nonnull (snippets_fixture_find (fixture, "project"));
  problem = g_ptr_array_index (galley_snippets_get_problems (fixture->snippets), 0);
  g_assert_cmpuint (problem->line, ==, 2);
  g_assert_cmpstr (g_file_peek_path (problem->file), ==, path);
  g_assert_nonnull (strstr (problem->message, "trigger"));

  snippets_fixture_write (fixture, "data/snippets/a.snippets", ONE ("mine", "x"));
  snippets_fixture_wait_from (fixture, "mine", GALLEY_SNIPPET_USER);
  g_assert_cmpint (g_unlink (path), ==, 0);
  galley_test_wait_until (is_gone, &mine);
}

static GFile *
edit (SnippetsFixture *fixture, GalleySnippetItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_snippets_edit_async (fixture->snippets, item, NULL, done_cb, &result);
  galley_test_wait_until (is_done, &result);
  return galley_snippets_edit_finish (fixture->snippets, result, error);
}

static void
test_edit (SnippetsFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) first = edit (fixture, snippets_fixture_find (fixture, "blog"), &error);
  g_autoptr (GFile) second = NULL;
  g_autoptr (GFile) third = NULL;
  const GalleySnippet *snippet;

  /* One of Galley's is copied to people's file, with all it has. */
  g_assert_no_error (error);
  snippets_fixture_wait_from (fixture, "blog", GALLEY_SNIPPET_USER);
  snippet = galley_snippet_item_get_snippet (snippets_fixture_find (fixture, "blog"));
  g_assert_cmpstr (snippet->name, ==, "Blog Post");
  g_assert_nonnull (strstr (snippet->texts[GALLEY_SCOPE_BODY], "$SEPARATOR"));

  g_clear_object (&first);
  first = edit (fixture, snippets_fixture_find (fixture, "video"), &error);
  g_assert_no_error (error);
  snippets_fixture_wait_from (fixture, "video", GALLEY_SNIPPET_USER);
  snippet = galley_snippet_item_get_snippet (snippets_fixture_find (fixture, "video"));
  g_assert_cmpstr (g_hash_table_lookup (snippet->hints, GUINT_TO_POINTER (3)), ==,
                   "bilibili, youtube, vimeo");

  second = edit (fixture, snippets_fixture_find (fixture, "blog"), &error);
  g_assert_no_error (error);
  g_assert_true (g_file_equal (first, second));

  third = edit (fixture, NULL, &error);
  g_assert_no_error (error);
  snippets_fixture_wait_from (fixture, "mine", GALLEY_SNIPPET_USER);
  snippets_fixture_wait_from (fixture, "blog", GALLEY_SNIPPET_USER);
  g_clear_object (&third);
  third = edit (fixture, NULL, &error);
  snippets_fixture_wait_from (fixture, "mine2", GALLEY_SNIPPET_USER);

  /* A broken file is left as it is. */
  galley_test_file_write (g_file_peek_path (first), "<snippets>", -1);
  g_clear_object (&third);
  third = edit (fixture, NULL, &error);
  g_assert_null (third);
  g_assert_nonnull (error);
  galley_test_file_assert (g_file_peek_path (first), "<snippets>", -1);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD_SNIPPETS_TEST ("/snippets/shipped", test_shipped);
  g_test_add_func ("/snippets/shipped-languages", test_shipped_languages);
  ADD_SNIPPETS_TEST ("/snippets/layers", test_layers);
  ADD_SNIPPETS_TEST ("/snippets/files-change", test_files_change);
  ADD_SNIPPETS_TEST ("/snippets/edit", test_edit);
  return g_test_run ();
}
