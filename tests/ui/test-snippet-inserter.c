/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "snippets-fixture.h"

#include "galley-completion.h"
#include "galley-document.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
press (SnippetsFixture *fixture, guint keyval, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (ui_test_find_controller (fixture->view, "galley-keys"), "key-pressed",
                         keyval, 0, state, &handled);
  return handled;
}

static void
type (SnippetsFixture *fixture, const char *text)
{
  gtk_text_buffer_delete_selection (fixture->buffer, TRUE, TRUE);
  g_assert_true (gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, text, -1, TRUE));
}

static void
assert_expands (SnippetsFixture *fixture, const char *marked, const char *expected)
{
  ui_test_set_text (fixture->buffer, marked);
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  ui_test_assert_text (fixture->buffer, expected);
}

static void
test_expand (SnippetsFixture *fixture, gconstpointer data)
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
test_no_expansion (SnippetsFixture *fixture, gconstpointer data)
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
test_fields (SnippetsFixture *fixture, gconstpointer data)
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
test_undo (SnippetsFixture *fixture, gconstpointer data)
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
note_cb (GtkTextBuffer *buffer, GPtrArray *texts)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_ptr_array_add (texts, gtk_text_buffer_get_text (buffer, &start, &end, TRUE));
}

/* Many edits, of which one hears when they are done. */
static void
test_one_change (SnippetsFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  ui_test_set_text (fixture->buffer, "one\nvideo¦\ntwo\n");
  g_signal_connect (fixture->buffer, "changed", G_CALLBACK (note_cb), texts);
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==,
                   "one\n\n**Title** : What there is to see\n\n{{< youtube ID >}}\n\ntwo\n");
  gtk_text_buffer_undo (fixture->buffer);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (texts, 1), ==, "one\nvideo\ntwo\n");
  g_signal_handlers_disconnect_by_data (fixture->buffer, texts);
}

static void
test_insert (SnippetsFixture *fixture, gconstpointer data)
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
test_own (SnippetsFixture *fixture, gconstpointer data)
{
  snippets_fixture_write (fixture, "data/snippets/a.snippets",
                          ONE ("own",
                               "${1:a} `$1` \\$5 ${2:$1|upper} ${TM_SELECTED_TEXT:none}$0."));
  snippets_fixture_wait_from (fixture, "own", GALLEY_SNIPPET_USER);
  assert_expands (fixture, "own¦", "«a» `a` $5 A none.");
  type (fixture, "xy");
  ui_test_assert_text (fixture->buffer, "xy¦ `xy` $5 XY none.");
}

static void
test_line_ends (SnippetsFixture *fixture, gconstpointer data)
{
  snippets_fixture_write (fixture, "crlf.md", "one\r\n\r\n");
  snippets_fixture_load (fixture, "crlf.md");
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
test_clipboard (SnippetsFixture *fixture, gconstpointer data)
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
  GtkWidget *popup = find_popup (((SnippetsFixture *) data)->view);

  return popup != NULL && gtk_widget_get_visible (popup);
}

static gboolean
has_no_popup (gpointer data)
{
  return !has_popup (data);
}

static void
type_slowly (SnippetsFixture *fixture, const char *text)
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
test_popup (SnippetsFixture *fixture, gconstpointer data)
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
test_no_popup (SnippetsFixture *fixture, gconstpointer data)
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
test_input_method (SnippetsFixture *fixture, gconstpointer data)
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

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD_SNIPPETS_TEST ("/snippets/expand", test_expand);
  ADD_SNIPPETS_TEST ("/snippets/no-expansion", test_no_expansion);
  ADD_SNIPPETS_TEST ("/snippets/fields", test_fields);
  ADD_SNIPPETS_TEST ("/snippets/undo", test_undo);
  ADD_SNIPPETS_TEST ("/snippets/one-change", test_one_change);
  ADD_SNIPPETS_TEST ("/snippets/insert", test_insert);
  ADD_SNIPPETS_TEST ("/snippets/own", test_own);
  ADD_SNIPPETS_TEST ("/snippets/line-ends", test_line_ends);
  ADD_SNIPPETS_TEST ("/snippets/clipboard", test_clipboard);
  ADD_SNIPPETS_TEST ("/snippets/popup", test_popup);
  ADD_SNIPPETS_TEST ("/snippets/no-popup", test_no_popup);
  ADD_SNIPPETS_TEST ("/snippets/input-method", test_input_method);
  return g_test_run ();
}
