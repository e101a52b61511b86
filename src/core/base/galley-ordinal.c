/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-ordinal.h"

#include "galley-line.h"

#include <string.h>

/* More digits than this are a date, an id or a phone number. */
#define DIGITS_MAX 6

static const char *const numerals[] = { "零", "一", "二", "三", "四", "五",
                                        "六", "七", "八", "九", "十" };

#define NUMERAL_LENGTH 3
#define TEN 10

static gboolean
starts_with (const char *p, const char *end, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - p) >= length && memcmp (p, prefix, length) == 0;
}

/* The length of the first of @marks that @p starts with, 0 for none. */
static gsize
match_any (const char *p, const char *end, const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    if (starts_with (p, end, marks[i]))
      return strlen (marks[i]);

  return 0;
}

static int
get_numeral (const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (starts_with (p, end, numerals[i]))
      return (int) i;

  return -1;
}

/* 一 to 九十九. */
static gboolean
read_chinese (const char *text, const char *end, GalleyOrdinal *ordinal)
{
  const char *p = text;
  guint value = 0;
  guint unit = 0;
  int numeral = get_numeral (p, end);

  for (; numeral > 0; numeral = get_numeral (p, end))
    {
      if (numeral == TEN && value >= TEN)
        return FALSE;
      if (numeral == TEN)
        {
          value = MAX (unit, 1) * TEN;
          unit = 0;
        }
      else if (unit != 0)
        {
          return FALSE;
        }
      else
        {
          unit = (guint) numeral;
        }
      p += NUMERAL_LENGTH;
    }

  *ordinal = (GalleyOrdinal) { text, p, value + unit, TRUE, p };
  return p > text;
}

static gboolean
read_digits (const char *text, const char *end, GalleyOrdinal *ordinal)
{
  const char *p = text;
  guint value = 0;

  for (; p < end && g_ascii_isdigit (*p); p++)
    if (p - text < DIGITS_MAX)
      value = value * 10 + (guint) (*p - '0');

  *ordinal = (GalleyOrdinal) { text, p, value, FALSE, p };
  return p > text && p - text <= DIGITS_MAX;
}

/**
 * galley_ordinal_read_number:
 * @text: where a number starts
 * @end: where the text ends
 * @ordinal: (out caller-allocates): the number
 *
 * Reads a number, whatever is around it.
 *
 * Returns: whether there is one
 */
gboolean
galley_ordinal_read_number (const char *text, const char *end, GalleyOrdinal *ordinal)
{
  return read_digits (text, end, ordinal) || read_chinese (text, end, ordinal);
}

/* Tags such as the `<span>` around a number. */
static const char *
skip_tags (const char *p, const char *end)
{
  for (;;)
    {
      const char *close;

      p = galley_skip_blanks (p, end);
      if (p >= end || *p != '<')
        return p;
      close = memchr (p, '>', end - p);
      if (close == NULL)
        return p;
      p = close + 1;
    }
}

/* What makes a number at the start of a text a count, and not a part of what is said. */
static const char *
skip_mark (const char *p, const char *end, gboolean chinese)
{
  static const char *const tight[] = { "、", "．", "：", "）", ")", "]", "】", NULL };
  static const char *const loose[] = { "|", "｜", "·", "- ", "– ", "— ", NULL };
  static const char *const keycap[] = { "\xEF\xB8\x8F\xE2\x83\xA3", "\xE2\x83\xA3", NULL };
  gsize length = match_any (p, end, tight);

  if (length == 0 && !chinese)
    length = match_any (p, end, keycap);
  if (length > 0)
    return p + length;
  if (p < end && (*p == '.' || *p == ':') && (p + 1 == end || !g_ascii_isdigit (p[1])))
    return p + 1;

  p = galley_skip_blanks (p, end);
  length = match_any (p, end, loose);
  return length > 0 ? p + length : NULL;
}

/**
 * galley_ordinal_read:
 * @text: where the text of a heading or of a paragraph starts
 * @end: where it ends
 * @ordinal: (out caller-allocates): the number
 *
 * Reads the number that a text starts with: `1.`, `<span>1.</span>`, `一、`, `（二）`, `01 |`.
 *
 * Returns: whether there is one
 */
gboolean
galley_ordinal_read (const char *text, const char *end, GalleyOrdinal *ordinal)
{
  const char *p = skip_tags (text, end);

  if (starts_with (p, end, "（"))
    p += strlen ("（");
  else if (p < end && *p == '(')
    p++;

  if (!galley_ordinal_read_number (p, end, ordinal))
    return FALSE;
  p = skip_mark (ordinal->end, end, ordinal->chinese);
  if (p == NULL)
    return FALSE;

  /* The end of a tag belongs to the number, what opens behind it does not. */
  p = galley_skip_blanks (p, end);
  while (starts_with (p, end, "</") && memchr (p, '>', end - p) != NULL)
    p = galley_skip_blanks ((const char *) memchr (p, '>', end - p) + 1, end);
  ordinal->after = p;

  return TRUE;
}

static gboolean
is_word_before (const char *text, const char *p, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (p - text) < length || g_ascii_strncasecmp (p - length, word, length) != 0)
    return FALSE;

  return (gsize) (p - text) == length || !g_ascii_isalpha (*(p - length - 1));
}

/* How surely the number that starts at @p is that of an issue; 0 for not. */
static guint
judge_issue (const char *text, const char *end, const GalleyOrdinal *ordinal)
{
  static const char *const counters[] = { "期", "集", "卷", "号", "回", "周", "辑", NULL };
  static const char *const words[] = { "issue",  "no",      "no.",     "vol",  "vol.",
                                       "volume", "edition", "episode", "week", "number" };
  const char *before = ordinal->start;
  gboolean counted = match_any (galley_skip_blanks (ordinal->end, end), end, counters) > 0;

  while (before > text && (before[-1] == ' ' || before[-1] == '-' || before[-1] == '_'))
    before--;

  if (before - text >= 3 && memcmp (before - 3, "第", 3) == 0)
    return counted ? 5 : 2;
  if (ordinal->chinese)
    return 0;
  if (before > text && before[-1] == '#')
    return 4;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word_before (text, before, words[i]))
      return 4;
  if (counted && !(ordinal->value >= 1900 && ordinal->value <= 2100))
    return 3;
  if (ordinal->end - ordinal->start > 4 || (ordinal->value >= 1900 && ordinal->value <= 2100))
    return 0;
  /* A part of a version, a date or a name such as k8s. */
  if ((ordinal->start > text && strchr (".:/", ordinal->start[-1]) != NULL)
      || (ordinal->start > text && g_ascii_isalpha (ordinal->start[-1]))
      || (ordinal->end < end && (g_ascii_isalpha (*ordinal->end) || strchr (":/", *ordinal->end)))
      || (ordinal->end + 1 < end && *ordinal->end == '.' && g_ascii_isdigit (ordinal->end[1])))
    return 0;

  return 1;
}

/**
 * galley_ordinal_find_issue:
 * @text: a title, a description, a name of a file
 * @end: where it ends
 * @ordinal: (out caller-allocates): the number
 *
 * Finds the number of an issue in a text: 「第 2 期」, `Issue 42`, `#042`, `weekly-7`. Of several
 * the surest counts, of those alike the last.
 *
 * Returns: whether there is one
 */
gboolean
galley_ordinal_find_issue (const char *text, const char *end, GalleyOrdinal *ordinal)
{
  guint best = 0;

  for (const char *p = text; p < end;)
    {
      GalleyOrdinal candidate;
      guint score;

      if (!galley_ordinal_read_number (p, end, &candidate))
        {
          p = candidate.end > p ? candidate.end : g_utf8_next_char (p);
          continue;
        }
      score = judge_issue (text, end, &candidate);
      if (score > 0 && score >= best)
        {
          best = score;
          *ordinal = candidate;
        }
      p = candidate.end;
    }

  return best > 0;
}

/**
 * galley_ordinal_find_value:
 * @text: a text
 * @end: where it ends
 * @value: the number of an issue
 * @sureness: %GALLEY_ORDINAL_MAYBE or %GALLEY_ORDINAL_SURE
 * @ordinal: (out caller-allocates): the number
 *
 * Finds where the number of an issue stands next in a text.
 *
 * Returns: whether it does
 */
gboolean
galley_ordinal_find_value (const char *text,
                           const char *end,
                           guint value,
                           guint sureness,
                           GalleyOrdinal *ordinal)
{
  for (const char *p = text; p < end;)
    {
      if (!galley_ordinal_read_number (p, end, ordinal))
        {
          p = ordinal->end > p ? ordinal->end : g_utf8_next_char (p);
          continue;
        }
      if (ordinal->value == value && judge_issue (text, end, ordinal) >= sureness)
        return TRUE;
      p = ordinal->end;
    }

  return FALSE;
}

static char *
write_chinese (guint value)
{
  GString *text = g_string_new (NULL);

  if (value >= 2 * TEN)
    g_string_append (text, numerals[value / TEN]);
  if (value >= TEN)
    g_string_append (text, numerals[TEN]);
  if (value % TEN > 0 || value == 0)
    g_string_append (text, numerals[value % TEN]);

  return g_string_free_and_steal (text);
}

/**
 * galley_ordinal_write:
 * @like: a number
 * @value: another value
 *
 * Writes a value the way a number is written: in Chinese, or with as many leading zeros.
 *
 * Returns: (transfer full): its digits
 */
char *
galley_ordinal_write (const GalleyOrdinal *like, guint value)
{
  if (like->chinese && value < 10 * TEN)
    return write_chinese (value);
  if (!like->chinese && *like->start == '0')
    return g_strdup_printf ("%0*u", (int) (like->end - like->start), value);

  return g_strdup_printf ("%u", value);
}
