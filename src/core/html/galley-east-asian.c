/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-east-asian.h"

#define ZERO_WIDTH_SPACE 0x200B
#define IDEOGRAPHIC_SPACE 0x3000

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* Full, wide and half width as goldmark has them, where emoji are none of it. */
static const Range wide_ranges[] = {
  { 0x1100, 0x115F },   { 0x11A3, 0x11A7 },   { 0x11FA, 0x11FF },   { 0x20A9, 0x20A9 },
  { 0x2329, 0x232A },   { 0x2E80, 0x2E99 },   { 0x2E9B, 0x2EF3 },   { 0x2F00, 0x2FD5 },
  { 0x2FF0, 0x2FFB },   { 0x3000, 0x303E },   { 0x3041, 0x3096 },   { 0x3099, 0x30FF },
  { 0x3105, 0x312D },   { 0x3131, 0x318E },   { 0x3190, 0x31BA },   { 0x31C0, 0x31E3 },
  { 0x31F0, 0x321E },   { 0x3220, 0x3247 },   { 0x3250, 0x32FE },   { 0x3300, 0x4DBF },
  { 0x4E00, 0xA48C },   { 0xA490, 0xA4C6 },   { 0xA960, 0xA97C },   { 0xAC00, 0xD7A3 },
  { 0xD7B0, 0xD7C6 },   { 0xD7CB, 0xD7FB },   { 0xF900, 0xFAFF },   { 0xFE10, 0xFE19 },
  { 0xFE30, 0xFE52 },   { 0xFE54, 0xFE66 },   { 0xFE68, 0xFE6B },   { 0xFF01, 0xFFBE },
  { 0xFFC2, 0xFFC7 },   { 0xFFCA, 0xFFCF },   { 0xFFD2, 0xFFD7 },   { 0xFFDA, 0xFFDC },
  { 0xFFE0, 0xFFE6 },   { 0xFFE8, 0xFFEE },   { 0x1B000, 0x1B001 }, { 0x1F200, 0x1F202 },
  { 0x1F210, 0x1F23A }, { 0x1F240, 0x1F248 }, { 0x1F250, 0x1F251 }, { 0x20000, 0x2FFFD },
  { 0x30000, 0x3FFFD },
};

/* Blocks of characters beside which CSS discards a line end. */
static const Range discarding_ranges[] = {
  { 0x2E80, 0x2FDF },   { 0x2FF0, 0x30FF },   { 0x3130, 0x319F },   { 0x31C0, 0x31FF },
  { 0x3300, 0x4DBF },   { 0x4E00, 0xA4CF },   { 0xF900, 0xFAFF },   { 0xFE10, 0xFE1F },
  { 0xFE30, 0xFE6F },   { 0xFF00, 0xFFEF },   { 0x1B000, 0x1B16F }, { 0x20000, 0x2A6DF },
  { 0x2A700, 0x2EBEF }, { 0x2F800, 0x2FA1F }, { 0x30000, 0x3134F },
};

static gboolean
is_in (const Range *ranges, guint n_ranges, gunichar c)
{
  for (guint i = 0; i < n_ranges && ranges[i].first <= c; i++)
    if (c <= ranges[i].last)
      return TRUE;

  return FALSE;
}

static gboolean
is_hangul (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HANGUL;
}

static gboolean
is_east_asian (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA
         || script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL
         || g_unichar_type (c) == G_UNICODE_MODIFIER_LETTER || (c >= 0x3000 && c <= 0x303F);
}

static gboolean
is_punctuation (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type >= G_UNICODE_CONNECT_PUNCTUATION && type <= G_UNICODE_OPEN_PUNCTUATION;
}

static gboolean
discards (gunichar c)
{
  return c == IDEOGRAPHIC_SPACE || is_punctuation (c)
         || is_in (discarding_ranges, G_N_ELEMENTS (discarding_ranges), c);
}

static gboolean
keeps_by_css (gunichar before, gunichar after)
{
  if (before == ZERO_WIDTH_SPACE || after == ZERO_WIDTH_SPACE)
    return FALSE;
  if (is_in (wide_ranges, G_N_ELEMENTS (wide_ranges), before)
      && is_in (wide_ranges, G_N_ELEMENTS (wide_ranges), after))
    return is_hangul (before) || is_hangul (after);

  return !discards (before) && !discards (after);
}

/**
 * galley_east_asian_keeps_break:
 * @style: what the site says of line breaks
 * @before: the last character of a line
 * @after: the first character of the next line
 *
 * Returns: whether the line end between them is a blank on the page
 */
gboolean
galley_east_asian_keeps_break (GalleyLineBreaks style, gunichar before, gunichar after)
{
  switch (style)
    {
    case GALLEY_LINE_BREAKS_SIMPLE:
      return !is_east_asian (before) || !is_east_asian (after);
    case GALLEY_LINE_BREAKS_CSS3_DRAFT:
      return keeps_by_css (before, after);
    case GALLEY_LINE_BREAKS_ALL:
    default:
      return TRUE;
    }
}
