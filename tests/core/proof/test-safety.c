/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"
#include "galley-shortcode-set.h"
#include "proof-check.h"

#include <string.h>

/* Where raw HTML is left out, all HTML is Galley's own. Then whatever is written may only make
 * known elements, without scripts in attributes or addresses. The HTML is read here by a grammar
 * that is stricter than that of browsers: what it does not know is a failure. */

static const char *const elements[] = {
  "a",  "b",   "blockquote", "br",         "code",   "dd",      "del", "details", "div",
  "dl", "dt",  "em",         "figcaption", "figure", "h1",      "h2",  "h3",      "h4",
  "h5", "h6",  "hr",         "img",        "input",  "ins",     "li",  "mark",    "ol",
  "p",  "pre", "span",       "strong",     "sub",    "summary", "sup", "table",   "tbody",
  "td", "th",  "thead",      "time",       "tr",     "ul",      NULL,
};

static const char *const pieces[] = {
  "<script>",
  "</script>",
  "<img src=x onerror=y>",
  "<svg/onload=x>",
  "</p>",
  "</code>",
  "-->",
  "<!--",
  "<![CDATA[",
  "]]>",
  "<?",
  "javascript:",
  "JavaScript&colon;",
  "java\tscript:x",
  "&#106;avascript:x",
  "\x01javascript:x",
  "vbscript:x",
  "data:text/html,<b>",
  "data:image/png;base64,A",
  "DATA:image/svg+xml,x",
  "file:///x",
  "https://a.b/?c=\"d\"&e",
  "\"",
  "'",
  "`",
  "``",
  "<",
  ">",
  "&",
  "&quot;",
  "&lt;script&gt;",
  "&#34;",
  "&#x3c;",
  "&amp;",
  "\" onclick=\"x",
  "' onclick='x",
  "[a](",
  "![a](",
  ")",
  "[",
  "]",
  "](",
  "(<",
  ">)",
  " \"t",
  "\")",
  "[r]: ",
  "[r]",
  "\n",
  "\n\n",
  "# ",
  "## a {#",
  "{.c ",
  "{onclick=x ",
  "{a=\"",
  "}\n",
  "```",
  "```js {a=\"",
  "- ",
  "1. ",
  "> ",
  "| a | b |\n|---|---|\n",
  "|",
  "{{< x ",
  "{{< figure src=\"",
  "{{< youtube ",
  "{{< bilibili src=\"",
  "{{< /x >}}",
  " >}}",
  "{{% y \"",
  "{{< details open=1 summary=`",
  "{{< /details >}}",
  "{{< highlight `",
  "{{< /highlight >}}",
  "{{< param ",
  "{{< own `",
  "{{% own \"",
  "{{< both n=`",
  "{{< /both >}}",
  "{{% /both %}}",
  "{{< alert `",
  "{{< /alert >}}",
  "{{< button href=`",
  "{{< x.inline >}}",
  "\" >}}",
  "%}}",
  "{{</* ",
  " */>}}",
  "a=\"b\" ",
  "title=`<b>` ",
  "caption=\"<i>\" ",
  "[^1]",
  "[^1]: ",
  "中",
  "😀",
  "\\",
  "---\ntitle: ",
  "\ncover: ",
  "\ntags: [\"",
  "\"]\n---\n",
  "www.a.b/",
  "a@b.c",
  "~~",
  "**",
  "*",
  "\t",
  ": ",
  "\xEF\xB7\x90",
  "\xEF\xB7\x91",
  "\r\n",
  "$$",
  "\xC2\xA0",
  "\n{.a onclick=\"x\" style=\"a\"}\n",
  "\n{cite=\"javascript:x\" href=\"javascript:x\" src=x}\n",
  "\n{OnLoad=x formaction=\"javascript:x\" xlink:href=\"javascript:x\"}\n",
  "\\(",
  "\\)",
  "\\[",
  "\\]",
  "$",
  "$$",
  ":smile:",
  "++",
  "==",
  "^",
  "> [!NOTE] <b>\n> ",
  "```mermaid\n",
  "jAvAsCrIpT:x",
  "javascript\xC2\xADx:",
  "&Tab;javascript:x",
  "java&NewLine;script:x",
  "javascript&#x3a;x",
  "javascript&#58;x",
  "&#x6A&#x61vascript:x",
  "<javascript:x>",
  "<JaVaScRiPt:x>",
  "<!--more-->",
  "\x1F",
  "\x7F",
  "\x01",
};

static gboolean
has_scheme (const char *address, const char *scheme)
{
  return strncmp (address, scheme, strlen (scheme)) == 0;
}

/* What a browser makes of an address before it looks at the scheme. */
static void
assert_address (const char *value, gsize length)
{
  g_autofree char *text = g_strndup (value, length);
  g_auto (GStrv) parts = g_strsplit (text, "&amp;", -1);
  g_autofree char *decoded = g_strjoinv ("&", parts);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = decoded; *p != '\0'; p++)
    if ((guchar) *p > ' ')
      g_string_append_c (plain, g_ascii_tolower (*p));

  g_assert_null (strpbrk (text, "<>\"\\ \t\r\n"));
  g_assert_false (has_scheme (plain->str, "javascript:"));
  g_assert_false (has_scheme (plain->str, "vbscript:"));
  g_assert_false (has_scheme (plain->str, "file:"));
  if (has_scheme (plain->str, "data:"))
    g_assert_true (has_scheme (plain->str, "data:image/png")
                   || has_scheme (plain->str, "data:image/gif")
                   || has_scheme (plain->str, "data:image/jpeg")
                   || has_scheme (plain->str, "data:image/webp"));
}

static const char *
read_attribute (const char *p)
{
  gsize name = strcspn (p, "= />\"'<&");
  const char *value;
  gsize length;

  g_assert_cmpuint (name, >, 0);
  g_assert_cmpint (g_ascii_strncasecmp (p, "on", 2), !=, 0);
  value = p + name;
  if (name == 4 && strncmp (p, "open", 4) == 0)
    return value;
  g_assert_cmpint (value[0], ==, '=');
  g_assert_cmpint (value[1], ==, '"');
  value += 2;
  length = strcspn (value, "\"<>");
  g_assert_cmpint (value[length], ==, '"');
  if ((name == 4 && strncmp (p, "href", 4) == 0) || (name == 3 && strncmp (p, "src", 3) == 0)
      || (name == 4 && strncmp (p, "cite", 4) == 0))
    assert_address (value, length);

  return value + length + 1;
}

static const char *
read_tag (const char *p)
{
  static const char omitted[] = "<!-- raw HTML omitted -->";
  g_autofree char *name = NULL;
  gboolean closing;

  if (strncmp (p, omitted, strlen (omitted)) == 0)
    return p + strlen (omitted);
  if (strncmp (p, "<!--more-->", strlen ("<!--more-->")) == 0)
    return p + strlen ("<!--more-->");

  closing = p[1] == '/';
  p += closing ? 2 : 1;
  name = g_strndup (p, strspn (p, "abcdefghijklmnopqrstuvwxyz0123456789"));
  if (!g_strv_contains (elements, name))
    g_error ("Unknown element: %.60s", p - 2);
  p += strlen (name);

  while (!closing && g_ascii_isspace (*p) && p[1] != '/')
    p = read_attribute (p + strspn (p, " \t\n"));
  if (strncmp (p, " />", 3) == 0)
    p += 2;
  g_assert_cmpint (*p, ==, '>');

  return p + 1;
}

static void
assert_safe (const char *html)
{
  for (const char *p = html; *p != '\0';)
    if (*p == '<')
      {
        p = read_tag (p);
      }
    else
      {
        g_assert_cmpint (*p, !=, '>');
        g_assert_cmpint (*p, !=, '"');
        if (*p == '&')
          g_assert_cmpint (p[1 + strspn (p + 1, "#abcdefghijklmnopqrstuvwxyz0123456789")], ==, ';');
        p++;
      }
}

/* Templates that put what they are given wherever it can be put. */
static GalleyShortcodeSet *
new_shortcodes (void)
{
  static const char own[] =
    "<a href=\"{{ .Get 0 }}\" title=\"{{ .Get 0 }}\" style=\"color:{{ .Get 0 }}\">"
    "<b class=\"x{{ .Get 0 }}\">{{ .Get 0 }}</b></a>{{ .Get 0 | markdownify }}";
  static const char both[] = "<div title=\"{{ .Inner }}\"><img src=\"{{ .Get \"n\" }}\" "
                             "alt=\"{{ .Get \"n\" }}\">{{ .Inner | markdownify }}</div>";
  GalleyShortcodeSet *set = galley_shortcode_set_new ();

  galley_shortcode_set_add (set, "own", own, strlen (own));
  galley_shortcode_set_add (set, "both", both, strlen (both));
  galley_shortcode_set_set_inline (set, TRUE);
  return set;
}

static void
check (const char *text, GalleyDialect *dialect)
{
  g_autoptr (GalleyShortcodeSet) set = new_shortcodes ();
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, set);
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW, .reading = reading };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, &options, NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  assert_safe (galley_proof_get_title_html (proof));
  for (gsize i = 0; i < n_blocks; i++)
    assert_safe (blocks[i].html);
}

static void
test_known (void)
{
  static const char *const texts[] = {
    "<script>alert(1)</script>\n\n<b onclick=x>",
    "[a](javascript:x \"\\\" onclick=\\\"x\")",
    "![\"><script>](x \"><script>\")",
    "```\"><script>\nx\n```",
    "``` a\"onclick=x\nx\n```",
    "# a {onclick=\"x\" ONLOAD=y title=\"<b>\"}",
    "# a {#\"><script> .\"x}",
    "# a {style=\"a:url(javascript:x)\" =x \"=y}",
    "{{< figure src=\"javascript:x\" caption=\"<script>\" alt=\"\\\" onerror=\\\"x\" >}}",
    "{{< bilibili \"\\\"><script>\" >}}",
    "{{< x \"<script>\" >}}<script>{{< /x >}}",
    "{{< own \"javascript:x\" >}} {{% own \"<script>\\\" onclick=x\" %}}",
    "{{< both n=\"data:text/html,x\" >}}<script>{{< x \"<b>\" >}}\"{{< /both >}}",
    "{{< a.inline >}}<script>{{ .Name }}</script>{{< /a.inline >}}",
    "{{< a.inline >}}<a href=\"java&#115;cript:x\">{{< /a.inline >}}",
    "{{< a.inline >}}<b onclick = x>{{< /a.inline >}}",
    "a {{< x >}}<script>{{< /x >}} b",
    "[a](java{{< ref \"script:x\" >}})",
    "[a]({{< ref \"javascript:x\" >}})",
    "[a]({{< ref \" java\tscript:x\" >}})",
    "<javascript:x>",
    "<JaVaScRiPt:alert(1)>",
    "[a](JAVASCRIPT:x) [b](javascript&colon;x) [c](&#106;avascript:x) [d](java&Tab;script:x)",
    "[a](&#1;javascript:x) [b](<  javascript:x>) [c](<java\tscript:x>) [d](\x01javascript:x)",
    "[a](vbscript:x) [b](VBScript&#58;x) [c](data:text/html,x) [d](data:image/svg+xml,x)",
    "![a](javascript:x) ![b](data:application/x,y) [c](file:///etc/passwd)",
    "a\n{onclick=\"x\" ONCLICK=x}\n\n| a |\n|---|\n{src=\"javascript:x\" onload=\"x\"}\n",
    "> a\n{cite=\"javascript:x\"}\n",
    "[a]\n\n[a]: <java\tscript:x>\n",
    "---\ntitle: <script>\ncover: javascript:x\ndate: <b>\nauthor: \"\\\"><script>\"\ntags: "
    "[<i>]\n---\n",
    "---\ncover: \"\\u0001java\\nscript:x\"\n---\n",
    "---\nimages: ['data:text/html,x']\n---\n",
    "---\ndate: 2020-01-01T1中文字\n---\n",
  };
  g_autoptr (GalleyDialect) dialect = galley_dialect_new ();
  g_autoptr (GalleyDialect) all = proof_check_new_dialect ();

  dialect->unsafe = FALSE;
  all->unsafe = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      check (texts[i], dialect);
      check (texts[i], all);
    }
}

static void
test_random (gconstpointer data)
{
  guint n_rounds = g_test_slow () ? 200000 : 8000;
  g_autoptr (GRand) rand =
    g_rand_new_with_seed (g_test_slow () ? (guint32) g_test_rand_int () : 20260107);
  g_autoptr (GalleyDialect) dialect =
    data != NULL ? proof_check_new_dialect () : galley_dialect_new ();

  dialect->unsafe = FALSE;
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = g_rand_int_range (rand, 1, 25); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (g_rand_boolean (rand))
        g_string_prepend (text, "---\n");
      check (text->str, dialect);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/safety/known", test_known);
  g_test_add_data_func ("/safety/random", NULL, test_random);
  g_test_add_data_func ("/safety/random-of-all", "all", test_random);

  return g_test_run ();
}
