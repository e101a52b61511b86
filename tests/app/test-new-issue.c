/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-name.h"
#include "galley-new-issue.h"

#include <string.h>

static void
test_file_names (void)
{
  static const char *const cases[][2] = {
    { "Trees, Vol. 2", "trees-vol-2.md" },
    { "  What’s new?  ", "whats-new.md" },
    { "../../etc/passwd", "etc-passwd.md" },
    { "技术周刊 第 42 期", "技术周刊-第-42-期.md" },
    { "E\u0301lan", "élan.md" },
    { "", "new-issue.md" },
    { "…/\\:*?\"<>|", "new-issue.md" },
    { NULL, "new-issue.md" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = galley_file_name_for_title (cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_long_file_name (void)
{
  g_autofree char *title = g_strnfill (5000, 'x');
  g_autofree char *name = galley_file_name_for_title (title);

  g_assert_cmpuint (strlen (name), <, 100);
  g_assert_true (g_str_has_suffix (name, "x.md"));
}

static void
test_template (void)
{
  static const char *const english[] = { "en_GB", "en", "C", NULL };
  static const char *const chinese[] = { "zh_CN.UTF-8", "zh_CN", "zh", "C", NULL };
  static const char *const french[] = { "fr_FR", "fr", "C", NULL };
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 3, 1, 0, 0, 0);
  g_autofree char *in_english = galley_new_issue_text (english, date);
  g_autofree char *in_chinese = galley_new_issue_text (chinese, date);
  g_autofree char *in_french = galley_new_issue_text (french, date);

  g_assert_nonnull (strstr (in_english, "\ndate: 2026-03-01T00:00:00+00:00\n"));
  g_assert_nonnull (strstr (in_english, "Projects"));
  g_assert_nonnull (strstr (in_chinese, "\ndate: 2026-03-01T00:00:00+00:00\n"));
  g_assert_nonnull (strstr (in_chinese, "项目"));
  g_assert_cmpstr (in_french, ==, in_english);
  g_assert_null (strstr (in_english, "{{"));
  g_assert_null (strstr (in_chinese, "{{"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/new-issue/file-names", test_file_names);
  g_test_add_func ("/new-issue/long-file-name", test_long_file_name);
  g_test_add_func ("/new-issue/template", test_template);

  return g_test_run ();
}
