/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyLine:
 * @start: where it starts
 * @end: where its line end is, or the text ends
 * @next: where the next one starts; @end in the last line, if it has no line end
 */
typedef struct
{
  const char *start;
  const char *end;
  const char *next;
} GalleyLine;

/* What a text is read with, byte by byte. A line ends at LF, CR LF or CR, as in CommonMark; blanks
 * are spaces and tabs. What starts at or after @end, or after @length, is not looked at. */

static inline gboolean
galley_is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static inline gboolean
galley_is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static inline const char *
galley_skip_blanks (const char *p, const char *end)
{
  while (p < end && galley_is_blank (*p))
    p++;

  return p;
}

/* The same with line ends. */
static inline const char *
galley_skip_space (const char *p, const char *end)
{
  while (p < end && (galley_is_blank (*p) || galley_is_line_end (*p)))
    p++;

  return p;
}

/* Where a text ends without the blanks at its end. */
static inline const char *
galley_trim_blanks (const char *start, const char *end)
{
  while (end > start && galley_is_blank (end[-1]))
    end--;

  return end;
}

static inline gboolean
galley_line_is_blank (const char *start, const char *end)
{
  return galley_skip_blanks (start, end) == end;
}

static inline const char *
galley_line_find_start (const char *text, const char *p)
{
  while (p > text && !galley_is_line_end (p[-1]))
    p--;

  return p;
}

static inline const char *
galley_line_find_end (const char *p, const char *end)
{
  while (p < end && !galley_is_line_end (*p))
    p++;

  return p;
}

/* Past the line end at @p, if there is one. */
static inline const char *
galley_line_skip_end (const char *p, const char *end)
{
  if (p < end && *p == '\r')
    p++;
  if (p < end && *p == '\n')
    p++;

  return p;
}

static inline const char *
galley_line_find_next (const char *p, const char *end)
{
  return galley_line_skip_end (galley_line_find_end (p, end), end);
}

static inline GalleyLine
galley_line_read (const char *start, const char *end)
{
  const char *line_end = galley_line_find_end (start, end);

  return (GalleyLine) { start, line_end, galley_line_skip_end (line_end, end) };
}

/* Whether the line ends with the byte at @p. */
static inline gboolean
galley_line_ends_with (const char *p, const char *end)
{
  return *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'));
}

static inline guint
galley_line_count_ends (const char *p, const char *end)
{
  guint n = 0;

  for (; p < end; p++)
    n += galley_line_ends_with (p, end);

  return n;
}

/* The same with places in bytes from the start of the text. */

static inline gsize
galley_skip_blanks_at (const char *text, gsize length, gsize offset)
{
  return galley_skip_blanks (text + offset, text + length) - text;
}

static inline gsize
galley_skip_space_at (const char *text, gsize length, gsize offset)
{
  return galley_skip_space (text + offset, text + length) - text;
}

static inline gsize
galley_line_start_at (const char *text, gsize offset)
{
  return galley_line_find_start (text, text + offset) - text;
}

static inline gsize
galley_line_end_at (const char *text, gsize length, gsize offset)
{
  return galley_line_find_end (text + offset, text + length) - text;
}

static inline gsize
galley_line_next_at (const char *text, gsize length, gsize offset)
{
  return galley_line_find_next (text + offset, text + length) - text;
}

/* The edges of the text count as white space, as they do in CommonMark. */
static inline gunichar
galley_char_before (const char *text, gsize offset)
{
  return offset > 0 ? g_utf8_get_char (g_utf8_prev_char (text + offset)) : ' ';
}

static inline gunichar
galley_char_at (const char *text, gsize length, gsize offset)
{
  return offset < length ? g_utf8_get_char (text + offset) : ' ';
}

static inline gboolean
galley_char_is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b;
}

/* As goldmark sees it: with the symbols. */
static inline gboolean
galley_char_is_punctuation (gunichar c)
{
  return c < 0x80 ? g_ascii_ispunct (c) : g_unichar_ispunct (c);
}

G_END_DECLS
