/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-markdown.h"
#include "galley-stand-ins.h"

#include <string.h>

/* Masks are signs that none of these texts has. */
static const char *const pieces[] = {
  "a £**b**",
  "**重要**✅然后",
  "x&quot;y",
  "a <<b>> c",
  "[a]: https://example.org/&quot;",
  "[a]: <https://example.org/> '&quot;'",
  "[a] and [^b]",
  "[^open\nend] and \\[^",
  "[^b]: note &quot; £**b**",
  "    £**b** &quot;",
  "| a | £**b** |\n|---|---|\n| &quot; | b |",
  "![&quot;](a.png \"&quot;\")",
  "term £**b**\n: text &quot;",
  "> quote £**b**",
  "- item &quot;\n\n  £**b**",
  "# head &quot;",
  "head £**b**\n====",
  "```&quot;\n&quot; £**b**\n```",
  "<div title=\"&quot;\">£**b**</div>",
  "{.note}",
  "plain",
  "  ",
};

static char *
make_text (void)
{
  static const char *const ends[] = { "\n", "\n\n", "\n \t\n", "\r\n" };
  GString *text = g_string_new (NULL);
  guint n_ends = g_test_rand_bit () ? 3 : 4;

  for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
    {
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append (text, ends[g_test_rand_int_range (0, (int) n_ends)]);
    }

  return g_string_free_and_steal (text);
}

static void
collect (GString *out, const char *text)
{
  if (text != NULL)
    g_string_append (out, text);
  g_string_append_c (out, '\n');
}

/* All texts that nodes have. */
static char *
dup_texts (cmark_node *document)
{
  GString *out = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (event != CMARK_EVENT_ENTER)
        continue;
      collect (out, cmark_node_get_literal (node));
      collect (out, cmark_node_get_url (node));
      collect (out, cmark_node_get_title (node));
      collect (out, cmark_node_get_fence_info (node));
    }
  cmark_iter_free (iter);

  return g_string_free_and_steal (out);
}

/* Wherever the parser moves it, no mask is left. */
static void
test_none_left (void)
{
  g_autoptr (GalleyDialect) dialect = galley_dialect_new ();

  dialect->attribute_block = TRUE;
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *text = make_text ();
      g_autoptr (GalleyMarkdown) markdown = galley_markdown_new (text, strlen (text), dialect);
      g_autofree char *texts = dup_texts (markdown->document);

      for (const char *p = texts; *p != '\0'; p = g_utf8_next_char (p))
        {
          char character[7] = "";

          g_unichar_to_utf8 (g_utf8_get_char (p), character);
          if (strstr (text, character) == NULL && (guchar) *p >= 0x80)
            g_error ("The mask %s is left of:\n%s", character, text);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mask/none-left", test_none_left);

  return g_test_run ();
}
