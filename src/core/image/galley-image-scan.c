/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-scan.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-image-name.h"

#include <string.h>

/* More say nothing new about how pictures are named. */
#define IMAGES_MAX 500
#define LOOKED_AT_MAX 5000
/* Of an address, in bytes. */
#define ADDRESS_MAX 2000

/* Keeps what is a picture of the site. */
static void
add_address (GPtrArray *images, const char *address, gsize length)
{
  g_autofree char *bare = g_strndup (address, length);
  g_autofree char *unescaped = NULL;
  const char *scheme;

  bare[strcspn (bare, "?#")] = '\0';
  scheme = g_uri_peek_scheme (bare);
  if (images->len >= IMAGES_MAX || scheme != NULL || g_str_has_prefix (bare, "//")
      || !galley_image_name_is_image (bare))
    return;

  unescaped = g_uri_unescape_string (bare, NULL);
  if (unescaped == NULL || !g_utf8_validate (unescaped, -1, NULL))
    unescaped = g_strdup (bare);
  g_ptr_array_add (images, g_steal_pointer (&unescaped));
}

/* What is between parentheses, or between angle brackets there; as far as it matters here. */
static void
add_destination (GPtrArray *images, const char *p, const char *end)
{
  const char *start;
  const char *stops = " \t\r\n)";

  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p < end && *p == '<')
    {
      stops = ">\r\n";
      p++;
    }
  start = p;
  while (p < end && p - start < ADDRESS_MAX && strchr (stops, *p) == NULL)
    p++;
  add_address (images, start, (gsize) (p - start));
}

/* The value of an attribute of HTML, or of a parameter of a shortcode. */
static void
add_attribute (GPtrArray *images, const char *p, const char *end)
{
  const char *start = p + 1;

  if (p >= end || (*p != '"' && *p != '\''))
    return;
  for (p = start; p < end && p - start < ADDRESS_MAX && *p != start[-1] && *p != '\n'; p++)
    ;
  add_address (images, start, (gsize) (p - start));
}

/**
 * galley_image_scan:
 * @text: the text of an issue
 * @length: its length in bytes
 *
 * Finds the pictures of the site that an issue shows: its cover, those of Markdown, of HTML and of
 * shortcodes. It does not tell code from text: this is for seeing how pictures are named, and not
 * for changing anything.
 *
 * Returns: (transfer full) (element-type utf8): their addresses without escapes, query and
 *   fragment, in the order of the text
 */
GPtrArray *
galley_image_scan (const char *text, gsize length)
{
  GPtrArray *images = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter = galley_front_matter_new (text, length, problems);
  const char *cover = galley_front_matter_get_cover (front_matter);
  const char *end = text + length;
  guint looked_at = 0;

  if (cover != NULL)
    add_address (images, cover, strlen (cover));

  for (const char *p = text + front_matter->body_offset; p < end && looked_at < LOOKED_AT_MAX; p++)
    if (*p == '!' && end - p > 1 && p[1] == '[')
      {
        p = memmem (p, (gsize) (end - p), "](", 2);
        if (p == NULL)
          break;
        add_destination (images, p + 2, end);
        looked_at++;
      }
    else if (*p == 's' && end - p > 4 && p > text && strchr (" \t\n", p[-1]) != NULL
             && strncmp (p, "src=", 4) == 0)
      {
        add_attribute (images, p + 4, end);
        looked_at++;
      }

  return images;
}
