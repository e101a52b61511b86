/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-entry-source.h"

#include "galley-web-page.h"

/* The input is a web page. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GalleyWebPage) info =
    galley_web_page_new (bytes, "text/html", "https://example.org/a/b?c");

  g_assert_true (info->title == NULL || g_utf8_validate (info->title, -1, NULL));
  g_assert_true (info->description == NULL || g_utf8_validate (info->description, -1, NULL));
  g_assert_true (info->image == NULL || g_utf8_validate (info->image, -1, NULL));

  return 0;
}
