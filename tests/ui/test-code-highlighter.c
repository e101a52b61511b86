/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-code-highlighter.h"
#include "galley-code-language.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <string.h>

typedef struct
{
  gboolean done;
  char *spans;
} Answer;

static void
highlighted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->spans =
    galley_code_highlighter_highlight_finish (GALLEY_CODE_HIGHLIGHTER (source), result, NULL);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static char *
highlight (GalleyCodeHighlighter *highlighter, const char *language, const char *text)
{
  Answer answer = { FALSE, NULL };

  galley_code_highlighter_highlight_async (highlighter, language, text, NULL, highlighted_cb,
                                           &answer);
  galley_test_wait_until (is_done, &answer);
  g_assert_nonnull (answer.spans);
  return answer.spans;
}

static void
assert_spans (const char *language, const char *text, const char *expected)
{
  g_autoptr (GalleyCodeHighlighter) highlighter = galley_code_highlighter_new ();
  g_autofree char *spans = highlight (highlighter, language, text);

  g_test_message ("%s: %s", language, text);
  g_assert_cmpstr (spans, ==, expected);
}

static void
test_spans (void)
{
  assert_spans ("c", "int a; // b", "string 0 3 comment 7 4");
  assert_spans ("python", "x = 'y'  # z\n", "string 4 3 comment 9 3");
  /* Counted as scripts count: the sign beyond the first plane is two. */
  assert_spans ("python", "'𝒳'\n# 图\r\nx = 1", "string 0 4 comment 5 3 constant 14 1");
  assert_spans ("diff", "-a\n+b\n", "removed 0 2 added 3 2");
  assert_spans ("nosuch", "int a;", "");
  assert_spans ("c", "", "");
}

static void
test_languages (void)
{
  static const char *const names[][2] = {
    { "js", "js" },
    { "JavaScript", "js" },
    { "ts", "typescript" },
    { "sh", "sh" },
    { "bash", "sh" },
    { "zsh", "sh" },
    { "shell", "sh" },
    { "yaml", "yaml" },
    { "yml", "yaml" },
    { "go", "go" },
    { "golang", "go" },
    { "py", "python3" },
    { "python", "python3" },
    { "c++", "cpp" },
    { "cpp", "cpp" },
    { "C#", "c-sharp" },
    { "dockerfile", "docker" },
    { "toml", "toml" },
    { "json", "json" },
    { "html", "html" },
    { "diff", "diff" },
    { "patch", "diff" },
    { "rs", "rust" },
    { "rb", "ruby" },
    { "md", "markdown" },
    { "make", "makefile" },
    { "css", "css" },
    { "text", NULL },
    { "", NULL },
    { "../../etc", NULL },
    { "中文", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkSourceLanguage *language = galley_code_language_find (names[i][0]);

      g_test_message ("%s", names[i][0]);
      g_assert_cmpstr (language != NULL ? gtk_source_language_get_id (language) : NULL, ==,
                       names[i][1]);
    }
}

static gboolean
count_cb (gpointer data)
{
  ++*(int *) data;
  return G_SOURCE_CONTINUE;
}

/* Much code is done in steps, between which others have their turn. */
static void
test_large (void)
{
  g_autoptr (GalleyCodeHighlighter) highlighter = galley_code_highlighter_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *spans = NULL;
  g_auto (GStrv) words = NULL;
  Answer answer = { FALSE, NULL };
  int turns = 0;
  guint source;

  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "return 1; /* x */\n");
  source = g_timeout_add (1, count_cb, &turns);
  galley_code_highlighter_highlight_async (highlighter, "c", text->str, NULL, highlighted_cb,
                                           &answer);
  g_assert_false (answer.done);
  galley_test_wait_until (is_done, &answer);
  g_source_remove (source);
  spans = answer.spans;
  words = g_strsplit (spans, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 3000 * 9);
  g_assert_cmpint (turns, >, 3);

  /* The limits: too much, and a line that is none. */
  while (text->len <= 128 * 1024)
    g_string_append (text, "return 1; /* x */\n");
  g_free (spans);
  spans = highlight (highlighter, "c", text->str);
  g_assert_cmpstr (spans, ==, "");
  g_string_truncate (text, 0);
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "1");
  g_free (spans);
  spans = highlight (highlighter, "c", text->str);
  g_assert_cmpstr (spans, ==, "");
}

static void
test_many (void)
{
  g_autoptr (GalleyCodeHighlighter) highlighter = galley_code_highlighter_new ();
  Answer answers[400] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i % 300);

      galley_code_highlighter_highlight_async (highlighter, "c", text, NULL, highlighted_cb,
                                               &answers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *expected = g_strdup_printf ("constant 0 %d", i % 300 < 10    ? 1
                                                                    : i % 300 < 100 ? 2
                                                                                    : 3);

      galley_test_wait_until (is_done, &answers[i]);
      g_assert_cmpstr (answers[i].spans, ==, expected);
      g_free (answers[i].spans);
    }
}

static void
test_cancel (void)
{
  GalleyCodeHighlighter *highlighter = galley_code_highlighter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { FALSE, NULL };

  galley_code_highlighter_highlight_async (highlighter, "c", "int a;", cancellable, highlighted_cb,
                                           &answer);
  g_cancellable_cancel (cancellable);
  galley_test_wait_until (is_done, &answer);
  g_assert_null (answer.spans);
  galley_test_settle ();
  ui_test_release (highlighter);
}

/* The last request may be all that keeps a highlighter. */
static void
test_let_go (void)
{
  GalleyCodeHighlighter *highlighter = galley_code_highlighter_new ();
  Answer answers[3] = { 0 };

  g_object_add_weak_pointer (G_OBJECT (highlighter), (gpointer *) &highlighter);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    galley_code_highlighter_highlight_async (highlighter, "c", "int a;", NULL, highlighted_cb,
                                             &answers[i]);
  g_object_unref (highlighter);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      galley_test_wait_until (is_done, &answers[i]);
      g_assert_cmpstr (answers[i].spans, ==, "string 0 3");
      g_free (answers[i].spans);
    }
  galley_test_settle ();
  g_assert_null (highlighter);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/code-highlighter/spans", test_spans);
  g_test_add_func ("/code-highlighter/languages", test_languages);
  g_test_add_func ("/code-highlighter/large", test_large);
  g_test_add_func ("/code-highlighter/many", test_many);
  g_test_add_func ("/code-highlighter/cancel", test_cancel);
  g_test_add_func ("/code-highlighter/let-go", test_let_go);

  return g_test_run ();
}
