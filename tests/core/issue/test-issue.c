/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue.h"
#include "galley-yaml.h"

#include "issue-check.h"

#include <glib/gstdio.h>
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

static GalleyIssue *
load (const char *name)
{
  g_autofree char *text = read_fixture (name);

  return galley_issue_new_for_text (text, strlen (text));
}

static const GalleySection *
get_section (GalleyIssue *issue, guint i)
{
  return g_ptr_array_index (galley_issue_get_sections (issue), i);
}

static const GalleyEntry *
get_entry (GalleyIssue *issue, guint i, guint j)
{
  return g_ptr_array_index (get_section (issue, i)->entries, j);
}

/* As the command prints it. */
static char *
describe (GalleyIssue *issue)
{
  GString *out = g_string_new (NULL);

  if (galley_issue_get_title (issue) != NULL)
    g_string_append_printf (out, "%s\n", galley_issue_get_title (issue));
  for (guint i = 0; i < galley_issue_get_sections (issue)->len; i++)
    {
      const GalleySection *section = get_section (issue, i);

      g_string_append_printf (out, "%u. %s (%s, %u)\n", i + 1, section->name,
                              galley_entry_kinds[section->kind].name, section->entries->len);
      for (guint j = 0; j < section->entries->len; j++)
        {
          const GalleyEntry *entry = get_entry (issue, i, j);

          g_string_append_printf (out, "  %u.%u  %s", i + 1, j + 1, entry->title);
          if (entry->url != NULL)
            g_string_append_printf (out, "  %s", entry->url);
          g_string_append_printf (out, "  :%u\n", entry->line);
        }
    }

  return g_string_free_and_steal (out);
}

static void
test_fixture (gconstpointer data)
{
  const char *name = data;
  g_autoptr (GalleyIssue) issue = load (name);
  g_autofree char *outline_name =
    g_strdup_printf ("%.*s.outline", (int) (strlen (name) - strlen (".md")), name);
  g_autofree char *expected = read_fixture (outline_name);
  g_autofree char *outline = describe (issue);

  g_assert_cmpstr (outline, ==, expected);
}

static void
test_details (void)
{
  g_autoptr (GalleyIssue) issue = load ("paragraphs.md");
  const GalleyEntry *lantern = get_entry (issue, 0, 0);
  const GalleyEntry *harbor = get_entry (issue, 0, 2);
  const GalleyEntry *clip = get_entry (issue, 2, 0);
  guint number;

  g_assert_true (galley_issue_get_number (issue, &number));
  g_assert_cmpuint (number, ==, 7);
  g_assert_cmpstr (galley_issue_get_date (issue), ==, "2024-03-09T08:30:00+08:00");

  g_assert_cmpstr (
    lantern->description, ==,
    "一个小巧的静态站点预览工具，支持 `--watch`（[文档](https://example.org/docs)）。");
  g_assert_cmpuint (g_strv_length (lantern->images), ==, 1);
  g_assert_cmpstr (lantern->images[0], ==, "https://img.example.org/lantern.png");
  g_assert_cmpuint (lantern->end_line, ==, 17);
  g_assert_cmpuint (get_entry (issue, 0, 1)->end_line, ==, 29);

  g_assert_null (harbor->url);
  g_assert_true (g_str_has_prefix (harbor->description, "港口模拟器，\n换行"));
  g_assert_null (strstr (harbor->description, "!["));
  g_assert_cmpstr (harbor->images[0], ==, "https://img.example.org/harbor.png");

  g_assert_cmpstr (clip->video, ==, "BV1xx411c7mD");
  g_assert_cmpstr (clip->video_host, ==, "bilibili");
  /* The closing words are not part of it. */
  g_assert_cmpuint (clip->end_line, ==, 55);
}

static void
test_details_of_forms (void)
{
  g_autoptr (GalleyIssue) lists = load ("lists.md");
  g_autoptr (GalleyIssue) headings = load ("headings.md");
  g_autoptr (GalleyIssue) numbered = load ("numbered.md");

  g_assert_cmpint (get_section (lists, 0)->form, ==, GALLEY_ENTRY_FORM_LIST);
  g_assert_cmpuint (get_entry (lists, 0, 1)->end_line, ==, 21);
  g_assert_cmpstr (get_entry (lists, 0, 0)->images[0], ==, "https://img.example.org/heron.png");
  g_assert_cmpstr (get_entry (lists, 2, 0)->video, ==, "dQw4w9WgXcQ");

  g_assert_cmpint (get_section (headings, 0)->form, ==, GALLEY_ENTRY_FORM_HEADING);
  g_assert_cmpstr (get_entry (headings, 0, 0)->description, ==, "Faster builds.");
  g_assert_cmpstr (get_entry (headings, 2, 0)->video_host, ==, "vimeo");
  /* The rule between two headings is neither's. */
  g_assert_cmpuint (get_entry (headings, 1, 0)->end_line, ==, 27);

  g_assert_cmpint (get_section (numbered, 0)->form, ==, GALLEY_ENTRY_FORM_NUMBERED);
  g_assert_cmpstr (get_entry (numbered, 1, 0)->description, ==, "描述甲。");
  g_assert_cmpstr (get_entry (numbered, 2, 0)->description, ==, "敲钉子。");
}

static void
test_find (void)
{
  g_autoptr (GalleyIssue) issue = load ("paragraphs.md");
  guint section, entry;

  g_assert_false (galley_issue_find_line (issue, 9, &section, &entry));
  g_assert_true (galley_issue_find_line (issue, 11, &section, &entry));
  g_assert_cmpuint (section, ==, 0);
  g_assert_cmpuint (entry, ==, G_MAXUINT);
  g_assert_true (galley_issue_find_line (issue, 24, &section, &entry));
  g_assert_cmpuint (entry, ==, 1);
  g_assert_true (galley_issue_find_id (issue, get_entry (issue, 1, 1)->id, &section, &entry));
  g_assert_cmpuint (section, ==, 1);
  g_assert_cmpuint (entry, ==, 1);
  g_assert_false (galley_issue_find_id (issue, 0, &section, &entry));
}

static GalleyIssue *
update (const char *text, GalleyIssue *previous)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, NULL, NULL);

  return galley_issue_new (proof, previous);
}

/* Whatever is done to one entry, the others stay who they are, and it does, too. */
static void
test_identity (void)
{
  g_autofree char *text = read_fixture ("paragraphs.md");
  g_autoptr (GalleyIssue) before = update (text, NULL);
  g_autoptr (GString) typed = g_string_new (text);
  g_autoptr (GalleyIssue) after = NULL;
  g_autoptr (GalleyIssue) moved = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autofree char *moved_text = NULL;

  g_string_replace (typed, "纯文本写作环境", "写作", 1);
  after = update (typed->str, before);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (get_section (after, i)->id, ==, get_section (before, i)->id);
      for (guint j = 0; j < get_section (before, i)->entries->len; j++)
        g_assert_cmpuint (get_entry (after, i, j)->id, ==, get_entry (before, i, j)->id);
    }

  change = galley_issue_move_entry (after, 0, 2, 1, 0, NULL);
  moved_text = issue_check_apply (typed->str, change);
  moved = update (moved_text, after);
  g_assert_cmpuint (get_entry (moved, 1, 0)->id, ==, get_entry (before, 0, 2)->id);
  g_assert_cmpuint (get_entry (moved, 1, 2)->id, ==, get_entry (before, 1, 1)->id);
  g_assert_cmpuint (get_entry (moved, 0, 0)->id, ==, get_entry (before, 0, 0)->id);
}

static void
test_identity_of_new (void)
{
  static const char before_text[] = "## Posts\n\n[A](a) : x\n\n[A](a) : x\n";
  static const char after_text[] = "## Posts\n\n[A](a) : x\n\n[N](n) : new\n\n[A](a) : x\n";
  g_autoptr (GalleyIssue) before = update (before_text, NULL);
  g_autoptr (GalleyIssue) after = update (after_text, before);
  guint64 fresh = get_entry (after, 0, 1)->id;

  g_assert_cmpuint (get_entry (before, 0, 0)->id, !=, get_entry (before, 0, 1)->id);
  g_assert_cmpuint (get_entry (after, 0, 0)->id, ==, get_entry (before, 0, 0)->id);
  g_assert_cmpuint (get_entry (after, 0, 2)->id, ==, get_entry (before, 0, 1)->id);
  g_assert_cmpuint (fresh, !=, get_entry (before, 0, 0)->id);
  g_assert_cmpuint (fresh, !=, get_entry (before, 0, 1)->id);
  g_assert_cmpuint (fresh, !=, get_section (before, 0)->id);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *name;
    GalleyEntryKind kind;
  } cases[] = {
    { "开源项目推荐", GALLEY_ENTRY_PROJECT },
    { "博客推荐", GALLEY_ENTRY_BLOG },
    { "视频推荐", GALLEY_ENTRY_VIDEO },
    { "New Releases", GALLEY_ENTRY_PROJECT },
    { "Worth Reading", GALLEY_ENTRY_BLOG },
    { "Talks of the week", GALLEY_ENTRY_VIDEO },
    { "Blog posts about tools", GALLEY_ENTRY_BLOG },
    { "Bread", GALLEY_ENTRY_OTHER },
    { "言论", GALLEY_ENTRY_OTHER },
    { "", GALLEY_ENTRY_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (galley_section_words_find (NULL, cases[i].name), ==, cases[i].kind);
}

static void
test_words_of_site (void)
{
  static const char yaml[] = "blog: [Tools, 轮子]\nvideo: Cinema\nother: jobs\n";
  g_autoptr (GalleyValue) value = galley_yaml_parse (yaml, strlen (yaml), 0, NULL);
  g_autoptr (GalleySectionWords) none = galley_section_words_new (NULL);
  g_autoptr (GalleySectionWords) words = galley_section_words_new (value);

  g_assert_cmpint (galley_section_words_find (none, "Tools"), ==, GALLEY_ENTRY_PROJECT);
  g_assert_cmpint (galley_section_words_find (words, "My tools"), ==, GALLEY_ENTRY_BLOG);
  g_assert_cmpint (galley_section_words_find (words, "新轮子"), ==, GALLEY_ENTRY_BLOG);
  g_assert_cmpint (galley_section_words_find (words, "Cinema"), ==, GALLEY_ENTRY_VIDEO);
  g_assert_cmpint (galley_section_words_find (words, "Jobs and projects"), ==, GALLEY_ENTRY_OTHER);
  g_assert_cmpint (galley_section_words_find (words, "Projects"), ==, GALLEY_ENTRY_PROJECT);
}

/* The issue that the grammar was taken from; it is not part of the project. */
static void
test_real_issue (void)
{
  static const guint n_entries[] = { 11, 9, 2 };
  g_autofree char *text = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  const char *path = g_getenv ("GALLEY_TEST_ISSUE");

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("GALLEY_TEST_ISSUE names no file");
      return;
    }

  issue = galley_issue_new_for_text (text, strlen (text));
  g_assert_cmpuint (galley_issue_get_sections (issue)->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (get_section (issue, i)->kind, ==, i);
      g_assert_cmpuint (get_section (issue, i)->entries->len, ==, n_entries[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; issue_check_fixtures[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/issue/fixture/%s", issue_check_fixtures[i]);

      g_test_add_data_func (path, issue_check_fixtures[i], test_fixture);
    }
  g_test_add_func ("/issue/details", test_details);
  g_test_add_func ("/issue/details-of-forms", test_details_of_forms);
  g_test_add_func ("/issue/find", test_find);
  g_test_add_func ("/issue/identity", test_identity);
  g_test_add_func ("/issue/identity-of-new", test_identity_of_new);
  g_test_add_func ("/issue/kinds", test_kinds);
  g_test_add_func ("/issue/words-of-site", test_words_of_site);
  g_test_add_func ("/issue/real-issue", test_real_issue);

  return g_test_run ();
}
