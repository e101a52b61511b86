/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-find.h"

#include "galley-line.h"

#include <string.h>

/* How far a line is looked at from where it is asked about; what is longer is no line of text. */
#define REACH 4000

typedef struct
{
  const char *text;
  gsize length;
} Line;

/* The destination that starts at @start: in angle brackets, in quotes, or up to a space or the
 * bracket that closes it. */
static gsize
get_destination_end (const Line *line, gsize *start)
{
  char open = *start < line->length ? line->text[*start] : '\0';
  char close = open == '<' ? '>' : open == '"' || open == '\'' ? open : '\0';
  guint depth = 0;
  gsize i;

  if (close != '\0')
    {
      for (i = ++*start; i < line->length && line->text[i] != close; i++)
        continue;
      return i;
    }

  for (i = *start; i < line->length && (guchar) line->text[i] > ' '; i++)
    if (line->text[i] == '(')
      depth++;
    else if (line->text[i] == '>' || (line->text[i] == ')' && depth-- == 0))
      break;

  return i;
}

static char *
take (const Line *line, gsize start, gsize end)
{
  return end > start ? g_strndup (line->text + start, end - start) : NULL;
}

/* The bracket that opens the text of the link whose text ends at @close. */
static gsize
find_open (const Line *line, gsize close)
{
  guint depth = 0;

  for (gsize i = close; i-- > 0;)
    if (line->text[i] == ']')
      depth++;
    else if (line->text[i] == '[' && depth-- == 0)
      return i;

  return close;
}

/* [text](destination "title"), ![text](destination): the innermost that @offset is in. */
static char *
find_inline (const Line *line, gsize offset)
{
  for (gsize i = 0; i + 1 < line->length; i++)
    {
      gsize start;
      gsize end;
      gsize close;
      gsize open;

      if (line->text[i] != ']' || line->text[i + 1] != '(')
        continue;
      start = galley_skip_blanks_at (line->text, line->length, i + 2);
      end = get_destination_end (line, &start);
      for (close = end; close < line->length && line->text[close] != ')'; close++)
        continue;
      if (offset > close)
        continue;
      open = find_open (line, i);
      if (offset >= open && open < i)
        return take (line, start, end);
      if (i >= offset && open > offset)
        return NULL;
    }

  return NULL;
}

/* [label]: destination */
static char *
find_definition (const Line *line)
{
  gsize i = galley_skip_blanks_at (line->text, line->length, 0);
  gsize start;

  if (i >= line->length || line->text[i] != '[')
    return NULL;
  while (i + 1 < line->length && !(line->text[i] == ']' && line->text[i + 1] == ':'))
    i++;
  if (i + 1 >= line->length)
    return NULL;

  start = galley_skip_blanks_at (line->text, line->length, i + 2);
  return take (line, start, get_destination_end (line, &start));
}

/* An address as it is, between angle brackets or in an attribute of HTML: all around @offset that
 * belongs to it. */
static char *
find_word (const Line *line, gsize offset)
{
  static const char *const starts[] = { "https://", "http://", "mailto:" };
  gsize start = offset;
  gsize end = offset;

  while (start > 0 && (guchar) line->text[start - 1] > ' '
         && strchr ("<>\"'()", line->text[start - 1]) == NULL)
    start--;
  while (end < line->length && (guchar) line->text[end] > ' '
         && strchr ("<>\"'()", line->text[end]) == NULL)
    end++;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const char *found = g_strstr_len (line->text + start, end - start, starts[i]);

      if (found != NULL && found <= line->text + offset)
        return take (line, found - line->text, end);
    }

  /* href="…" and src="…" */
  if (start > 5 && strchr ("\"'", line->text[start - 1]) != NULL
      && (g_ascii_strncasecmp (line->text + start - 5, "src=", 4) == 0
          || g_ascii_strncasecmp (line->text + start - 6, "href=", 5) == 0))
    return take (line, start, end);

  return NULL;
}

/**
 * galley_link_find:
 * @text: a line of Markdown, UTF-8
 * @length: its length in bytes
 * @offset: a place in it, in bytes
 *
 * Finds the link that a place of the source is in: one with its destination in brackets, the
 * definition of one, an address as it is, or one of an HTML tag.
 *
 * Returns: (transfer full) (nullable): its destination as it is written
 */
char *
galley_link_find (const char *text, gsize length, gsize offset)
{
  gsize from = offset > REACH ? offset - REACH : 0;
  Line line = { .text = text + from, .length = MIN (length - from, 2 * REACH) };
  char *found;

  if (offset > length)
    return NULL;

  offset -= from;
  found = find_inline (&line, offset);
  if (found == NULL)
    found = find_word (&line, offset);
  if (found == NULL && from == 0)
    found = find_definition (&line);

  return found;
}
