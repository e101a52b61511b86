/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-diff.h"

#include <string.h>

/* The input is two texts with a NUL between them: the differences, all taken, make the one out of
 * the other. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *before = g_strndup ((const char *) data, size);
  gsize length = strlen (before);
  g_autofree char *after =
    length < size ? g_strndup ((const char *) data + length + 1, size - length - 1) : g_strdup ("");
  g_autoptr (GArray) hunks = galley_diff_lines (before, length, after, strlen (after));
  g_autoptr (GArray) edits = galley_diff_get_edits (hunks, before, after, NULL);
  g_autofree char *result = galley_edit_list_apply (edits, before, length, NULL);

  g_assert_cmpstr (result, ==, after);

  return 0;
}
