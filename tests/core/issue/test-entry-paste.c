/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-paste.h"
#include "galley-entry-source.h"

#include <string.h>

#define LINK "https://example.org/a"

/* The text has `|` where @link is put. Returns NULL where it stays a link. */
static char *
paste (const char *marked, const char *link, const GalleyWebPage *page, char **entry)
{
  const char *place = strchr (marked, '|');
  g_autoptr (GalleyEntrySource) source = galley_entry_source_new (link);
  g_autofree char *before = g_strndup (marked, place - marked);
  g_autofree char *text = g_strconcat (before, link, place + 1, NULL);
  g_autoptr (GalleyIssueChange) change = NULL;
  GalleyEntryDraft draft;
  GalleySpan span;
  char *result;

  galley_entry_source_init_draft (source, page, &draft);
  change =
    galley_entry_paste (text, strlen (text), place - marked, strlen (link), &draft, NULL, NULL);
  if (change == NULL)
    return NULL;
  result = galley_entry_paste_apply (change, text, strlen (text), &span);
  g_assert_cmpuint (span.offset + span.length, <=, strlen (result));
  g_assert_cmpuint (change->cursor, >=, span.offset);
  g_assert_cmpuint (change->cursor, <=, span.offset + span.length);
  if (entry != NULL)
    *entry = g_strndup (result + span.offset, span.length);
  return result;
}

static void
assert_paste (const char *marked, const char *link, const char *expected)
{
  g_autofree char *result = paste (marked, link, NULL, NULL);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_between (void)
{
  assert_paste ("## Blogs\n\n[A](a) : x\n\n|\n\n[B](b) : y\n", LINK,
                "## Blogs\n\n[A](a) : x\n\n[](" LINK ") : \n\n[B](b) : y\n");
  assert_paste ("## Blogs\n\n[A](a) : x\n|\n[B](b) : y\n", LINK,
                "## Blogs\n\n[A](a) : x\n\n[](" LINK ") : \n\n[B](b) : y\n");
  assert_paste ("## Blogs\n\n[A](a) : x\n\n\n|\n\n\n\n## More\n\nz\n", LINK,
                "## Blogs\n\n[A](a) : x\n\n[](" LINK ") : \n\n## More\n\nz\n");
  assert_paste ("## Blogs\n\n|\n\n[A](a) : x\n", LINK,
                "## Blogs\n\n[](" LINK ") : \n\n[A](a) : x\n");
  assert_paste ("## Blogs\n\n[A](a) : x\n\n![](i)\n\n|", LINK,
                "## Blogs\n\n[A](a) : x\n\n![](i)\n\n[](" LINK ") : ");
  assert_paste ("## Blogs\r\n\r\n[A](a) : x\r\n\r\n|\r\n", LINK,
                "## Blogs\r\n\r\n[A](a) : x\r\n\r\n[](" LINK ") : \r\n");
}

static void
test_kinds (void)
{
  assert_paste ("## Projects\n\n[A](a) : x\n\n|\n", "https://github.com/google/ko",
                "## Projects\n\n[A](a) : x\n\n[ko](https://github.com/google/ko) : \n");
  assert_paste ("## 视频\n\n**A** : x\n\n{{< bilibili BV1 >}}\n\n|\n",
                "https://www.youtube.com/watch?v=abc",
                "## 视频\n\n**A** : x\n\n{{< bilibili BV1 >}}\n\n"
                "[](https://www.youtube.com/watch?v=abc) : \n\n{{< youtube abc >}}\n");
}

static void
test_forms (void)
{
  assert_paste ("## Blogs\n\n- [A](a) - x\n|\n- [B](b) - y\n", LINK,
                "## Blogs\n\n- [A](a) - x\n- [](" LINK ") - \n- [B](b) - y\n");
  assert_paste ("## Blogs\n\n- [A](a) - x\n- |\n", LINK,
                "## Blogs\n\n- [A](a) - x\n- [](" LINK ") - \n");
  assert_paste ("## Blogs\n\n1、[A](a)\n\n|\n\n2、[B](b)\n", LINK,
                "## Blogs\n\n1、[A](a)\n\n2、[](" LINK ")\n\n3、[B](b)\n");
  assert_paste ("## Blogs\n\n### [A](a)\n\nx\n\n|\n", LINK,
                "## Blogs\n\n### [A](a)\n\nx\n\n### [](" LINK ")\n");
}

/* The next issue starts with sections and nothing in them. */
static void
test_empty_sections (void)
{
  assert_paste ("## 开源项目\n\n----\n\n|\n\n## 博客\n", "https://github.com/google/ko",
                "## 开源项目\n\n----\n\n[ko](https://github.com/google/ko) : \n\n## 博客\n");
  assert_paste ("## 开源项目\n\n----\n|", "https://github.com/google/ko",
                "## 开源项目\n\n----\n\n[ko](https://github.com/google/ko) : ");
}

static void
test_just_a_link (void)
{
  static const char *const texts[] = {
    "|",
    "|\n",
    "\n\n|\n",
    "text\n\n|\n",
    "# Title\n\n|\n",
    "---\ntitle: x\n|\n---\n\n## Blogs\n\n[A](a) : x\n",
    "## Blogs\n\n[A](a) : x |\n",
    "## Blogs\n\n[A](a) : x\n\n| text\n",
    "## Blogs\n\n[A](a) : x\n\n    |\n",
    "## Blogs\n\n[A](a) : x\n\n> |\n",
    "## Blogs\n\n[A](a) : x\n\n- |\n",
    "## Blogs\n\n[A](a) : x\n\n```\n|\n```\n",
    "## Blogs\n\n[A](a) : x\n\n```\n|",
    "## Blogs\n\n[A](a) : x\n\n|\n\n![](i)\n\n[B](b) : y\n",
    "## Blogs\n\nintro\n\n|\n\nmore intro\n\n[B](b) : y\n",
    "## Weather\n\nRain.\n\n|\n",
    "intro\n\n|\n\n## Blogs\n\n[A](a) : x\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *result = paste (texts[i], LINK, NULL, NULL);

      if (result != NULL)
        g_error ("%s became %s", texts[i], result);
    }
}

/* What a page says is text, whatever it says. */
static void
test_page (void)
{
  GalleyWebPage page = {
    .title = (char *) "A [b] <i> {{< x >}} a_b",
    .description = (char *) "c",
    .image = (char *) "https://example.org/i.png",
  };
  g_autofree char *entry = NULL;
  g_autofree char *result = paste ("## Blogs\n\n|\n\n[A](a) : x\n", LINK, &page, &entry);

  g_assert_cmpstr (entry, ==,
                   "[A \\[b\\] \\<i> {\\{\\< x >}} a_b](" LINK
                   ") : c\n\n![](https://example.org/i.png)");
  g_assert_true (g_str_has_suffix (result, ".png)\n\n[A](a) : x\n"));
}

/* Wherever it is put, nothing else changes but blank lines and numbers. */
static void
test_everywhere (void)
{
  static const char *const names[] = {
    "paragraphs.md",
    "lists.md",
    "headings.md",
    "numbered.md",
    "mixed.md",
    "english.md",
    "empty.md",
    "front-matter-only.md",
    "broken-fence.md",
    "broken-html.md",
    "broken-shortcode.md",
    "line-ends.md",
  };
  guint n_entries = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path =
        g_test_build_filename (G_TEST_DIST, "fixtures", "issues", names[i], NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (const char *p = text; *p != '\0'; p++)
        {
          g_autofree char *before = g_strndup (text, p - text);
          g_autofree char *marked = g_strconcat (before, "|", p, NULL);
          g_autofree char *result = NULL;

          if (strchr (before, '|') != NULL || (*p != '\n' && *p != '\r'))
            continue;
          result = paste (marked, LINK, NULL, NULL);
          if (result == NULL)
            continue;
          n_entries++;
          g_assert_nonnull (strstr (result, "](" LINK ")"));
        }
    }
  g_assert_cmpuint (n_entries, >, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entry-paste/between", test_between);
  g_test_add_func ("/entry-paste/kinds", test_kinds);
  g_test_add_func ("/entry-paste/forms", test_forms);
  g_test_add_func ("/entry-paste/empty-sections", test_empty_sections);
  g_test_add_func ("/entry-paste/just-a-link", test_just_a_link);
  g_test_add_func ("/entry-paste/page", test_page);
  g_test_add_func ("/entry-paste/everywhere", test_everywhere);

  return g_test_run ();
}
