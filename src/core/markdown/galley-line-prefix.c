/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-prefix.h"

#include "galley-line.h"

#include <string.h>

/* The column after a stretch of the line, with tab stops every four columns. */
static guint
advance_column (const char *text, gsize offset, gsize end, guint column)
{
  for (; offset < end; offset++)
    column = text[offset] == '\t' ? (column / 4 + 1) * 4 : column + 1;

  return column;
}

/* A line of three or more of the same sign is a rule across the page and no list. */
static gboolean
is_thematic_break (const char *text, gsize offset, gsize end)
{
  char sign = text[offset];
  guint n = 0;

  for (; offset < end; offset++)
    {
      if (text[offset] == sign)
        n++;
      else if (!galley_is_blank (text[offset]))
        return FALSE;
    }

  return n >= 3;
}

/* The end of the list mark at an offset, or the offset itself if there is none. */
static gsize
skip_list_mark (GalleyLinePrefix *self, const char *text, gsize offset, gsize end)
{
  gsize p = offset;
  guint number = 0;
  char kind;

  if (p < end && (text[p] == '-' || text[p] == '*' || text[p] == '+'))
    {
      if (is_thematic_break (text, p, end))
        return offset;
      kind = text[p++];
    }
  else
    {
      while (p < end && p - offset < 9 && g_ascii_isdigit (text[p]))
        number = number * 10 + g_ascii_digit_value (text[p++]);
      if (p == offset || p == end || (text[p] != '.' && text[p] != ')'))
        return offset;
      kind = text[p++];
    }

  if (p == end || !galley_is_blank (text[p]))
    return offset;

  self->kind = kind;
  self->mark = offset;
  self->number = number;
  self->digits = kind == '.' || kind == ')' ? p - offset - 1 : 0;
  self->task = FALSE;

  return p;
}

static gsize
skip_task_box (const char *text, gsize offset, gsize end)
{
  if (end - offset >= 3 && text[offset] == '[' && strchr (" xX", text[offset + 1]) != NULL
      && text[offset + 2] == ']' && (end - offset == 3 || galley_is_blank (text[offset + 3])))
    return galley_skip_blanks_at (text, end, offset + 3);

  return offset;
}

/* Parses the start of the line from @start to @end. */
void
galley_line_prefix_parse (GalleyLinePrefix *self, const char *text, gsize start, gsize end)
{
  gsize p = start;
  gboolean in_item = FALSE;

  *self = (GalleyLinePrefix) { .content = start, .indent_start = start };

  for (;;)
    {
      gsize mark = galley_skip_blanks_at (text, end, p);
      gsize after;

      if (mark < end && text[mark] == '>')
        {
          self->kind = '>';
          self->mark = mark;
          self->spacing = mark + 1;
          p = mark + 1;
          if (p < end && text[p] == ' ')
            p++;
          if (!in_item)
            self->indent_start = p;
          self->content = p;
          continue;
        }

      after = skip_list_mark (self, text, mark, end);
      if (after == mark)
        break;

      self->spacing = after;
      p = galley_skip_blanks_at (text, end, after);
      /* More is code in the item, or an empty item with spaces after it. */
      if (p - after > 4)
        p = after + 1;
      if (!in_item)
        {
          self->indent = advance_column (text, self->indent_start, mark, 0);
          self->inner = advance_column (text, self->indent_start, p, 0);
        }
      in_item = TRUE;
      self->content = skip_task_box (text, p, end);
      self->task = self->content > p;
      if (self->task)
        break;
    }

  if (!in_item)
    {
      gsize text_start = galley_skip_blanks_at (text, end, self->indent_start);

      self->indent = advance_column (text, self->indent_start, text_start, 0);
      self->inner = self->indent;
    }
}

gboolean
galley_line_prefix_is_item (const GalleyLinePrefix *self)
{
  return self->kind != 0 && self->kind != '>';
}

/* What a line that goes on inside the marks around the innermost one starts with: the same quote
 * marks, and spaces in place of list marks. */
char *
galley_line_prefix_dup_outer (const char *text, gsize start, const GalleyLinePrefix *self)
{
  GString *outer = g_string_new_len (text + start, self->kind != 0 ? self->mark - start : 0);

  for (gsize i = 0; i < outer->len; i++)
    if (outer->str[i] != '>' && outer->str[i] != '\t')
      outer->str[i] = ' ';

  return g_string_free_and_steal (outer);
}
