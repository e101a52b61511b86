/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-go-date.h"

/* What Go itself writes. */
static const struct
{
  const char *date;
  const char *layout;
  const char *text;
} cases[] = {
  { "2024-02-09T07:08:09Z", "2006-01-02T15:04:05Z07:00", "2024-02-09T07:08:09Z" },
  { "2024-02-09T07:08:09Z", "Monday, 2 January 2006", "Friday, 9 February 2024" },
  { "2024-02-09T07:08:09Z", "Mon Jan _2 3:04:5 pm MST 06", "Fri Feb  9 7:08:9 am UTC 24" },
  { "2024-02-09T07:08:09Z", "002 1 2 3 4 5 PM 03 15", "040 2 9 7 8 9 AM 07 07" },
  { "2024-02-09T07:08:09Z", "Mondays Monkey January Janus Jan",
    "Fridays Monkey February Janus Feb" },
  { "2024-02-09T07:08:09Z", "-0700 -07:00 Z0700", "+0000 +00:00 Z" },
  { "2024-02-09T07:08:09Z", "plain text, 0%", "plain text, 0%" },
  { "2024-02-09T07:08:09Z", "云 2006年1月2日", "云 2024年2月9日" },
  { "2019-11-30T23:00:01+08:00", "2006-01-02T15:04:05Z07:00", "2019-11-30T23:00:01+08:00" },
  { "2019-11-30T23:00:01+08:00", "002 1 2 3 4 5 PM 03 15", "334 11 30 11 0 1 PM 11 23" },
  { "2019-11-30T23:00:01+08:00", "-0700 -07:00 Z0700", "+0800 +08:00 +0800" },
  { "2020-12-31T12:00:59-05:30", "Monday _2 3pm", "Thursday 31 12pm" },
  { "2020-12-31T00:30:00-05:30", "3:04 PM, 12 20061", "12:30 AM, 1231 202012" },
  { "0001-01-01T00:00:00Z", "2006 06 002 Monday", "0001 01 001 Monday" },
  { "2024-02-09T07:08:09Z", "", "" },
};

static void
test_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (cases[i].date, NULL);
      g_autofree char *text = galley_go_date_format (date, cases[i].layout);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/go-date/format", test_format);

  return g_test_run ();
}
