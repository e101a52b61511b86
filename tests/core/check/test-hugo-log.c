/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-hugo-log.h"

#define PAGE "/cache/check-1/page/posts/one.md"

static GPtrArray *
parse (const char *output)
{
  return galley_hugo_log_parse (output, "/home/ada/site", "/cache/check-1", PAGE, "one.md");
}

static void
assert_message (GPtrArray *messages,
                guint i,
                GalleySeverity severity,
                guint line,
                guint column,
                const char *text)
{
  const GalleyDiagnostic *message = g_ptr_array_index (messages, i);

  g_assert_cmpint (message->severity, ==, severity);
  g_assert_cmpuint (message->line, ==, line);
  g_assert_cmpuint (message->column, ==, column);
  g_assert_cmpstr (message->message, ==, text);
}

static void
test_messages (void)
{
  g_autoptr (GPtrArray) messages =
    parse ("Start building sites … \nhugo v0.167.0\n\n"
           "WARN  deprecated: module.mounts.lang was deprecated\n"
           "WARN  found no layout file\r\n"
           "\033[31mERROR\033[0m [en] REF_NOT_FOUND: \"" PAGE ":6:1\": page not found\n"
           "ERROR in \"/home/ada/site/layouts/x.html:2:1\": unclosed\n"
           "ERROR \"/cache/check-1/config/_default/hugo.toml:2:1\": bare keys\n"
           "Total in 20 ms\nERROR \nError: \"" PAGE ":12\" and " PAGE);

  g_assert_cmpuint (messages->len, ==, 5);
  assert_message (messages, 0, GALLEY_SEVERITY_WARNING, 0, 0, "found no layout file");
  assert_message (messages, 1, GALLEY_SEVERITY_ERROR, 6, 1,
                  "[en] REF_NOT_FOUND: \"one.md:6:1\": page not found");
  assert_message (messages, 2, GALLEY_SEVERITY_ERROR, 0, 0, "in \"layouts/x.html:2:1\": unclosed");
  assert_message (messages, 3, GALLEY_SEVERITY_ERROR, 0, 0,
                  "\"config/_default/hugo.toml:2:1\": bare keys");
  assert_message (messages, 4, GALLEY_SEVERITY_ERROR, 12, 0, "\"one.md:12\" and one.md");
}

static void
test_nonsense (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GPtrArray) none = parse ("");
  g_autoptr (GPtrArray) odd =
    parse ("ERROR \xff\xfe\nERROR \033[\nERROR a\033\nERROR " PAGE ":99999999999999999999:x\n");
  g_autoptr (GPtrArray) long_ones = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < odd->len; i++)
    g_assert_true (g_utf8_validate (((const GalleyDiagnostic *) odd->pdata[i])->message, -1, NULL));

  for (guint i = 0; i < 100000; i++)
    g_string_append (many, "ERROR again and again ");
  for (guint i = 0; i < 1000; i++)
    g_string_append (many, "\nERROR x");
  long_ones = parse (many->str);
  g_assert_cmpuint (long_ones->len, ==, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hugo-log/messages", test_messages);
  g_test_add_func ("/hugo-log/nonsense", test_nonsense);

  return g_test_run ();
}
