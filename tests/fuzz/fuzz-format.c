/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-format.h"

#include <string.h>

static gsize
choose_offset (const char *text, gsize length, guint8 choice)
{
  gsize offset = length * choice / 255;

  while (offset > 0 && ((guchar) text[offset] & 0xc0) == 0x80)
    offset--;

  return offset;
}

static GalleyFormatChange *
run_command (guint8 command, const char *text, gsize length, gsize start, gsize end)
{
  switch (command % 7)
    {
    case 0:
      return galley_format_newline (text, length, start, end, FALSE, command & 8 ? "\r\n" : NULL);
    case 1:
      return galley_format_indent (text, length, start, end);
    case 2:
      return galley_format_outdent (text, length, start, end);
    case 3:
      return galley_format_toggle_bold (text, length, start, end);
    case 4:
      return galley_format_toggle_italic (text, length, start, end);
    case 5:
      return galley_format_link (text, length, start, end);
    default:
      return galley_format_paste (text, length, start, end, "https://example.org/(a");
    }
}

/* The input: a command, the ends of the selection, a text. The changes lie in the text and leave
 * it UTF-8, with the selection in it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GalleyFormatChange) change = NULL;
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  gsize length, after_length;

  if (size < 3 || size > 4096)
    return 0;

  text = g_utf8_make_valid ((const char *) data + 3, size - 3);
  length = strlen (text);
  change = run_command (data[0], text, length, choose_offset (text, length, data[1]),
                        choose_offset (text, length, data[2]));
  if (change == NULL)
    return 0;

  after = galley_edit_list_apply (change->edits, text, length, &after_length);
  g_assert_true (g_utf8_validate_len (after, after_length, NULL));
  g_assert_cmpuint (change->selection_start, <=, change->selection_end);
  g_assert_cmpuint (change->selection_end, <=, after_length);
  g_assert_true (g_utf8_validate (after + change->selection_start, -1, NULL));
  g_assert_true (g_utf8_validate (after + change->selection_end, -1, NULL));

  return 0;
}
