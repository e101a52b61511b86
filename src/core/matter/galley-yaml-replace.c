/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-yaml-replace.h"

#include "galley-flow-edit.h"
#include "galley-line.h"
#include "galley-value-data.h"
#include "galley-yaml-scalar.h"
#include "galley-yaml-write.h"

#include <string.h>

/* Where a value stands: after a name and its colon, or after a dash. */
typedef struct
{
  GalleyFieldChange *change;
  const GalleyValue *old;
  gboolean is_item;
  gboolean in_flow;
  /* After the colon or dash, and what anchor and tag follow it. */
  gsize head;
  gsize content;
  gsize end;
  char *indent;
} Slot;

static void
slot_clear (Slot *self)
{
  g_free (self->indent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slot, slot_clear)

static gsize
find_colon (const GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  const GalleyValue *key = g_ptr_array_index (parent->keys, index);
  gsize colon = galley_field_change_skip_comments (change, key->offset + key->length);

  return colon < change->end && change->text[colon] == ':' ? colon : 0;
}

/**
 * galley_yaml_get_entry_start:
 * @change: a change
 * @parent: a list or map by indentation
 * @index: an item of it
 *
 * Returns: where its name or dash is, in bytes
 */
gsize
galley_yaml_get_entry_start (const GalleyFieldChange *change,
                             const GalleyValue *parent,
                             guint index)
{
  if (parent->keys != NULL)
    return galley_flow_get_start (parent, index);
  if (index == 0)
    return parent->offset + parent->properties;
  return galley_field_change_skip_comments (change,
                                            galley_yaml_get_entry_end (change, parent, index - 1));
}

/**
 * galley_yaml_get_entry_end:
 * @change: a change
 * @parent: a list or map by indentation
 * @index: an item of it
 *
 * Returns: where its last value ends, in bytes: for a block of text, where the next line starts
 */
gsize
galley_yaml_get_entry_end (const GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  const GalleyValue *item = g_ptr_array_index (parent->items, index);

  while (item->style == GALLEY_VALUE_STYLE_BLOCK && item->items->len > 0)
    {
      parent = item;
      index = item->items->len - 1;
      item = g_ptr_array_index (parent->items, index);
    }
  if (item->length > 0)
    return item->offset + item->length;
  if (parent->keys != NULL)
    return galley_flow_get_end (change, parent, index);
  return galley_yaml_get_entry_start (change, parent, index) + 1;
}

/**
 * galley_yaml_get_line_after:
 * @change: a change
 * @end: where a value ends, in bytes
 *
 * Returns: where the line after it starts
 */
gsize
galley_yaml_get_line_after (const GalleyFieldChange *change, gsize end)
{
  if (end > change->start && galley_is_line_end (change->text[end - 1]))
    return end;
  return galley_field_change_get_next_line (change, end);
}

static gsize
trim (const GalleyFieldChange *change, gsize start, gsize end)
{
  while (end > start && g_ascii_isspace (change->text[end - 1]))
    end--;

  return end;
}

static void
slot_init (Slot *self, GalleyFieldChange *change, const GalleyValue *parent, guint index)
{
  gsize start = 0;
  gsize colon;

  *self = (Slot) { .change = change, .old = g_ptr_array_index (parent->items, index) };
  self->is_item = parent->keys == NULL;
  self->in_flow = parent->style == GALLEY_VALUE_STYLE_FLOW;

  if (!self->is_item)
    {
      colon = find_colon (change, parent, index);
      self->head = colon > 0 ? colon + 1 : galley_flow_get_end (change, parent, index);
      start = galley_flow_get_start (parent, index);
    }
  else if (!self->in_flow)
    {
      start = galley_yaml_get_entry_start (change, parent, index);
      self->head = start + 1;
    }

  self->content = self->head;
  if (self->old->length > 0)
    self->content = self->old->offset + self->old->properties;
  if (self->old->properties > 0)
    {
      gsize first = self->old->offset;

      /* Back over the comments and blanks that the properties end with. */
      self->head = first;
      while (self->head < self->content
             && (change->text[self->head] == '&' || change->text[self->head] == '!'))
        {
          while (self->head < self->content && !g_ascii_isspace (change->text[self->head]))
            self->head++;
          first = galley_field_change_skip_blanks (change, self->head);
          if (first < self->content && (change->text[first] == '&' || change->text[first] == '!'))
            self->head = first;
        }
    }
  if (!self->in_flow)
    self->end = galley_yaml_get_entry_end (change, parent, index);
  else if (self->old->length > 0)
    self->end = self->old->offset + self->old->length;
  self->end = MAX (self->end, self->content);
  if (!self->in_flow)
    self->indent = galley_field_change_dup_indent (change, start);
}

static gboolean
is_block_scalar (const GalleyValue *value)
{
  return value->style == GALLEY_VALUE_STYLE_LITERAL || value->style == GALLEY_VALUE_STYLE_FOLDED;
}

static gboolean
is_on_head_line (const Slot *self)
{
  return galley_field_change_get_line_end (self->change, self->head) >= self->content;
}

/* Puts text where there is nothing yet, or in place of what is there. */
static void
put (Slot *self, const char *text)
{
  gboolean empty = self->content == self->end;
  gboolean named =
    self->head > self->change->start && strchr (":-", self->change->text[self->head - 1]) != NULL;
  /* A name in braces can stand without a colon; the anchor of nothing has its own blank. */
  g_autofree char *spaced =
    g_strconcat (named || self->old->properties > 0 || !empty ? " " : ": ", text, NULL);

  if (empty)
    galley_field_change_add (self->change, self->head, self->head, spaced);
  else
    galley_field_change_add (self->change, self->content, self->end, text);
}

/* How wide the lines of a folded block are; 0 if each paragraph is one line. */
static guint
measure_width (const Slot *self, gsize start)
{
  guint width = 0;
  gboolean broken = FALSE;
  gboolean previous = FALSE;

  for (gsize at = start; at < self->end; at = galley_field_change_get_next_line (self->change, at))
    {
      gsize end = galley_field_change_get_line_end (self->change, at);
      gsize text = MIN (galley_field_change_skip_blanks (self->change, at), end);

      width = MAX (width, (guint) g_utf8_strlen (self->change->text + text, end - text));
      broken |= previous && text < end;
      previous = text < end;
    }

  return broken ? MAX (width, 20) : 0;
}

/* The parts of a block of text. */
typedef struct
{
  gsize head_end;
  gsize lines;
  gsize lines_end;
  char *indent;
} Block;

static Block
find_block (const Slot *self)
{
  const GalleyFieldChange *change = self->change;
  Block block = { .head_end = self->content + 1 };
  gboolean explicit = FALSE;
  gsize first;

  while (block.head_end < self->end
         && strchr ("+-0123456789", change->text[block.head_end]) != NULL)
    explicit |= g_ascii_isdigit (change->text[block.head_end++]);
  block.lines = galley_field_change_get_next_line (change, block.head_end);
  block.lines_end = MAX (self->end, block.lines);

  first = block.lines;
  while (first < self->end && g_ascii_isspace (change->text[first]))
    first++;
  if (first < self->end && !explicit)
    block.indent = galley_field_change_dup_indent (change, first);
  else
    block.indent = g_strconcat (self->indent, "  ", NULL);

  /* Blank lines after it stay, unless they would count. */
  first = trim (change, block.lines, block.lines_end);
  if (first > block.lines)
    block.lines_end = galley_field_change_get_next_line (change, first);

  return block;
}

static void
replace_block_scalar (Slot *self, const Block *block, const char *head, const char *lines)
{
  gsize end = g_str_has_suffix (head, "+") && lines != NULL ? self->end : block->lines_end;

  galley_field_change_add (self->change, self->content, block->head_end, head);
  if (block->lines < end || lines != NULL)
    galley_field_change_add (self->change, block->lines, end, lines != NULL ? lines : "");
}

/* Puts text on the line of the name, in place of the lines below it. */
static void
replace_block (Slot *self, const char *text)
{
  gsize end = trim (self->change, self->content, self->end);

  if (is_on_head_line (self))
    {
      galley_field_change_add (self->change, self->content, end, text);
      return;
    }

  {
    g_autofree char *spaced = g_strconcat (" ", text, NULL);
    gsize line_end = galley_field_change_get_line_end (self->change, self->head);

    galley_field_change_add (self->change, self->head, self->head, spaced);
    galley_field_change_add (self->change, line_end, end, "");
  }
}

static void
replace_by_scalar (Slot *self, const GalleyValue *value)
{
  GalleyFieldChange *change = self->change;
  const GalleyValue *old = self->old;
  Block block = { 0 };
  g_autofree char *indent = g_strconcat (self->indent, "  ", NULL);
  g_autofree char *block_indent = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;
  GalleyYamlPlace place = {
    .quotes = change->quotes,
    .flow = self->in_flow,
    .newline = change->newline,
    .indent = self->in_flow || old->style == GALLEY_VALUE_STYLE_BLOCK ? NULL : indent,
  };

  if (is_block_scalar (old))
    {
      block = find_block (self);
      place.indent = block_indent = block.indent;
      place.width = measure_width (self, block.lines);
    }

  if (old->items == NULL)
    place.style = old->style;
  /* The lines would come after what follows on this line; then it stays one line. */
  if (place.style == GALLEY_VALUE_STYLE_PLAIN && value->text != NULL
      && strchr (value->text, '\n') != NULL
      && galley_field_change_get_line_end (change, self->end) == self->end)
    place.style = GALLEY_VALUE_STYLE_LITERAL;

  if (value->items != NULL || value->kind != GALLEY_VALUE_STRING || galley_value_is_special (value))
    text = galley_yaml_dup_flow (change, value);
  else
    text = galley_yaml_scalar_dup (value->text, &place, &lines);

  if (is_block_scalar (old))
    replace_block_scalar (self, &block, text, lines);
  else if (old->style == GALLEY_VALUE_STYLE_BLOCK)
    replace_block (self, text);
  else
    {
      gsize after = galley_yaml_get_line_after (change, self->end);

      put (self, text);
      if (lines != NULL)
        galley_field_change_add (change, after, after, lines);
    }
}

/* A list or map on lines of its own, below the name it belongs to: where there was nothing. */
static void
put_below (Slot *self, const GalleyValue *value)
{
  GalleyFieldChange *change = self->change;
  gsize lines = galley_yaml_get_line_after (change, self->head);
  g_autofree char *after = galley_yaml_dup_after (change, value, self->indent, FALSE);
  g_autofree char *text = g_strconcat (after + strlen (change->newline), change->newline, NULL);

  galley_field_change_add (change, lines, lines, text);
}

static void
replace_by_block (Slot *self, const GalleyValue *value)
{
  GalleyFieldChange *change = self->change;
  gboolean empty = self->content == self->end;
  g_autofree char *indent = NULL;
  g_autofree char *deeper = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;
  gboolean too_far_left;

  if (empty && !self->is_item)
    {
      put_below (self, value);
      return;
    }

  deeper = g_strconcat (self->indent, "  ", NULL);
  indent = empty ? g_strdup (deeper) : galley_field_change_dup_indent (change, self->content);
  /* Only the dashes of a list may stand right below the name. */
  too_far_left =
    !self->is_item && value->kind == GALLEY_VALUE_MAP && strlen (indent) <= strlen (self->indent);
  lines = galley_yaml_dup_block (change, value, too_far_left ? deeper : indent);
  text = g_strconcat (too_far_left ? "  " : "", lines, NULL);
  self->end = trim (change, self->content, self->end);
  put (self, text);
}

/* Whether the value gets lines of its own. What stands on the line of its name stays there. */
static gboolean
takes_lines (const Slot *self, const GalleyValue *value)
{
  if (self->in_flow || value->items == NULL || value->items->len == 0)
    return FALSE;
  if (self->old->style == GALLEY_VALUE_STYLE_BLOCK)
    return TRUE;
  if (self->content != self->end)
    return FALSE;

  return galley_yaml_is_block (self->change, value)
         && !(self->is_item && value->kind == GALLEY_VALUE_LIST);
}

/**
 * galley_yaml_replace:
 * @change: a change
 * @parent: a list or map
 * @index: an item of it
 * @value: what it becomes
 *
 * Writes a value in place of another, in its style; all around it stays.
 *
 * Returns: %TRUE
 */
gboolean
galley_yaml_replace (GalleyFieldChange *change,
                     const GalleyValue *parent,
                     guint index,
                     const GalleyValue *value)
{
  g_auto (Slot) slot = { 0 };

  slot_init (&slot, change, parent, index);
  if (takes_lines (&slot, value))
    replace_by_block (&slot, value);
  else
    replace_by_scalar (&slot, value);

  return TRUE;
}
