/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-format.h"

#include <string.h>

/* In the samples one “|” is the cursor, two are the ends of the selection. */
typedef struct
{
  const char *before;
  const char *after;
} Sample;

typedef GalleyFormatChange *(*Command) (const char *text, gsize length, gsize start, gsize end);

static char *
parse_sample (const char *sample, gsize *start, gsize *end)
{
  const char *first = strchr (sample, '|');
  const char *second = strchr (first + 1, '|');
  g_auto (GStrv) parts = g_strsplit (sample, "|", -1);

  *start = first - sample;
  *end = second != NULL ? (gsize) (second - sample - 1) : *start;

  return g_strjoinv ("", parts);
}

static char *
write_sample (const char *text, gsize start, gsize end)
{
  GString *sample = g_string_new (text);

  g_assert_cmpuint (start, <=, end);
  g_assert_cmpuint (end, <=, sample->len);
  if (end > start)
    g_string_insert_c (sample, end, '|');
  g_string_insert_c (sample, start, '|');

  return g_string_free_and_steal (sample);
}

static char *
apply (GalleyFormatChange *change, const char *text)
{
  return galley_edit_list_apply (change->edits, text, strlen (text), NULL);
}

static char *
run_sample (const char *before, Command command)
{
  gsize start, end;
  g_autofree char *text = parse_sample (before, &start, &end);
  g_autoptr (GalleyFormatChange) change = command (text, strlen (text), start, end);
  g_autofree char *after = NULL;

  if (change == NULL)
    return g_strdup ("(none)");

  after = apply (change, text);

  return write_sample (after, change->selection_start, change->selection_end);
}

static void
run_samples (const Sample *samples, gsize n_samples, Command command)
{
  for (gsize i = 0; i < n_samples; i++)
    {
      g_autofree char *after = run_sample (samples[i].before, command);

      g_test_message ("%s", samples[i].before);
      g_assert_cmpstr (after, ==, samples[i].after);
    }
}

static GalleyFormatChange *
newline_command (const char *text, gsize length, gsize start, gsize end)
{
  return galley_format_newline (text, length, start, end, FALSE, NULL);
}

static GalleyFormatChange *
paste_command (const char *text, gsize length, gsize start, gsize end)
{
  return galley_format_paste (text, length, start, end, " https://example.org/a\n");
}

static void
test_newline (void)
{
  static const Sample samples[] = {
    { "- one|", "- one\n- |" },
    { "* one|", "* one\n* |" },
    { "+  one|", "+  one\n+  |" },
    { "- one| two", "- one\n- |two" },
    { "- one |two| three", "- one \n- |three" },
    { "1. one|", "1. one\n2. |" },
    { "9) one|", "9) one\n10) |" },
    { "01. one|", "01. one\n02. |" },
    { "1. one\n1. two|", "1. one\n1. two\n1. |" },
    { "1. one\n   more\n1. two|", "1. one\n   more\n1. two\n1. |" },
    { "999999999. one|", "999999999. one\n999999999. |" },
    { "- [ ] one|", "- [ ] one\n- [ ] |" },
    { "- [x] one|", "- [x] one\n- [ ] |" },
    { "2. [X] one|", "2. [X] one\n3. [ ] |" },
    { "> one|", "> one\n> |" },
    { ">one|", ">one\n>|" },
    { "> > one|", "> > one\n> > |" },
    { "> - one|", "> - one\n> - |" },
    { "- > one|", "- > one\n  > |" },
    { "- - one|", "- - one\n  - |" },
    { "- a\n  - one|", "- a\n  - one\n  - |" },
    { "\t- one|", "\t- one\n\t- |" },
    { "- 中文|", "- 中文\n- |" },
    { "  text|", "  text\n  |" },
    { "- one\r\n- two|\r\n", "- one\r\n- two\n- |\r\n" },
    /* The end of the list. */
    { "- one\n- |", "- one\n\n|" },
    { "- one\n\n- |", "- one\n\n|" },
    { "- |", "|" },
    { "1. one\n2. |\n\ntext", "1. one\n\n|\n\ntext" },
    { "- [ ] |", "|" },
    { "> one\n> |", "> one\n\n|" },
    { "> one\n> - |", "> one\n>\n> |" },
    { "> - one\n> - |", "> - one\n>\n> |" },
    { "- one\n  - |", "- one\n- |" },
    { "3. one\n   - two\n   - |", "3. one\n   - two\n4. |" },
    /* Nothing special. */
    { "text|", "(none)" },
    { "|- one", "(none)" },
    { "-| one", "(none)" },
    { "-|", "(none)" },
    { "* * *|", "(none)" },
    { "---|", "(none)" },
    { "*one*|", "(none)" },
    { "2024.|", "(none)" },
    { "1234567890. one|", "(none)" },
    { "|", "(none)" },
  };
  g_autoptr (GalleyFormatChange) change = NULL;
  g_autofree char *after = NULL;

  run_samples (samples, G_N_ELEMENTS (samples), newline_command);

  g_assert_null (galley_format_newline ("- one", 5, 5, 5, TRUE, NULL));

  change = galley_format_newline ("- one", 5, 5, 5, FALSE, "\r\n");
  after = apply (change, "- one");
  g_assert_cmpstr (after, ==, "- one\r\n- ");
}

static void
test_indent (void)
{
  static const Sample samples[] = {
    { "- one\n- two|", "- one\n  - two|" },
    { "- one\n|- two", "- one\n  |- two" },
    { "- one\n  - two|", "- one\n  - two|" },
    { "1. one\n2. two|\n", "1. one\n   1. two|\n" },
    { "1. one\n   1. a\n2. two|", "1. one\n   1. a\n   2. two|" },
    { "- one\n|- two\n- three|\n- four", "- one\n  |- two\n  - three|\n- four" },
    { "- one\n|- two\n  - three\n|- four", "- one\n  |- two\n    - three\n|- four" },
    { "1. one\n|2. two\n3. three|", "1. one\n   |1. two\n   2. three|" },
    { "> - one\n> - two|", "> - one\n>   - two|" },
    { "- one\r\n- two|\r\n", "- one\r\n  - two|\r\n" },
    { "- one|", "  - one|" },
    { "- one\n\n- two|", "- one\n\n  - two|" },
    { "text|", "(none)" },
    { "> text|", "(none)" },
  };

  run_samples (samples, G_N_ELEMENTS (samples), galley_format_indent);
}

static void
test_outdent (void)
{
  static const Sample samples[] = {
    { "- one\n  - two|", "- one\n- two|" },
    { "- one\n  - two\n    - th|ree", "- one\n  - two\n  - th|ree" },
    { "1. one\n   1. two|", "1. one\n2. two|" },
    { "1. one\n   |1. a\n   2. b|", "1. one\n|2. a\n3. b|" },
    { "  - one|", "- one|" },
    { "- one\n\t- two|", "- one\n- two|" },
    { "- one|", "- one|" },
    { "> - one\n>   - two|", "> - one\n> - two|" },
    { "text|", "(none)" },
  };

  run_samples (samples, G_N_ELEMENTS (samples), galley_format_outdent);
}

static void
test_bold (void)
{
  static const Sample samples[] = {
    { "a |word| b", "a **|word|** b" },
    { "a **|word|** b", "a |word| b" },
    { "a |**word**| b", "a |word| b" },
    { "a __|word|__ b", "a |word| b" },
    { "a| word |b", "a **|word|** b" },
    { "a wo|rd b", "a **wo|rd** b" },
    { "a word|", "a **word|**" },
    { "|word", "**|word**" },
    { "it don|'t", "it **don|'t**" },
    { "a **wo|rd** b", "a wo|rd b" },
    { "a | b", "a **|** b" },
    { "a **|** b", "a | b" },
    { "**one |two| three**", "**one** |two| **three**" },
    { "**one |two|**", "**one** |two|" },
    { "one |**two** three|", "one **|two three|**" },
    { "**one |two** three|", "**one |two three|**" },
    { "*|word|*", "***|word|***" },
    { "***|word|***", "*|word|*" },
    { "|one\ntwo|", "**|one**\n**two|**" },
    { "**|one**\n**two|**", "|one\ntwo|" },
    { "|- one\n- two|", "- **|one**\n- **two|**" },
    { "|## one\n\n> two|\n", "## **|one**\n\n> **two|**\n" },
    { "`**` |a| `**`", "`**` **|a|** `**`" },
    { "|   |", "|   |" },
    /* Chinese has no words to find, and its punctuation may not touch the marks. */
    { "今天|很好", "今天**|**很好" },
    { "今天|很好|。", "今天**|很好|**。" },
    { "是|“重点”|的", "是“**|重点|**”的" },
    { "中|文。|后文", "中**|文|**。后文" },
    { "“|重点|”", "“**|重点|**”" },
    { "用 |カタカナ", "用 **|カタカナ**" },
    { "|。|好", "**|。|**好" },
  };

  run_samples (samples, G_N_ELEMENTS (samples), galley_format_toggle_bold);
}

static void
test_italic (void)
{
  static const Sample samples[] = {
    { "a |word| b", "a *|word|* b" },
    { "a *|word|* b", "a |word| b" },
    { "a _|word|_ b", "a |word| b" },
    { "a wo|rd b", "a *wo|rd* b" },
    { "**|word|**", "***|word|***" },
    { "***|word|***", "**|word|**" },
    { "*a* |and| *b*", "*a* *|and|* *b*" },
    { "snake_ca|se", "*snake_ca|se*" },
    { "|", "*|*" },
    { "*|*", "|" },
    { "\\*|a|\\*", "\\**|a|*\\*" },
  };

  run_samples (samples, G_N_ELEMENTS (samples), galley_format_toggle_italic);
}

static void
test_link (void)
{
  static const Sample samples[] = {
    { "a |word| b", "a [word](|) b" },
    { "a wo|rd b", "a [word](|) b" },
    { "a | b", "a [|]() b" },
    { "| word |", " [word](|) " },
    { "|https://example.org/|", "[|](https://example.org/)" },
    { "|https://example.org/)|", "[|](<https://example.org/)>)" },
    { "|a]b|", "[a\\]b](|)" },
    { "|a [b]|", "[a [b]](|)" },
    { "|中文|字", "[中文](|)字" },
  };

  run_samples (samples, G_N_ELEMENTS (samples), galley_format_link);
}

static void
test_paste (void)
{
  static const Sample samples[] = {
    { "a |word| b", "a [word](https://example.org/a)| b" },
    { "a |中文 字|b", "a [中文 字](https://example.org/a)|b" },
    { "a |one\ntwo| b", "a [one\ntwo](https://example.org/a)| b" },
    { "(|word|)", "([word](https://example.org/a)|)" },
    { "a | b", "(none)" },
    { "|https://example.com/|", "(none)" },
    { "[a](|b|)", "(none)" },
    { "<img src=\"|b|\">", "(none)" },
    { "|one\n\ntwo|", "(none)" },
    { "|one\n \t\ntwo|", "(none)" },
  };

  run_samples (samples, G_N_ELEMENTS (samples), paste_command);
  g_assert_null (galley_format_paste ("word", 4, 0, 4, "no address"));
}

static void
test_url (void)
{
  static const char *const good[] = { "https://example.org",  "http://a/b?c=d#e",
                                      "ftp://example.org/x",  "mailto:somebody@example.org",
                                      "HTTPS://例子.测试/路", "file:///a" };
  static const char *const bad[] = { "",           "example.org", "https://",   "https:// a",
                                     "a b://c",    "mailto:x",    "note: this", "https://a b",
                                     "1https://a", "http://a<b",  "c:\\folder", "://a" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (galley_format_is_url (good[i], strlen (good[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (galley_format_is_url (bad[i], strlen (bad[i])));
}

static gsize
random_offset (const char *text)
{
  return g_utf8_offset_to_pointer (text, g_test_rand_int_range (0, g_utf8_strlen (text, -1) + 1))
         - text;
}

static char *
random_text (const char *const *alphabet, guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint n = g_test_rand_int_range (0, 30); n > 0; n--)
    g_string_append (text, alphabet[g_test_rand_int_range (0, n_words)]);

  return g_string_free_and_steal (text);
}

/* Marks that were put are taken away by the same command. */
static void
test_twice (void)
{
  static const char *const alphabet[] = { "a",    "word", "é",     " ",    "  ", "中", "文",
                                          "。",   "“",    "”",     "カナ", "，", ".",  "-",
                                          "(",    ")",    "한글",  "'",    "😀", "\n", "\n\n",
                                          "\n- ", "\n> ", "\n1. ", "\r\n", "# ", "\t" };
  static const Command commands[] = { galley_format_toggle_bold, galley_format_toggle_italic };

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (alphabet, G_N_ELEMENTS (alphabet));
      gsize a = random_offset (text);
      gsize b = g_test_rand_bit () ? a : random_offset (text);
      Command command = commands[i % 2];
      g_autoptr (GalleyFormatChange) first = command (text, strlen (text), a, b);
      g_autofree char *marked = apply (first, text);
      g_autoptr (GalleyFormatChange) second = NULL;
      g_autofree char *again = NULL;

      second = command (marked, strlen (marked), first->selection_start, first->selection_end);
      again = apply (second, marked);
      if (!g_str_equal (again, text))
        g_test_message ("“%s” (%zu, %zu) → “%s” → “%s”", text, a, b, marked, again);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
assert_sound (GalleyFormatChange *change, const char *text)
{
  g_autofree char *after = NULL;
  gsize length;

  if (change == NULL)
    return;

  after = galley_edit_list_apply (change->edits, text, strlen (text), &length);
  g_assert_true (g_utf8_validate (after, -1, NULL));
  g_assert_cmpuint (change->selection_start, <=, change->selection_end);
  g_assert_cmpuint (change->selection_end, <=, length);
  g_assert_true (g_utf8_validate (after + change->selection_start, -1, NULL));
  g_assert_true (g_utf8_validate (after + change->selection_end, -1, NULL));
}

/* Whatever the text, the changes lie in it and keep it UTF-8. */
static void
test_sound (void)
{
  static const char *const alphabet[] = {
    "a",   "*",  "**",  "_",  "__",     " ",           "\n", "\r\n", "\r", "- ",
    "1. ", "> ", "中",  "。", "`",      "\\",          "<",  ">",    "[",  "](",
    ")",   "\t", "   ", "#",  "- [ ] ", "https://a/b", "é",  "***"
  };
  static const Command commands[] = { galley_format_toggle_bold,
                                      galley_format_toggle_italic,
                                      galley_format_indent,
                                      galley_format_outdent,
                                      galley_format_link,
                                      newline_command,
                                      paste_command };

  for (guint i = 0; i < 40000; i++)
    {
      g_autofree char *text = random_text (alphabet, G_N_ELEMENTS (alphabet));
      gsize a = random_offset (text);
      gsize b = random_offset (text);
      Command command = commands[i % G_N_ELEMENTS (commands)];
      g_autoptr (GalleyFormatChange) change = command (text, strlen (text), a, b);

      assert_sound (change, text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/newline", test_newline);
  g_test_add_func ("/format/indent", test_indent);
  g_test_add_func ("/format/outdent", test_outdent);
  g_test_add_func ("/format/bold", test_bold);
  g_test_add_func ("/format/italic", test_italic);
  g_test_add_func ("/format/link", test_link);
  g_test_add_func ("/format/paste", test_paste);
  g_test_add_func ("/format/url", test_url);
  g_test_add_func ("/format/twice", test_twice);
  g_test_add_func ("/format/sound", test_sound);

  return g_test_run ();
}
