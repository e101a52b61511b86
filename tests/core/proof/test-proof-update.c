/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"
#include "proof-check.h"

#include <string.h>

/* However a text came about, its proof is the same. The texts here are such that an update can
 * take most blocks from the proof before: nothing ties one block to another. */

static const char *const blocks[] = {
  "A paragraph\nof two lines.\n",
  "一段文字，有标点。\n",
  "Word `code` **strong** and [a link](https://example.org/a).\n",
  "# Heading\n",
  "Setext\n===\n",
  "Another\n---\n",
  "----\n",
  "- one\n- two\n  - three\n",
  "- loose\n\n- list\n\n  with a paragraph\n",
  "* star\n",
  "1. first\n2. second\n",
  "7) seven\n",
  "- [ ] to do\n- [x] done\n",
  "> quote\nlazy\n",
  "> - in a quote\n>\n> after\n",
  "```c\nint main;\n\n- no list\n```\n",
  "~~~\nunclosed?\n~~~\n",
  "    indented code\n\n    more of it\n",
  "\tcode by a tab\n",
  "| a | b |\n|---|:-:|\n| c | d |\n",
  "above\n| a |\n|---|\n| b |\nbelow\n",
  "<div class=\"x\">\ninside\n</div>\n",
  "<div>\n\nMarkdown inside\n\n</div>\n",
  "<!-- a comment\n\nover blank lines -->\n",
  "<pre>\n\nkept\n\n</pre>\n",
  "Term\n: its definition\n",
  "## 标题 {#id .cls}\n",
  "{{< bilibili BV1xx411c7mD >}}\n",
  "{{< figure\n  src=\"a.png\"\n  caption=\"b\"\n>}}\n",
  "{{< alert >}}\nIn *here*.\n\n- too\n{{< /alert >}}\n",
  "text {{% note \"x y\" %}} and {{</* shown */>}} too\n",
  "{{</* over\n\nlines */>}}\n",
  "![](image.png)\n",
  "https://example.org/path and <https://example.org/>\n",
  "A paragraph\n{.cls #id}\n",
  "{.lost}\n",
  "- one\n- two\n{.list}\n",
  "## Set {.a}\n{#b}\n",
  "\\[\na_1 * b\n\\]\n",
  "text \\(x\\) $y$ and $$z$$ more\n",
  ":smile: ++new++ ==mark== H~2~O x^2^ ~~old~~\n",
  "summary <!--more--> and more\n",
  "中文\n换行\\ x\n",
  "![](image.png)\n{width=3}\n",
};

static const char *const separators[] = {
  "\n", "\n", "\n", "", "\n\n", "  \n", "\t\n", "\r\n", "\r"
};

static const char *const pieces[] = {
  "a",       "字",      "😀",
  " ",       "\n",      "\n\n",
  "\r\n",    "*",       "`",
  "```\n",   "-",       "- ",
  "> ",      "#",       "=",
  "|",       "\t",      "<",
  ">",       "<div>",   "</div>",
  "<!--",    "-->",     "    ",
  "1. ",     "~~~\n",   "---\n",
  "\n===\n", "\n---\n", "{{< x >}}",
  "{{<",     ">}}",     "{{< /alert >}}",
  "{{</* ",  " */>}}",  ": ",
  "\\",      "&amp;",   "![",
  "](",      ")",       "\xEF\xBB\xBF",
  "{.a}",    "{.a}\n",  "\n{#b}\n",
  "$",       "$$",      "\\[",
  "\\]",     "\\(",     "\\)",
  ":",       "++",      "==",
  "~",       "^",       "<!--more-->",
};

typedef struct
{
  GRand *rand;
  GString *text;
  GalleyDialect *dialect;
  guint n_updates;
  guint n_shared;
} Editing;

static const char *
pick (GRand *rand, const char *const *strings, guint n_strings)
{
  return strings[g_rand_int_range (rand, 0, n_strings)];
}

#define PICK(rand, strings) pick ((rand), (strings), G_N_ELEMENTS (strings))

static void
append_blocks (GRand *rand, GString *text, guint n_blocks)
{
  for (guint i = 0; i < n_blocks; i++)
    {
      g_string_append (text, PICK (rand, blocks));
      g_string_append (text, PICK (rand, separators));
    }
}

static GString *
make_text (GRand *rand)
{
  GString *text = g_string_new (NULL);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_append (text, "---\ntitle: A\ntags: [b]\n---\n");
      break;
    case 1:
      g_string_append (text, "---\r\ntitle: A\r\n---\r\n\r\n");
      break;
    default:
      break;
    }
  append_blocks (rand, text, g_rand_int_range (rand, 4, 30));

  return text;
}

static gsize
align (const GString *text, gsize offset)
{
  offset = MIN (offset, text->len);
  while (offset < text->len && ((guchar) text->str[offset] & 0xC0) == 0x80)
    offset++;
  return offset;
}

static gsize
find_line (const GString *text, gsize offset)
{
  while (offset > 0 && text->str[offset - 1] != '\n')
    offset--;
  return offset;
}

static gsize
find_next_line (const GString *text, gsize offset)
{
  while (offset < text->len && text->str[offset] != '\n')
    offset++;
  return MIN (offset + 1, text->len);
}

static void
erase (GString *text, gsize from, gsize to)
{
  from = align (text, from);
  to = MAX (align (text, to), from);
  g_string_erase (text, from, to - from);
}

static void
edit_front_matter (GRand *rand, GString *text)
{
  gboolean present = g_str_has_prefix (text->str, "---");

  if (!present)
    g_string_prepend (text, "---\ntitle: B\n---\n");
  else if (g_rand_boolean (rand))
    g_string_insert (text, find_next_line (text, 0), "draft: true\nkey:\n- a\n");
  else
    g_string_erase (text, 0, find_next_line (text, 0));
}

static void
edit (GRand *rand, GString *text)
{
  gsize offset = align (text, g_rand_int_range (rand, 0, text->len + 1));
  gsize line = find_line (text, offset);
  gsize next = find_next_line (text, offset);
  g_autoptr (GString) insertion = g_string_new (NULL);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      append_blocks (rand, insertion, g_rand_int_range (rand, 1, 4));
      g_string_insert (text, line, insertion->str);
      break;
    case 1:
    case 2:
    case 3:
      g_string_insert (text, offset, PICK (rand, pieces));
      break;
    case 4:
      erase (text, offset, offset + g_rand_int_range (rand, 1, 8));
      break;
    case 5:
      erase (text, line, next);
      break;
    case 6:
      g_string_append_len (insertion, text->str + line, next - line);
      g_string_insert (text, line, insertion->str);
      break;
    case 7:
      g_string_insert (text, line, PICK (rand, separators));
      break;
    case 8:
      erase (text, offset, offset + g_rand_int_range (rand, 1, 200));
      break;
    default:
      if (g_rand_int_range (rand, 0, 4) == 0)
        edit_front_matter (rand, text);
      else
        g_string_insert (text, line, g_rand_boolean (rand) ? "    " : "  ");
      break;
    }
}

static GalleyProof *
update (Editing *self, GalleyProof *previous)
{
  g_autoptr (GalleyReading) reading = galley_reading_new (self->dialect, NULL);
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW, .reading = reading };
  g_autoptr (GBytes) bytes = g_bytes_new (self->text->str, self->text->len);
  g_autoptr (GalleyProof) fresh = galley_proof_new (bytes, &options, NULL);
  GalleyProof *updated = galley_proof_new (bytes, &options, previous);

  proof_check_sane (fresh);
  proof_check_same (updated, fresh);
  if (previous != NULL)
    {
      self->n_updates++;
      self->n_shared += proof_check_count_shared (updated, previous) > 0;
    }

  return updated;
}

static void
test_update (gconstpointer data)
{
  g_autoptr (GalleyDialect) dialect =
    data != NULL ? proof_check_new_dialect () : galley_dialect_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_slow () ? g_test_rand_int () : 20260102);
  guint n_rounds = g_test_slow () ? 4000 : 300;
  Editing self = { .rand = rand, .dialect = dialect };

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GString) text = make_text (rand);
      g_autoptr (GalleyProof) proof = NULL;

      self.text = text;
      proof = update (&self, NULL);
      for (guint i = 0; i < 25; i++)
        {
          g_autoptr (GalleyProof) updated = NULL;

          for (guint j = g_rand_int_range (rand, 0, 4) == 0 ? 2 : 1; j > 0; j--)
            edit (rand, text);
          updated = update (&self, proof);
          g_set_object (&proof, updated);
        }
    }

  /* Else this test would have shown nothing. */
  g_test_message ("%u of %u updates took blocks over", self.n_shared, self.n_updates);
  g_assert_cmpuint (self.n_shared, >, self.n_updates / 3);
}

/* Text typed key by key, with everything half written on the way. */
static void
test_typing (gconstpointer data)
{
  g_autoptr (GalleyDialect) dialect =
    data != NULL ? proof_check_new_dialect () : galley_dialect_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260103);
  Editing self = { .rand = rand, .dialect = dialect };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr (GString) text = g_string_new ("---\ntitle: A\n---\n\n");
      g_autoptr (GalleyProof) proof = NULL;
      gsize at;

      append_blocks (rand, text, 8);
      g_string_append (text, "\n");
      at = text->len;
      g_string_append (text, "\n\n");
      append_blocks (rand, text, 8);

      self.text = text;
      proof = update (&self, NULL);
      for (const char *p = blocks[i]; *p != '\0'; p = g_utf8_next_char (p))
        {
          g_autoptr (GalleyProof) updated = NULL;

          g_string_insert_len (text, at, p, g_utf8_next_char (p) - p);
          at += g_utf8_next_char (p) - p;
          updated = update (&self, proof);
          g_set_object (&proof, updated);
        }
    }
}

/* The same text can come from another source: a shortcode that is shown, and one that is broken. */
static void
test_other_source (void)
{
  static const char *const texts[] = {
    "a\n\nb {{< x \"y >}} c\n\nd\n\ne\n\nf\n",
    "a\n\nb {{</* x \"y */>}} c\n\nd\n\ne\n\nf\n",
  };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) first = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GBytes) second = g_bytes_new (texts[1 - i], strlen (texts[1 - i]));
      g_autoptr (GalleyProof) previous = galley_proof_new (first, NULL, NULL);
      g_autoptr (GalleyProof) updated = galley_proof_new (second, NULL, previous);
      g_autoptr (GalleyProof) fresh = galley_proof_new (second, NULL, NULL);

      proof_check_same (updated, fresh);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/proof-update/edits", NULL, test_update);
  g_test_add_data_func ("/proof-update/edits-of-all", "all", test_update);
  g_test_add_data_func ("/proof-update/typing", NULL, test_typing);
  g_test_add_data_func ("/proof-update/typing-of-all", "all", test_typing);
  g_test_add_func ("/proof-update/other-source", test_other_source);

  return g_test_run ();
}
