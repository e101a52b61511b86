/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-back-issues.h"
#include "galley-next-issue.h"

#include "galley-error.h"
#include "galley-ordinal.h"
#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

static GDateTime *
make_now (void)
{
  return g_date_time_new_utc (2026, 3, 1, 20, 30, 5);
}

static char *
make (const char *text, const char *time_zone)
{
  g_autoptr (GDateTime) now = make_now ();
  g_autoptr (GalleyDialect) dialect = galley_dialect_new ();
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, NULL);
  guint number = 0;
  gsize length;

  dialect->time_zone = g_strdup (time_zone);
  return galley_next_issue_make_text (text, strlen (text), reading, now, &number, &length);
}

static void
test_text (void)
{
  g_autofree char *next =
    make ("---\n"
          "# head\n"
          "keywords:\n- weekly 2\ntags: [\"v2\"]\n"
          "title: \"云原生周报第 2 期\"\n"
          "slug: cloud-native-weekly-2\n"
          "description: '第 2 期：2 个项目'\n"
          "date: 2019-07-05T22:11:46+08:00\n"
          "draft: false # done\n"
          "img: \"https://i.example.org/2.jpg\"\n"
          "bigimg: [{src: \"https://i.example.org/3.jpg\", desc: 'x'}]\n"
          "source: https://example.org/from\n"
          "author: A B\n"
          "---\n\n"
          "这是云原生周报第 2 期，共 2 个项目。\n\n"
          "## <span>1.</span> 项目\n\n----\n\n[A](a) : 第 2 期的 [x](y)\n\n![](i)\n\n[B](b) : z\n\n"
          "## <span>2.</span> 视频\n\n----\n\n**V** : x\n\n---\n\n第 2 期完。\n",
          NULL);

  g_assert_cmpstr (next, ==,
                   "---\n"
                   "# head\n"
                   "keywords:\n- weekly 2\ntags: [\"v2\"]\n"
                   "title: \"云原生周报第 3 期\"\n"
                   "slug: cloud-native-weekly-3\n"
                   "description: '第 3 期：2 个项目'\n"
                   "date: 2026-03-02T04:30:05+08:00\n"
                   "draft: true # done\n"
                   "img: \"\"\n"
                   "bigimg: [{src: \"\", desc: ''}]\n"
                   "source: \"\"\n"
                   "author: A B\n"
                   "---\n\n"
                   "这是云原生周报第 3 期，共 2 个项目。\n\n"
                   "## <span>1.</span> 项目\n\n----\n\n"
                   "## <span>2.</span> 视频\n\n----\n\n---\n\n第 3 期完。\n");
}

static void
test_text_of_formats (void)
{
  g_autofree char *toml =
    make ("+++\r\ntitle = \"Issue #042\"\r\ndate = 2024-01-02\r\n+++\r\nHi, #042.\r\n", NULL);
  g_autofree char *json =
    make ("{\n  \"title\": \"Weekly 9\",\n  \"date\": \"2024-01-02T00:00:00Z\"\n}\n\nText\n", NULL);
  g_autofree char *zoned =
    make ("---\ntitle: Vol. 9\ndate: \"2024-01-02 03:04:05\"\n---\n", "Asia/Tokyo");
  g_autofree char *plain = make ("## Posts\n\n[A](a) : x\n", NULL);
  g_autofree char *broken = make ("---\ntitle: [\n---\n## Posts\n\n[A](a) : x\n", NULL);

  g_assert_cmpstr (toml, ==,
                   "+++\r\ntitle = \"Issue #043\"\r\ndate = 2026-03-01\r\ndraft = true\r\n+++\r\n"
                   "Hi, #043.\r\n");
  g_assert_cmpstr (json, ==,
                   "{\n  \"title\": \"Weekly 10\",\n  \"date\": \"2026-03-01T20:30:05+00:00\", "
                   "\"draft\": true\n}\n\nText\n");
  g_assert_cmpstr (zoned, ==,
                   "---\ntitle: Vol. 10\ndate: \"2026-03-02 05:30:05\"\ndraft: true\n---\n");
  g_assert_cmpstr (plain, ==, "## Posts\n");
  g_assert_cmpstr (broken, ==, "---\ntitle: [\n---\n## Posts\n");
}

/* The number is also a part of an address, where a date is none. */
static void
test_text_of_addresses (void)
{
  g_autofree char *next = make ("---\ntitle: Issue 7\nurl: /weekly/7/\naliases: [/w/7]\n"
                                "photos: [{src: pear.jpg}]\n---\n",
                                NULL);
  g_autofree char *quoted = make ("---\ntitle: Issue 7\nurl: \"/w/7\"\nslug: '7'\n---\n", NULL);
  g_autofree char *dated = make ("---\ntitle: Issue 7\nurl: /2024/05/7/\n---\n", NULL);

  g_assert_cmpstr (next, ==,
                   "---\ntitle: Issue 8\ndraft: true\nurl: /weekly/8/\naliases: [\"\"]\n"
                   "photos: [{src: \"\"}]\n---\n");
  g_assert_cmpstr (quoted, ==, "---\ntitle: Issue 8\ndraft: true\nurl: \"/w/8\"\nslug: '8'\n---\n");
  g_assert_cmpstr (dated, ==, "---\ntitle: Issue 8\ndraft: true\nurl: /2024/05/7/\n---\n");
}

static void
test_path (void)
{
  static const char *const cases[][2] = {
    { "/s/content/posts/cloud-native-weekly-2/index.md",
      "/s/content/posts/cloud-native-weekly-3/index.md" },
    { "/s/issue-002.md", "/s/issue-003.md" },
    { "/s/2019-07-05-weekly-2.zh-cn.md", "/s/2026-03-01-weekly-3.zh-cn.md" },
    { "/s/weekly.md", "/s/weekly-3.md" },
    { "/s/k8s-2024/2.md", "/s/k8s-2024/3.md" },
  };
  g_autoptr (GDateTime) now = make_now ();
  g_autofree char *nothing = galley_next_issue_make_path ("/s/weekly.md", 0, 0, now);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = galley_next_issue_make_path (cases[i][0], 2, 3, now);

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
  g_assert_null (nothing);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    guint number;
  } cases[] = {
    { "云原生周报第 2 期", 2 },
    { "云原生周报：第十二期", 12 },
    { "Issue 42", 42 },
    { "Fieldnotes #042 of 2024", 42 },
    { "This Week in 2024: 7", 7 },
    { "k8s weekly", 0 },
    { "Kubernetes 1.14", 0 },
    { "Year 2024", 0 },
    { "Vol. 3: 10 tips", 3 },
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GalleyOrdinal ordinal = { 0 };
      const char *text = cases[i].text;
      gboolean found = galley_ordinal_find_issue (text, text + strlen (text), &ordinal);

      g_assert_cmpint (found, ==, cases[i].number > 0);
      g_assert_cmpuint (found ? ordinal.value : 0, ==, cases[i].number);
    }
}

static void
test_archetype (void)
{
  g_autoptr (GDateTime) now = make_now ();
  g_autofree char *text = galley_next_issue_fill_archetype (
    "---\ntitle: \"{{ replace .Name \"-\" \" \" | title }}\"\ndate: {{ .Date }}\n"
    "slug: {{- .File.ContentBaseName | lower -}}\nyear: {{ now.Format \"2006-01-02\" }}\n"
    "odd: {{ .Site.Title }} {{< x >}} {{\n---\n",
    "my-New-issue", now);

  g_assert_cmpstr (text, ==,
                   "---\ntitle: \"My New Issue\"\ndate: 2026-03-01T20:30:05+00:00\n"
                   "slug: my-new-issue\nyear: 2026-03-01\n"
                   "odd: {{ .Site.Title }} {{< x >}} {{\n---\n");
}

static void
write_page (const char *root, const char *path, const char *text)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  galley_test_file_write (full, text, -1);
}

static void
make_site (const char *root)
{
  write_page (root, "hugo.toml", "timeZone = 'Asia/Tokyo'\n");
  write_page (root, "archetypes/default.md", "---\ntitle: {{ .Name }}\n---\n");
  write_page (root, "content/posts/weekly-2/index.md",
              "---\ntitle: 周报第 2 期\ndate: 2024-01-02\n---\n");
  write_page (root, "content/posts/weekly-10/index.md",
              "---\ntitle: 周报：第 10 期\ndate: 2024-03-02T00:00:00Z\n---\n\n第 10 期\n");
  write_page (root, "content/posts/tips-99/index.md",
              "---\ntitle: 99 tips\ndate: 2025-01-02\n---\n");
  write_page (root, "content/posts/plain.md", "# no front matter\n");
  write_page (root, "content/posts/_index.md", "---\ntitle: Posts 77\n---\n");
}

static void
test_series (void)
{
  g_autofree char *root = galley_test_folder_new ();
  g_autofree char *near = g_build_filename (root, "content/posts/weekly-2/index.md", NULL);
  g_autofree char *expected = g_build_filename (root, "content/posts/weekly-10/index.md", NULL);
  g_autofree char *from_file = NULL;
  g_autofree char *from_site = NULL;

  make_site (root);
  from_file = galley_back_issues_find_last (near, root, NULL);
  from_site = galley_back_issues_find_last (root, root, NULL);
  g_assert_cmpstr (from_file, ==, expected);
  g_assert_cmpstr (from_site, ==, expected);

  galley_test_folder_remove (g_steal_pointer (&root));
}

static void
assert_beside (const char *root, const char *near, guint n, const char *expected)
{
  g_autofree char *path = g_build_filename (root, "content/posts", near, NULL);
  g_autoptr (GPtrArray) issues = galley_back_issues_list (path, n);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      g_autofree char *name = galley_back_issue_dup_name (issues->pdata[i]);

      g_string_append_printf (found, "%s ", name);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* Numbers count as numbers; what is no page, and the page of the section, is no issue. */
static void
test_beside (void)
{
  g_autofree char *root = galley_test_folder_new ();

  make_site (root);
  write_page (root, "content/posts/b-2.markdown", "x");
  write_page (root, "content/posts/b-11.mdown", "x");
  write_page (root, "content/posts/b-3.txt", "x");
  write_page (root, "content/posts/empty/other.md", "x");
  assert_beside (root, "weekly-11/index.md", 2, "weekly-2 weekly-10 ");
  assert_beside (root, "weekly-3/index.md", 3, "weekly-10 tips-99 weekly-2 ");
  assert_beside (root, "b-3.md", 1, "b-2 ");
  assert_beside (root, "b-3.md", 9, "plain b-11 b-2 ");
  assert_beside (root, "a.md", 2, "b-11 b-2 ");
  galley_test_folder_remove (g_steal_pointer (&root));
}

/* Old issues may be older than UTF-8; a page may end anywhere. */
static void
test_read (void)
{
  g_autofree char *root = galley_test_folder_new ();
  g_autofree char *path = g_build_filename (root, "a.md", NULL);
  g_autofree char *cut = NULL;
  g_autofree char *old = NULL;
  gsize length;

  galley_test_file_write (path, "周报 x", -1);
  cut = galley_back_issue_read (path, 5, &length);
  g_assert_cmpstr (cut, ==, "周");
  galley_test_file_write (path,
                          "Gr\xfc\xdf"
                          "e aus M\xfcnchen",
                          -1);
  old = galley_back_issue_read (path, GALLEY_BACK_ISSUE_HEAD, &length);
  g_assert_cmpstr (old, ==, "Grüße aus München");
  g_assert_null (galley_back_issue_read (root, GALLEY_BACK_ISSUE_HEAD, &length));
  galley_test_folder_remove (g_steal_pointer (&root));
}

static void
test_proposal (void)
{
  static const char *const languages[] = { "C", NULL };
  g_autofree char *root = galley_test_folder_new ();
  g_autofree char *last = g_build_filename (root, "content/posts/weekly-10/index.md", NULL);
  g_autofree char *path = g_build_filename (root, "content/posts/weekly-11/index.md", NULL);
  g_autofree char *other = g_build_filename (root, "content/other/fresh.md", NULL);
  g_autoptr (GDateTime) now = make_now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyNextIssue) next = NULL;
  g_autoptr (GalleyNextIssue) archetype = NULL;
  g_autoptr (GalleyNextIssue) template = NULL;

  make_site (root);
  next = galley_next_issue_new (last, NULL, root, languages, now, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (next->path, ==, path);
  g_assert_cmpstr (next->title, ==, "周报：第 11 期");
  g_assert_cmpuint (next->number, ==, 11);
  g_assert_cmpstr (next->date, ==, "2026-03-02T05:30:05+09:00");
  g_assert_true (g_str_has_suffix (next->text, "第 11 期\n"));

  archetype = galley_next_issue_new (NULL, other, root, languages, now, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (archetype->title, ==, "fresh");

  template = galley_next_issue_new (NULL, other, NULL, languages, now, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (template->text, "## Projects"));
  g_assert_null (strstr (template->text, "{{"));

  g_assert_null (galley_next_issue_new (next->from, last, root, languages, now, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_EXISTS);

  galley_test_folder_remove (g_steal_pointer (&root));
}

static char *
fill_template (const char *const *languages, const char *title)
{
  g_autoptr (GBytes) bytes = galley_next_issue_find_template (languages);
  g_autoptr (GDateTime) now = make_now ();
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return galley_next_issue_fill_template (text, title, now);
}

static void
test_template (void)
{
  static const char *const english[] = { "en_GB", "en", "C", NULL };
  static const char *const chinese[] = { "zh_CN.UTF-8", "zh_CN", "zh", "C", NULL };
  static const char *const french[] = { "fr_FR", "fr", "C", NULL };
  g_autofree char *in_english = fill_template (english, "A \"quoted\" title");
  g_autofree char *in_chinese = fill_template (chinese, "x");
  g_autofree char *in_french = fill_template (french, "A \"quoted\" title");

  g_assert_nonnull (strstr (in_english, "\ndate: 2026-03-01T20:30:05+00:00\n"));
  g_assert_nonnull (strstr (in_english, "title: \"A \\\"quoted\\\" title\"\n"));
  g_assert_nonnull (strstr (in_english, "Projects"));
  g_assert_nonnull (strstr (in_chinese, "项目"));
  g_assert_cmpstr (in_french, ==, in_english);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/next-issue/text", test_text);
  g_test_add_func ("/next-issue/text-of-formats", test_text_of_formats);
  g_test_add_func ("/next-issue/text-of-addresses", test_text_of_addresses);
  g_test_add_func ("/next-issue/path", test_path);
  g_test_add_func ("/next-issue/numbers", test_numbers);
  g_test_add_func ("/next-issue/archetype", test_archetype);
  g_test_add_func ("/next-issue/series", test_series);
  g_test_add_func ("/next-issue/beside", test_beside);
  g_test_add_func ("/next-issue/read", test_read);
  g_test_add_func ("/next-issue/proposal", test_proposal);
  g_test_add_func ("/next-issue/template", test_template);

  return g_test_run ();
}
