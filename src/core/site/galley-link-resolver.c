/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-resolver.h"

#include <string.h>

/**
 * galley_link_resolver_dup_url:
 * @self: what links are resolved with
 * @destination: the destination of a link
 *
 * Does what Hugo's own render hook for links does: a place on the page gets the address of the
 * page, and what names a page becomes where that page will be.
 *
 * Returns: (transfer full) (nullable): the new destination, %NULL when it stays
 */
char *
galley_link_resolver_dup_url (const GalleyLinkResolver *self, const char *destination)
{
  const char *end = destination + strcspn (destination, "?#");
  const char *start = destination;
  g_autofree char *scheme = g_uri_parse_scheme (destination);
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;

  if (g_str_equal (destination, "#"))
    return g_strdup ("");
  if (*destination == '#')
    return self->own_url != NULL ? g_strconcat (self->own_url, destination, NULL) : NULL;
  if (scheme != NULL || *destination == '\0')
    return NULL;

  /* Of an address without a scheme Hugo looks at the path alone. */
  if (g_str_has_prefix (start, "//"))
    start += 2 + strcspn (start + 2, "/?#");
  if (g_str_has_prefix (start, "./"))
    start += strlen ("./");
  path = g_strndup (start, MAX (end - start, 0));
  url = galley_site_pages_dup_linked_url (self->pages, path, self->path);

  return url != NULL ? g_strconcat (url, end, NULL) : NULL;
}
