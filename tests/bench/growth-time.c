/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * growth-time [SIZE]: how long proofs of texts take that are made to take long, at a size in bytes
 * and at twice the size. Prints a table in Markdown; a last column far above 2 would be a way to
 * stop the program with a file. */
#include "config.h"

#include "galley-issue.h"
#include "galley-proof.h"

#include <stdlib.h>
#include <time.h>

static const struct
{
  const char *name;
  const char *unit;
  /* What follows at half the size. */
  const char *other;
  /* What stands before all. */
  const char *head;
} texts[] = {
  { "words", "word ", NULL },
  { "brackets", "[", NULL },
  { "brackets, closed", "[", "]" },
  { "links, open", "[a](", NULL },
  { "images, nested", "![", "](a)" },
  { "stars", "*", NULL },
  { "stars in words", "a*", NULL },
  { "stars and underscores", "*a_ ", NULL },
  { "backticks", "`", NULL },
  { "backticks, growing", "` `` ``` ", NULL },
  { "backticks, lone", "`` `a` `b` ``` ", NULL },
  { "backslashes", "\\\\. ", NULL },
  { "tildes", "~~a", NULL },
  { "tables", "|", NULL },
  { "tables, rows", "|a|b|\n|-|-|\n", NULL },
  { "quotes", ">", NULL },
  { "quotes, nested", "> ", "\n" },
  { "lists, nested", "- ", NULL },
  { "lists, indented", "- a\n  ", NULL },
  { "lists, tags", "- a\n<b>\n", NULL },
  { "lists, tags nested", "- - - a\n<b>\n<b>\n\n", NULL },
  { "lists, boxes", "- [x](a)\n", NULL },
  { "lists, tables", "- |a|\n  |-|\n\n", NULL },
  { "quotes, tags", "> a\n<b>\n\n", NULL },
  { "mail in brackets", "[a@b.c ", NULL },
  { "shortcodes", "{{< a >}}", NULL },
  { "shortcodes, open", "{{< ", NULL },
  { "shortcodes, paired", "{{< a >}}", "{{< /a >}}" },
  { "shortcodes, escaped", "{{</* ", NULL },
  { "comments", "<!--", NULL },
  { "tags", "<a ", NULL },
  { "tags, nested", "<div>\n", NULL },
  { "entities", "&amp", NULL },
  { "footnotes", "[^a]", NULL },
  { "footnotes, defined", "[^a]: b\n\n", NULL },
  { "references", "[a]: b\n", NULL },
  { "definitions", "a\n: b\n", NULL },
  { "attributes", "# a {#a ", NULL },
  { "headings, equal", "# a\n", NULL },
  { "quotation marks", "\"'", NULL },
  { "addresses", "https://a.", NULL },
  { "YAML, nested", "---\n[", NULL },
  { "TOML, open", "+++\na=[", NULL },
  { "YAML, merged", "- &b {<<: {x: 1}}\n", NULL, "---\na:\n" },
  { "YAML, set twice", "a: 1\n", NULL, "---\n" },
  { "YAML, block", "  a\n", NULL, "---\na: |\n" },
  { "TOML, tables", "[[a]]\nb=1\n", NULL, "+++\n" },
  { "TOML, nested", "[", NULL, "+++\na=" },
  { "JSON, nested", "{\"a\":", NULL, NULL },
  { "JSON, lists", "[1,", NULL, "{\"a\":[" },
  { "blank lines", "\n", NULL },
  { "one line in Chinese", "本期推荐一个开源项目，", NULL },
  { "one line in Chinese, marked", "本期**推荐“开源”**项目[链接](a)与`码`，", NULL },
  { "stars in Chinese", "周**刊：**", NULL },
  { "inserted, marked", "++a==b", NULL },
  { "superscripts, subscripts", "^a~b", NULL },
  { "formulas, open", "$a ", NULL },
  { "formulas, escaped", "\\(a ", NULL },
  { "formulas, blocks", "$$\na\n", NULL },
  { "attributes, blocks", "a\n{.b}\n\n", NULL },
  { "attributes, open", "a\n{.b\n\n", NULL },
  { "emojis", ":a", NULL },
  { "tasks", "- [ ] a\n", NULL },
  { "definitions, nested", ": ", NULL, "a\n" },
  { "shortcodes of Markdown", "{{% a %}}", "{{% /a %}}" },
  { "shortcodes, quoted", "{{< a \"", NULL },
  { "code, open", "```\n", "~~~\n" },
  { "sections, entries", "## a\n\n- [b](c)：d\n", NULL },
};

static GBytes *
make_text (guint i, gsize size)
{
  GString *text = g_string_new (texts[i].head);
  gsize half = texts[i].other != NULL ? size / 2 : size;

  while (text->len < half)
    g_string_append (text, texts[i].unit);
  while (text->len < size)
    g_string_append (text, texts[i].other);

  return g_string_free_to_bytes (text);
}

/* All that a site can switch on. */
static GalleyDialect *
make_dialect (void)
{
  static const char *const inline_marks[] = { "$", "$", "\\(", "\\)", NULL };
  static const char *const block_marks[] = { "$$", "$$", "\\[", "\\]", NULL };
  GalleyDialect *dialect = galley_dialect_new ();

  dialect->extra_delete = TRUE;
  dialect->extra_insert = TRUE;
  dialect->extra_mark = TRUE;
  dialect->extra_subscript = TRUE;
  dialect->extra_superscript = TRUE;
  dialect->attribute_block = TRUE;
  dialect->emoji = TRUE;
  dialect->cjk = TRUE;
  dialect->passthrough = TRUE;
  g_strfreev (dialect->passthrough_inline);
  g_strfreev (dialect->passthrough_block);
  dialect->passthrough_inline = g_strdupv ((GStrv) inline_marks);
  dialect->passthrough_block = g_strdupv ((GStrv) block_marks);

  return dialect;
}

/* In milliseconds of the processor's time: the shortest of three, and once for what takes long. */
static double
measure (guint i, gsize size)
{
  g_autoptr (GalleyDialect) dialect = make_dialect ();
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, NULL);
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW, .reading = reading };
  g_autoptr (GBytes) text = make_text (i, size);
  double best = G_MAXDOUBLE;

  for (guint round = 0; round < 3 && (round == 0 || best < 1000); round++)
    {
      clock_t start = clock ();
      g_autoptr (GalleyProof) proof = galley_proof_new (text, &options, NULL);
      g_autoptr (GalleyIssue) issue = galley_issue_new (proof, NULL);

      best = MIN (best, (clock () - start) * 1000.0 / CLOCKS_PER_SEC);
    }

  return best;
}

int
main (int argc, char **argv)
{
  gsize size = argc > 1 ? strtoul (argv[1], NULL, 10) : 500 * 1000;

  g_print ("| text | %zu KB, ms | %zu KB, ms | ratio |\n|---|---:|---:|---:|\n", size / 1000,
           2 * size / 1000);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double once = measure (i, size);
      double twice = measure (i, 2 * size);

      g_print ("| %s | %.1f | %.1f | %.1f |\n", texts[i].name, once, twice, twice / once);
    }

  return 0;
}
