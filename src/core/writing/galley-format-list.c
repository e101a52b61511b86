/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-format-private.h"

#include "galley-line.h"

#include <string.h>

typedef struct
{
  const char *text;
  gsize length;
  /* The line of the cursor. */
  gsize start;
  gsize end;
  GalleyLinePrefix prefix;
} Line;

static void
line_init (Line *self, const char *text, gsize length, gsize offset)
{
  self->text = text;
  self->length = length;
  self->start = galley_line_start_at (text, offset);
  self->end = galley_line_end_at (text, length, offset);
  galley_line_prefix_parse (&self->prefix, text, self->start, self->end);
}

static gboolean
line_is_blank (const Line *self)
{
  gsize start = self->prefix.content;
  gsize end = self->end;

  galley_format_trim (self->text, &start, &end);

  return start == end;
}

/* Goes to the line above; FALSE at the first. */
static gboolean
line_move_up (Line *self)
{
  gsize end = self->start;

  if (end == 0)
    return FALSE;

  end--;
  if (end > 0 && self->text[end] == '\n' && self->text[end - 1] == '\r')
    end--;
  line_init (self, self->text, self->length, end);

  return TRUE;
}

/* Finds the nearest item above whose indentation is at most so wide. What has other quote marks
 * or is text outside of the list ends the search. */
static gboolean
find_item_above (const Line *line, guint indent, Line *found)
{
  gsize quotes = line->prefix.indent_start - line->start;

  *found = *line;
  while (line_move_up (found))
    {
      gboolean item = galley_line_prefix_is_item (&found->prefix);

      if (line_is_blank (found) && !item)
        continue;
      if (found->prefix.indent_start - found->start != quotes)
        return FALSE;
      if (item && found->prefix.indent <= indent)
        return TRUE;
      if (!item && found->prefix.indent == 0)
        return FALSE;
    }

  return FALSE;
}

static void
append_mark (GString *string, const Line *like, guint number)
{
  const GalleyLinePrefix *prefix = &like->prefix;

  if (prefix->digits > 0)
    g_string_append_printf (string, "%0*u%c", (gint) prefix->digits, MIN (number, 999999999),
                            prefix->kind);
  else
    g_string_append_c (string, prefix->kind);
}

/* The number of the item after this one; a list whose items all have the same goes on so. */
static guint
next_number (const Line *line)
{
  Line above;

  if (find_item_above (line, line->prefix.indent, &above)
      && above.prefix.indent == line->prefix.indent && above.prefix.kind == line->prefix.kind
      && above.prefix.number == line->prefix.number)
    return line->prefix.number;

  return line->prefix.number + 1;
}

/* Appends what an item after this one starts with. */
static void
append_next_prefix (GString *string, const Line *line)
{
  const GalleyLinePrefix *prefix = &line->prefix;
  g_autofree char *outer = galley_line_prefix_dup_outer (line->text, line->start, prefix);
  gsize spacing = prefix->spacing;

  g_string_append (string, outer);
  append_mark (string, line, next_number (line));

  while (spacing < prefix->content && (line->text[spacing] == ' ' || line->text[spacing] == '\t'))
    g_string_append_c (string, line->text[spacing++]);
  if (spacing == prefix->spacing)
    g_string_append_c (string, ' ');
  if (prefix->task)
    g_string_append (string, "[ ] ");
}

static void
chomp_blanks (GString *string)
{
  while (string->len > 0 && strchr (" \t", string->str[string->len - 1]) != NULL)
    g_string_truncate (string, string->len - 1);
}

static GalleyFormatChange *
replace (gsize start, gsize end, const GString *replacement)
{
  gsize cursor = start + replacement->len;
  GalleyFormatChange *change = galley_format_change_new (cursor, cursor);

  galley_edit_list_add (change->edits, start, end - start, replacement->str);

  return change;
}

/* Takes the innermost mark off an empty line. An item goes over into the list around it if there
 * is one; else a blank line is left, without which the text that follows would still belong to
 * the last item or to the quote. */
static GalleyFormatChange *
end_list (const Line *line, const char *newline)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autofree char *outer = NULL;
  Line above;

  if (galley_line_prefix_is_item (&line->prefix) && line->prefix.indent > 0
      && find_item_above (line, line->prefix.indent - 1, &above))
    {
      append_next_prefix (string, &above);
      return replace (line->start, line->end, string);
    }

  outer = galley_line_prefix_dup_outer (line->text, line->start, &line->prefix);
  g_string_append (string, outer);
  chomp_blanks (string);

  above = *line;
  if (line_move_up (&above) && !line_is_blank (&above))
    g_string_append (string, newline);
  else
    g_string_truncate (string, 0);

  if (strchr (outer, '>') != NULL)
    g_string_append (string, outer);

  return replace (line->start, line->end, string);
}

/**
 * galley_format_newline:
 * @text: lines up to that of the cursor at least; best from the last blank line on
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 * @in_code: whether this is in a fenced code block, or elsewhere where marks mean nothing
 * @newline: (nullable): the line end of the text, %NULL for LF
 *
 * Starts a new line that goes on with the list, the quote or the indentation of this one. In an
 * empty item or quote it ends the list or quote instead.
 *
 * Returns: (transfer full) (nullable): what to change, or %NULL for a plain line end
 */
GalleyFormatChange *
galley_format_newline (const char *text,
                       gsize length,
                       gsize selection_start,
                       gsize selection_end,
                       gboolean in_code,
                       const char *newline)
{
  gsize end = MIN (MAX (selection_start, selection_end), length);
  gsize start = MIN (MIN (selection_start, selection_end), end);
  g_autoptr (GString) string = g_string_new (newline != NULL ? newline : "\n");
  Line line;

  if (in_code)
    return NULL;

  line_init (&line, text, length, start);
  if (start < line.prefix.content)
    return NULL;

  if (line_is_blank (&line) && start == end)
    return line.prefix.kind != 0 ? end_list (&line, string->str) : NULL;

  if (galley_line_prefix_is_item (&line.prefix))
    {
      append_next_prefix (string, &line);
    }
  else
    {
      g_autofree char *outer = galley_line_prefix_dup_outer (text, line.start, &line.prefix);
      gsize quote = line.prefix.kind != 0 ? line.prefix.mark : line.start;
      gsize indent = line.prefix.content;

      while (indent < start && (text[indent] == ' ' || text[indent] == '\t'))
        indent++;
      if (indent == line.start)
        return NULL;
      g_string_append (string, outer);
      g_string_append_len (string, text + quote, indent - quote);
    }

  while (end < length && (text[end] == ' ' || text[end] == '\t'))
    end++;

  return replace (start, end, string);
}

/* Finds the lines that a selection touches; one that ends at the start of a line does not touch
 * it. */
static void
find_lines (const char *text, gsize length, gsize *start, gsize *end)
{
  gsize first = *start;
  gsize last = *end;

  *start = galley_line_start_at (text, first);
  if (last > first && last > *start && galley_line_start_at (text, last) == last)
    last--;
  *end = galley_line_end_at (text, length, last);
}

/* Where a place is after the edits. */
static gsize
map_offset (GArray *edits, gsize offset)
{
  gssize shift = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, i);
      gsize added = strlen (edit->replacement);

      if (edit->offset > offset)
        break;
      if (edit->offset + edit->length > offset)
        return edit->offset + shift + MIN (offset - edit->offset, added);
      shift += (gssize) added - (gssize) edit->length;
    }

  return offset + shift;
}

/* Gives the line a new indentation and, if @number is not 0, a new number. */
static void
indent_line (GArray *edits, const Line *line, guint indent, guint number)
{
  const GalleyLinePrefix *prefix = &line->prefix;
  gsize blanks = prefix->indent_start;
  g_autofree char *spaces = g_strnfill (indent, ' ');

  while (blanks < line->end && (line->text[blanks] == ' ' || line->text[blanks] == '\t'))
    blanks++;

  if (indent >= prefix->indent)
    galley_edit_list_add (edits, blanks, 0, spaces + prefix->indent);
  else
    galley_edit_list_add (edits, prefix->indent_start, blanks - prefix->indent_start, spaces);

  if (number > 0 && prefix->digits > 0 && blanks == prefix->mark)
    {
      g_autofree char *digits = g_strdup_printf ("%u", number);

      galley_edit_list_add (edits, prefix->mark, prefix->digits, digits);
    }
}

/* The number that an item gets when it comes to this indentation: it goes on counting after the
 * item above, or is the first. */
static guint
number_at (const Line *line, guint indent)
{
  Line above;

  if (line->prefix.digits > 0 && find_item_above (line, indent, &above)
      && above.prefix.indent == indent && above.prefix.digits > 0)
    return next_number (&above);

  return 1;
}

/* Moves the lines from @start to @end by as much as the first item among them, to @indent. */
static GalleyFormatChange *
move_lines (const Line *item, gsize start, gsize end, guint indent, gsize from, gsize to)
{
  GalleyFormatChange *change = galley_format_change_new (from, to);
  guint number = number_at (item, indent);
  Line line;

  for (gsize at = start; at <= end;)
    {
      gsize next;

      line_init (&line, item->text, item->length, at);
      next = galley_line_next_at (item->text, item->length, at);

      if (!line_is_blank (&line) || galley_line_prefix_is_item (&line.prefix))
        {
          gint moved = (gint) line.prefix.indent + (gint) indent - (gint) item->prefix.indent;
          gboolean sibling = line.prefix.indent == item->prefix.indent && line.prefix.digits > 0;

          indent_line (change->edits, &line, MAX (moved, 0), sibling ? number : 0);
          if (sibling)
            number++;
        }

      if (next >= item->length || next > end)
        break;
      at = next;
    }

  change->selection_start = map_offset (change->edits, from);
  change->selection_end = map_offset (change->edits, to);

  return change;
}

/* Finds the first list item among the lines. */
static gboolean
find_item (const char *text, gsize length, gsize start, gsize end, Line *item)
{
  for (gsize at = start; at <= end;)
    {
      gsize next = galley_line_next_at (text, length, at);

      line_init (item, text, length, at);
      if (galley_line_prefix_is_item (&item->prefix))
        return TRUE;
      if (next >= length || next > end)
        return FALSE;
      at = next;
    }

  return FALSE;
}

/**
 * galley_format_indent:
 * @text: lines up to the selection's last at least; best from the last blank line on
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 *
 * Moves the list items of the selected lines into the item above, as far as its text begins, and
 * starts their numbers anew.
 *
 * Returns: (transfer full) (nullable): what to change, without edits if the items can go no
 *   further; %NULL if there is no list item
 */
GalleyFormatChange *
galley_format_indent (const char *text, gsize length, gsize selection_start, gsize selection_end)
{
  gsize to = MIN (MAX (selection_start, selection_end), length);
  gsize from = MIN (MIN (selection_start, selection_end), to);
  gsize start = from;
  gsize end = to;
  Line item, above;
  guint indent;

  find_lines (text, length, &start, &end);
  if (!find_item (text, length, start, end, &item))
    return NULL;

  if (find_item_above (&item, item.prefix.indent, &above))
    indent = above.prefix.inner;
  else
    indent = item.prefix.inner;

  if (indent <= item.prefix.indent)
    return galley_format_change_new (from, to);

  return move_lines (&item, start, end, indent, from, to);
}

/**
 * galley_format_outdent:
 * @text: lines up to the selection's last at least; best from the last blank line on
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 *
 * Moves the list items of the selected lines out of the item around them.
 *
 * Returns: (transfer full) (nullable): what to change, without edits if the items can go no
 *   further; %NULL if there is no list item
 */
GalleyFormatChange *
galley_format_outdent (const char *text, gsize length, gsize selection_start, gsize selection_end)
{
  gsize to = MIN (MAX (selection_start, selection_end), length);
  gsize from = MIN (MIN (selection_start, selection_end), to);
  gsize start = from;
  gsize end = to;
  Line item, above;
  guint indent = 0;

  find_lines (text, length, &start, &end);
  if (!find_item (text, length, start, end, &item))
    return NULL;

  if (item.prefix.indent == 0)
    return galley_format_change_new (from, to);

  if (find_item_above (&item, item.prefix.indent - 1, &above))
    indent = above.prefix.indent;

  return move_lines (&item, start, end, indent, from, to);
}
