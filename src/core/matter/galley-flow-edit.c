/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-flow-edit.h"

#include "galley-line.h"

/**
 * galley_flow_get_start:
 * @parent: a list or map
 * @index: an item of it
 *
 * Returns: where the item starts, with its name, in bytes
 */
gsize
galley_flow_get_start (const GalleyValue *parent, guint index)
{
  GPtrArray *starts = parent->keys != NULL ? parent->keys : parent->items;
  const GalleyValue *start = g_ptr_array_index (starts, index);

  return start->offset;
}

/**
 * galley_flow_get_end:
 * @change: a change
 * @parent: a list or map in brackets
 * @index: an item of it
 *
 * Returns: where the item ends, in bytes
 */
gsize
galley_flow_get_end (const GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  const GalleyValue *item = g_ptr_array_index (parent->items, index);
  const GalleyValue *key;
  gsize colon;

  if (parent->keys == NULL || item->length > 0)
    return item->offset + item->length;

  /* A name without a value, with or without its colon. */
  key = g_ptr_array_index (parent->keys, index);
  colon = galley_field_change_skip_comments (change, key->offset + key->length);
  if (colon < change->end && change->text[colon] == ':')
    return colon + 1;
  return key->offset + key->length;
}

static gsize
find_comma (const GalleyFieldChange *change, gsize offset)
{
  gsize next = galley_field_change_skip_comments (change, offset);

  return next < change->end && change->text[next] == ',' ? next : 0;
}

/* What stands before an item that follows another. */
static char *
dup_gap (const GalleyFieldChange *change, const GalleyValue *parent, guint index, gboolean *lines)
{
  gsize start = galley_flow_get_start (parent, index);
  g_autofree char *indent = NULL;

  *lines = galley_field_change_is_first (change, start);
  if (*lines)
    {
      indent = galley_field_change_dup_indent (change, start);
      return g_strconcat (change->newline, indent, NULL);
    }
  if (parent->items->len > 1)
    {
      gsize comma = find_comma (change, galley_flow_get_end (change, parent, 0));

      if (comma > 0 && galley_flow_get_start (parent, 1) == comma + 1)
        return g_strdup ("");
    }

  return g_strdup (" ");
}

/* After the last item, where a comment may follow, and a comma may or must not. */
static void
append (GalleyFieldChange *change,
        const GalleyValue *parent,
        const char *item,
        const GalleyFlowRules *rules)
{
  gboolean lines;
  g_autofree char *gap = dup_gap (change, parent, parent->items->len - 1, &lines);
  gsize end = galley_flow_get_end (change, parent, parent->items->len - 1);
  gsize comma = find_comma (change, end);
  gsize close = parent->offset + parent->length - 1;
  g_autofree char *text = g_strconcat (comma > 0 || lines ? "" : ",", gap, item,
                                       comma > 0 && rules->trailing_comma ? "," : "", NULL);

  if (!lines)
    {
      galley_field_change_add (change, comma > 0 ? comma + 1 : end, comma > 0 ? comma + 1 : end,
                               text);
      return;
    }

  /* A comment on the line of the last item stays there. */
  if (comma == 0)
    galley_field_change_add (change, end, end, ",");
  end = comma > 0 ? comma + 1 : end;
  end = MIN (galley_field_change_get_line_end (change, end), close);
  if (end == close)
    while (end > 0 && g_ascii_isspace (change->text[end - 1]))
      end--;
  galley_field_change_add (change, end, end, text);
}

static void
insert_first (GalleyFieldChange *change, const GalleyValue *parent, const char *item)
{
  gsize open = parent->offset + parent->properties + 1;
  gsize close = parent->offset + parent->length - 1;
  gsize line_end = galley_field_change_get_line_end (change, open);

  if (line_end < close)
    {
      gsize last = galley_field_change_get_line_start (change, close);
      g_autofree char *indent = g_strndup (change->text + last, close - last);
      g_autofree char *text = g_strconcat (change->newline, indent, "  ", item, NULL);

      if (galley_field_change_is_blank (change, last, close))
        {
          galley_field_change_add (change, line_end, line_end, text);
          return;
        }
    }
  galley_field_change_add (change, open, open, item);
}

/**
 * galley_flow_insert:
 * @change: a change
 * @parent: a list or map in brackets
 * @index: before which item
 * @item: what is written, with the name
 * @rules: the language's
 *
 * Writes an item with its comma, on a line of its own if the others are.
 *
 * Returns: %TRUE
 */
gboolean
galley_flow_insert (GalleyFieldChange *change,
                    const GalleyValue *parent,
                    guint index,
                    const char *item,
                    const GalleyFlowRules *rules)
{
  if (parent->items->len == 0)
    insert_first (change, parent, item);
  else if (index >= parent->items->len)
    append (change, parent, item, rules);
  else
    {
      gboolean lines;
      g_autofree char *gap = dup_gap (change, parent, index, &lines);
      g_autofree char *text = g_strconcat (item, ",", gap, NULL);
      gsize start = galley_flow_get_start (parent, index);

      galley_field_change_add (change, start, start, text);
    }

  return TRUE;
}

/* An item that has its lines to itself goes with them, and with the comment after it. */
static gboolean
find_lines (const GalleyFieldChange *change, gsize *start, gsize *end)
{
  gsize after = galley_field_change_skip_blanks (change, *end);

  if (!galley_field_change_is_first (change, *start))
    return FALSE;
  if (after < change->end && change->text[after] == ',')
    after = galley_field_change_skip_blanks (change, after + 1);
  if (after < change->end && change->text[after] == '#')
    after = galley_field_change_get_line_end (change, after);
  if (after < change->end && !galley_is_line_end (change->text[after]))
    return FALSE;

  *start = galley_field_change_get_line_start (change, *start);
  *end = galley_field_change_get_next_line (change, after);
  return TRUE;
}

/**
 * galley_flow_remove:
 * @change: a change
 * @parent: a list or map in brackets
 * @index: an item of it
 * @rules: the language's
 *
 * Takes out an item with its comma, and with its line if it has one of its own.
 *
 * Returns: %TRUE
 */
gboolean
galley_flow_remove (GalleyFieldChange *change,
                    const GalleyValue *parent,
                    guint index,
                    const GalleyFlowRules *rules)
{
  guint n = parent->items->len;
  gsize start = galley_flow_get_start (parent, index);
  gsize end = galley_flow_get_end (change, parent, index);
  gsize comma = find_comma (change, end);
  gsize previous =
    index > 0 ? find_comma (change, galley_flow_get_end (change, parent, index - 1)) : 0;

  if (find_lines (change, &start, &end))
    {
      if (comma == 0 && previous > 0 && index + 1 == n)
        galley_field_change_add (change, previous, previous + 1, "");
      galley_field_change_add (change, start, end, "");
      if (comma >= end)
        galley_field_change_add (change, comma, comma + 1, "");
    }
  else if (index + 1 < n)
    {
      gsize next = galley_flow_get_start (parent, index + 1);

      /* A comment in between stays. */
      if (!galley_field_change_is_blank (change, comma + 1, next))
        next = comma + 1;
      galley_field_change_add (change, start, next, "");
    }
  else if (previous > 0)
    {
      gboolean blank = galley_field_change_is_blank (change, previous + 1, start);

      galley_field_change_add (change, previous, blank ? end : previous + 1, "");
      if (!blank)
        galley_field_change_add (change, start, end, "");
    }
  else
    galley_field_change_add (change, start, comma > 0 ? comma + 1 : end, "");

  return TRUE;
}
