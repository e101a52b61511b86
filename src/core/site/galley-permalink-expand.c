/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-permalinks.h"

#include "galley-go-date.h"

#include <stdlib.h>
#include <string.h>

#define WORD_SIGNS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_"

typedef struct
{
  const GalleyPermalinkPage *page;
  const GalleyUrlText *style;
  GString *out;
} Expander;

static gboolean
append_text (Expander *self, const char *text)
{
  g_autofree char *part = galley_url_text_dup (self->style, text);

  g_string_append (self->out, part);
  return TRUE;
}

/* A title is one part of an address. To a section without one Hugo gives the plural of its name,
 * by the rules of English. */
static gboolean
append_title (Expander *self)
{
  const char *title = self->page->title;
  g_autofree char *part = g_strdelimit (g_strdup (title != NULL ? title : ""), "/\\", '-');

  return (title != NULL || !self->page->is_section) && append_text (self, part);
}

static gboolean
append_slug (Expander *self, const char *other)
{
  const char *slug = self->page->slug;

  if (slug == NULL && other == NULL)
    return append_title (self);

  return append_text (self, slug != NULL ? slug : other);
}

/* A place in a list as a slice names it; below zero when there is none. */
static int
read_place (const char *text, gsize length, int n, gboolean is_low)
{
  g_autofree char *number = g_strndup (text, length);
  int place;

  if (length == 0)
    return is_low ? 0 : n;
  if (g_ascii_strcasecmp (number, "last") == 0)
    return n - 1;

  place = MAX (atoi (number), 0);
  return place < n ? place : is_low ? -1 : n;
}

/* The names that `[2]`, `[1:]` or nothing leaves, as one path. */
static gboolean
append_slice (Expander *self, GStrv names, const char *slice, gsize length)
{
  int n = names != NULL ? (int) g_strv_length (names) : 0;
  const char *low = slice + 1;
  const char *colon = length > 0 ? memchr (low, ':', length - 2) : NULL;
  int start = 0;
  int end = n;

  if (names == NULL)
    return FALSE;
  if (length > 0)
    {
      const char *close = slice + length - 1;

      start = read_place (low, (colon != NULL ? colon : close) - low, n, TRUE);
      end = colon != NULL ? read_place (colon + 1, close - colon - 1, n, FALSE) : start + 1;
    }

  for (int i = start; i >= 0 && i < MIN (end, n); i++)
    g_string_append_printf (self->out, i > start ? "/%s" : "%s", names[i]);
  return TRUE;
}

/* Hugo takes a word for a date's that would make a difference to this one. */
static gboolean
is_date_layout (const char *word)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2019, 11, 9, 23, 1, 42);
  g_autofree char *text = galley_go_date_format (date, word);

  return !g_str_equal (text, word);
}

static gboolean
append_date (Expander *self, const char *word)
{
  static const char *const layouts[][2] = {
    { "month", "01" },
    { "monthname", "January" },
    { "day", "02" },
    { "weekdayname", "Monday" },
  };
  GDateTime *date = self->page->date;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_str_equal (word, layouts[i][0]) && date != NULL)
      text = galley_go_date_format (date, layouts[i][1]);

  if (date == NULL)
    return FALSE;
  if (g_str_equal (word, "year"))
    g_string_append_printf (self->out, "%d", g_date_time_get_year (date));
  else if (g_str_equal (word, "weekday"))
    g_string_append_printf (self->out, "%d", g_date_time_get_day_of_week (date) % 7);
  else if (g_str_equal (word, "yearday"))
    g_string_append_printf (self->out, "%d", g_date_time_get_day_of_year (date));
  else if (text == NULL && is_date_layout (word))
    text = galley_go_date_format (date, word);
  else if (text == NULL)
    return FALSE;

  if (text != NULL)
    g_string_append (self->out, text);
  return TRUE;
}

static gboolean
append_word (Expander *self, const char *word, const char *slice, gsize slice_length)
{
  const GalleyPermalinkPage *page = self->page;
  const char *file_name = page->is_section ? "" : page->name;

  if (g_str_equal (word, "sections"))
    return append_slice (self, page->sections, slice, slice_length);
  if (g_str_equal (word, "sectionslugs"))
    return append_slice (self, page->section_slugs, slice, slice_length);
  if (slice_length > 0)
    return FALSE;

  if (g_str_equal (word, "section"))
    return append_slice (self, page->sections, "[0]", strlen ("[0]"));
  if (g_str_equal (word, "sectionslug"))
    return append_slice (self, page->section_slugs, "[0]", strlen ("[0]"));
  if (g_str_equal (word, "title"))
    return append_title (self);
  if (g_str_equal (word, "slug"))
    return append_slug (self, NULL);
  if (g_str_equal (word, "filename"))
    return append_text (self, file_name);
  if (g_str_equal (word, "slugorfilename"))
    return append_slug (self, file_name);
  if (g_str_equal (word, "contentbasename"))
    return append_text (self, page->name);
  if (g_str_equal (word, "slugorcontentbasename"))
    return append_slug (self, page->name);

  return append_date (self, word);
}

/* How long what stands in brackets is, with them. */
static gsize
measure_slice (const char *p)
{
  const char *close = *p == '[' && p[1] != '\0' ? strchr (p + 2, ']') : NULL;

  return close != NULL ? close + 1 - p : 0;
}

/**
 * galley_permalink_expand:
 * @pattern: a pattern such as `/:year/:slug/`
 * @page: a page
 * @style: how the site makes addresses of texts
 *
 * Returns: (transfer full) (nullable): the path of the page, with signs that addresses do not have;
 *   %NULL when the pattern asks for what is not known
 */
char *
galley_permalink_expand (const char *pattern,
                         const GalleyPermalinkPage *page,
                         const GalleyUrlText *style)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Expander self = { page, style, out };

  for (const char *p = pattern; *p != '\0';)
    {
      gsize length = *p == ':' ? strspn (p + 1, WORD_SIGNS) : 0;
      g_autofree char *word = g_strndup (p + (length > 0), length);
      gsize slice = length > 0 ? measure_slice (p + 1 + length) : 0;

      if (length == 0)
        {
          p += *p == '\\' && p[1] == ':';
          g_string_append_c (out, *p++);
        }
      else if (append_word (&self, word, p + 1 + length, slice))
        {
          p += 1 + length + slice;
        }
      else
        {
          return NULL;
        }
    }

  return galley_url_text_unescape (out->str);
}
