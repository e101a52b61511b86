/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyDate:
 * @year: the year
 * @month: the month, from 1
 * @day: the day, from 1
 * @hour: the hour, from 0
 * @minute: the minute
 * @second: the second
 * @nanosecond: the part of a second
 * @has_time: whether a time of day is written; without, it is midnight
 * @has_zone: whether a zone is written; without, it is the site's
 * @utc_offset: how far the zone is ahead of UTC, in seconds
 *
 * A date as front matter has it, and how it is written: what is changed in it is written in the
 * same form by galley_date_format().
 */
typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int nanosecond;
  gboolean has_time;
  gboolean has_zone;
  int utc_offset;

  /*< private >*/
  guint form;
  guint hour_digits;
  guint n_fraction;
  guint zone_form;
  char separator;
  char zone_name[8];
} GalleyDate;

gboolean galley_date_parse (const char *text, GalleyDate *date);
void galley_date_init (GalleyDate *date, GDateTime *time);
char *galley_date_format (const GalleyDate *date);
GDateTime *galley_date_to_date_time (const GalleyDate *date, GTimeZone *zone);
void galley_date_set_time (GalleyDate *date, GDateTime *time);

G_END_DECLS
