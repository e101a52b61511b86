/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-proof.h"
#include "proof-check.h"

#include <string.h>

static GalleyProof *
prove (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_proof_new (bytes, NULL, NULL);
}

static char *
render (const char *text)
{
  g_autoptr (GalleyProof) proof = prove (text);
  GString *out = g_string_new (NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (out, blocks[i].html);

  return g_string_free (out, FALSE);
}

static void
assert_html (const char *text, const char *html)
{
  g_autofree char *result = render (text);

  g_assert_cmpstr (result, ==, html);
}

static void
test_html (void)
{
  assert_html ("", "");
  assert_html ("# One *two* `three`\n",
               "<h1 id=\"one-two-three\">One <em>two</em> <code>three</code></h1>\n");
  assert_html ("a\nb  \nc", "<p>a\nb<br>\nc</p>\n");
  assert_html ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
  assert_html ("3. a\n\n4. b\n",
               "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n");
  assert_html ("- [x] a\n- [ ] b\n",
               "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> a</li>\n"
               "<li><input disabled=\"\" type=\"checkbox\"> b</li>\n</ul>\n");
  assert_html (
    "```yaml {linenos=true}\na: <b>\n```\n",
    "<pre><code class=\"language-yaml\" data-lang=\"yaml\">a: &lt;b&gt;\n</code></pre>\n");
  assert_html ("![a *b* \"c\"](d.png \"t\")",
               "<p><img src=\"d.png\" alt=\"a b &ldquo;c&rdquo;\" title=\"t\"></p>\n");
  assert_html ("[链接](路径?a=1&b=2)",
               "<p><a href=\"%E8%B7%AF%E5%BE%84?a=1&amp;b=2\">链接</a></p>\n");
  assert_html ("~~a~~ <b>x</b>", "<p><del>a</del> <b>x</b></p>\n");
  assert_html ("|a|b|\n|:-|-:|\n|c|d|\n",
               "<table>\n<thead>\n<tr>\n<th style=\"text-align: left\">a</th>\n"
               "<th style=\"text-align: right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
               "<td style=\"text-align: left\">c</td>\n<td style=\"text-align: right\">d</td>\n"
               "</tr>\n</tbody>\n</table>\n");
}

static void
test_typographer (void)
{
  assert_html ("\"a\" 'b' it's -- c --- d...", "<p>&ldquo;a&rdquo; &lsquo;b&rsquo; it&rsquo;s "
                                               "&ndash; c &mdash; d&hellip;</p>\n");
  assert_html ("中\"文\"字 \\\"a\\\" \\-\\-", "<p>中&quot;文&quot;字 &quot;a&quot; --</p>\n");
  assert_html ("`\"a\"` [\"b\"](c)",
               "<p><code>&quot;a&quot;</code> <a href=\"c\">&ldquo;b&rdquo;</a></p>\n");
  /* A quote is closed in another paragraph; signs do not run together over what is between. */
  assert_html ("a \"b\n\nc\" d\n", "<p>a &ldquo;b</p>\n<p>c&rdquo; d</p>\n");
  assert_html ("a <<b>c</b>", "<p>a &laquo;b&gt;c</b></p>\n");
}

/* There are more symbols beside emphasis than signs to stand for them while it is parsed; all are
 * there afterwards, and none of those signs is. */
static void
test_many_symbols (void)
{
  g_autoptr (GString) text = g_string_new ("\xE2\xB8\x80 ");
  g_autofree char *html = NULL;

  for (gunichar symbol = 0x2190; symbol < 0x2190 + 80; symbol++)
    {
      g_string_append (text, "字**");
      g_string_append_unichar (text, symbol);
      g_string_append (text, "**字 ");
    }

  html = render (text->str);
  for (gunichar symbol = 0x2190; symbol < 0x2190 + 80; symbol++)
    {
      char bytes[7] = "";

      g_unichar_to_utf8 (symbol, bytes);
      g_assert_nonnull (strstr (html, bytes));
    }
  for (gunichar sign = 0x2E01; sign <= 0x2E2E; sign++)
    {
      char bytes[7] = "";

      g_unichar_to_utf8 (sign, bytes);
      g_assert_null (strstr (html, bytes));
    }
  g_assert_true (g_str_has_prefix (html, "<p>\xE2\xB8\x80 字**"));
}

/* An old Hugo makes ids from the source. A heading of nothing has none. */
static void
test_source_ids (void)
{
  g_autoptr (GalleyDialect) dialect = galley_dialect_new ();
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, NULL);
  GalleyProofOptions options = { .reading = reading };
  g_autoptr (GBytes) text = g_bytes_new_static ("#\n\n# a [b](c)\n", strlen ("#\n\n# a [b](c)\n"));
  g_autoptr (GalleyProof) proof = NULL;
  const GalleyBlock *blocks;
  gsize n_blocks;

  dialect->heading_id_source = TRUE;
  proof = galley_proof_new (text, &options, NULL);
  blocks = galley_proof_get_blocks (proof, &n_blocks);

  g_assert_cmpuint (n_blocks, ==, 2);
  g_assert_cmpstr (blocks[0].html, ==, "<h1></h1>\n");
  g_assert_cmpstr (blocks[1].html, ==, "<h1 id=\"a-bc\">a <a href=\"c\">b</a></h1>\n");
}

static void
test_linkify (void)
{
  assert_html ("https://a.b/c，中 中https://a.b",
               "<p><a href=\"https://a.b/c\">https://a.b/c</a>，中 中https://a.b</p>\n");
  assert_html ("(www.a.com). x@y.org,", "<p>(<a href=\"https://www.a.com\">www.a.com</a>). "
                                        "<a href=\"mailto:x@y.org\">x@y.org</a>,</p>\n");
  assert_html ("**https://a.b** `https://a.b`",
               "<p><strong><a href=\"https://a.b\">https://a.b</a></strong> "
               "<code>https://a.b</code></p>\n");
}

static void
test_headings (void)
{
  assert_html ("# 中文 a-b!\n# 中文 a-b!\n# x {#y .z k=v onclick=a}\n",
               "<h1 id=\"中文-a-b\">中文 a-b!</h1>\n<h1 id=\"中文-a-b-1\">中文 a-b!</h1>\n"
               "<h1 id=\"y\" class=\"z\" k=\"v\">x</h1>\n");
}

static void
test_definition_lists (void)
{
  assert_html ("T\n: d\n: e\n\nU\n\n: f\n\n  g\n",
               "<dl>\n<dt>T</dt>\n<dd>d</dd>\n<dd>e</dd>\n"
               "<dt>U</dt>\n<dd><p>f</p>\n<p>g</p>\n</dd>\n</dl>\n");
}

static void
test_footnotes (void)
{
  assert_html ("a[^x] b[^x]\n\n[^x]: note\n",
               "<p>a<sup id=\"fnref:1\"><a href=\"#fn:1\" class=\"footnote-ref\" "
               "role=\"doc-noteref\">1</a></sup> b<sup id=\"fnref1:1\"><a href=\"#fn:1\" "
               "class=\"footnote-ref\" role=\"doc-noteref\">1</a></sup></p>\n"
               "<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n<li id=\"fn:1\">\n"
               "<p>note&#160;<a href=\"#fnref:1\" class=\"footnote-backref\" "
               "role=\"doc-backlink\">&#x21a9;&#xfe0e;</a>&#160;<a href=\"#fnref1:1\" "
               "class=\"footnote-backref\" role=\"doc-backlink\">&#x21a9;&#xfe0e;</a></p>\n"
               "</li>\n</ol>\n</div>\n");
}

static void
test_unsafe_addresses (void)
{
  static const char *const addresses[] = {
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:x",
    "data:text/html;base64,PHNjcmlwdD4=",
    "java&#10;script:alert(1)",
    "&#1;javascript:alert(1)",
    "file:///etc/passwd",
    "data:image/svg+xml,%3Csvg/%3E",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *link = g_strdup_printf ("[a](<%s>)", addresses[i]);
      g_autofree char *image = g_strdup_printf ("![a](<%s>)", addresses[i]);

      assert_html (link, "<p><a href=\"\">a</a></p>\n");
      assert_html (image, "<p><img src=\"\" alt=\"a\"></p>\n");
    }

  assert_html ("[a](mailto:a@b.c)", "<p><a href=\"mailto:a@b.c\">a</a></p>\n");
}

static void
test_shortcodes (void)
{
  g_autofree char *video = render ("a\n\n{{< bilibili BV1p4411c7mB >}}\n\nb\n");
  g_autofree char *paired = render ("{{< alert \"x\" >}}**b**{{< /alert >}}\n");
  g_autofree char *nested = render ("{{< a >}}{{< b >}}c{{< /b >}}{{< /a >}}");
  g_autofree char *inline_code = render ("see `{{< x >}}` and {{< y z=\"1 2\" >}}.\n");
  g_autofree char *address = render ("[a]({{< ref \"b.md\" >}})");
  g_autofree char *fence = render ("```\n{{< x >}}\n```\n");
  g_autofree char *tag = render ("<div title=\"{{< x >}}\">\n");

  g_assert_nonnull (strstr (video, "href=\"https://www.bilibili.com/video/BV1p4411c7mB\""));
  g_assert_null (strstr (video, "<p><div"));
  g_assert_nonnull (strstr (paired, "<strong>b</strong>"));
  g_assert_nonnull (strstr (nested, ">a<"));
  g_assert_nonnull (strstr (nested, ">b<"));
  g_assert_null (strstr (inline_code, "{{"));
  g_assert_nonnull (strstr (inline_code, "z=1 2"));
  g_assert_cmpstr (address, ==, "<p><a href=\"b.md\">a</a></p>\n");
  g_assert_nonnull (strstr (fence, "<pre><code><span class=\"galley-chip\">"));
  g_assert_cmpstr (tag, ==, "<div title=\"x\">\n");
  assert_html ("`{{</* x */>}}` {{%/* y */%}}", "<p><code>{{&lt; x &gt;}}</code> {{% y %}}</p>\n");
}

/* Words where no element can be, and never braces. */
static void
test_shortcode_places (void)
{
  g_autofree char *inner = render ("a {{< b >}}x {{< c >}} y{{< /b >}} d\n");
  g_autofree char *html = render ("<p>{{< a >}}</p><img alt=\"{{< b \"<i>\" >}}\"> {{< c >}}\n");
  g_autofree char *id = render ("# One `{{< x >}}` two {{< y >}}\n");
  g_autofree char *class_name = render ("# One {#a .b{{< x >}}}\n");
  g_autofree char *info = render ("```{{< x >}}\n```\n");

  g_assert_nonnull (strstr (inner, "x c y"));
  g_assert_nonnull (strstr (html, "alt=\"b\""));
  g_assert_nonnull (strstr (html, "<p><span class=\"galley-chip\">"));
  g_assert_nonnull (strstr (html, "\"> <span class=\"galley-chip\">"));
  g_assert_nonnull (strstr (id, "<h1 id=\"one--two-\">"));
  g_assert_nonnull (strstr (class_name, "class=\"bx\""));
  g_assert_nonnull (strstr (info, "class=\"language-x\""));
}

static void
test_shortcode_recursion (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *html = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "{{< a%u >}}", i);
  for (guint i = 5000; i-- > 0;)
    g_string_append_printf (text, "{{< /a%u >}}", i);

  html = render (text->str);
  g_assert_nonnull (strstr (html, "galley-"));
  g_assert_null (strstr (html, "{{"));
}

static void
test_diagnostics (void)
{
  g_autoptr (GalleyProof) proof = prove ("---\ntitle: 中文\ntags: [a\n---\n\n正文 {{< x\n");
  GPtrArray *diagnostics = galley_proof_get_diagnostics (proof);
  const GalleyDiagnostic *first;
  const GalleyDiagnostic *second;

  g_assert_cmpuint (diagnostics->len, ==, 2);
  first = g_ptr_array_index (diagnostics, 0);
  second = g_ptr_array_index (diagnostics, 1);
  g_assert_cmpint (first->severity, ==, GALLEY_SEVERITY_ERROR);
  g_assert_cmpuint (first->line, ==, 4);
  g_assert_cmpuint (first->column, ==, 1);
  g_assert_nonnull (strstr (first->message, "“]”"));
  g_assert_cmpuint (second->line, ==, 6);
  g_assert_cmpuint (second->column, ==, 4);
}

static void
test_lines (void)
{
  g_autoptr (GalleyProof) proof =
    prove ("---\ntitle: t\n---\n\none\n\n{{< figure\n  src=\"a\"\n>}}\n\n- a\n- b\n\n\nend");
  static const struct
  {
    guint start;
    guint end;
  } expected[] = { { 5, 5 }, { 7, 9 }, { 11, 12 }, { 15, 15 } };
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  g_assert_cmpuint (n_blocks, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < n_blocks; i++)
    {
      g_assert_cmpuint (blocks[i].start_line, ==, expected[i].start);
      g_assert_cmpuint (blocks[i].end_line, ==, expected[i].end);
    }
  g_assert_cmpuint (galley_proof_find_block (proof, 1), ==, G_MAXSIZE);
  g_assert_cmpuint (galley_proof_find_block (proof, 8), ==, 1);
  g_assert_cmpuint (galley_proof_find_block (proof, 10), ==, 1);
  g_assert_cmpuint (galley_proof_find_block (proof, 99), ==, 3);
}

static void
test_raw_html_groups (void)
{
  g_autoptr (GalleyProof) proof =
    prove ("a\n\n<details>\n\n**b**\n\n<div>\n\nc\n\n</div>\n\n</details>\n\nd\n\n<div>\n\ne\n");
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  g_assert_cmpuint (n_blocks, ==, 5);
  g_assert_true (g_str_has_prefix (blocks[1].html, "<details>"));
  g_assert_nonnull (strstr (blocks[1].html, "</details>"));
  g_assert_cmpstr (blocks[2].html, ==, "<p>d</p>\n");
}

static void
test_title (void)
{
  g_autoptr (GalleyProof) proof =
    prove ("---\nTitle: \"A <b>\"\nsubtitle: s\ndate: 2019-07-05T22:11:46+08:00\nauthor: x\n"
           "tags: [k, l]\nbigimg: [{src: \"c.jpg\"}]\n---\nbody");
  const char *html = galley_proof_get_title_html (proof);

  g_assert_cmpstr (galley_proof_get_title (proof), ==, "A <b>");
  g_assert_nonnull (strstr (html, "<h1 class=\"galley-title\">A &lt;b&gt;</h1>"));
  g_assert_nonnull (strstr (html, "2019-07-05 22:11"));
  g_assert_nonnull (strstr (html, "<li class=\"galley-tag\">l</li>"));
  g_assert_nonnull (strstr (html, "src=\"c.jpg\""));
}

static void
assert_date (const char *date, const char *shown)
{
  g_autofree char *text = g_strdup_printf ("---\ndate: %s\n---\n", date);
  g_autofree char *expected =
    g_strdup_printf ("<p class=\"galley-meta\"><time class=\"galley-date\">%s</time>\n</p>\n",
                     shown);
  g_autoptr (GalleyProof) proof = prove (text);

  g_assert_cmpstr (galley_proof_get_title_html (proof), ==, expected);
}

static void
test_date (void)
{
  assert_date ("2026-01-05", "2026-01-05");
  assert_date ("2026-01-05T09:30:00+08:00", "2026-01-05 09:30");
  assert_date ("2026-01-05 09:30:00", "2026-01-05 09:30");
  assert_date ("2026-1-5", "2026-1-5");
  assert_date ("2026-01-05T9", "2026-01-05T9");
  assert_date ("2026-01-05T1中文字", "2026-01-05T1中文字");
  assert_date ("明天", "明天");
}

/* Pieces that Markdown is made of, and that change how what follows is read. */
static const char *const pieces[] = {
  "\n",
  "\n\n",
  "word ",
  "文字，",
  "**",
  "`",
  "```\n",
  "- item\n",
  "  ",
  "    ",
  "1. a\n",
  "> q\n",
  "# h\n",
  "----\n",
  "===\n",
  "<div>\n",
  "</div>\n",
  "<!-- ",
  "-->\n",
  "| a | b |\n",
  "|---|---|\n",
  "{{< x >}}",
  "{{< /x >}}",
  "{{< y",
  "[a](b) ",
  "[r]: u\n",
  "[r]",
  "~~~\n",
  "\t",
  "\r\n",
  "<br>",
  "---\n",
  "title: t\n",
  "\xEF\xBB\xBF",
  "\n\nparagraph\n\n",
  "\n\nanother one\n\n",
  "😀",
};

static char *
random_text (GRand *rand, guint n_pieces)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static gsize
random_offset (GRand *rand, const GString *text)
{
  gsize offset = g_rand_int_range (rand, 0, text->len + 1);

  while (offset < text->len && ((guchar) text->str[offset] & 0xC0) == 0x80)
    offset++;
  return offset;
}

/* However a text came about, its proof is the same. */
static void
test_update_is_fresh (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW };

  for (guint round = 0; round < 400; round++)
    {
      g_autofree char *start = random_text (rand, g_rand_int_range (rand, 0, 120));
      g_autoptr (GString) text = g_string_new (start);
      g_autoptr (GalleyProof) proof = NULL;

      for (guint edit = 0; edit < 20; edit++)
        {
          g_autofree char *insertion = random_text (rand, g_rand_int_range (rand, 0, 4));
          gsize offset = random_offset (rand, text);
          gsize end = offset + g_rand_int_range (rand, 0, 20);
          g_autoptr (GBytes) bytes = NULL;
          g_autoptr (GalleyProof) updated = NULL;
          g_autoptr (GalleyProof) fresh = NULL;

          end = MIN (end, text->len);
          while (end < text->len && ((guchar) text->str[end] & 0xC0) == 0x80)
            end++;
          g_string_erase (text, offset, end - offset);
          g_string_insert (text, offset, insertion);

          bytes = g_bytes_new (text->str, text->len);
          updated = galley_proof_new (bytes, &options, proof);
          fresh = galley_proof_new (bytes, &options, NULL);
          proof_check_same (updated, fresh);
          g_set_object (&proof, updated);
        }
    }
}

/* What costs the square of its length would take this test past its limit of time. */
static void
prove_repeated (const char *start, const char *unit, const char *end)
{
  g_autoptr (GString) text = g_string_new (start);
  g_autofree char *html = NULL;

  while (text->len < 150000)
    g_string_append (text, unit);
  g_string_append (text, end);
  html = render (text->str);
  g_assert_nonnull (html);
}

/* Nesting and repetition that make careless parsers slow or overflow the stack. */
static void
test_pathological (void)
{
  static const char *const units[] = {
    "> ",      "- ",        "*a ",   "[",          "{{<a ",     "{{</* ", "<div>",
    "{{<a x=", "a_b ",      "www.",  "</div>\n\n", "{{< a >}}", "`a``",   "|a",
    "![",      "<?",        "x<!A ", "\\\"",       "{{</a>}}",  "a@",     "# a {#",
    "a_a_",    "xwww.a.b/", "~a~",   "# a\n",      "a\n: b\n",  "'a ",    "<a {{< b >}}>",
    "[^a] ",   "[a]: b\n",  "&a",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    prove_repeated ("", units[i], "");

  prove_repeated ("---\n", "a: b\n", "---\n");
  prove_repeated ("---\na: ", "[", "\n---\n");
  prove_repeated ("---\n", "%TAG !a! b\n", "---\n");
  prove_repeated ("\xEF\xB7\x90{{< a >}}", "b ", "{{< /a >}}");
}

/* The same for what sites can switch on. */
static void
test_pathological_dialect (void)
{
  static const char *const units[] = {
    "\\(",         "\\[",       "$",      "$$ ",       "$a",
    "\\(a\\)",     "\\[a\\]\n", "$$a$$",  "++a ",      "==",
    "~a ",         "^a",        "^",      "++a",       "~~a~ ",
    ":a",          ":smile:",   "{.a}\n", "{.a ",      "a\n{.b}\n",
    "{",           "{a=[",      "{a={",   "a\\ ",      "<!--more-->",
    "- a\n{.b}\n", "**“a”**b",  "*「",    "**a。**b ", "a\n{#b}\n{.c}",
    "中\n",        "\\\"",      "&quot;", "<<",        "![a](b)\n{.c}\n\n",
  };
  g_autoptr (GalleyDialect) dialect = proof_check_new_dialect ();
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, NULL);
  GalleyProofOptions options = { .reading = reading };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GalleyProof) proof = NULL;

      while (text->len < 150000)
        g_string_append (text, units[i]);
      bytes = g_bytes_new (text->str, text->len);
      proof = galley_proof_new (bytes, &options, NULL);
      g_assert_nonnull (proof);
    }
}

static void
append_repeated (GString *text, const char *unit, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, unit);
}

/* A table as wide as there can be, many footnotes, a field that is set again and again far down. */
static void
test_large (void)
{
  g_autoptr (GString) table = g_string_new (NULL);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autofree char *table_html = NULL;
  g_autofree char *notes_html = NULL;
  g_autoptr (GalleyProof) proof = NULL;

  append_repeated (table, "|a", 60000);
  g_string_append (table, "\n");
  append_repeated (table, "|-", 60000);
  g_string_append (table, "\n|b\n|c\n");
  table_html = render (table->str);
  g_assert_nonnull (strstr (table_html, "<td>c</td>"));

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (notes, "a[^%u]\n\n[^%u]: b\n\n", i, i);
  notes_html = render (notes->str);
  g_assert_nonnull (strstr (notes_html, "id=\"fn:10000\""));

  append_repeated (fields, "\n", 500000);
  g_string_append (fields, "---\n");
  append_repeated (fields, "a: b\n", 10000);
  g_string_append (fields, "---\n");
  proof = prove (fields->str);
  g_assert_cmpuint (galley_proof_get_diagnostics (proof)->len, ==, 9999);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proof/html", test_html);
  g_test_add_func ("/proof/typographer", test_typographer);
  g_test_add_func ("/proof/many-symbols", test_many_symbols);
  g_test_add_func ("/proof/source-ids", test_source_ids);
  g_test_add_func ("/proof/linkify", test_linkify);
  g_test_add_func ("/proof/headings", test_headings);
  g_test_add_func ("/proof/definition-lists", test_definition_lists);
  g_test_add_func ("/proof/footnotes", test_footnotes);
  g_test_add_func ("/proof/unsafe-addresses", test_unsafe_addresses);
  g_test_add_func ("/proof/shortcodes", test_shortcodes);
  g_test_add_func ("/proof/shortcode-places", test_shortcode_places);
  g_test_add_func ("/proof/shortcode-recursion", test_shortcode_recursion);
  g_test_add_func ("/proof/diagnostics", test_diagnostics);
  g_test_add_func ("/proof/lines", test_lines);
  g_test_add_func ("/proof/raw-html-groups", test_raw_html_groups);
  g_test_add_func ("/proof/title", test_title);
  g_test_add_func ("/proof/date", test_date);
  g_test_add_func ("/proof/update-is-fresh", test_update_is_fresh);
  g_test_add_func ("/proof/pathological", test_pathological);
  g_test_add_func ("/proof/pathological-dialect", test_pathological_dialect);
  g_test_add_func ("/proof/large", test_large);

  return g_test_run ();
}
