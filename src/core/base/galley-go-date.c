/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-go-date.h"

#include <string.h>

/* Go's names are English, whatever the language of the program. */
static const char *const months[] = {
  "January", "February", "March",     "April",   "May",      "June",
  "July",    "August",   "September", "October", "November", "December",
};
static const char *const weekdays[] = {
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
};

#define NAME_SHORT 3

/* Longer ones first. GLib has no names of a language for these. */
static const struct
{
  const char *part;
  const char *format;
} parts[] = {
  { "Z07:00", "%:z" }, { "-07:00", "%:z" }, { "Z0700", "%z" }, { "-0700", "%z" }, { "002", "%j" },
  { "01", "%m" },      { "02", "%d" },      { "03", "%I" },    { "04", "%M" },    { "05", "%S" },
  { "06", "%y" },      { "15", "%H" },      { "MST", "%Z" },
};

static gboolean
append_name (GString *out, const char **p, const char *name, const char *const *names, int number)
{
  if (g_str_has_prefix (*p, name))
    {
      g_string_append (out, names[number]);
      *p += strlen (name);
      return TRUE;
    }
  if (strncmp (*p, name, NAME_SHORT) == 0 && !g_ascii_islower ((*p)[NAME_SHORT]))
    {
      g_string_append_len (out, names[number], NAME_SHORT);
      *p += NAME_SHORT;
      return TRUE;
    }

  return FALSE;
}

static gboolean
append_number (GString *out, const char **p, GDateTime *date)
{
  int hour = g_date_time_get_hour (date) % 12;
  const struct
  {
    const char *part;
    int width;
    gboolean zeros;
    int number;
  } numbers[] = {
    { "2006", 4, TRUE, g_date_time_get_year (date) },
    { "_2", 2, FALSE, g_date_time_get_day_of_month (date) },
    { "1", 1, FALSE, g_date_time_get_month (date) },
    { "2", 1, FALSE, g_date_time_get_day_of_month (date) },
    { "3", 1, FALSE, hour == 0 ? 12 : hour },
    { "4", 1, FALSE, g_date_time_get_minute (date) },
    { "5", 1, FALSE, g_date_time_get_second (date) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_has_prefix (*p, numbers[i].part))
      {
        if (numbers[i].zeros)
          g_string_append_printf (out, "%0*d", numbers[i].width, numbers[i].number);
        else
          g_string_append_printf (out, "%*d", numbers[i].width, numbers[i].number);
        *p += strlen (numbers[i].part);
        return TRUE;
      }

  return FALSE;
}

static gboolean
append_part (GString *out, const char **p, GDateTime *date)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (*p, parts[i].part))
      {
        g_autofree char *text = g_date_time_format (date, parts[i].format);
        gboolean is_utc = **p == 'Z' && g_date_time_get_utc_offset (date) == 0;

        g_string_append (out, is_utc ? "Z" : text);
        *p += strlen (parts[i].part);
        return TRUE;
      }

  return FALSE;
}

/**
 * galley_go_date_format:
 * @date: a date
 * @layout: how it is to look, as Go has it: in the words of “Mon Jan 2 15:04:05 MST 2006”
 *
 * Returns: (transfer full): the text
 */
char *
galley_go_date_format (GDateTime *date, const char *layout)
{
  GString *out = g_string_new (NULL);

  for (const char *p = layout; *p != '\0';)
    {
      gboolean is_afternoon = g_date_time_get_hour (date) >= 12;

      if (append_name (out, &p, "January", months, g_date_time_get_month (date) - 1)
          || append_name (out, &p, "Monday", weekdays, g_date_time_get_day_of_week (date) - 1)
          || append_part (out, &p, date) || append_number (out, &p, date))
        continue;
      if (g_str_has_prefix (p, "PM") || g_str_has_prefix (p, "pm"))
        {
          g_string_append (out, *p == 'P'      ? is_afternoon ? "PM" : "AM"
                                : is_afternoon ? "pm"
                                               : "am");
          p += strlen ("PM");
          continue;
        }
      g_string_append_c (out, *p++);
    }

  return g_string_free_and_steal (out);
}
