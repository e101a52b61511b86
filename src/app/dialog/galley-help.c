/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-help.h"

#include <gio/gio.h>
#include <string.h>

#define FOLDER "/io/github/galleyeditor/Galley/help/"

/* In the order in which they are listed and can be read. */
static const char *const pages[] = {
  "writing", "snippets", "front-matter", "publishing", "files", "shortcuts", NULL,
};

/**
 * galley_help_get_pages:
 *
 * Returns: (transfer none): the names of the pages of the manual, up to %NULL
 */
const char *const *
galley_help_get_pages (void)
{
  return pages;
}

/**
 * galley_help_find_page:
 * @page: the name of a page
 * @languages: the languages that are understood, the best first, as of g_get_language_names()
 *
 * Finds a page of the manual, in English if in no other language.
 *
 * Returns: (transfer full) (nullable): its Markdown, or %NULL if there is no such page
 */
GBytes *
galley_help_find_page (const char *page, const char *const *languages)
{
  g_autofree char *fallback = g_strconcat (FOLDER "C/", page, ".md", NULL);

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, languages[i], "/", page, ".md", NULL);
      GBytes *text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (text != NULL)
        return text;
    }

  return g_resources_lookup_data (fallback, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * galley_help_dup_title:
 * @text: the Markdown of a page
 *
 * Returns: (transfer full): the title of the page, its first line
 */
char *
galley_help_dup_title (GBytes *text)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  gsize start = 0;
  const char *end;

  while (start < size && (data[start] == '#' || data[start] == ' '))
    start++;
  end = memchr (data + start, '\n', size - start);

  return g_strndup (data + start, end != NULL ? (gsize) (end - data) - start : size - start);
}

/**
 * galley_help_find_target:
 * @destination: where a link of a page leads, such as “snippets.md”
 *
 * Returns: (transfer none) (nullable): the name of the page of the manual, or %NULL if the link
 *   leads elsewhere
 */
const char *
galley_help_find_target (const char *destination)
{
  for (gsize i = 0; pages[i] != NULL; i++)
    {
      gsize length = strlen (pages[i]);

      if (strncmp (destination, pages[i], length) == 0
          && (g_str_equal (destination + length, ".md")
              || g_str_has_prefix (destination + length, ".md#")))
        return pages[i];
    }

  return NULL;
}
