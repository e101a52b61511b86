/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-entry-paste.h"

#include <string.h>

#define LINK "https://example.org/a"

/* The input: where the link is put, in two bytes, and the text. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const GalleyEntryDraft draft = { .title = "T", .url = LINK };
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *result = NULL;
  GalleySpan span;
  gsize offset;

  if (size < 2 || size > 4096)
    return 0;

  valid = g_utf8_make_valid ((const char *) data + 2, (gssize) size - 2);
  text = g_string_new (valid);
  offset = (data[0] * 256u + data[1]) % (text->len + 1);
  while (offset > 0 && ((guchar) text->str[offset] & 0xc0) == 0x80)
    offset--;
  g_string_insert (text, (gssize) offset, LINK);

  change = galley_entry_paste (text->str, text->len, offset, strlen (LINK), &draft, NULL, NULL);
  if (change == NULL)
    return 0;
  result = galley_entry_paste_apply (change, text->str, text->len, &span);
  g_assert_true (g_utf8_validate (result, -1, NULL));
  g_assert_cmpuint (span.offset + span.length, <=, strlen (result));
  g_assert_nonnull (strstr (result, "[T](" LINK ")"));

  return 0;
}
