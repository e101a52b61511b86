/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-stand-in-signs.h"

#include "galley-bytes.h"
#include "galley-node.h"

#include <string.h>

/* Longer runs of backticks are no marks of code to cmark-gfm. */
#define TICKS_MAX 80

/* As many digits has the number of an entity in CommonMark. */
#define NUMBER_MAX 7

static const char *
find_line_start (const char *text, const char *p)
{
  const char *end = memrchr (text, '\n', p - text);

  return end != NULL ? end + 1 : text;
}

/* What may stand before the text of a line: quotes, items and blanks. */
static gboolean
is_prefix (char c)
{
  return g_ascii_isdigit (c) || strchr (" \t>*+-.)", c) != NULL;
}

/* Whether items are numbered from here, or have been before. */
static gboolean
may_be_number (const char *text, const char *digits, const char *sign)
{
  const char *p = digits;

  if (digits == sign || sign - digits > 9)
    return FALSE;
  if (sign - digits == 1 && *digits == '1')
    return TRUE;

  while (p > text && p[-1] != '\n')
    p--;
  if (p == text)
    return TRUE;
  for (p = find_line_start (text, p - 1); *p == ' ' || *p == '\t' || *p == '>';)
    p++;
  return *p == '\n' || *p == '\r' || g_ascii_isdigit (*p);
}

/**
 * galley_stand_in_is_box:
 * @text: a text
 * @end: its end
 * @bracket: a “[” in it
 *
 * In goldmark the box of a task is one though a link might begin there: `- [x](address)`.
 *
 * Returns: whether it is such a box
 */
gboolean
galley_stand_in_is_box (const char *text, const char *end, const char *bracket)
{
  const char *p = bracket;
  const char *sign;

  if (end - bracket < 4 || bracket[1] == '\0' || strchr (" \txX", bracket[1]) == NULL
      || bracket[2] != ']' || (bracket[3] != '(' && bracket[3] != '['))
    return FALSE;

  while (p > text && (p[-1] == ' ' || p[-1] == '\t'))
    p--;
  if (p == bracket || p == text)
    return FALSE;

  sign = --p;
  if (*sign == '.' || *sign == ')')
    {
      while (p > text && g_ascii_isdigit (p[-1]))
        p--;
      if (!may_be_number (text, p, sign))
        return FALSE;
    }
  else if (strchr ("-*+", *sign) == NULL)
    return FALSE;
  if (p > text && strchr (" \t\n\r>", p[-1]) == NULL)
    return FALSE;

  while (p > text && p[-1] != '\n' && is_prefix (p[-1]))
    p--;
  return p == text || p[-1] == '\n';
}

/* Behind a backslash the first one is no part of an opening mark, but one of a closing mark. */
typedef struct
{
  gsize start;
  gsize length;
  gboolean is_escaped;
} Run;

/* A run that begins a line may be a fence, if no other is in the line. */
static gboolean
may_be_fence (const char *text, const GArray *runs, guint i)
{
  const Run *run = &g_array_index (runs, Run, i);
  const char *p = text + run->start;

  if (run->length < 3
      || (i + 1 < runs->len
          && memchr (p, '\n', g_array_index (runs, Run, i + 1).start - run->start) == NULL))
    return FALSE;

  while (p > text && is_prefix (p[-1]))
    p--;

  return p == text || p[-1] == '\n';
}

static guint
find_end (const GArray *runs, guint i, gsize length)
{
  while (g_array_index (runs, Run, i).length != length)
    i++;

  return i;
}

/* Of the runs of lines without a blank one among them, takes those that are not followed by another
 * of the same length, and that no code is around. */
static void
take_lone (const char *text, GArray *runs, GArray *lone)
{
  guint last[TICKS_MAX + 1] = { 0 };

  for (guint i = 0; i < runs->len; i++)
    last[MIN (g_array_index (runs, Run, i).length, TICKS_MAX)] = i;

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      gsize start = run->start + run->is_escaped;
      gsize length = run->length - run->is_escaped;

      if (length == 0 || length >= TICKS_MAX)
        continue;
      if (last[length] > i)
        i = find_end (runs, i + 1, length);
      else if (i + 1 < runs->len && !may_be_fence (text, runs, i))
        {
          g_array_append_val (lone, start);
          g_array_append_val (lone, length);
        }
    }
  g_array_set_size (runs, 0);
}

static gboolean
has_blank_line (const char *p, const char *end)
{
  while ((p = memchr (p, '\n', end - p)) != NULL)
    {
      p++;
      while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
      if (p < end && *p == '\n')
        return TRUE;
    }

  return FALSE;
}

/**
 * galley_stand_in_find_lone_ticks:
 * @text: a text
 * @end: its end
 *
 * Finds runs of backticks that mark no code, since the paragraph has no other of their length.
 * After one cmark-gfm takes the end of the next code for the last of the paragraph.
 *
 * Returns: (transfer full) (element-type gsize): where they are and how long, in turn, in bytes
 */
GArray *
galley_stand_in_find_lone_ticks (const char *text, const char *end)
{
  GArray *lone = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  const char *p = text;

  for (const char *next; (next = memchr (p, '`', end - p)) != NULL;)
    {
      Run run = { .start = next - text, .is_escaped = galley_bytes_is_escaped (text, next) };

      if (runs->len > 0 && has_blank_line (p, next))
        take_lone (text, runs, lone);
      for (p = next; p < end && *p == '`';)
        p++;
      run.length = p - next;
      g_array_append_val (runs, run);
    }
  take_lone (text, runs, lone);

  return lone;
}

/* The number of an entity at @p, 0 for none. */
static guint64
read_number (const char *p, const char *end)
{
  gboolean is_hex = end - p > 2 && (p[2] == 'x' || p[2] == 'X');
  const char *digits;
  guint64 number = 0;

  if (end - p <= 2 || p[1] != '#')
    return 0;

  digits = p + strlen ("&#") + is_hex;
  for (p = digits; p < end && p - digits < NUMBER_MAX && g_ascii_isxdigit (*p); p++)
    {
      if (!is_hex && !g_ascii_isdigit (*p))
        return 0;
      number = number * (is_hex ? 16 : 10) + g_ascii_xdigit_value (*p);
    }

  return p < end && *p == ';' ? number : 0;
}

/**
 * galley_stand_in_read_sign:
 * @p: a place in a text
 * @end: the end of the text
 *
 * Returns: the sign that an entity at @p stands for, when the typographer could take it for its
 * own;
 *   `\\0` for none
 */
char
galley_stand_in_read_sign (const char *p, const char *end)
{
  static const struct
  {
    const char *entity;
    char sign;
  } names[] = { { "&quot;", '"' }, { "&apos;", '\'' }, { "&gt;", '>' }, { "&period;", '.' } };
  guint64 number = read_number (p, end);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((gsize) (end - p) >= strlen (names[i].entity)
        && memcmp (p, names[i].entity, strlen (names[i].entity)) == 0)
      return names[i].sign;

  return number > 0 && number < 0x80 && strchr (GALLEY_MARKDOWN_KEPT_ESCAPES, (int) number) != NULL
           ? (char) number
           : '\0';
}
