/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-preview-private.h"
#include "galley-preview.h"

#include "galley-page-updater.h"
#include "galley-test-util.h"
#include "ui-fixture.h"

#include <string.h>

/* Whatever stands on the page, these are what they are called. */
#define BODY "Document.prototype.getElementById.call(document, 'galley-body')"
#define TEXT_OF "Object.getOwnPropertyDescriptor(Node.prototype, 'textContent').get.call"

typedef struct
{
  GalleyDocument *document;
  GtkWidget *preview;
  WebKitWebView *view;
  GtkWindow *window;
  char *answer;
  const char *expected;
  guint n_restarted;
  guint line;
  gboolean asking;
} Fixture;

static void
restarted_cb (Fixture *fixture)
{
  fixture->n_restarted++;
}

static void
line_activated_cb (Fixture *fixture, guint line)
{
  fixture->line = line;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = galley_document_new ();
  fixture->preview =
    g_object_new (GALLEY_TYPE_PREVIEW, "document", fixture->document, "remote-images", FALSE, NULL);
  fixture->view = ui_test_find (fixture->preview, WEBKIT_TYPE_WEB_VIEW);
  g_signal_connect_swapped (fixture->preview, "restarted", G_CALLBACK (restarted_cb), fixture);
  g_signal_connect_swapped (fixture->preview, "line-activated", G_CALLBACK (line_activated_cb),
                            fixture);
  fixture->window = ui_test_present (fixture->preview, 600, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_close (fixture->window);
  galley_document_close (fixture->document);
  ui_test_release (fixture->document);
  g_free (fixture->answer);
}

/* No answer comes of a page that is being loaded. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (JSCValue) value =
    webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  g_free (fixture->answer);
  fixture->answer = value != NULL ? jsc_value_to_string (value) : NULL;
  fixture->asking = FALSE;
}

static gboolean
has_answer (gpointer data)
{
  return !((Fixture *) data)->asking;
}

/* Asks the world of the preview's script. */
static const char *
ask (Fixture *fixture, const char *script)
{
  fixture->asking = TRUE;
  webkit_web_view_evaluate_javascript (fixture->view, script, -1, GALLEY_PAGE_WORLD, NULL, NULL,
                                       answered_cb, fixture);
  galley_test_wait_until (has_answer, fixture);
  return fixture->answer != NULL ? fixture->answer : "";
}

static gboolean
shows_expected (gpointer data)
{
  Fixture *fixture = data;

  return strstr (ask (fixture, TEXT_OF "(" BODY ")"), fixture->expected) != NULL;
}

static void
wait_page (Fixture *fixture, const char *expected)
{
  fixture->expected = expected;
  galley_test_wait_until (shows_expected, fixture);
}

static void
write_text (Fixture *fixture, const char *text)
{
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (fixture->document), text, -1);
}

/* Types a word at the end of the text and waits until it is on the page. */
static void
type_word (Fixture *fixture, const char *word)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (fixture->document), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (fixture->document), &end, word, -1);
  wait_page (fixture, word);
}

/* All names that a form, a document or a window has something of, with spaces between. */
static char **
find_names (Fixture *fixture, const char *objects)
{
  g_autofree char *script =
    g_strdup_printf ("[...new Set(%s.flatMap(object => {"
                     "  const names = [];"
                     "  for (let o = object; o; o = Object.getPrototypeOf(o))"
                     "    names.push(...Object.getOwnPropertyNames(o));"
                     "  return names;"
                     "}))].join(' ')",
                     objects);
  char **names = g_strsplit (ask (fixture, script), " ", -1);

  g_assert_cmpuint (g_strv_length (names), >, 200);
  return names;
}

/* A document's names are those of pictures and forms, a form's those of its fields. */
static void
append_named (GString *text, const char *name)
{
  static const char html[] =
    "<img name=\"N\" id=\"N\" src=\"none.png\">"
    "<form name=\"N\" data-l=\"1\"><input name=\"N\">\n"
    "<img src=\"n.png\"><form></form></form><form data-l=\"1\"><img name=\"N\" id=\"N\" src=x>\n"
    "<code data-lang=\"c\" data-numbers=\"1\" data-lines=\"1\">int a;</code></form>\n"
    "<img src=\"n.png\"><form id=\"N\" name=\"N\"><input name=\"N\" id=\"N\"></form>"
    "<a href=\"none.md\">a</a>\n\n";
  g_autoptr (GString) named = g_string_new (html);

  g_string_replace (named, "\"N\"", name, 0);
  g_string_append (text, named->str);
}

/* What a click on each form says of its place, and the next words of the writer's. */
static void
use_page (Fixture *fixture, guint round, guint line)
{
  g_autofree char *word = g_strdup_printf (" then %u", round);

  type_word (fixture, word);
  fixture->line = 0;
  ask (fixture, "{ const forms = Document.prototype.querySelectorAll.call(document, 'form');"
                "HTMLElement.prototype.click.call(forms[forms.length - 1]);"
                "const inputs = Document.prototype.querySelectorAll.call(document, 'input');"
                "HTMLElement.prototype.click.call(inputs[inputs.length - 1]); }");
  type_word (fixture, " again");
  g_assert_cmpuint (fixture->line, ==, line);
  g_assert_cmpuint (fixture->n_restarted, ==, 0);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = NULL;

  write_text (fixture, "First");
  wait_page (fixture, "First");
  names = find_names (fixture, "[document, document.createElement('form')]");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", names[i]);

      g_test_message ("%s", names[i]);
      append_named (text, quoted);
      g_string_append_printf (text, "Word %u", i);
      write_text (fixture, text->str);
      use_page (fixture, i, 1);
    }
}

static void
test_all_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) names = NULL;

  write_text (fixture, "First");
  wait_page (fixture, "First");
  names = find_names (fixture, "[document, document.createElement('form'), window]");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", names[i]);

      append_named (text, quoted);
    }
  g_string_append (text, "Last");
  write_text (fixture, text->str);
  use_page (fixture, 0, 1 + 5 * (g_strv_length (names) - 1));
}

static void
expect_failure (void)
{
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*has failed: Error: broken");
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "First");
  wait_page (fixture, "First");
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *word = g_strdup_printf ("word-%u", i);

      ask (fixture, "galley = { ...galley, update() { throw new Error('broken'); } }; 1");
      expect_failure ();
      type_word (fixture, word);
      g_test_assert_expected_messages ();
      g_assert_cmpuint (fixture->n_restarted, ==, i);
    }
}

static gboolean
has_stopped (gpointer data)
{
  GtkStack *stack = ui_test_find (((Fixture *) data)->preview, GTK_TYPE_STACK);

  return g_str_equal (gtk_stack_get_visible_child_name (stack), "stopped");
}

/* What fails for ever is not loaded for ever, and can be started again. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  WebKitUserContentManager *manager = webkit_web_view_get_user_content_manager (fixture->view);
  g_autoptr (WebKitUserScript) script = webkit_user_script_new_for_world (
    "galley = { ...galley, update() { throw new Error('broken'); } };",
    WEBKIT_USER_CONTENT_INJECT_TOP_FRAME, WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END,
    GALLEY_PAGE_WORLD, NULL, NULL);

  write_text (fixture, "First");
  wait_page (fixture, "First");
  webkit_user_content_manager_add_script (manager, script);
  for (guint i = 0; i < 4; i++)
    expect_failure ();
  g_object_set (fixture->preview, "remote-images", TRUE, NULL);
  galley_test_wait_until (has_stopped, fixture);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (fixture->n_restarted, ==, 3);

  webkit_user_content_manager_remove_script (manager, script);
  write_text (fixture, "Second");
  gtk_widget_activate (ui_test_find (fixture->preview, GTK_TYPE_BUTTON));
  wait_page (fixture, "Second");
  g_assert_false (has_stopped (fixture));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add ("/preview/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/preview/names/all", Fixture, NULL, set_up, test_all_names, tear_down);
  g_test_add ("/preview/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/preview/stopped", Fixture, NULL, set_up, test_stopped, tear_down);

  return g_test_run ();
}
