/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-text-format.h"

#include <string.h>

/* What is text in an encoding is read back from it the same, or is refused. */
static void
try_encode (const char *text, gsize length, const char *charset)
{
  GalleyTextFormat format = { (char *) charset, TRUE, "\n" };
  g_autoptr (GBytes) bytes = galley_text_encode (text, length, &format, NULL);
  g_autoptr (GalleyTextFormat) found = NULL;
  g_autofree char *again = NULL;
  gsize again_length;

  if (bytes == NULL)
    return;

  again = galley_text_decode (bytes, &again_length, &found, NULL);
  if (again == NULL)
    return;

  g_assert_cmpmem (again, again_length, text, length);
}

/* The input is a file: what can be read is written back the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GalleyTextFormat) format = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = galley_text_decode (bytes, &length, &format, &error);

  if (text == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  g_assert_true (g_utf8_validate_len (text, length, NULL));
  again = galley_text_encode (text, length, format, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));

  try_encode (text, length, NULL);
  try_encode (text, length, "UTF-16LE");
  try_encode (text, length, "UTF-32BE");
  try_encode (text, length, "GB18030");

  return 0;
}
