/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* memmem() looks at each byte for so short a needle; memchr() at many at once. For needles whose
 * first byte is rare. */
static inline const char *
galley_bytes_find (const char *p, const char *end, const char *needle)
{
  gsize length = strlen (needle);

  while (p < end && (gsize) (end - p) >= length
         && (p = memchr (p, *needle, end - p - length + 1)) != NULL)
    {
      if (memcmp (p, needle, length) == 0)
        return p;
      p++;
    }

  return NULL;
}

/* Whether backslashes in @text escape what stands at @p. */
static inline gboolean
galley_bytes_is_escaped (const char *text, const char *p)
{
  const char *start = p;

  while (start > text && start[-1] == '\\')
    start--;

  return (p - start) % 2 == 1;
}

G_END_DECLS
