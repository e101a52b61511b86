/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-name.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-name/titles", test_file_names);
  g_test_add_func ("/file-name/long", test_long_file_name);

  return g_test_run ();
}
