/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-card.h"
#include "galley-fragment.h"
#include "galley-template.h"

#include <string.h>

/* What a template comes to, as Hugo 0.167 has it. The call is that of the shortcode `x`, without
 * its braces. */
static const struct
{
  const char *template;
  const char *call;
  const char *html;
} table[] = {
  { "<b>{{ .Get 0 }}</b>", "x one", "<b>one</b>" },
  { "<b>{{ .Get 0 }}</b>", "x \"a<b>'\\\"+&\"", "<b>a&lt;b&gt;&#39;&#34;&#43;&amp;</b>" },
  { "{{ .Get 3 }}|{{ .Get \"n\" }}", "x one", "|" },
  { "{{ .Get 0 }}|{{ .Get \"m\" }}", "x n=5", "|" },
  { "{{ with .Get 0 }}[{{ . }}]{{ else }}none{{ end }}", "x 0", "none" },
  { "{{ with .Get 0 }}[{{ . }}]{{ else }}none{{ end }}", "x \"0\"", "[0]" },
  { "{{ if eq (.Get 0) 5 }}a{{ else if eq (.Get 0) \"5\" }}b{{ else }}c{{ end }}", "x 5", "a" },
  { "{{ if eq (.Get 0) 5 }}a{{ else if eq (.Get 0) \"5\" }}b{{ else }}c{{ end }}", "x \"5\"", "b" },
  { "<a href=\"{{ .Get 0 }}\">x</a>", "x \"javascript:alert(1)\"", "<a href=\"#ZgotmplZ\">x</a>" },
  { "<a href=\"{{ .Get 0 }}\">x</a>", "x \"/a b?c=d&e='f'(g)+中\"",
    "<a href=\"/a%20b?c=d&amp;e=%27f%27%28g%29&#43;%e4%b8%ad\">x</a>" },
  { "<a href=\"/q?x={{ .Get 0 }}\">x</a>", "x \"a b&c=d/e?中\"",
    "<a href=\"/q?x=a%20b%26c%3dd%2fe%3f%e4%b8%ad\">x</a>" },
  { "<a href=\"{{ .Get 0 | safeURL }}\">x</a>", "x \"tel:123 4\"",
    "<a href=\"tel:123%204\">x</a>" },
  { "<a href=\"https://{{ .Get 0 }}/y\">x</a>", "x \"a:b/c d\"",
    "<a href=\"https://a:b/c%20d/y\">x</a>" },
  { "<i style=\"width:{{ .Get 0 }}\">x</i>", "x \"10%\"", "<i style=\"width:10%\">x</i>" },
  { "<i style=\"width:{{ .Get 0 }}\">x</i>", "x \"url(x)\"", "<i style=\"width:ZgotmplZ\">x</i>" },
  { "<i style=\"{{ .Get 0 | safeCSS }}\">x</i>", "x \"color:red;a:'b'\"",
    "<i style=\"color:red;a:&#39;b&#39;\">x</i>" },
  { "<i title=\"{{ .Get 0 | safeHTML }}\" alt={{ .Get 1 }}>x</i>", "x \"<b>q\\\"</b> & &amp;\" z",
    "<i title=\"q&#34; & &amp;\" alt=z>x</i>" },
  { "<!-- c --><p>{{/* c */}}{{- /* d */ -}}  y</p>", "x", "<p>y</p>" },
  { "a\n  {{- .Get 0 -}}\n  b {{ .Get 1 -}}  c", "x 1 2", "a1b 2c" },
  { "{{ $a := .Get \"a\" | default \"dd\" }}{{ $b := default 7 (.Get \"b\") }}{{ if .IsNamedParams "
    "}}{{ $a = \"named\" }}{{ end }}{{ $a }} {{ $b }}",
    "x b=0", "named 7" },
  { "{{ $a := .Get \"a\" | default \"dd\" }}{{ $a }}", "x a=false", "false" },
  { "{{ printf \"%s-%d-%v-%%\" (.Get 0) 5 1.5 }}", "x q", "q-5-1.5-%" },
  { "{{ len .Params }} {{ index .Params 0 }} {{ .Name }} {{ len (.Get 0) }}", "x 中", "1 中 x 3" },
  { "{{ .Page.RenderString \"*e*\" }}|{{ .Page.RenderString (dict \"display\" \"block\") \"*e*\" "
    "}}",
    "x", "<em>e</em>|<p><em>e</em></p>\n" },
  { "{{ if and (.Get 0) (not (.Get 1)) (or false \"z\") }}y{{ end }}{{ ne 1 2 }}{{ lt 1 2 }}{{ ge "
    "2.5 2 }}",
    "x 1", "ytruetruetrue" },
  { "{{ with $y := .Get 0 }}{{ $y }}{{ . }}{{ $.Get 0 }}{{ end }}", "x k", "kkk" },
  { "{{ cond (eq (.Get 0) \"a\") \"yes\" \"no\" }} {{ print \"a\" 1 2 \"b\" }}", "x a",
    "yes a1 2b" },
  { "{{ isset .Params \"n\" }}{{ .Params.n }}{{ index .Params \"n\" }}", "x n=v", "truevv" },
  { "<p>{{ .Inner }}</p>", "x >}}*a* <b>{{< /x", "<p>*a* <b></p>" },
  { "<p>{{ .Inner | markdownify }}</p>", "x >}}*a*{{< /x", "<p><em>a</em></p>" },
  { "<p>{{ .InnerDeindent }}</p>", "x >}}\n    a\n      b\n    c\n{{< /x",
    "<p>\n    a\n      b\n    c\n</p>" },
  { "<img alt=\"{{ .Inner }}\">", "x >}}*a* <b>\"q\" &amp; c{{< /x",
    "<img alt=\"*a* &#34;q&#34; &amp; c\">" },
  { "<div {{ with .Get \"id\" }}id=\"{{ . }}\"{{ end }} class=\"a {{ .Get \"class\" }}\">",
    "x class=\"b c\"", "<div  class=\"a b c\">" },
  { "{{ .Get 0 }}", "x true", "true" },
  { "{{ eq (.Get 0) \"a\" \"b\" }}{{ eq \"a\" \"a\" }}{{ if in \"abc\" \"b\" }}y{{ end }}", "x b",
    "truetruey" },
  { "{{ .Get 0 | default \"x\" | printf \"%s!\" | safeHTML }}", "x \"<b>\"", "<b>!" },
  { "{{- $x := \"\" -}}{{- with .Get \"y\" -}}{{- $x = . -}}{{- end -}}[{{ $x }}]", "x y=z",
    "[z]" },
  { "{{ \"a\\\"b\\\\n\" }} {{ `raw\\n` }}", "x", "a&#34;b\\n raw\\n" },
  { "<a href=\"{{ .Get 0 }}{{ .Get 1 }}\">", "x \"a\" \"b:c\"", "<a href=\"a#ZgotmplZ\">" },
  { "<a href=\"x{{ if .Get 0 }}?y={{ .Get 0 }}{{ end }}\">", "x \"a b\"",
    "<a href=\"x?y=a%20b\">" },
  { "{{ .Get 0 }} {{ .Get 1 }} {{ .Get 2 }}", "x 1.50 007 -3", "1.5 7 -3" },
};

static GalleyBody *
new_body (const char *source, GalleyReading *reading)
{
  GalleyBodyContext context = { .reading = reading, .append_shortcode = galley_card_append };

  return galley_body_new (source, 0, strlen (source), 0, &context, NULL);
}

static void
append_markdown (GString *out, const char *text, gboolean block, gpointer user_data)
{
  galley_fragment_append_markdown (out, user_data, text, strlen (text), block);
}

/* The output, or %NULL when it cannot be run. */
static char *
run (const char *text, const char *call, gsize output_max)
{
  g_autoptr (GalleyTemplate) template = galley_template_new (text, strlen (text));
  g_autoptr (GalleyReading) reading = galley_reading_new (NULL, NULL);
  g_autofree char *source = g_strdup_printf ("{{< %s >}}", call);
  g_autoptr (GalleyBody) body = new_body (source, reading);
  g_autoptr (GString) out = g_string_new (NULL);
  const GalleyShortcode *shortcode = g_ptr_array_index (body->shortcodes, 0);
  g_autofree char *inner = shortcode->paired
                             ? g_strndup (source + shortcode->inner_offset, shortcode->inner_length)
                             : g_strdup ("");
  GalleyTemplateCall parameters = {
    .shortcode = shortcode,
    .inner = inner,
    .indentation = "",
    .markdown = append_markdown,
    .markdown_data = body,
    .output_max = output_max,
  };

  if (galley_template_run (template, &parameters, out))
    return g_string_free_and_steal (g_steal_pointer (&out));

  g_assert_cmpuint (out->len, ==, 0);
  return NULL;
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *html = run (table[i].template, table[i].call, 65536);

      g_test_message ("%s of %s", table[i].template, table[i].call);
      g_assert_cmpstr (html, ==, table[i].html);
    }
}

/* What is beyond this, and what it says is the obstacle. */
static void
test_obstacles (void)
{
  static const struct
  {
    const char *template;
    const char *obstacle;
  } cases[] = {
    { "{{ partial \"x\" . }}", "partial" },
    { "{{ range .Params }}{{ . }}{{ end }}", "range" },
    { "{{ .Page.Title }}", ".Page.Title" },
    { "{{ .Site.Params.x }}", ".Site.Params.x" },
    { "{{ $.Page.Resources.Get 0 }}", "$.Page.Resources.Get" },
    { "{{ if .Get 0 }}", "if" },
    { "{{ if .Get 0 }}{{ else }}", "else" },
    { "{{ end }}", "end" },
    { "{{ else }}", "end" },
    { "{{ .Get 0", "{{" },
    { "{{ \"a }}", "{{" },
    { "{{ /* }}", "{{" },
    { "{{ }", "{{" },
    { "{{ (.Get 0 }}", "(" },
    { "{{ .Get 0) }}", ")" },
    { "{{ .Get 0 | }}", "{{ }}" },
    { "{{ (.Get 0).x }}", "(" },
    { "{{ define \"x\" }}{{ end }}", "define" },
    { "{{ 1x }}", "1x" },
    { "{{ \"\\u0041\" }}", "\"\\" },
    { "{{ .Get 0 }}{{ else if }}", "end" },
    { "{{ # }}", "#" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyTemplate) template =
        galley_template_new (cases[i].template, strlen (cases[i].template));
      g_autofree char *html = run (cases[i].template, "x", 1000);

      g_test_message ("%s", cases[i].template);
      g_assert_cmpstr (galley_template_get_obstacle (template), ==, cases[i].obstacle);
      g_assert_null (html);
    }
}

/* What Hugo has an error for, and what cannot be made safe here, is not run to its end. */
static void
test_failures (void)
{
  static const char *const templates[] = {
    "{{ $a }}",
    "{{ $a = 1 }}",
    "{{ with .Get 0 }}{{ .Get 0 }}{{ end }}",
    "{{ printf \"%s\" 1 }}",
    "{{ printf \"%s\" }}",
    "{{ printf \"%\" }}",
    "{{ index .Params \"n\" }}",
    "{{ lt \"a\" 1 }}",
    "{{ .Params }}",
    "{{ . }}",
    "{{ \"a\" 1 }}",
    "{{ .Get }}",
    "{{ len 5 }}",
    "<b onclick=\"{{ .Get 0 }}\">",
    "<img srcset=\"{{ .Get 0 }}\">",
    "<script>{{ .Get 0 }}</script>",
    "<b {{ .Get 0 }}>",
    "<b title={{ \"a b\" }}>",
    "<b title={{ \"\" }}>",
    "<b style=\"a:url({{ .Get 0 }})\">",
    "<title>{{ .Get 0 }}</title>",
    "{{ dict \"a\" 1 }}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autofree char *html = run (templates[i], "x one", 1000);

      g_test_message ("%s", templates[i]);
      g_assert_null (html);
    }
}

static void
test_inner (void)
{
  static const struct
  {
    const char *template;
    gboolean takes_inner;
  } cases[] = {
    { "{{ .Inner }}", TRUE },
    { "{{ $.Inner | markdownify }}", TRUE },
    { "{{- .InnerDeindent -}}", TRUE },
    { "{{ partial .Inner }}", TRUE },
    { ".Inner", FALSE },
    { "{{ .Innermost }}", FALSE },
    { "{{/* .Inner */}}", FALSE },
    { "{{- /* }} .Inner */ -}}{{ .Get 0 }}", FALSE },
    { "{{ .Inner", FALSE },
    { "{{/* .Inner", FALSE },
    { "", FALSE },
    { "{{ if .Inner }}{{ end }}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyTemplate) template =
        galley_template_new (cases[i].template, strlen (cases[i].template));

      g_test_message ("%s", cases[i].template);
      g_assert_cmpint (galley_template_takes_inner (template), ==, cases[i].takes_inner);
    }
}

static char *
repeat (const char *start, const char *unit, guint n, const char *end)
{
  GString *text = g_string_new (start);

  while (n-- > 0)
    g_string_append (text, unit);
  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

/* However it is made, a template takes little time and room. */
static void
test_limits (void)
{
  const struct
  {
    const char *start;
    const char *unit;
    guint n;
    const char *end;
  } cases[] = {
    { "{{ $a := \"aaaaaaaa\" }}", "{{ $a = printf \"%s%s\" $a $a }}", 900, "{{ $a }}" },
    { "", "{{ .Inner | markdownify }}", 900, "" },
    { "{{ ", "(", 10000, "" },
    { "", "{{ if 1 }}", 5000, "" },
    { "", "{{ if 1 }}{{ else ", 3000, "" },
    { "", "{{ .Get 0 }}", 20000, "" },
    { "", "a", 70000, "" },
    { "{{ ", ".Get 0 | ", 20000, "}}" },
    { "{{ or ", "1 ", 50000, "}}" },
    { "", "{{/*", 20000, "" },
    { "", "{{ \"", 20000, "" },
    { "", "<!--", 10000, "" },
    { "", "{{ len .Params }}", 3900, "" },
  };
  g_autofree char *inner = repeat ("x \"a b\" >}}", "*a* ", 5000, "{{< /x");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = repeat (cases[i].start, cases[i].unit, cases[i].n, cases[i].end);
      g_autofree char *html = run (text, inner, 20000);

      g_test_message ("%s", cases[i].unit);
      if (html != NULL)
        g_assert_cmpuint (strlen (html), <=, 20000);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/table", test_table);
  g_test_add_func ("/template/obstacles", test_obstacles);
  g_test_add_func ("/template/failures", test_failures);
  g_test_add_func ("/template/inner", test_inner);
  g_test_add_func ("/template/limits", test_limits);

  return g_test_run ();
}
