/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-head.h"

#include "galley-html.h"

#include <string.h>

static void
append_element (GString *out, const char *name, const char *class_name, const char *text)
{
  if (text == NULL)
    return;

  g_string_append_printf (out, "<%s class=\"%s\">", name, class_name);
  galley_html_append_text (out, text, -1);
  g_string_append_printf (out, "</%s>\n", name);
}

static gboolean
is_time (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == ':'
         && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]);
}

/* A date is written for programs; people read the day, and the time when there is one. */
static char *
dup_date (const GalleyFrontMatter *front_matter)
{
  const char *text = galley_front_matter_get_string (front_matter, "date");
  gsize length;

  if (text == NULL)
    return NULL;

  length = strspn (text, "0123456789-");
  if (length == 10 && (text[10] == 'T' || text[10] == ' ') && is_time (text + 11))
    return g_strdup_printf ("%.10s %.5s", text, text + 11);

  return g_strdup (text);
}

static void
append_meta (GString *out, const GalleyFrontMatter *front_matter)
{
  g_autofree char *date = dup_date (front_matter);
  g_auto (GStrv) authors = galley_front_matter_dup_strings (front_matter, "authors");
  g_auto (GStrv) author = galley_front_matter_dup_strings (front_matter, "author");
  g_autofree char *names = g_strjoinv (", ", *authors != NULL ? authors : author);

  if (date == NULL && *names == '\0')
    return;

  g_string_append (out, "<p class=\"galley-meta\">");
  append_element (out, "time", "galley-date", date);
  append_element (out, "span", "galley-author", *names != '\0' ? names : NULL);
  g_string_append (out, "</p>\n");
}

static void
append_tags (GString *out, const GalleyFrontMatter *front_matter)
{
  g_auto (GStrv) tags = galley_front_matter_dup_strings (front_matter, "tags");

  if (*tags == NULL)
    return;

  g_string_append (out, "<ul class=\"galley-tags\">");
  for (guint i = 0; tags[i] != NULL; i++)
    append_element (out, "li", "galley-tag", tags[i]);
  g_string_append (out, "</ul>\n");
}

/**
 * galley_page_head_dup_title:
 * @front_matter: the front matter of an issue
 *
 * Makes the head of the page: cover image, title, subtitle, date, author and tags.
 *
 * Returns: (transfer full): its HTML, empty when the front matter has none of these
 */
char *
galley_page_head_dup_title (const GalleyFrontMatter *front_matter)
{
  GString *out = g_string_new (NULL);
  const char *cover = galley_front_matter_get_cover (front_matter);
  const char *subtitle = galley_front_matter_get_string (front_matter, "subtitle");

  if (cover != NULL)
    {
      g_string_append (out, "<img class=\"galley-cover\" alt=\"\" src=\"");
      galley_html_append_url (out, cover);
      g_string_append (out, "\">\n");
    }
  append_element (out, "h1", "galley-title",
                  galley_front_matter_get_string (front_matter, "title"));
  append_element (out, "p", "galley-subtitle", subtitle);
  append_meta (out, front_matter);
  append_tags (out, front_matter);

  return g_string_free (out, FALSE);
}
