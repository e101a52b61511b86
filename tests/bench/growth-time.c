/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * growth-time [SIZE]: how long proofs of texts take that are made to take long, at a size in bytes
 * and at twice the size. Prints a table in Markdown; a last column far above 2 would be a way to
 * stop the program with a file. */
#include "config.h"

#include "galley-proof.h"

#include <stdlib.h>
#include <time.h>

static const struct
{
  const char *name;
  const char *unit;
  /* What follows at half the size. */
  const char *other;
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
  { "tildes", "~~a", NULL },
  { "tables", "|", NULL },
  { "tables, rows", "|a|b|\n|-|-|\n", NULL },
  { "quotes", ">", NULL },
  { "quotes, nested", "> ", "\n" },
  { "lists, nested", "- ", NULL },
  { "lists, indented", "- a\n  ", NULL },
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
  { "blank lines", "\n", NULL },
};

static GBytes *
make_text (guint i, gsize size)
{
  GString *text = g_string_sized_new (size + 16);
  gsize half = texts[i].other != NULL ? size / 2 : size;

  while (text->len < half)
    g_string_append (text, texts[i].unit);
  while (text->len < size)
    g_string_append (text, texts[i].other);

  return g_string_free_to_bytes (text);
}

/* In milliseconds of the processor's time: the shortest of three, and once for what takes long. */
static double
measure (guint i, gsize size)
{
  GalleyProofOptions options = { .anchors = TRUE };
  g_autoptr (GBytes) text = make_text (i, size);
  double best = G_MAXDOUBLE;

  for (guint round = 0; round < 3 && (round == 0 || best < 1000); round++)
    {
      clock_t start = clock ();
      g_autoptr (GalleyProof) proof = galley_proof_new (text, &options, NULL);

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
