/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-code-options.h"
#include "galley-image-name.h"
#include "galley-image-scan.h"
#include "galley-link-find.h"
#include "galley-link-scan.h"

#include <string.h>

/* A line has the link that it is asked for wherever it is asked about: never more than the line. */
static void
check_find (const char *text, size_t size)
{
  size_t step = MAX (1, size / 64);

  for (size_t offset = 0; offset <= size; offset += step)
    {
      g_autofree char *link = galley_link_find (text, size, offset);

      if (link != NULL)
        g_assert_nonnull (memmem (text, size, link, strlen (link)));
    }
}

static void
check_options (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  galley_code_options_append (out, text);
  /* Attributes, of which nothing can break out. */
  g_assert_null (strpbrk (out->str, "<>&'"));
  for (const char *p = out->str; (p = strchr (p, '"')) != NULL; p++)
    {
      gsize length = strspn (p + 1, "0123456789- ");

      g_assert_cmpint (p[length + 1], ==, '"');
      p += length + 1;
    }
}

/* What pictures a text has, and what the next one would be called beside any of them. */
static void
check_images (const char *text, size_t size)
{
  g_autoptr (GPtrArray) images = galley_image_scan (text, size);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 2, 9, 5, 7);

  for (guint i = 0; i < images->len; i++)
    {
      const char *others[] = { g_ptr_array_index (images, i), NULL };
      g_autofree char *name = galley_image_name_propose (others, others[0], ".png", now, NULL);

      g_assert_cmpuint (strlen (others[0]), <=, size);
      if (strchr (others[0], '/') == NULL && g_utf8_validate (others[0], -1, NULL))
        g_assert_true (g_utf8_validate (name, -1, NULL));
    }
}

/* The input is HTML, a line of Markdown or the options of a code fence. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) links = NULL;

  size = strlen (text);
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  links = galley_link_scan (text);
  for (guint i = 0; i < links->len; i++)
    g_assert_cmpuint (strlen (g_ptr_array_index (links, i)), <=, size);
  check_find (text, size);
  check_options (text);
  check_images (text, size);

  return 0;
}
