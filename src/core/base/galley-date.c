/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-date.h"

#include <string.h>

/* How a zone is written. */
enum
{
  ZONE_NONE,
  ZONE_Z,
  ZONE_COLON,
  ZONE_PLAIN,
  /* With a blank before it. */
  ZONE_SPACED = 8,
};

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const weekdays[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };

/* The forms besides the numeric one, which has number 0, that Hugo takes. a, A: day of the week;
 * d, e: day; b: month; Y, y: year; t: time; m: time without seconds; z: zone; Z: its name. */
static const char *const forms[] = {
  NULL,          "d b Y",       "a, d b Y t z", "a, d b Y t Z", "a b e t Y",
  "a b e t Z Y", "a b d t z Y", "d b y m z",    "d b y m Z",    "A, d-b-y t Z",
};

static gboolean
read_digits (const char **p, guint min, guint max, int *value)
{
  guint n = 0;

  *value = 0;
  while (n < max && g_ascii_isdigit ((*p)[n]))
    *value = *value * 10 + ((*p)[n++] - '0');
  *p += n;

  return n >= min;
}

static gboolean
read_char (const char **p, char c)
{
  if (**p != c)
    return FALSE;
  (*p)++;
  return TRUE;
}

static gboolean
read_time (const char **p, GalleyDate *date, gboolean seconds)
{
  const char *start = *p;

  date->has_time = TRUE;
  if (!read_digits (p, 1, 2, &date->hour))
    return FALSE;
  date->hour_digits = (guint) (*p - start);
  if (!read_char (p, ':') || !read_digits (p, 2, 2, &date->minute))
    return FALSE;
  if (!seconds)
    return TRUE;
  if (!read_char (p, ':') || !read_digits (p, 2, 2, &date->second))
    return FALSE;

  if (**p == '.' && g_ascii_isdigit ((*p)[1]))
    {
      int scale = 1000000000;

      for ((*p)++; g_ascii_isdigit (**p) && date->n_fraction < 9; (*p)++, date->n_fraction++)
        date->nanosecond += (**p - '0') * (scale /= 10);
    }

  return TRUE;
}

static gboolean
read_zone (const char **p, GalleyDate *date)
{
  int hours, minutes;
  int sign = **p == '-' ? -1 : 1;

  if (**p != '+' && **p != '-')
    return FALSE;
  (*p)++;
  if (!read_digits (p, 2, 2, &hours))
    return FALSE;
  date->zone_form |= **p == ':' ? ZONE_COLON : ZONE_PLAIN;
  if (**p == ':')
    (*p)++;
  if (!read_digits (p, 2, 2, &minutes) || hours > 24 || minutes > 59)
    return FALSE;

  date->has_zone = TRUE;
  date->utc_offset = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

static gboolean
read_zone_name (const char **p, GalleyDate *date)
{
  gsize n = 0;

  while (g_ascii_isupper ((*p)[n]))
    n++;
  if (n < 3 || n >= sizeof date->zone_name)
    return FALSE;

  memcpy (date->zone_name, *p, n);
  date->zone_name[n] = '\0';
  *p += n;
  return TRUE;
}

static gboolean
read_numeric (const char *p, GalleyDate *date)
{
  if (!read_digits (&p, 4, 4, &date->year) || !read_char (&p, '-')
      || !read_digits (&p, 2, 2, &date->month) || !read_char (&p, '-')
      || !read_digits (&p, 2, 2, &date->day))
    return FALSE;
  if (*p == '\0')
    return TRUE;

  date->separator = *p;
  if (*p != 'T' && *p != ' ')
    return FALSE;
  p++;
  while (date->separator == ' ' && *p == ' ')
    p++;
  if (!read_time (&p, date, TRUE))
    return FALSE;
  if (*p == '\0')
    return TRUE;

  if (*p == 'Z')
    {
      date->has_zone = TRUE;
      date->zone_form = ZONE_Z;
      p++;
    }
  else
    {
      if (date->separator == ' ' && read_char (&p, ' '))
        date->zone_form = ZONE_SPACED;
      if (!read_zone (&p, date))
        return FALSE;
      if (date->zone_form == (ZONE_SPACED | ZONE_PLAIN) && read_char (&p, ' '))
        read_zone_name (&p, date);
    }

  return *p == '\0';
}

static gboolean
read_month (const char **p, GalleyDate *date)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (*p, months[i]))
      {
        date->month = (int) i + 1;
        *p += 3;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_weekday (const char **p, gboolean full)
{
  for (guint i = 0; i < G_N_ELEMENTS (weekdays); i++)
    {
      gsize n = full ? strlen (weekdays[i]) : 3;

      if (strncmp (*p, weekdays[i], n) == 0)
        {
          *p += n;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_part (char part, const char **p, GalleyDate *date)
{
  switch (part)
    {
    case 'a':
    case 'A':
      return read_weekday (p, part == 'A');
    case 'd':
      return read_digits (p, 2, 2, &date->day);
    case 'e':
      if (**p == ' ')
        (*p)++;
      return read_digits (p, 1, 2, &date->day);
    case 'b':
      return read_month (p, date);
    case 'Y':
      return read_digits (p, 4, 4, &date->year);
    case 'y':
      if (!read_digits (p, 2, 2, &date->year))
        return FALSE;
      date->year += date->year >= 69 ? 1900 : 2000;
      return TRUE;
    case 't':
    case 'm':
      return read_time (p, date, part == 't');
    case 'z':
      return read_zone (p, date) && date->zone_form == ZONE_PLAIN;
    case 'Z':
      return read_zone_name (p, date);
    default:
      return read_char (p, part);
    }
}

static gboolean
read_form (const char *text, guint form, GalleyDate *date)
{
  const char *p = text;

  memset (date, 0, sizeof *date);
  date->form = form;
  if (form == 0)
    return read_numeric (text, date);

  for (const char *part = forms[form]; *part != '\0'; part++)
    if (!read_part (*part, &p, date))
      return FALSE;

  return *p == '\0';
}

static gboolean
is_valid (const GalleyDate *date)
{
  return date->year > 0 && date->month >= 1 && date->month <= 12 && date->day >= 1
         && date->day <= g_date_get_days_in_month ((GDateMonth) date->month, (GDateYear) date->year)
         && date->hour < 24 && date->minute < 60 && date->second < 60;
}

/**
 * galley_date_parse:
 * @text: a date as it is written in front matter
 * @date: (out caller-allocates): the date
 *
 * Reads a date in any of the forms that Hugo takes; what Hugo would pass over without a word, such
 * as `2026-1-2` or `2026/01/02`, is none.
 *
 * Returns: whether it is a date
 */
gboolean
galley_date_parse (const char *text, GalleyDate *date)
{
  for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
    if (read_form (text, form, date))
      return is_valid (date);

  return FALSE;
}

static void
take_time (GalleyDate *date, GDateTime *time)
{
  date->year = g_date_time_get_year (time);
  date->month = g_date_time_get_month (time);
  date->day = g_date_time_get_day_of_month (time);
  date->hour = g_date_time_get_hour (time);
  date->minute = g_date_time_get_minute (time);
  date->second = g_date_time_get_second (time);
  date->nanosecond = g_date_time_get_microsecond (time) * 1000;
  date->utc_offset = (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND);
}

/**
 * galley_date_init:
 * @date: (out caller-allocates): a date
 * @time: a time
 *
 * Makes a date of a time, to the second and with its zone, in the form that Hugo itself writes.
 */
void
galley_date_init (GalleyDate *date, GDateTime *time)
{
  memset (date, 0, sizeof *date);
  take_time (date, time);
  date->has_time = date->has_zone = TRUE;
  date->zone_form = ZONE_COLON;
  date->separator = 'T';
  date->hour_digits = 2;
}

/**
 * galley_date_set_time:
 * @date: a date
 * @time: a time, in the zone to write it in, or the site's for a date without zone
 *
 * Moves a date to a time. Its form stays: what it does not say, such as seconds or a zone, it does
 * not say afterwards.
 */
void
galley_date_set_time (GalleyDate *date, GDateTime *time)
{
  take_time (date, time);
  if (!date->has_time)
    date->hour = date->minute = date->second = date->nanosecond = 0;
}

static void
append_zone (GString *out, const GalleyDate *date)
{
  guint form = date->zone_form & ~ZONE_SPACED;
  int minutes = ABS (date->utc_offset) / 60;

  if (form == ZONE_Z && date->utc_offset == 0)
    {
      g_string_append_c (out, 'Z');
      return;
    }
  if (date->zone_form & ZONE_SPACED)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, form == ZONE_PLAIN ? "%c%02d%02d" : "%c%02d:%02d",
                          date->utc_offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void
append_time (GString *out, const GalleyDate *date, gboolean seconds)
{
  g_string_append_printf (out, date->hour_digits == 1 ? "%d:%02d" : "%02d:%02d", date->hour,
                          date->minute);
  if (!seconds)
    return;

  g_string_append_printf (out, ":%02d", date->second);
  if (date->n_fraction > 0)
    {
      g_autofree char *fraction = g_strdup_printf ("%09d", date->nanosecond);

      g_string_append_printf (out, ".%.*s", (int) date->n_fraction, fraction);
    }
}

static const char *
get_weekday (const GalleyDate *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
  return weekdays[g_date_get_weekday (&day) - G_DATE_MONDAY];
}

static void
append_part (GString *out, char part, const GalleyDate *date)
{
  switch (part)
    {
    case 'a':
      g_string_append_len (out, get_weekday (date), 3);
      break;
    case 'A':
      g_string_append (out, get_weekday (date));
      break;
    case 'd':
      g_string_append_printf (out, "%02d", date->day);
      break;
    case 'e':
      g_string_append_printf (out, "%2d", date->day);
      break;
    case 'b':
      g_string_append (out, months[date->month - 1]);
      break;
    case 'Y':
      g_string_append_printf (out, "%04d", date->year);
      break;
    case 'y':
      g_string_append_printf (out, "%02d", date->year % 100);
      break;
    case 't':
    case 'm':
      append_time (out, date, part == 't');
      break;
    case 'z':
      append_zone (out, date);
      break;
    case 'Z':
      g_string_append (out, date->zone_name);
      break;
    default:
      g_string_append_c (out, part);
    }
}

/**
 * galley_date_format:
 * @date: a valid date
 *
 * Writes a date in the form it was read in. What that form cannot say, such as a time of day that
 * was added, makes it the numeric one.
 *
 * Returns: (transfer full): the text
 */
char *
galley_date_format (const GalleyDate *date)
{
  GString *out = g_string_new (NULL);
  const char *form = forms[date->form];

  if (form != NULL && date->has_time == (strpbrk (form, "tm") != NULL)
      && date->has_zone == (strchr (form, 'z') != NULL))
    {
      for (; *form != '\0'; form++)
        append_part (out, *form, date);
      return g_string_free_and_steal (out);
    }

  g_string_append_printf (out, "%04d-%02d-%02d", date->year, date->month, date->day);
  if (date->has_time)
    {
      g_string_append_c (out, date->separator != '\0' ? date->separator : 'T');
      append_time (out, date, TRUE);
      if (date->has_zone)
        append_zone (out, date);
      /* The name is only told of a zone that is still the one it was. */
      if (date->has_zone && date->zone_name[0] != '\0' && date->form == 0)
        g_string_append_printf (out, " %s", date->zone_name);
    }

  return g_string_free_and_steal (out);
}

/**
 * galley_date_to_date_time:
 * @date: a valid date
 * @zone: (nullable): the site's time zone, for a date without one; %NULL for UTC
 *
 * Returns: (transfer full) (nullable): the moment that is meant
 */
GDateTime *
galley_date_to_date_time (const GalleyDate *date, GTimeZone *zone)
{
  g_autoptr (GTimeZone) own = NULL;

  if (date->has_zone)
    own = g_time_zone_new_offset (date->utc_offset);
  else if (zone == NULL)
    own = g_time_zone_new_utc ();

  return g_date_time_new (own != NULL ? own : zone, date->year, date->month, date->day, date->hour,
                          date->minute, date->second + date->nanosecond / 1e9);
}
