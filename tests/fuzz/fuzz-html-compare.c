/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-html-compare.h"
#include "galley-html-elements.h"
#include "galley-proof.h"

#include <string.h>

static void
check_pieces (const char *html, gsize length)
{
  g_autoptr (GArray) pieces = galley_html_elements_new (html, length);
  gsize reached = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyHtmlElement *piece = &g_array_index (pieces, GalleyHtmlElement, i);

      g_assert_cmpuint (piece->offset, >=, reached);
      g_assert_cmpuint (piece->length, >, 0);
      reached = piece->offset + piece->length;
      g_assert_cmpuint (reached, <=, length);
    }
}

/* The input is one page before a zero, another after it: a page is like itself, and places are in
 * the page. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *ours = g_strndup ((const char *) data, size);
  gsize length = strlen (ours);
  gsize start = MIN (length + 1, size);
  GalleyBlock block = { .html = ours, .start_line = 1, .end_line = 2 };
  g_autofree char *theirs = g_strndup ((const char *) data + start, size - start);
  g_autoptr (GPtrArray) none = galley_html_compare (&block, 1, ours, length);
  g_autoptr (GPtrArray) some = galley_html_compare (&block, 1, theirs, -1);

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < some->len; i++)
    {
      const GalleyHtmlDifference *difference = g_ptr_array_index (some, i);

      g_assert_true (g_utf8_validate (difference->ours, -1, NULL));
      g_assert_true (g_utf8_validate (difference->theirs, -1, NULL));
    }
  check_pieces (ours, length);
  check_pieces ((const char *) data, size);

  return 0;
}
