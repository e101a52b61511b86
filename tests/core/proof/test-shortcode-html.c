/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-proof.h"
#include "galley-shortcode-set.h"
#include "proof-check.h"

#include <string.h>

static GalleyShortcodeSet *
new_set (void)
{
  static const char *const templates[][2] = {
    { "box", "<div class=\"box\">{{ .Inner }}</div>\n" },
    { "md", "<div>{{ .Inner | markdownify }}</div>" },
    { "one", "<b>{{ .Get 0 }}</b>" },
    { "lines", "- {{ .Get 0 }}\n- {{ .Get 1 }}" },
    { "beyond", "{{ partial \"x\" . }}{{ .Inner }}" },
    { "twice", "{{ .Inner }}{{ .Inner }}" },
    { "open", "<section>" },
    { "close", "</section>" },
    { "frame", "<iframe src=\"{{ .Get 0 }}\"></iframe>{{ .Inner }}" },
  };
  GalleyShortcodeSet *set = galley_shortcode_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    galley_shortcode_set_add (set, templates[i][0], templates[i][1], strlen (templates[i][1]));
  galley_shortcode_set_set_complete (set, TRUE);
  return set;
}

static GalleyProof *
prove (const char *text, GalleyShortcodeSet *set, GalleyProof *previous)
{
  g_autoptr (GalleyReading) reading = galley_reading_new (NULL, set);
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW, .reading = reading };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_proof_new (bytes, &options, previous);
}

static char *
dup_html (GalleyProof *proof)
{
  GString *html = g_string_new (NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (html, blocks[i].html);

  return g_string_free (html, FALSE);
}

/* What a text has, and what it must not have. */
static const struct
{
  const char *text;
  const char *with;
  const char *without;
} cases[] = {
  /* Videos, by all the names they have. */
  { "{{< bilibili BV1xx411c7mD >}}", "href=\"https://www.bilibili.com/video/BV1xx411c7mD\"",
    "?p=" },
  { "{{< bilibili BV1xx411c7mD 3 >}}", "BV1xx411c7mD?p=3\"", NULL },
  { "{{< bilibili src=\"BV1xx411c7mD\" page=2 >}}", "BV1xx411c7mD · P2", NULL },
  { "{{< bilibili 170001 >}}", "/video/av170001\"", NULL },
  { "{{< bilibili av170001 >}}", "/video/av170001\"", NULL },
  { "{{< bilibili \"https://www.bilibili.com/video/BV1xx411c7mD/?p=4&t=1\" >}}",
    "/video/BV1xx411c7mD?p=4\"", "https%" },
  { "{{< bilibili \"//player.bilibili.com/player.html?bvid=BV1xx411c7mD&page=2\" >}}",
    "/video/BV1xx411c7mD\"", NULL },
  { "{{< youtube abc >}}", "https://www.youtube.com/watch?v=abc\"", "<iframe" },
  { "{{< youtube \"https://youtu.be/abc?t=1\" >}}", "watch?v=abc\"", NULL },
  { "{{< vimeo id=19899678 >}}", "https://vimeo.com/19899678\"", NULL },
  { "{{< bilibili >}}", "<span class=\"galley-name\">bilibili</span>", "href" },
  /* Posts and pieces of code. */
  { "{{< x user=\"a b\" id=\"12\" >}}", "href=\"https://x.com/a%20b/status/12\"", "<script" },
  { "{{< tweet 12 >}}", "https://x.com/12\"", NULL },
  { "{{< instagram CxOWiQNP2MO >}}", "https://www.instagram.com/p/CxOWiQNP2MO\"", NULL },
  { "{{< gist spf13 7896402 \"img.html\" >}}", "https://gist.github.com/spf13/7896402\"",
    "<script" },
  { "{{< github repo=\"gohugoio/hugo\" >}}", "href=\"https://github.com/gohugoio/hugo\"", NULL },
  { "{{< github \"https://github.com/a/b\" >}}", "href=\"https://github.com/a/b\"", NULL },
  { "{{< audio src=\"/a/b.mp3\" >}}", "href=\"/a/b.mp3\"", "<audio" },
  { "{{< video \"javascript:x\" >}}", "href=\"\"", NULL },
  /* Boxes and the like. */
  { "{{< alert \"danger\" >}}*a*{{< /alert >}}", "galley-error", "galley-info" },
  { "{{< admonition tip \"T <i>\" >}}a{{< /admonition >}}", "T &lt;i&gt;</span>", "<i>" },
  { "{{< notice >}}a{{< /notice >}}", "galley-info", NULL },
  { "{{< warning >}}\n- a\n{{< /warning >}}", "<li>a</li>", NULL },
  { "{{< tabs >}}\n{{< tab \"A\" >}}\nx\n{{< /tab >}}\n{{< tab B >}}y{{< /tab >}}\n{{< /tabs >}}",
    "</div></div>\n<div class=\"galley-tab\">", "chip" },
  { "{{< timeline >}}{{< timelineItem header=\"H\" badge=\"1\" >}}x{{< /timelineItem >}}"
    "{{< /timeline >}}",
    "<div class=\"galley-timeline-item\">", "chip" },
  { "{{< katex >}}\\alpha_1 *b* <c>{{< /katex >}}", "\\alpha_1 *b* &lt;c&gt;", "<em>" },
  { "a {{< katex >}}x{{< /katex >}} b", "<code class=\"galley-formula\">x</code>", "<div" },
  { "{{< mermaid >}}A-->B{{< /mermaid >}}", "A--&gt;B", NULL },
  { "a {{< button href=\"/a\" >}}b{{< /button >}}", "href=\"/a\">b</a>", "<div" },
  { "{{< button \"javascript:x\" >}}b{{< /button >}}", "href=\"\"", "javascript" },
  { "{{< lead >}}a{{< /lead >}}", "<div class=\"galley-lead\">", NULL },
  { "{{< icon star >}}", ">star</span>", NULL },
  { "{{< qr text=\"<a>\" />}}", "&lt;a&gt;", "<img" },
  /* What only the site knows. */
  { "{{< beyond a b=c >}}*d*{{< /beyond >}}", "galley-approximate", NULL },
  { "{{< beyond >}}{{< one x >}} {{< beyond >}}y{{< /beyond >}}{{< /beyond >}}", "<b>x</b>", "{{" },
  { "{{< frame x >}}*d*{{< /frame >}}", "<em>d</em>", "<iframe" },
  { "{{% beyond %}}*d*{{% /beyond %}}", "<em>d</em>", NULL },
  /* A card in what Hugo writes. */
  { "{{< box >}}\n{{< youtube a >}}\n{{< /box >}}", "<div class=\"galley-video\">", NULL },
  { "{{< box >}}b {{< youtube a >}}{{< /box >}}", "b <a class=\"galley-video-link\"", NULL },
  { "{{< md >}}\n{{< youtube a >}}\n\nb{{< /md >}}", "<div class=\"galley-video\">", NULL },
  { "{{% box %}}\n\n{{< youtube a >}}\n\n{{% /box %}}", "<div class=\"galley-video\">", NULL },
  { "{{< figure src=a.png caption=\"{{< b >}}\" >}}", "<figure>", NULL },
  { "{{< details summary=a >}}{{< youtube b >}}{{< /details >}}", "<details>", "\xEF\xB7\x90" },
  { "{{< highlight c >}}a {{< youtube b >}} c{{< /highlight >}}", "a <a class", "\xEF\xB7\x90" },
  { "1. x\n\n   {{% lines a b %}}\n\n   y", ">b</li>", "- b" },
  /* Code, as fences are. */
  { "{{< highlight go >}}\na < b\n\n  c\n{{< /highlight >}}",
    "<pre><code class=\"language-go\" data-lang=\"go\">a &lt; b\n\n  c</code></pre>", NULL },
  { "  {{< highlight go >}}\n  a\n    b\n  {{< /highlight >}}", ">a\n  b</code>", NULL },
  { "a {{< highlight html \"hl_inline=true\" >}}<b>{{< /highlight >}}",
    "<code class=\"code-inline language-html\">&lt;b&gt;</code>", "<pre" },
  { "{{< highlight \"\\\"><b>\" >}}a{{< /highlight >}}", "&#34;&gt;&lt;b&gt;", "<b>" },
  /* Broken ones. */
  { "a {{< x \"b >}} c", "galley-wrong", "{{" },
  { "```\n{{< x ' >}}\n```", "galley-wrong", "{{" },
  { "[a]({{< x ' >}})", "href=\"#\"", "{{" },
  { "![{{< x ' >}}](b)", "alt=\"x '\"", "{{" },
};

static void
test_cases (void)
{
  g_autoptr (GalleyShortcodeSet) set = new_set ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyProof) proof = prove (cases[i].text, set, NULL);
      g_autofree char *html = dup_html (proof);

      g_test_message ("%s\n%s", cases[i].text, html);
      g_assert_nonnull (strstr (html, cases[i].with));
      if (cases[i].without != NULL)
        g_assert_null (strstr (html, cases[i].without));
    }
}

/* Line, column and message of each problem, where all shortcodes of the site are known. */
static void
test_diagnostics (void)
{
  static const struct
  {
    const char *text;
    const char *problem;
  } problems[] = {
    { "中 {{< nope >}}", "1:3 Shortcode “nope”: the site has none of this name" },
    { "a\n{{< one/>}}", "2:1 Shortcode “one/”: put a space before “/”" },
    { "{{< one />}}", "1:1 Shortcode “one”: it takes no text, and so is not closed" },
    { "{{< one >}}{{< /one >}}", "1:12 Shortcode “one”: it takes no text, and so is not closed" },
    { "{{< box >}}", "1:1 Shortcode “box”: it is never closed" },
    { "{{< box >}}{{< box >}}{{< /box >}}", "1:1 Shortcode “box”: it is never closed" },
    { "{{< /box >}}", "1:1 Shortcode “box”: it is closed here but not open" },
    { "{{< one a\n  b=\"c\" >}}",
      "2:3 Shortcode “one”: named parameters and others cannot be mixed" },
    { "{{< one a=b \"c\" >}}",
      "1:13 Shortcode “one”: named parameters and others cannot be mixed" },
    { "{{< one \"a >}}", "1:9 Shortcode: the quotation mark is never closed" },
    { "{{< one http://a >}}", "1:13 Shortcode: put a parameter that has signs in it into quotes" },
    { "{{< one %}}", "1:9 Shortcode “one”: it must end with “>}}”" },
    { "{{< a.b >}}", "1:1 Shortcode “a.b”: a name has no “.” in it" },
    { "{{< >}}", "1:1 Shortcode: the name is missing" },
    { "{{</* a >}}", "1:1 Shortcode: the comment is never closed" },
    { "{{< one a", "1:1 Shortcode “one”: its “>}}” is missing" },
    { "{{< box >}}{{< nope >}}{{< /box >}}",
      "1:12 Shortcode “nope”: the site has none of this name" },
  };
  g_autoptr (GalleyShortcodeSet) set = new_set ();

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autoptr (GalleyProof) proof = prove (problems[i].text, set, NULL);
      GPtrArray *diagnostics = galley_proof_get_diagnostics (proof);
      g_autofree char *problem = NULL;
      const GalleyDiagnostic *first;

      g_test_message ("%s", problems[i].text);
      g_assert_cmpuint (diagnostics->len, ==, 1);
      first = g_ptr_array_index (diagnostics, 0);
      problem = g_strdup_printf ("%u:%u %s", first->line, first->column, first->message);
      g_assert_cmpstr (problem, ==, problems[i].problem);
    }
}

/* Without a site a shortcode may be any; only what Hugo brings is known to want a close. */
static void
test_no_site (void)
{
  g_autoptr (GalleyProof) proof =
    prove ("{{< nope >}} {{< x >}}a{{< /x >}} {{< youtube a />}} {{< details >}}", NULL, NULL);
  GPtrArray *diagnostics = galley_proof_get_diagnostics (proof);

  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpstr (((const GalleyDiagnostic *) diagnostics->pdata[0])->message, ==,
                   "Shortcode “details”: it is never closed");
}

/* A shortcode can ask for what the front matter says, and for another set. */
static void
test_update (void)
{
  g_autoptr (GalleyShortcodeSet) set = new_set ();
  g_autoptr (GalleyShortcodeSet) other = galley_shortcode_set_new ();
  g_autoptr (GalleyProof) a = prove ("---\nk: one\n---\na\n\n{{< param k >}}\n\nb\n", set, NULL);
  g_autoptr (GalleyProof) b = prove ("---\nk: two\n---\na\n\n{{< param k >}}\n\nb\n", set, a);
  g_autoptr (GalleyProof) c = prove ("a\n\n{{< one x >}}\n\nb\n", set, NULL);
  g_autoptr (GalleyProof) d = prove ("a\n\n{{< one x >}}\n\nb\n", other, c);
  g_autofree char *html_b = dup_html (b);
  g_autofree char *html_d = dup_html (d);

  g_assert_nonnull (strstr (html_b, "two"));
  g_assert_null (strstr (html_d, "<b>x</b>"));
}

/* What one template opens and another closes is shown as one. */
static void
test_groups (void)
{
  g_autoptr (GalleyShortcodeSet) set = new_set ();
  g_autoptr (GalleyProof) proof =
    prove ("a\n\n{{< open >}}\n\nb\n\n{{< one c >}}\n\n{{< close >}}\n\nd\n", set, NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  g_assert_cmpuint (n_blocks, ==, 3);
  g_assert_true (g_str_has_prefix (blocks[1].html, "<section>"));
  g_assert_true (g_str_has_suffix (blocks[1].html, "</section>\n"));
}

static const char *const pieces[] = {
  "{{< one x >}}",
  "{{< box >}}",
  "{{< /box >}}",
  "{{% md %}}",
  "{{% /md %}}",
  "{{< md >}}",
  "{{< /md >}}",
  "{{% one *a* %}}",
  "{{< beyond b >}}",
  "{{< /beyond >}}",
  "{{< tabs >}}",
  "{{< tab a >}}",
  "{{< /tab >}}",
  "{{< /tabs >}}",
  "{{< youtube a >}}",
  "{{% lines a b %}}",
  "{{< details >}}",
  "{{< /details >}}",
  "{{% details %}}",
  "{{% /details %}}",
  "{{< figure src=a caption=b >}}",
  "{{< alert >}}",
  "{{< /alert >}}",
  "{{< open >}}",
  "{{< close >}}",
  "{{< param k >}}",

  "{{< one '' >}}",
  "{{<",
  "{{% ",
  ">}}",
  "%}}",
  "{{< /",
  "{{< frame x >}}",
  "{{< /frame >}}",
  "{{< highlight c >}}",
  "{{< /highlight >}}",
  "a",
  "*",
  "**",
  "~~~\n",
  "\n",
  "\n\n",
  "\n\n",
  "- ",
  "> ",
  "    ",
  "# ",
  "<div>",
  "</div>",
  "<b ",
  ">",
  "[a](",
  "![b](",
  ")",
  "|",
  "中",
  "---\nk: v\n---\n",
  "\n: ",
  "---\n",
};

static GString *
make_text (GRand *rand)
{
  GString *text = g_string_new (g_rand_boolean (rand) ? "---\nk: v\n---\n" : "");

  for (guint i = g_rand_int_range (rand, 1, 40); i > 0; i--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return text;
}

static void
edit (GRand *rand, GString *text)
{
  gsize from = g_rand_int_range (rand, 0, text->len + 1);
  gsize n = g_rand_int_range (rand, 0, 8);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

  n = MIN (n, text->len - from);
  while (from > 0 && (text->str[from] & 0xC0) == 0x80)
    from--;
  while (from + n < text->len && (text->str[from + n] & 0xC0) == 0x80)
    n++;
  g_string_erase (text, from, n);
  g_string_insert (text, from, piece);
}

/* Whatever is written (without quotation marks, in which they may stand): no braces of a shortcode
 * on the page, and however a text came about, its proof is the same. */
static void
test_random (void)
{
  g_autoptr (GalleyShortcodeSet) set = new_set ();
  g_autoptr (GRand) rand =
    g_rand_new_with_seed (g_test_slow () ? (guint32) g_test_rand_int () : 20260117);
  guint n_rounds = g_test_slow () ? 20000 : 400;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GString) text = make_text (rand);
      g_autoptr (GalleyProof) proof = prove (text->str, set, NULL);

      for (guint i = 0; i < 6; i++)
        {
          g_autoptr (GalleyProof) fresh = prove (text->str, set, NULL);
          g_autoptr (GalleyProof) updated = prove (text->str, set, proof);
          g_autofree char *html = dup_html (fresh);

          g_test_message ("%s\n==\n%s", text->str, html);
          proof_check_sane (fresh);
          proof_check_same (updated, fresh);
          g_assert_null (strstr (html, "{{&lt; "));
          g_assert_null (strstr (html, "{{%"));
          g_set_object (&proof, updated);
          edit (rand, text);
        }
    }
}

/* Nothing that is nested or repeated costs more than its length. */
static void
test_limits (void)
{
  static const struct
  {
    const char *open;
    const char *inner;
    const char *close;
  } nests[] = {
    { "{{< twice >}}", "{{< one x >}}", "{{< /twice >}}" },
    { "{{% twice %}}", "*a*", "{{% /twice %}}" },
    { "{{< frame x >}}", "a", "{{< /frame >}}" },
    { "{{% beyond %}}", "{{< tabs >}}", "{{% /beyond %}}" },
    { "{{< tabs >}}", "a", "{{< /tabs >}}" },
    { "{{< details >}}", "{{% md %}}a{{% /md %}}", "{{< /details >}}" },
  };
  g_autoptr (GalleyShortcodeSet) set = new_set ();

  for (guint i = 0; i < G_N_ELEMENTS (nests); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GalleyProof) proof = NULL;
      g_autofree char *html = NULL;

      for (guint j = 0; j < 2000; j++)
        g_string_append (text, nests[i].open);
      g_string_append (text, nests[i].inner);
      for (guint j = 0; j < 2000; j++)
        g_string_append (text, nests[i].close);
      proof = prove (text->str, set, NULL);
      html = dup_html (proof);
      g_assert_cmpuint (strlen (html), <, 1024 * 1024);
    }
}

/* Many calls of a template that writes much come to no flood. */
static void
test_flood (void)
{
  g_autoptr (GalleyShortcodeSet) set = galley_shortcode_set_new ();
  g_autofree char *template = g_strnfill (60000, 'a');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyProof) proof = NULL;
  g_autofree char *html = NULL;

  galley_shortcode_set_add (set, "a", template, strlen (template));
  for (guint i = 0; i < 50000; i++)
    g_string_append (text, i % 2 == 0 ? "{{< a >}}\n\n" : "{{% a %}}\n\n");
  proof = prove (text->str, set, NULL);
  html = dup_html (proof);
  g_assert_cmpuint (strlen (html), <, 64 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shortcode-html/cases", test_cases);
  g_test_add_func ("/shortcode-html/diagnostics", test_diagnostics);
  g_test_add_func ("/shortcode-html/no-site", test_no_site);
  g_test_add_func ("/shortcode-html/update", test_update);
  g_test_add_func ("/shortcode-html/groups", test_groups);
  g_test_add_func ("/shortcode-html/random", test_random);
  g_test_add_func ("/shortcode-html/limits", test_limits);
  g_test_add_func ("/shortcode-html/flood", test_flood);

  return g_test_run ();
}
