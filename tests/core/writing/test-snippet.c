/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-edit.h"
#include "galley-error.h"
#include "galley-snippet-place.h"
#include "galley-snippet-text.h"
#include "galley-snippet-values.h"
#include "galley-snippet.h"

#include <string.h>

#define FILE_TEXT                                                                                  \
  "<?xml version=\"1.0\"?>\n"                                                                      \
  "<snippets _group=\"G\" version=\"1.0\">\n"                                                      \
  "  <!-- mine -->\n"                                                                              \
  "  <snippet trigger=\"project\" _name=\"Project\" description=\"An entry\">\n"                   \
  "    <text languages=\"markdown\"><![CDATA[[${1:name}](${2:url})]]></text>\n"                    \
  "    <tooltip position=\"1\" text=\"What it is called\"/>\n"                                     \
  "  </snippet>\n"                                                                                 \
  "  <snippet trigger=\"title\">\n"                                                                \
  "    <text languages=\"yaml\">title: &quot;$1&quot;</text>\n"                                    \
  "    <text languages=\"toml;json\">other</text>\n"                                               \
  "  </snippet>\n"                                                                                 \
  "  <snippet trigger=\"for\"><text languages=\"c;python\">for</text></snippet>\n"                 \
  "</snippets>\n"

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snippets = NULL;
  GalleySnippet *snippet;
  guint line = 99;

  snippets = galley_snippet_file_parse (FILE_TEXT, strlen (FILE_TEXT), &line, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (line, ==, 0);
  g_assert_cmpuint (snippets->len, ==, 2);

  snippet = g_ptr_array_index (snippets, 0);
  g_assert_cmpstr (snippet->trigger, ==, "project");
  g_assert_cmpstr (snippet->name, ==, "Project");
  g_assert_cmpstr (snippet->description, ==, "An entry");
  g_assert_cmpuint (snippet->line, ==, 4);
  g_assert_cmpstr (snippet->texts[GALLEY_SCOPE_BODY], ==, "[${1:name}](${2:url})");
  g_assert_false (galley_snippet_has_scope (snippet, GALLEY_SCOPE_YAML));
  g_assert_cmpstr (g_hash_table_lookup (snippet->hints, GUINT_TO_POINTER (1)), ==,
                   "What it is called");

  snippet = g_ptr_array_index (snippets, 1);
  g_assert_cmpstr (snippet->texts[GALLEY_SCOPE_YAML], ==, "title: \"$1\"");
  g_assert_cmpstr (snippet->texts[GALLEY_SCOPE_TOML], ==, "other");
  g_assert_cmpstr (snippet->texts[GALLEY_SCOPE_JSON], ==, "other");
  g_assert_false (galley_snippet_has_scope (snippet, GALLEY_SCOPE_BODY));
  g_assert_false (galley_snippet_has_scope (snippet, GALLEY_SCOPE_NOWHERE));
}

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    guint n_snippets;
    guint line;
  } cases[] = {
    { "", 0, 1 },
    { "no XML", 0, 1 },
    { "<snippets>\n<snippet trigger='a'><text>x</text></snippet>\n<snippet trig", 1, 3 },
    { "<snippets>\n<snippet trigger='a'><text>x</text></snippet>\n<snippet/></snippets>", 1, 3 },
    { "<snippets><snippet trigger='two words'/></snippets>", 0, 1 },
    { "<snippets>\n\n<snippet trigger='a'><text><b>x</b></text></snippet></snippets>", 0, 3 },
    { "<snippets>\n<bogus/></snippets>", 0, 2 },
    { "<language/>", 0, 1 },
    { "<snippets><snippet trigger='a'><text>\xff</text></snippet></snippets>", 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) snippets = NULL;
      guint line = 0;

      snippets = galley_snippet_file_parse (cases[i].text, strlen (cases[i].text), &line, &error);
      g_assert_nonnull (error);
      g_assert_cmpuint (snippets->len, ==, cases[i].n_snippets);
      g_assert_cmpuint (line, ==, cases[i].line);
    }
}

static void
add (const char *before, const char *expected)
{
  g_autoptr (GError) error = NULL;
  GalleySnippet snippet = { .trigger = (char *) "new",
                            .description = (char *) "a < b",
                            .texts = { [GALLEY_SCOPE_BODY] = (char *) "x & `y`" } };
  g_autoptr (GArray) edits = galley_snippet_file_add (before, strlen (before), &snippet, &error);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = galley_edit_list_apply (edits, before, strlen (before), NULL);
  g_assert_cmpstr (after, ==, expected);
}

#define NEW                                                                                        \
  "  <snippet trigger=\"new\" _description=\"a &lt; b\">\n"                                        \
  "    <text languages=\"markdown\"><![CDATA[x & `y`]]></text>\n"                                  \
  "  </snippet>\n"

static void
test_add (void)
{
  g_autoptr (GError) error = NULL;
  GalleySnippet snippet = { .trigger = (char *) "new" };

  add ("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<snippets>\n" NEW "</snippets>\n");
  add ("<snippets>\n  <!-- kept -->\n</snippets>",
       "<snippets>\n  <!-- kept -->\n" NEW "</snippets>");
  add ("<snippets></snippets>\n", "<snippets>\n" NEW "</snippets>\n");

  g_assert_null (galley_snippet_file_add ("<snippets>", 10, &snippet, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (galley_snippet_file_add ("<snippets/>", 11, &snippet, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX);
}

static void
test_words (void)
{
  GalleySnippet project = { .trigger = (char *) "project", .name = (char *) "Project" };
  GalleySnippet own = { .trigger = (char *) "quote", .name = (char *) "每周一句" };

  g_assert_nonnull (galley_snippet_match (&project, "pro"));
  g_assert_nonnull (galley_snippet_match (&project, "项"));
  g_assert_nonnull (galley_snippet_match (&project, "项目"));
  g_assert_null (galley_snippet_match (&project, "Pro"));
  g_assert_null (galley_snippet_match (&project, "项目推"));
  g_assert_null (galley_snippet_match (&project, "博客"));
  g_assert_nonnull (galley_snippet_match (&own, "每周"));
  g_assert_cmpstr (galley_snippet_match (&project, "项"), ==, "项目");
  g_assert_cmpstr (galley_snippet_find_trigger ("项目"), ==, "project");
  g_assert_cmpstr (galley_snippet_find_trigger ("博客"), ==, "blog");
  g_assert_cmpstr (galley_snippet_find_trigger ("视频"), ==, "video");
  g_assert_null (galley_snippet_find_trigger ("project"));
}

static char *
lookup (const char *name, gpointer user_data)
{
  if (g_str_equal (name, "FULL"))
    return g_strdup ("a$1`}\\b");
  if (g_str_equal (name, "EMPTY"))
    return g_strdup ("");
  return NULL;
}

/* Text as it is, fields as «1:…», links as ‹1›, the end as ¦. */
static void
assert_parts (const char *text, const char *expected)
{
  g_autoptr (GArray) parts = galley_snippet_text_parse (text, lookup, NULL);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      switch (part->kind)
        {
        case GALLEY_SNIPPET_TEXT:
          g_string_append (got, part->text);
          break;
        case GALLEY_SNIPPET_FIELD:
          g_string_append_printf (got, "«%u:%s", part->field, part->text);
          if (part->source > 0)
            g_string_append_printf (got, "‹%u%s›", part->source, part->filters);
          g_string_append (got, "»");
          break;
        case GALLEY_SNIPPET_LINK:
          g_string_append_printf (got, "‹%u%s›", part->source, part->filters);
          break;
        case GALLEY_SNIPPET_END:
          g_string_append (got, "¦");
          break;
        default:
          g_assert_not_reached ();
        }
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_text (void)
{
  assert_parts ("", "");
  assert_parts ("plain `code` \\* $ 5 {x}", "plain `code` \\* $ 5 {x}");
  assert_parts ("```go\n$0\n```", "```go\n¦\n```");
  assert_parts ("[${1:name}](${2})$0 $1", "[«1:name»](«2:»)¦ ‹1›");
  assert_parts ("$1 $2 $1", "«1:» «2:» ‹1›");
  assert_parts ("$1 ${1:x}", "‹1› «1:x»");
  assert_parts ("${3:c}${7:g}${3:again}", "«1:c»«2:g»‹1›");
  assert_parts ("${1:a}${2:$1|lower}", "«1:a»«2:‹1lower›»");
  assert_parts ("${1:$1}", "«1:»");
  assert_parts ("{{< x ${1:id} >}}", "{{< x «1:id» >}}");
  assert_parts ("${1:{{< x >}}}", "«1:{{< x >}}»");
  assert_parts ("${1:$FULL|other}", "«1:a$1`}\\b»");
  assert_parts ("${1:$EMPTY|other \\$5}", "«1:other $5»");
  assert_parts ("$FULL ${FULL} ${EMPTY:none} ${EMPTY|none} [$EMPTY]",
                "a$1`}\\b a$1`}\\b none none []");
  assert_parts ("\\$1 \\\\ \\} $NOBODY ${NOBODY} ${1:$NOBODY}",
                "$1 \\ } $NOBODY ${NOBODY} «1:$NOBODY»");
  assert_parts ("${1:open", "${1:open");
  assert_parts ("$99999 ${99999:x}", "$99999 ${99999:x}");
  assert_parts ("$0 $0", "¦ ");
}

static void
test_preview (void)
{
  g_autofree char *preview = galley_snippet_text_preview ("[${1:$NAME|name}](${2:url}) $1$0 $DATE");

  g_assert_cmpstr (preview, ==, "[name](url) name ");
}

/* The place is where ¦ is. */
static void
assert_scope (const char *marked, GalleyScope expected)
{
  g_autofree char *text = g_strdup (marked);
  char *mark = strstr (text, "¦");

  memmove (mark, mark + 2, strlen (mark + 2) + 1);
  g_assert_cmpint (galley_scope_at (text, strlen (text), (gsize) (mark - text)), ==, expected);
}

static void
test_scope (void)
{
  const GalleyScope nowhere = GALLEY_SCOPE_NOWHERE;

  assert_scope ("¦", GALLEY_SCOPE_BODY);
  assert_scope ("a\n¦b", GALLEY_SCOPE_BODY);
  assert_scope ("---\n¦title: x\n---\n", GALLEY_SCOPE_YAML);
  assert_scope ("---\ntitle: x\n¦", GALLEY_SCOPE_YAML);
  assert_scope ("\xEF\xBB\xBF\n\n---\r\n¦\r\n---\r\n", GALLEY_SCOPE_YAML);
  assert_scope ("+++\nt¦\n+++\n", GALLEY_SCOPE_TOML);
  assert_scope ("{\n  ¦\"a\": \"}\"\n}\n", GALLEY_SCOPE_JSON);
  assert_scope ("{\n  \"a\": \"}\"\n}\n¦", GALLEY_SCOPE_BODY);
  assert_scope ("{{< x >}}\n¦", GALLEY_SCOPE_BODY);
  assert_scope ("--¦-\na: b\n---\n", nowhere);
  assert_scope ("---\na: b\n-¦--\n", nowhere);
  assert_scope ("---\na: b\n---¦", nowhere);
  assert_scope ("---\na: b\n---\n¦", GALLEY_SCOPE_BODY);
  /* As Hugo finds it. */
  assert_scope (" \t---\na¦: b\n---\n", GALLEY_SCOPE_YAML);
  assert_scope ("--- \na¦: b\n---\n", GALLEY_SCOPE_YAML);
  assert_scope ("---\na: b\n--- x\n```\n¦", nowhere);
  assert_scope ("text\n\n---\n¦\n---\n", GALLEY_SCOPE_BODY);
  assert_scope ("```\n¦\n```\n", nowhere);
  assert_scope ("```y¦\nx\n```\n", nowhere);
  assert_scope ("```\nx\n``¦`\n", nowhere);
  assert_scope ("```\nx\n```\n¦", GALLEY_SCOPE_BODY);
  assert_scope ("````\n```\n¦\n````\n", nowhere);
  assert_scope ("~~~\n```\n~~~\n¦", GALLEY_SCOPE_BODY);
  assert_scope ("1. x\n   - ```\n     ¦\n     ```\n", nowhere);
  assert_scope ("> ```\n> x\n> ```\n¦", GALLEY_SCOPE_BODY);
  assert_scope ("``` a`b ```\n¦", GALLEY_SCOPE_BODY);
}

/* ¦ is the cursor, « and » are around the selection; in what comes out, around what is replaced. */
static void
assert_place (const char *marked, const char *expected)
{
  g_autoptr (GString) text = g_string_new (marked);
  g_autoptr (GString) result = NULL;
  GalleySnippetPlace place;
  gsize start, end;
  char *found;

  if ((found = strstr (text->str, "¦")) != NULL)
    {
      start = end = (gsize) (found - text->str);
      g_string_erase (text, (gssize) start, 2);
    }
  else
    {
      start = (gsize) (strstr (text->str, "«") - text->str);
      g_string_erase (text, (gssize) start, 2);
      end = (gsize) (strstr (text->str, "»") - text->str);
      g_string_erase (text, (gssize) end, 2);
    }

  galley_snippet_place_block (text->str, text->len, start, end, &place);
  result = g_string_new_len (text->str, (gssize) place.offset);
  for (guint i = 0; i < place.n_before; i++)
    g_string_append_c (result, '\n');
  g_string_append (result, "<>");
  for (guint i = 0; i < place.n_after; i++)
    g_string_append_c (result, '\n');
  g_string_append (result, text->str + place.offset + place.length);
  g_assert_cmpstr (result->str, ==, expected);
}

static void
test_place (void)
{
  assert_place ("¦", "<>\n");
  assert_place ("one¦", "one\n\n<>\n");
  assert_place ("o¦ne\ntwo\n", "one\ntwo\n\n<>\n");
  assert_place ("o¦ne\ntwo\n\nthree\n", "one\ntwo\n\n<>\n\nthree\n");
  assert_place ("one\n¦\nthree\n", "one\n\n<>\n\nthree\n");
  assert_place ("one\n\n¦\n\nthree\n", "one\n\n<>\n\nthree\n");
  assert_place ("one\n\n  ¦\nthree\n", "one\n\n<>\n\nthree\n");
  assert_place ("one\n\n¦", "one\n\n<>\n");
  assert_place ("¦\none\n", "<>\n\none\n");
  assert_place ("```\nco¦de\n\n```\n", "```\ncode\n\n```\n\n<>\n");
  assert_place ("- a¦\n- b\n", "- a\n- b\n\n<>\n");
  assert_place ("---\na¦: b\n---\n\none\n", "---\na: b\n---\n\none\n\n<>\n");
  assert_place ("---\na: b\n---\n¦", "---\na: b\n---\n\n<>\n");
  assert_place ("one\n\n«two»\n\nthree\n", "one\n\n<>\n\nthree\n");
  assert_place ("one «two» three\n\nfour\n", "one two three\n\n<>\n\nfour\n");
  assert_place ("one\r\n\r\nt¦wo\r\n\r\nthree\r\n", "one\r\n\r\ntwo\n\n<>\r\n\r\nthree\r\n");
}

static void
test_place_line (void)
{
  GalleySnippetPlace place;
  const char *text = "one\nproject\ntwo\n";

  galley_snippet_place_line (text, strlen (text), 4, 11, GALLEY_SCOPE_BODY, &place);
  g_assert_cmpuint (place.n_before, ==, 1);
  g_assert_cmpuint (place.n_after, ==, 1);
  galley_snippet_place_line (text, strlen (text), 4, 11, GALLEY_SCOPE_YAML, &place);
  g_assert_cmpuint (place.n_before + place.n_after, ==, 0);
  galley_snippet_place_line ("project", 7, 0, 7, GALLEY_SCOPE_BODY, &place);
  g_assert_cmpuint (place.n_before + place.n_after, ==, 0);
}

static void
assert_value (const GalleySnippetValues *values, const char *name, const char *expected)
{
  g_autofree char *value = galley_snippet_values_lookup (name, (gpointer) values);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_values (void)
{
  static const struct
  {
    const char *clipboard;
    const char *site;
    const char *id;
    const char *link;
  } videos[] = {
    { "https://www.bilibili.com/video/BV1p4411c7mB?p=2", "bilibili", "BV1p4411c7mB", NULL },
    { "https://youtu.be/w7Ft2ymGmfc", "youtube", "w7Ft2ymGmfc", NULL },
    { "https://www.youtube.com/watch?t=1&v=w7Ft2ymGmfc&x", "youtube", "w7Ft2ymGmfc", NULL },
    { "https://vimeo.com/146022717", "vimeo", "146022717", NULL },
    { "https://example.org/video/BV1", "", "", NULL },
    { "  https://example.org/a \n", "", "", "https://example.org/a" },
    { "https://example.org/a b", "", "", "" },
    { "ftp://example.org/", "", "", "" },
    { "two\nlines", "", "", "" },
    { NULL, "", "", "" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-03-01T08:09:10+08:00", NULL);
  GalleySnippetValues values = { .selection = "chosen", .separator = "：", .now = now };

  for (guint i = 0; i < G_N_ELEMENTS (videos); i++)
    {
      values.clipboard = videos[i].clipboard;
      assert_value (&values, "VIDEO_SITE", videos[i].site);
      assert_value (&values, "VIDEO_ID", videos[i].id);
      if (videos[i].link != NULL)
        assert_value (&values, "LINK", videos[i].link);
      assert_value (&values, "IMAGE", "");
    }
  values.clipboard = "https://example.org/a.PNG?x=1";
  assert_value (&values, "IMAGE", "https://example.org/a.PNG?x=1");
  assert_value (&values, "CLIPBOARD", "https://example.org/a.PNG?x=1");
  assert_value (&values, "TM_SELECTED_TEXT", "chosen");
  assert_value (&values, "SEPARATOR", "：");
  assert_value (&values, "DATE", "2026-03-01T08:09:10+08:00");
  assert_value (&values, "CURRENT_YEAR", "2026");
  assert_value (&values, "CURRENT_MONTH", "03");
  assert_value (&values, "CURRENT_DATE", "01");
  assert_value (&values, "NOTHING", NULL);
}

static void
test_separator (void)
{
  static const char *const cases[][2] = {
    { "", NULL },
    { "## A\n\n[a](b) : c\n", " : " },
    { "---\nt: x\n---\n[a](b)：c\n", "：" },
    { "- **a** - c\n", " - " },
    { "1. [a](b): c\n", ": " },
    { "text: [a](b) : c\n[d](e) — f", " — " },
    { "[a](b) is c\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (galley_snippet_find_separator (cases[i][0], strlen (cases[i][0])), ==,
                     cases[i][1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snippet/parse", test_parse);
  g_test_add_func ("/snippet/broken", test_broken);
  g_test_add_func ("/snippet/add", test_add);
  g_test_add_func ("/snippet/words", test_words);
  g_test_add_func ("/snippet/text", test_text);
  g_test_add_func ("/snippet/preview", test_preview);
  g_test_add_func ("/snippet/scope", test_scope);
  g_test_add_func ("/snippet/place", test_place);
  g_test_add_func ("/snippet/place-line", test_place_line);
  g_test_add_func ("/snippet/values", test_values);
  g_test_add_func ("/snippet/separator", test_separator);
  return g_test_run ();
}
