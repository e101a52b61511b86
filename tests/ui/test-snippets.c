/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-completion.h"
#include "galley-document.h"
#include "galley-highlighting.h"
#include "galley-snippets.h"
#include "galley-source-view.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *user_folder;
  GalleySnippets *snippets;
  GtkWindow *window;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GalleySnippetInserter *inserter;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = galley_test_folder_new ();
  fixture->user_folder = g_build_filename (fixture->folder, "data", "snippets", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->user_folder, 0700), ==, 0);
  fixture->snippets = galley_snippets_new (fixture->user_folder);
  fixture->buffer = GTK_TEXT_BUFFER (galley_document_new ());
  galley_snippets_set_document (fixture->snippets, GALLEY_DOCUMENT (fixture->buffer));

  fixture->view = galley_source_view_new ();
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (fixture->view), fixture->buffer);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (fixture->buffer),
                                  galley_highlighting_get_language ());
  fixture->inserter = galley_source_view_get_inserter (GALLEY_SOURCE_VIEW (fixture->view));
  galley_snippet_inserter_set_snippets (fixture->inserter, fixture->snippets);
  fixture->window = ui_test_present (fixture->view, 600, 400);
  gtk_widget_grab_focus (fixture->view);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_close (fixture->window);
  galley_snippets_set_document (fixture->snippets, NULL);
  g_object_unref (fixture->buffer);
  ui_test_release (fixture->snippets);
  g_free (fixture->user_folder);
  galley_test_folder_remove (fixture->folder);
}

#define ONE(trigger, text)                                                                         \
  "<snippets><snippet trigger=\"" trigger "\"><text languages=\"markdown\"><![CDATA[" text         \
  "]]></text></snippet></snippets>"

static GalleySnippetItem *
find (Fixture *fixture, const char *word)
{
  return galley_snippets_find (fixture->snippets, GALLEY_SNIPPET_BODY, word);
}

typedef struct
{
  Fixture *fixture;
  const char *trigger;
  GalleySnippetOrigin origin;
} Expectation;

static gboolean
is_from (gpointer data)
{
  Expectation *expected = data;
  GalleySnippetItem *item = find (expected->fixture, expected->trigger);

  return item != NULL && galley_snippet_item_get_origin (item) == expected->origin;
}

static void
wait_from (Fixture *fixture, const char *trigger, GalleySnippetOrigin origin)
{
  Expectation expected = { fixture, trigger, origin };

  galley_test_wait_until (is_from, &expected);
}

static gboolean
is_gone (gpointer data)
{
  Expectation *expected = data;

  return find (expected->fixture, expected->trigger) == NULL;
}

static gboolean
has_problem (gpointer data)
{
  return galley_snippets_get_problems (((Fixture *) data)->snippets)->len > 0;
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
load (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_document_load_async (GALLEY_DOCUMENT (fixture->buffer), file, NULL, done_cb, &result);
  galley_test_wait_until (is_done, &result);
  g_assert_true (galley_document_load_finish (GALLEY_DOCUMENT (fixture->buffer), result, &error));
  g_assert_no_error (error);
}

static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  static const char *const body[] = { "project", "blog",      "video", "section", "image", "code",
                                      "more",    "shortcode", "项目",  "博客",    "视频" };
  static const char *const keys[] = { "title", "date", "draft", "tags", "categories" };

  for (guint i = 0; i < G_N_ELEMENTS (body); i++)
    {
      g_assert_nonnull (find (fixture, body[i]));
      g_assert_null (galley_snippets_find (fixture->snippets, GALLEY_SNIPPET_YAML, body[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_null (find (fixture, keys[i]));
      for (guint k = GALLEY_SNIPPET_YAML; k <= GALLEY_SNIPPET_JSON; k++)
        g_assert_nonnull (galley_snippets_find (fixture->snippets, k, keys[i]));
    }
  g_assert_null (galley_snippets_find (fixture->snippets, GALLEY_SNIPPET_NOWHERE, "title"));
  g_assert_cmpuint (galley_snippets_get_problems (fixture->snippets)->len, ==, 0);
}

/* Every language is right, and has the same snippets. */
static void
test_shipped_languages (void)
{
  const char *const names[] = { "galley", "galley.zh_CN" };
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
          for (guint scope = 0; scope < GALLEY_N_SNIPPET_SCOPES; scope++)
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
test_layers (Fixture *fixture, gconstpointer data)
{
  guint n_items;

  wait_from (fixture, "project", GALLEY_SNIPPET_SHIPPED);
  n_items = g_list_model_get_n_items (galley_snippets_get_items (fixture->snippets));

  write_file (fixture, "data/snippets/a.snippets", ONE ("project", "mine"));
  write_file (fixture, "data/snippets/notes.txt", ONE ("notes", "no"));
  wait_from (fixture, "project", GALLEY_SNIPPET_USER);
  g_assert_nonnull (find (fixture, "blog"));
  g_assert_null (find (fixture, "notes"));
  g_assert_cmpuint (g_list_model_get_n_items (galley_snippets_get_items (fixture->snippets)), ==,
                    n_items);

  write_file (fixture, "site/hugo.toml", "");
  write_file (fixture, "site/layouts/shortcodes/ours.html", "");
  write_file (fixture, "site/.galley/snippets/b.snippets", ONE ("project", "site's"));
  write_file (fixture, "site/content/posts/one.md", "text\n");
  load (fixture, "site/content/posts/one.md");
  wait_from (fixture, "project", GALLEY_SNIPPET_SITE);
  g_assert_true (g_strv_contains (galley_snippets_get_shortcodes (fixture->snippets), "ours"));
  g_assert_true (g_strv_contains (galley_snippets_get_shortcodes (fixture->snippets), "youtube"));
  g_assert_true (g_str_has_suffix (galley_snippets_get_site_root (fixture->snippets), "/site"));

  write_file (fixture, "other.md", "text\n");
  load (fixture, "other.md");
  wait_from (fixture, "project", GALLEY_SNIPPET_USER);
}

static void
test_files_change (Fixture *fixture, gconstpointer data)
{
  Expectation expected = { fixture, "mine", GALLEY_SNIPPET_USER };
  g_autofree char *path = g_build_filename (fixture->user_folder, "a.snippets", NULL);
  const GalleySnippetProblem *problem;

  write_file (fixture, "data/snippets/a.snippets", ONE ("mine", "x"));
  wait_from (fixture, "mine", GALLEY_SNIPPET_USER);

  write_file (fixture, "data/snippets/a.snippets", "<snippets>\n<snippet trigger='a b'/>\n");
  galley_test_wait_until (has_problem, fixture);
  g_assert_null (find (fixture, "mine"));
  g_assert_nonnull (find (fixture, "project"));
  problem = g_ptr_array_index (galley_snippets_get_problems (fixture->snippets), 0);
  g_assert_cmpuint (problem->line, ==, 2);
  g_assert_cmpstr (g_file_peek_path (problem->file), ==, path);
  g_assert_nonnull (strstr (problem->message, "trigger"));

  write_file (fixture, "data/snippets/a.snippets", ONE ("mine", "x"));
  wait_from (fixture, "mine", GALLEY_SNIPPET_USER);
  g_assert_cmpint (g_unlink (path), ==, 0);
  galley_test_wait_until (is_gone, &expected);
}

static GFile *
edit (Fixture *fixture, GalleySnippetItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_snippets_edit_async (fixture->snippets, item, NULL, done_cb, &result);
  galley_test_wait_until (is_done, &result);
  return galley_snippets_edit_finish (fixture->snippets, result, error);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) first = edit (fixture, find (fixture, "blog"), &error);
  g_autoptr (GFile) second = NULL;
  g_autoptr (GFile) third = NULL;
  const GalleySnippet *snippet;

  /* One of Galley's is copied to people's file, with all it has. */
  g_assert_no_error (error);
  wait_from (fixture, "blog", GALLEY_SNIPPET_USER);
  snippet = galley_snippet_item_get_snippet (find (fixture, "blog"));
  g_assert_cmpstr (snippet->name, ==, "Blog Post");
  g_assert_nonnull (strstr (snippet->texts[GALLEY_SNIPPET_BODY], "$SEPARATOR"));

  g_clear_object (&first);
  first = edit (fixture, find (fixture, "video"), &error);
  g_assert_no_error (error);
  wait_from (fixture, "video", GALLEY_SNIPPET_USER);
  snippet = galley_snippet_item_get_snippet (find (fixture, "video"));
  g_assert_cmpstr (g_hash_table_lookup (snippet->hints, GUINT_TO_POINTER (3)), ==,
                   "bilibili, youtube, vimeo");

  second = edit (fixture, find (fixture, "blog"), &error);
  g_assert_no_error (error);
  g_assert_true (g_file_equal (first, second));

  third = edit (fixture, NULL, &error);
  g_assert_no_error (error);
  wait_from (fixture, "mine", GALLEY_SNIPPET_USER);
  wait_from (fixture, "blog", GALLEY_SNIPPET_USER);
  g_clear_object (&third);
  third = edit (fixture, NULL, &error);
  wait_from (fixture, "mine2", GALLEY_SNIPPET_USER);

  /* A broken file is left as it is. */
  galley_test_file_write (g_file_peek_path (first), "<snippets>", -1);
  g_clear_object (&third);
  third = edit (fixture, NULL, &error);
  g_assert_null (third);
  g_assert_nonnull (error);
  galley_test_file_assert (g_file_peek_path (first), "<snippets>", -1);
}

static gboolean
press (Fixture *fixture, guint keyval, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (ui_test_find_controller (fixture->view, "galley-keys"), "key-pressed",
                         keyval, 0, state, &handled);
  return handled;
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_text_buffer_delete_selection (fixture->buffer, TRUE, TRUE);
  g_assert_true (gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, text, -1, TRUE));
}

static void
assert_expands (Fixture *fixture, const char *marked, const char *expected)
{
  ui_test_set_text (fixture->buffer, marked);
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  ui_test_assert_text (fixture->buffer, expected);
}

static void
test_expand (Fixture *fixture, gconstpointer data)
{
  assert_expands (fixture, "project¦", "[«Name»](https://) : What it is");
  g_assert_true (galley_snippet_inserter_get_active (fixture->inserter));
  assert_expands (fixture, "项目¦", "[«Name»](https://) : What it is");
  assert_expands (fixture, "pro¦", "[«Name»](https://) : What it is");
  assert_expands (fixture, "视¦", "**«Title»** : What there is to see\n\n{{< youtube ID >}}");
  assert_expands (fixture, "[a](b)：c\n\nblog¦\n",
                  "[a](b)：c\n\n[«Title»](https://)：What there is to learn from it\n");
  assert_expands (fixture, "one\ncode¦\ntwo\n", "one\n\n```«text»\n\n```\n\ntwo\n");
  assert_expands (fixture, "one\n\nmore¦", "one\n\n<!--more-->¦");
  assert_expands (fixture, "---\ntitle¦\n---\n", "---\ntitle: \"¦\"\n---\n");
  assert_expands (fixture, "+++\ntags¦\n+++\n", "+++\ntags = [\"¦\"]\n+++\n");
  assert_expands (fixture, "{\n  draft¦\n}\n", "{\n  \"draft\": «true»\n}\n");
}

static void
test_no_expansion (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    "a project¦",
    "project¦ x",
    "Project¦",
    "¦project",
    "¦",
    "p¦",
    "title¦",
    "nothing¦",
    "---\nproject¦\n---\n",
    "---¦",
    "```\nproject¦\n```\n",
    "~~~\nproject¦",
    "https://example.org/project¦",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ui_test_set_text (fixture->buffer, cases[i]);
      g_assert_false (press (fixture, GDK_KEY_Tab, 0));
      ui_test_assert_text (fixture->buffer, cases[i]);
    }

  /* In a list Tab indents. */
  ui_test_set_text (fixture->buffer, "- a\n- project¦");
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  ui_test_assert_text (fixture->buffer, "- a\n  - project¦");
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  assert_expands (fixture, "project¦", "[«Name»](https://) : What it is");
  type (fixture, "Apple");
  ui_test_assert_text (fixture->buffer, "[Apple¦](https://) : What it is");
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  g_assert_true (gtk_source_view_get_enable_snippets (GTK_SOURCE_VIEW (fixture->view)));

  ui_test_set_text (fixture->buffer, "¦");
  g_assert_false (galley_snippet_inserter_get_active (fixture->inserter));
  press (fixture, GDK_KEY_Tab, 0);
  g_assert_false (gtk_source_view_get_enable_snippets (GTK_SOURCE_VIEW (fixture->view)));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  assert_expands (fixture, "one\nvideo¦\ntwo\n",
                  "one\n\n**«Title»** : What there is to see\n\n{{< youtube ID >}}\n\ntwo\n");
  gtk_text_buffer_undo (fixture->buffer);
  ui_test_assert_text (fixture->buffer, "one\nvideo¦\ntwo\n");
  gtk_text_buffer_redo (fixture->buffer);
  gtk_text_buffer_undo (fixture->buffer);
  ui_test_assert_text (fixture->buffer, "one\nvideo¦\ntwo\n");
}

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "One «two» three\nfour.\n\nFive.\n");
  g_assert_true (galley_snippet_inserter_insert (fixture->inserter, "project"));
  ui_test_assert_text (fixture->buffer,
                       "One two three\nfour.\n\n[«two»](https://) : What it is\n\nFive.\n");
  gtk_text_buffer_undo (fixture->buffer);
  g_assert_false (gtk_text_buffer_get_can_undo (fixture->buffer));

  ui_test_set_text (fixture->buffer, "---\ntitle: x¦\n---\n\nOne.\n");
  g_assert_true (galley_snippet_inserter_insert (fixture->inserter, "draft"));
  ui_test_assert_text (fixture->buffer, "---\ntitle: x\ndraft: «true»\n---\n\nOne.\n");
  ui_test_set_text (fixture->buffer, "---\ntitle: x¦\n---\n\nOne.\n");
  g_assert_true (galley_snippet_inserter_insert (fixture->inserter, "section"));
  ui_test_assert_text (fixture->buffer, "---\ntitle: x\n---\n\nOne.\n\n## «Section»\n\n\n");

  g_assert_false (galley_snippet_inserter_insert (fixture->inserter, "title"));
  g_assert_false (galley_snippet_inserter_insert (fixture->inserter, "nothing"));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (fixture->view), FALSE);
  g_assert_false (galley_snippet_inserter_insert (fixture->inserter, "project"));
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "data/snippets/a.snippets",
              ONE ("own", "${1:a} `$1` \\$5 ${2:$1|upper} ${TM_SELECTED_TEXT:none}$0."));
  wait_from (fixture, "own", GALLEY_SNIPPET_USER);
  assert_expands (fixture, "own¦", "«a» `a` $5 A none.");
  type (fixture, "xy");
  ui_test_assert_text (fixture->buffer, "xy¦ `xy` $5 XY none.");
}

static void
test_line_ends (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "crlf.md", "one\r\n\r\n");
  load (fixture, "crlf.md");
  galley_test_settle ();
  gtk_text_buffer_set_text (fixture->buffer, "one\r\n\r\nvideo", -1);
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  type (fixture, "T");
  ui_test_assert_text (fixture->buffer, "one\r\n\r\n**T¦** : What there is to see\r\n\r\n"
                                        "{{< youtube ID >}}");
}

static gboolean
has_clipboard_link (gpointer data)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (data, &start, &end);
  text = gtk_text_buffer_get_text (data, &start, &end, TRUE);
  return strstr (text, "BV1p4411c7mB") != NULL;
}

static void
test_clipboard (Fixture *fixture, gconstpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->view),
                          "https://www.bilibili.com/video/BV1p4411c7mB/");
  ui_test_set_text (fixture->buffer, "video¦");
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  galley_test_wait_until (has_clipboard_link, fixture->buffer);
  ui_test_assert_text (fixture->buffer,
                       "**«Title»** : What there is to see\n\n{{< bilibili BV1p4411c7mB >}}");
}

static GtkWidget *
find_popup (GtkWidget *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "GtkSourceCompletionList"))
      return child;
  return NULL;
}

static gboolean
has_popup (gpointer data)
{
  GtkWidget *popup = find_popup (((Fixture *) data)->view);

  return popup != NULL && gtk_widget_get_visible (popup);
}

static gboolean
has_no_popup (gpointer data)
{
  return !has_popup (data);
}

static void
type_slowly (Fixture *fixture, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      type (fixture, key);
      galley_test_settle ();
    }
}

static gboolean
is_focused (gpointer data)
{
  return gtk_widget_has_focus (data);
}

static void
test_popup (Fixture *fixture, gconstpointer data)
{
  galley_test_wait_until (is_focused, fixture->view);
  ui_test_set_text (fixture->buffer, "one\n\n¦");
  type_slowly (fixture, "p");
  g_assert_false (has_popup (fixture));
  type_slowly (fixture, "ro");
  galley_test_wait_until (has_popup, fixture);
  type_slowly (fixture, "x");
  galley_test_wait_until (has_no_popup, fixture);

  ui_test_set_text (fixture->buffer, "---\n¦\n---\n");
  type_slowly (fixture, "ta");
  galley_test_wait_until (has_popup, fixture);
  type_slowly (fixture, "\n");
  galley_test_wait_until (has_no_popup, fixture);

  ui_test_set_text (fixture->buffer, "one ¦");
  type_slowly (fixture, "{{<");
  galley_test_wait_until (has_popup, fixture);
  type_slowly (fixture, " you");
  galley_test_wait_until (has_popup, fixture);
}

static void
test_no_popup (Fixture *fixture, gconstpointer data)
{
  galley_test_wait_until (is_focused, fixture->view);
  ui_test_set_text (fixture->buffer, "one ¦");
  type_slowly (fixture, "project title code");
  g_assert_false (has_popup (fixture));
  ui_test_set_text (fixture->buffer, "¦");
  type_slowly (fixture, "More code");
  g_assert_false (has_popup (fixture));
  ui_test_set_text (fixture->buffer, "- ¦");
  type_slowly (fixture, "project");
  g_assert_false (has_popup (fixture));
  ui_test_set_text (fixture->buffer, "```\n¦");
  type_slowly (fixture, "project");
  g_assert_false (has_popup (fixture));
  ui_test_set_text (fixture->buffer, "¦");
  type_slowly (fixture, "title");
  g_assert_false (has_popup (fixture));
}

static void
test_input_method (Fixture *fixture, gconstpointer data)
{
  galley_test_wait_until (is_focused, fixture->view);
  ui_test_set_text (fixture->buffer, "¦");

  /* What is put in while it composes shows nothing until it is done. */
  g_signal_emit_by_name (fixture->view, "preedit-changed", "xiangmu");
  galley_test_settle ();
  g_assert_false (has_popup (fixture));
  type (fixture, "项目");
  galley_test_settle ();
  g_assert_false (has_popup (fixture));
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  g_signal_emit_by_name (fixture->view, "preedit-changed", "");
  galley_test_wait_until (has_popup, fixture);

  /* And it goes when it composes again. */
  g_signal_emit_by_name (fixture->view, "preedit-changed", "tui");
  galley_test_wait_until (has_no_popup, fixture);
  g_signal_emit_by_name (fixture->view, "preedit-changed", "");
  galley_test_settle ();
  g_assert_false (has_popup (fixture));

  ui_test_set_text (fixture->buffer, "¦");
  type (fixture, "视频");
  galley_test_wait_until (has_popup, fixture);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  add ("/snippets/shipped", test_shipped);
  g_test_add_func ("/snippets/shipped-languages", test_shipped_languages);
  add ("/snippets/layers", test_layers);
  add ("/snippets/files-change", test_files_change);
  add ("/snippets/edit", test_edit);
  add ("/snippets/expand", test_expand);
  add ("/snippets/no-expansion", test_no_expansion);
  add ("/snippets/fields", test_fields);
  add ("/snippets/undo", test_undo);
  add ("/snippets/insert", test_insert);
  add ("/snippets/own", test_own);
  add ("/snippets/line-ends", test_line_ends);
  add ("/snippets/clipboard", test_clipboard);
  add ("/snippets/popup", test_popup);
  add ("/snippets/no-popup", test_no_popup);
  add ("/snippets/input-method", test_input_method);
  return g_test_run ();
}
