/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-date.h"

static void
test_forms (void)
{
  /* Each is written as it was read; the moment is UTC where no zone says otherwise. */
  static const struct
  {
    const char *text;
    const char *moment;
  } samples[] = {
    { "2019-07-05", "2019-07-05T00:00:00Z" },
    { "2019-07-05 22:11:46", "2019-07-05T22:11:46Z" },
    { "2019-07-05T22:11:46", "2019-07-05T22:11:46Z" },
    { "2019-07-05T22:11:46Z", "2019-07-05T22:11:46Z" },
    { "2019-07-05 22:11:46Z", "2019-07-05T22:11:46Z" },
    { "2019-07-05T22:11:46+08:00", "2019-07-05T14:11:46Z" },
    { "2019-07-05T22:11:46-0330", "2019-07-06T01:41:46Z" },
    { "2019-07-05 22:11:46 +0800", "2019-07-05T14:11:46Z" },
    { "2019-07-05 22:11:46 +08:00", "2019-07-05T14:11:46Z" },
    { "2019-07-05 22:11:46 +0800 CST", "2019-07-05T14:11:46Z" },
    { "2019-07-05T9:05:00+08:00", "2019-07-05T01:05:00Z" },
    { "2019-07-05T22:11:46.120+08:00", "2019-07-05T14:11:46.120000Z" },
    { "05 Jul 2019", "2019-07-05T00:00:00Z" },
    { "Fri, 05 Jul 2019 22:11:46 +0800", "2019-07-05T14:11:46Z" },
    { "Fri, 05 Jul 2019 22:11:46 CST", "2019-07-05T22:11:46Z" },
    { "Fri Jul  5 22:11:46 2019", "2019-07-05T22:11:46Z" },
    { "Fri Jul  5 22:11:46 UTC 2019", "2019-07-05T22:11:46Z" },
    { "Fri Jul 05 22:11:46 +0800 2019", "2019-07-05T14:11:46Z" },
    { "05 Jul 19 22:11 +0800", "2019-07-05T14:11:00Z" },
    { "Friday, 05-Jul-19 22:11:46 GMT", "2019-07-05T22:11:46Z" },
    { "2024-02-29", "2024-02-29T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      GalleyDate date;
      g_autofree char *text = NULL;
      g_autoptr (GDateTime) time = NULL;
      g_autoptr (GDateTime) utc = NULL;
      g_autofree char *moment = NULL;

      g_test_message ("%s", samples[i].text);
      g_assert_true (galley_date_parse (samples[i].text, &date));
      text = galley_date_format (&date);
      g_assert_cmpstr (text, ==, samples[i].text);
      time = galley_date_to_date_time (&date, NULL);
      utc = g_date_time_to_utc (time);
      moment = g_date_time_format_iso8601 (utc);
      g_assert_cmpstr (moment, ==, samples[i].moment);
    }
}

/* Hugo publishes an issue with one of these as if it had none. */
static void
test_none (void)
{
  static const char *const samples[] = {
    "",
    "x",
    "2019",
    "2019-7-5",
    "2019/07/05",
    "2019-02-30",
    "2019-13-01",
    "2019-07-05T22:11",
    "2019-07-05T24:00:00Z",
    "2019-07-05T22:60:00Z",
    "2019-07-05 22:11:46 Z",
    "2019-07-05t22:11:46z",
    "2019-07-05T22:11:46+08",
    "2019-07-9T22:11:46+08:00",
    "5 Jul 2019",
    "July 5, 2019",
    "2019-07-05 ",
    " 2019-07-05",
    "0000-01-01",
    "2019-07-05T22:11:46+08:00x",
    "99999999999-01-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      GalleyDate date;

      g_test_message ("%s", samples[i]);
      g_assert_false (galley_date_parse (samples[i], &date));
    }
}

static void
assert_moved (const char *text, const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2026, 11, 2, 9, 3, 4);
  g_autofree char *moved = NULL;
  GalleyDate date;

  g_assert_true (galley_date_parse (text, &date));
  galley_date_set_time (&date, time);
  moved = galley_date_format (&date);
  g_assert_cmpstr (moved, ==, expected);
}

static void
test_set_time (void)
{
  assert_moved ("2019-07-05", "2026-11-02");
  assert_moved ("2019-07-05 22:11:46", "2026-11-02 09:03:04");
  assert_moved ("2019-07-05T22:11:46Z", "2026-11-02T09:03:04+08:00");
  assert_moved ("2019-07-05T22:11:46-03:00", "2026-11-02T09:03:04+08:00");
  assert_moved ("2019-07-05T22:11:46.5+0800", "2026-11-02T09:03:04.0+0800");
  assert_moved ("Fri Jul  5 22:11:46 2019", "Mon Nov  2 09:03:04 2026");
  assert_moved ("Friday, 05-Jul-19 22:11:46 GMT", "Monday, 02-Nov-26 09:03:04 GMT");
}

static void
test_new (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600 - 1800);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2026, 1, 2, 3, 4, 5);
  g_autofree char *text = NULL;
  g_autofree char *timed = NULL;
  GalleyDate date;

  galley_date_init (&date, time);
  text = galley_date_format (&date);
  g_assert_cmpstr (text, ==, "2026-01-02T03:04:05-05:30");

  /* A time of day for a date that had none. */
  g_assert_true (galley_date_parse ("05 Jul 2019", &date));
  date.has_time = TRUE;
  date.hour = 7;
  timed = galley_date_format (&date);
  g_assert_cmpstr (timed, ==, "2019-07-05T07:00:00");
}

static void
test_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 3600);
  g_autoptr (GDateTime) time = NULL;
  GalleyDate date;

  g_assert_true (galley_date_parse ("2019-07-05 22:11:46", &date));
  time = galley_date_to_date_time (&date, zone);
  g_assert_cmpint (g_date_time_to_unix (time), ==, 1562332306);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/forms", test_forms);
  g_test_add_func ("/date/none", test_none);
  g_test_add_func ("/date/set-time", test_set_time);
  g_test_add_func ("/date/new", test_new);
  g_test_add_func ("/date/zone", test_zone);

  return g_test_run ();
}
