/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-date.h"

#include "galley-date.h"

#include <string.h>

#define DATE_LENGTH (sizeof "2006-01-02" - 1)

/* Stand between a date and a name. */
#define GAP_SIGNS " -_"

static const char *const default_sources[] = { "date",    "publishdate", "pubdate", "published",
                                               "lastmod", "modified",    NULL };

/**
 * GalleyPageDate:
 *
 * Where a site takes the dates of its pages from.
 */
struct _GalleyPageDate
{
  GStrv sources;
  GTimeZone *zone;
};

static GStrv
read_sources (const GalleyValue *value)
{
  g_autoptr (GStrvBuilder) sources = g_strv_builder_new ();
  guint n = value != NULL && value->kind == GALLEY_VALUE_LIST ? value->items->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *source = galley_value_get_string (g_ptr_array_index (value->items, i));

      if (source != NULL && g_ascii_strcasecmp (source, ":default") != 0)
        g_strv_builder_take (sources, g_ascii_strdown (source, -1));
      else if (source != NULL)
        g_strv_builder_addv (sources, (const char **) default_sources);
    }
  if (n == 0)
    g_strv_builder_addv (sources, (const char **) default_sources);

  return g_strv_builder_end (sources);
}

/**
 * galley_page_date_new:
 * @tree: the settings of a site, which are not needed afterwards
 *
 * Returns: (transfer full): where it takes dates from
 */
GalleyPageDate *
galley_page_date_new (const GalleySiteTree *tree)
{
  GalleyPageDate *self = g_new0 (GalleyPageDate, 1);
  const char *zone = galley_value_get_string (galley_site_tree_lookup (tree, "timeZone"));

  self->sources = read_sources (galley_site_tree_lookup (tree, "frontmatter.date"));
  self->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;

  return self;
}

void
galley_page_date_free (GalleyPageDate *self)
{
  g_strfreev (self->sources);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static GDateTime *
parse (const GalleyPageDate *self, const char *text)
{
  GalleyDate date;

  return text != NULL && galley_date_parse (text, &date)
           ? galley_date_to_date_time (&date, self->zone)
           : NULL;
}

static GDateTime *
parse_name (const GalleyPageDate *self, const char *name, char **slug)
{
  g_autofree char *text = g_strndup (name, DATE_LENGTH);
  GDateTime *date = strlen (text) == DATE_LENGTH ? parse (self, text) : NULL;
  const char *end = name + strlen (name);

  if (date == NULL)
    return NULL;

  name += DATE_LENGTH + strspn (name + DATE_LENGTH, GAP_SIGNS);
  while (end > name && strchr (GAP_SIGNS, end[-1]) != NULL)
    end--;
  *slug = g_strndup (name, end - name);

  return date;
}

/**
 * galley_page_date_find:
 * @self: where a site takes dates from
 * @front_matter: the front matter of a page
 * @name: what its file is called, without ending, or its folder
 * @date: (out) (transfer full) (nullable): its date; %NULL when it has none
 * @slug: (out) (transfer full) (nullable): a part of @name that is its slug if it has no other
 *
 * Returns: whether that can be told from front matter and name
 */
gboolean
galley_page_date_find (const GalleyPageDate *self,
                       const GalleyFrontMatter *front_matter,
                       const char *name,
                       GDateTime **date,
                       char **slug)
{
  *date = NULL;
  *slug = NULL;

  for (guint i = 0; self->sources[i] != NULL && *date == NULL; i++)
    if (g_str_equal (self->sources[i], ":filename"))
      *date = parse_name (self, name, slug);
    else if (*self->sources[i] == ':')
      return FALSE;
    else
      *date = parse (self, galley_front_matter_get_string (front_matter, self->sources[i]));

  return TRUE;
}
