/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-edit.h"

#include "galley-error.h"
#include "galley-issue-add.h"
#include "issue-check.h"

#include <string.h>

static char *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "issues", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return text;
}

static char *
move_entry (const char *text, guint section, guint entry, guint to_section, guint to_entry)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssueChange) change =
    galley_issue_move_entry (issue, section, entry, to_section, to_entry, &error);

  g_assert_no_error (error);
  return issue_check_apply (text, change);
}

static char *
move_section (const char *text, guint section, guint to_section)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GalleyIssueChange) change =
    galley_issue_move_section (issue, section, to_section, NULL);

  return issue_check_apply (text, change);
}

static void
assert_move (const char *before,
             guint section,
             guint entry,
             guint to_section,
             guint to_entry,
             const char *after)
{
  g_autofree char *result = move_entry (before, section, entry, to_section, to_entry);

  g_assert_cmpstr (result, ==, after);
}

static void
test_move (void)
{
  static const char text[] = "## P\n\n----\n\n[A](a) : x\n\n![](i)\n\n[B](b) : y\n\n[C](c) : z\n\n"
                             "## Q\n\n[D](d) : w\n";

  assert_move (text, 0, 0, 0, 1,
               "## P\n\n----\n\n[B](b) : y\n\n[A](a) : x\n\n![](i)\n\n[C](c) : z\n\n"
               "## Q\n\n[D](d) : w\n");
  assert_move (text, 0, 2, 0, 0,
               "## P\n\n----\n\n[C](c) : z\n\n[A](a) : x\n\n![](i)\n\n[B](b) : y\n\n"
               "## Q\n\n[D](d) : w\n");
  assert_move (text, 1, 0, 0, 3,
               "## P\n\n----\n\n[A](a) : x\n\n![](i)\n\n[B](b) : y\n\n[C](c) : z\n\n[D](d) : w\n\n"
               "## Q\n");
  assert_move (text, 0, 0, 1, GALLEY_ENTRY_LAST,
               "## P\n\n----\n\n[B](b) : y\n\n[C](c) : z\n\n"
               "## Q\n\n[D](d) : w\n\n[A](a) : x\n\n![](i)\n");
  assert_move (text, 0, 1, 0, 1, text);
}

static void
test_move_to_empty (void)
{
  assert_move ("## P\n\n[A](a) : x\n\n## Q\n\n----\n\n## R\n", 0, 0, 1, 0,
               "## P\n\n## Q\n\n----\n\n[A](a) : x\n\n## R\n");
  assert_move ("## P\n\n[A](a) : x\n\n## Q", 0, 0, 1, 0, "## P\n\n## Q\n\n[A](a) : x");
}

/* Line ends, spaces at the end of lines, and a last line without end stay. */
static void
test_move_bytes (void)
{
  assert_move ("## P\r\n\r\n[A](a) : x  \r\n\r\n[B](b) : y", 0, 0, 0, 1,
               "## P\r\n\r\n[B](b) : y\r\n\r\n[A](a) : x  ");
  assert_move ("## P\n\n[A](a) : x\n\n\n\n[B](b) : y\n\n\n\n[C](c) : z\n\n## Q\n", 0, 2, 0, 1,
               "## P\n\n[A](a) : x\n\n\n\n[C](c) : z\n\n\n\n[B](b) : y\n\n## Q\n");
}

/* A rule between entries stays between them. */
static void
test_move_rules (void)
{
  assert_move ("## P\n\n[A](a) : x\n\n---\n\n[B](b) : y\n\n---\n\n[C](c) : z\n\n## Q\n", 0, 2, 0, 0,
               "## P\n\n[C](c) : z\n\n---\n\n[A](a) : x\n\n---\n\n[B](b) : y\n\n## Q\n");
  assert_move ("## P\n\n[A](a) : x\n\n---\n\n[B](b) : y\n\n## Q\n", 0, 0, 0, 1,
               "## P\n\n[B](b) : y\n\n---\n\n[A](a) : x\n\n## Q\n");
}

static void
test_convert (void)
{
  static const char text[] =
    "## P\n\n[A](a) : about a\n\n![](i)\n\n"
    "## L\n\n- [B](b) - about b\n  more\n\n  ```\n  code\n  ```\n- [C](c)\n\n"
    "## H\n\n### [D](d)\n\nAbout d.\n\n"
    "## N\n\n1、[E](e)\n\nAbout e.\n";

  assert_move (text, 0, 0, 1, 1,
               "## P\n\n"
               "## L\n\n- [B](b) - about b\n  more\n\n  ```\n  code\n  ```\n- [A](a) - about a\n\n"
               "  ![](i)\n- [C](c)\n\n"
               "## H\n\n### [D](d)\n\nAbout d.\n\n"
               "## N\n\n1、[E](e)\n\nAbout e.\n");
  assert_move (text, 1, 0, 0, 0,
               "## P\n\n[B](b) : about b\nmore\n\n```\ncode\n```\n\n[A](a) : about a\n\n![](i)\n\n"
               "## L\n\n- [C](c)\n\n"
               "## H\n\n### [D](d)\n\nAbout d.\n\n"
               "## N\n\n1、[E](e)\n\nAbout e.\n");
  assert_move (text, 0, 0, 2, 1,
               "## P\n\n"
               "## L\n\n- [B](b) - about b\n  more\n\n  ```\n  code\n  ```\n- [C](c)\n\n"
               "## H\n\n### [D](d)\n\nAbout d.\n\n### [A](a)\n\nabout a\n\n![](i)\n\n"
               "## N\n\n1、[E](e)\n\nAbout e.\n");
  assert_move (text, 2, 0, 3, 0,
               "## P\n\n[A](a) : about a\n\n![](i)\n\n"
               "## L\n\n- [B](b) - about b\n  more\n\n  ```\n  code\n  ```\n- [C](c)\n\n"
               "## H\n\n"
               "## N\n\n1、[D](d)\n\nAbout d.\n\n2、[E](e)\n\nAbout e.\n");
  assert_move (text, 3, 0, 0, 1,
               "## P\n\n[A](a) : about a\n\n![](i)\n\n[E](e) :\n\nAbout e.\n\n"
               "## L\n\n- [B](b) - about b\n  more\n\n  ```\n  code\n  ```\n- [C](c)\n\n"
               "## H\n\n### [D](d)\n\nAbout d.\n\n"
               "## N\n");
}

/* What is inside a shortcode is not Markdown, and is not indented like it. */
/* A number alone, with the text below it, as quotations often have. */
static void
test_convert_bare (void)
{
  static const char text[] =
    "## 言论\n\n1、\n\n人生苦短。\n\n-- 某人\n\n## Posts\n\n- [A](a)\n\n## 项目\n\n[B](b) : y\n";
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GalleyIssueChange) to_list = galley_issue_move_entry (issue, 0, 0, 1, 1, NULL);
  g_autoptr (GalleyIssueChange) to_text = galley_issue_move_entry (issue, 0, 0, 2, 1, NULL);
  g_autofree char *list = issue_check_apply (text, to_list);
  g_autofree char *paragraph = issue_check_apply (text, to_text);

  g_assert_cmpstr (list, ==,
                   "## 言论\n\n## Posts\n\n- [A](a)\n- 人生苦短。\n\n  -- 某人\n\n"
                   "## 项目\n\n[B](b) : y\n");
  g_assert_cmpstr (paragraph, ==,
                   "## 言论\n\n## Posts\n\n- [A](a)\n\n"
                   "## 项目\n\n[B](b) : y\n\n人生苦短。\n\n-- 某人\n");
}

static void
test_convert_shortcode (void)
{
  assert_move ("## P\n\n[A](a) : x\n\n{{< code >}}\nline\n{{< /code >}}\n\n## L\n\n- [B](b)\n", 0,
               0, 1, 1,
               "## P\n\n## L\n\n- [B](b)\n- [A](a) : x\n\n  {{< code >}}\nline\n{{< /code >}}\n");
}

static void
test_sections (void)
{
  static const char text[] = "Intro.\n\n## <b>1.</b> P\n\n[A](a) : x\n\n## 二、Q\n\ntext\n\n## 03 "
                             "| R\n\n[B](b) : y\n\n---\n\nBye.\n";
  g_autofree char *down = move_section (text, 0, 2);
  g_autofree char *up = move_section (text, 2, 0);

  g_assert_cmpstr (down, ==,
                   "Intro.\n\n## 一、Q\n\ntext\n\n## 02 | R\n\n[B](b) : y\n\n## <b>3.</b> P\n\n"
                   "[A](a) : x\n\n---\n\nBye.\n");
  g_assert_cmpstr (up, ==,
                   "Intro.\n\n## 01 | R\n\n[B](b) : y\n\n## <b>2.</b> P\n\n[A](a) : x\n\n"
                   "## 三、Q\n\ntext\n\n---\n\nBye.\n");
}

static char *
renumber (const char *text)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GalleyIssueChange) change = galley_issue_renumber (issue);

  return issue_check_apply (text, change);
}

static void
test_renumber (void)
{
  g_autofree char *numbered = read_fixture ("numbered.md");
  g_autofree char *fixed = renumber (numbered);
  g_autofree char *again = renumber (fixed);
  g_autofree char *ten = renumber (
    "## 九、A\n\n9. [a](a)\n9. [b](b)\n   - c\n10. [d](d)\n    e\n\n## 12. B\n\n## 2024 年\n");
  g_autofree char *running = renumber ("## A\n\n1、[a](a)\n\n2、[b](b)\n\n## B\n\n3、[c](c)\n\n"
                                       "3、[d](d)\n");
  g_autofree char *constant = renumber ("## A\n\n1. [a](a)\n1. [b](b)\n");

  g_assert_nonnull (strstr (fixed, "\n2、[标题乙]"));
  g_assert_cmpstr (again, ==, fixed);
  g_assert_cmpstr (ten, ==,
                   "## 一、A\n\n9. [a](a)\n10. [b](b)\n    - c\n11. [d](d)\n    e\n\n## 2. B\n\n"
                   "## 2024 年\n");
  g_assert_cmpstr (running, ==,
                   "## A\n\n1、[a](a)\n\n2、[b](b)\n\n## B\n\n3、[c](c)\n\n4、[d](d)\n");
  g_assert_cmpstr (constant, ==, "## A\n\n1. [a](a)\n1. [b](b)\n");
}

static void
test_remove (void)
{
  static const char text[] =
    "## 1. P\n\n[A](a) : x\n\n[B](b) : y\n\n## 2. Q\n\n1、[C](c)\n\n2、[D](d)\n";
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GalleyIssueChange) entry = galley_issue_remove_entry (issue, 1, 0, NULL);
  g_autoptr (GalleyIssueChange) last = galley_issue_remove_entry (issue, 0, 1, NULL);
  g_autoptr (GalleyIssueChange) section = galley_issue_remove_section (issue, 0, NULL);
  g_autofree char *without_entry = issue_check_apply (text, entry);
  g_autofree char *without_last = issue_check_apply (text, last);
  g_autofree char *without_section = issue_check_apply (text, section);

  g_assert_cmpstr (without_entry, ==,
                   "## 1. P\n\n[A](a) : x\n\n[B](b) : y\n\n## 2. Q\n\n1、[D](d)\n");
  g_assert_cmpstr (without_last, ==,
                   "## 1. P\n\n[A](a) : x\n\n## 2. Q\n\n1、[C](c)\n\n2、[D](d)\n");
  g_assert_cmpstr (without_section, ==, "## 1. Q\n\n1、[C](c)\n\n2、[D](d)\n");
}

static char *
add (const char *text, GalleyEntryKind kind, const GalleyEntryDraft *draft, char **before_cursor)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GalleyIssueChange) change = galley_issue_add_entry (issue, kind, draft, NULL, NULL);
  char *after = issue_check_apply (text, change);

  if (before_cursor != NULL)
    *before_cursor = g_strndup (after, change->cursor);
  return after;
}

static void
test_add (void)
{
  const GalleyEntryDraft full = { "T", "https://e.org/", "Words.", "i.png", NULL, NULL };
  const GalleyEntryDraft video = { "V", NULL, NULL, NULL, "BV1", NULL };
  const GalleyEntryDraft url = { NULL, "https://e.org/a(b) c", NULL, NULL, NULL, NULL };
  g_autofree char *wide =
    add ("## 项目\n\n[A](a)：x\n\n## Posts\n", GALLEY_ENTRY_PROJECT, &full, NULL);
  g_autofree char *list = add ("## Posts\n* [A](a) - x\n", GALLEY_ENTRY_BLOG, &full, NULL);
  g_autofree char *numbered = add ("## 文章\n\n1、[A](a)\n\nx", GALLEY_ENTRY_BLOG, &full, NULL);
  g_autofree char *heading =
    add ("## Talks\n\n### [A](a)\n\nx\n", GALLEY_ENTRY_VIDEO, &video, NULL);
  g_autofree char *cursor = NULL;
  g_autofree char *empty = add ("## Posts\n\n[A](a): x\n", GALLEY_ENTRY_BLOG, &url, &cursor);

  g_assert_cmpstr (
    wide, ==, "## 项目\n\n[A](a)：x\n\n[T](https://e.org/)：Words.\n\n![](i.png)\n\n## Posts\n");
  g_assert_cmpstr (list, ==,
                   "## Posts\n* [A](a) - x\n* [T](https://e.org/) - Words.\n\n  ![](i.png)\n");
  g_assert_cmpstr (numbered, ==,
                   "## 文章\n\n1、[A](a)\n\nx\n\n2、[T](https://e.org/)\n\nWords.\n\n![](i.png)");
  g_assert_cmpstr (heading, ==, "## Talks\n\n### [A](a)\n\nx\n\n### V\n\n{{< bilibili BV1 >}}\n");
  g_assert_cmpstr (empty, ==, "## Posts\n\n[A](a): x\n\n[](https://e.org/a%28b%29%20c): \n");
  g_assert_cmpstr (cursor, ==, "## Posts\n\n[A](a): x\n\n[");
}

static void
test_add_section (void)
{
  const GalleyEntryDraft draft = { "T", "u", "x", NULL, NULL, NULL };
  g_autofree char *nothing = add ("", GALLEY_ENTRY_BLOG, &draft, NULL);
  g_autofree char *between = add (
    "Intro\n\n## <i>1.</i> 项目\n\n----\n\n[A](a) : x\n\n## <i>2.</i> 视频\n\n----\n\n**V** : y\n",
    GALLEY_ENTRY_BLOG, &draft, NULL);
  g_autofree char *first =
    add ("Intro\n\n## Posts\n\n- [A](a)\n", GALLEY_ENTRY_PROJECT, &draft, NULL);

  g_assert_cmpstr (nothing, ==, "## Posts\n\n[T](u) : x");
  g_assert_cmpstr (between, ==,
                   "Intro\n\n## <i>1.</i> 项目\n\n----\n\n[A](a) : x\n\n"
                   "## <i>2.</i> 文章\n\n----\n\n[T](u) : x\n\n"
                   "## <i>3.</i> 视频\n\n----\n\n**V** : y\n");
  g_assert_cmpstr (first, ==, "Intro\n\n## Projects\n\n- [T](u) : x\n\n## Posts\n\n- [A](a)\n");
}

/* Where an issue has no entries yet, the one before shows how they are written. */
static void
test_add_as_last (void)
{
  static const char last_text[] = "## 项目\n\n[A](a) —— x\n\n## 视频\n\n1、[V](v)\n\ny\n";
  static const char text[] = "## 项目\r\n\r\n## Posts\r\n\r\n- [B](b)\r\n";
  const GalleyEntryDraft draft = { .title = "T", .url = "u", .text = "x" };
  g_autoptr (GalleyIssue) last = galley_issue_new_for_text (last_text, strlen (last_text));
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GalleyIssueChange) project = NULL;
  g_autoptr (GalleyIssueChange) video = NULL;
  g_autofree char *with_project = NULL;
  g_autofree char *with_video = NULL;

  g_assert_true (galley_issue_shows_style (issue, GALLEY_ENTRY_BLOG));
  g_assert_false (galley_issue_shows_style (issue, GALLEY_ENTRY_PROJECT));
  g_assert_false (galley_issue_shows_style (issue, GALLEY_ENTRY_VIDEO));

  project = galley_issue_add_entry (issue, GALLEY_ENTRY_PROJECT, &draft, last, NULL);
  with_project = issue_check_apply (text, project);
  g_assert_cmpstr (with_project, ==,
                   "## 项目\r\n\r\n[T](u) —— x\r\n\r\n## Posts\r\n\r\n- [B](b)\r\n");
  video = galley_issue_add_entry (issue, GALLEY_ENTRY_VIDEO, &draft, last, NULL);
  with_video = issue_check_apply (text, video);
  g_assert_cmpstr (with_video, ==,
                   "## 项目\r\n\r\n## Posts\r\n\r\n- [B](b)\r\n\r\n"
                   "## 视频\r\n\r\n1、[T](u)\r\n\r\nx\r\n");
}

static void
test_paste (void)
{
  static const char text[] = "## Posts\r\n\r\n1、[A](a)\r\n\r\n2、[B](b)\r\n";
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssueChange) change =
    galley_issue_paste_entries (issue, 0, 1, "[X](x) : one\n\n![](i)\n\n[Y](y) : two\n", &error);
  g_autofree char *after = NULL;
  g_autofree char *copy = galley_issue_dup_entry_text (issue, 0, 1);

  g_assert_no_error (error);
  after = issue_check_apply (text, change);
  g_assert_cmpstr (after, ==,
                   "## Posts\r\n\r\n1、[A](a)\r\n\r\n2、[X](x)\r\n\r\none\r\n\r\n![](i)\r\n\r\n"
                   "3、[Y](y)\r\n\r\ntwo\r\n\r\n4、[B](b)\r\n");
  g_assert_cmpstr (copy, ==, "2、[B](b)");
  g_assert_null (galley_issue_paste_entries (issue, 0, 0, "only words", &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_refused (void)
{
  static const char text[] = "## P\n\n[A](a) : x\n\n## Q\n";
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (text, strlen (text));
  static const guint places[][4] = { { 2, 0, 0, 0 }, { 0, 1, 0, 0 }, { 1, 0, 0, 0 },
                                     { 0, 0, 2, 0 }, { 0, 0, 1, 1 }, { 0, 0, 0, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_issue_move_entry (issue, places[i][0], places[i][1], places[i][2],
                                              places[i][3], &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
    }
}

static guint
choose_by_chance (guint n, gpointer data)
{
  return (guint) g_rand_int_range (data, 0, (gint32) n);
}

/* Entries that end with code or tables, so that what a list would swallow is met, too. */
static char *
generate_issue (GRand *rand)
{
  static const char *const bodies[] = {
    "",
    "\n\n![](https://i.example.org/a.png)",
    "\n\n```\n[no](n) : code\n```",
    "\n\n- one\n- two",
    "\n\n{{< bilibili BV1 >}}",
    "\n\n> quoted\n\nand more",
    "\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  };
  GString *text = g_string_new ("---\ntitle: Issue 5\n---\n\nHello.\n");
  guint n_sections = 1 + choose_by_chance (4, rand);

  for (guint i = 0; i < n_sections; i++)
    {
      guint n = choose_by_chance (6, rand);
      guint form = choose_by_chance (2, rand);

      g_string_append_printf (text, "\n## %u. Section%c\n\n----\n", i + 1, 'a' + (int) i);
      for (guint j = 0; j < n; j++)
        g_string_append_printf (text,
                                form == 0 ? "\n[e%c%c](u%u) : text%s\n"
                                          : "\n### [e%c%c](u%u)%s%s\n",
                                'a' + (int) i, 'a' + (int) j, i * 10 + j,
                                bodies[choose_by_chance (G_N_ELEMENTS (bodies), rand)], "");
    }

  return g_string_free_and_steal (text);
}

static void
change_often (char *text, GRand *rand, guint n, gboolean strict)
{
  g_autofree char *current = text;

  for (guint i = 0; i < n && strlen (current) < 20000; i++)
    {
      char *next = issue_check_change (current, choose_by_chance, rand, strict);

      g_free (current);
      current = next;
    }
}

static void
test_random_generated (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 30; i++)
    change_often (generate_issue (rand), rand, 20, TRUE);
}

static void
test_random_fixtures (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; issue_check_fixtures[i] != NULL; i++)
    for (guint j = 0; j < 6; j++)
      change_often (read_fixture (issue_check_fixtures[i]), rand, 15, FALSE);
}

/* The first change of a fixture keeps all lines and entries, however broken it is. */
static void
test_every_move (void)
{
  for (guint f = 0; issue_check_fixtures[f] != NULL; f++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (f);
      g_autofree char *text = read_fixture (issue_check_fixtures[f]);

      for (guint i = 0; i < 30; i++)
        {
          g_autofree char *after = issue_check_change (text, choose_by_chance, rand, TRUE);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/issue-edit/move", test_move);
  g_test_add_func ("/issue-edit/move-to-empty", test_move_to_empty);
  g_test_add_func ("/issue-edit/move-bytes", test_move_bytes);
  g_test_add_func ("/issue-edit/move-rules", test_move_rules);
  g_test_add_func ("/issue-edit/convert", test_convert);
  g_test_add_func ("/issue-edit/convert-bare", test_convert_bare);
  g_test_add_func ("/issue-edit/convert-shortcode", test_convert_shortcode);
  g_test_add_func ("/issue-edit/sections", test_sections);
  g_test_add_func ("/issue-edit/renumber", test_renumber);
  g_test_add_func ("/issue-edit/remove", test_remove);
  g_test_add_func ("/issue-edit/add", test_add);
  g_test_add_func ("/issue-edit/add-section", test_add_section);
  g_test_add_func ("/issue-edit/add-as-last", test_add_as_last);
  g_test_add_func ("/issue-edit/paste", test_paste);
  g_test_add_func ("/issue-edit/refused", test_refused);
  g_test_add_func ("/issue-edit/every-move", test_every_move);
  g_test_add_func ("/issue-edit/random-generated", test_random_generated);
  g_test_add_func ("/issue-edit/random-fixtures", test_random_fixtures);

  return g_test_run ();
}
