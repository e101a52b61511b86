/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-private.h"

#include "galley-bytes.h"
#include "galley-issue-entry.h"
#include "galley-line.h"
#include "galley-ordinal.h"
#include "galley-proof-private.h"

#include <string.h>

#define NUMBER_MARK "、"

static const GalleyIssueBlock *
get_block (const GalleyIssueParser *self, guint i)
{
  return &g_array_index (self->blocks, GalleyIssueBlock, i);
}

static gboolean
is_heading (const GalleyIssueBlock *block, guint level)
{
  return block->kind == GALLEY_ISSUE_BLOCK_HEADING && block->level == level;
}

/* `[Name](url) : …` or `**Title** : …` */
static gboolean
read_paragraph (const GalleyIssueParser *self, const GalleyIssueBlock *block, GalleyEntryPart *part)
{
  if (block->kind != GALLEY_ISSUE_BLOCK_PARAGRAPH)
    return FALSE;

  *part = (GalleyEntryPart) { .form = GALLEY_ENTRY_FORM_PARAGRAPH, .start = block->start };
  part->number = (GalleySlice) { block->first, block->first };
  part->head_end = block->line_end;

  return galley_entry_head_read (block->first, block->line_end, &part->head)
         && galley_entry_head_has_separator (&part->head)
         && galley_issue_parser_resolve (self, &part->head);
}

/* `1、[Name](url)`, or with @plain any text after the number. */
static gboolean
read_numbered (const GalleyIssueParser *self,
               const GalleyIssueBlock *block,
               gboolean plain,
               GalleyEntryPart *part)
{
  GalleyOrdinal ordinal;

  if (block->kind != GALLEY_ISSUE_BLOCK_PARAGRAPH
      || !galley_ordinal_read (block->first, block->line_end, &ordinal)
      || ordinal.start != block->first
      || !galley_starts_with (ordinal.end, block->line_end, NUMBER_MARK))
    return FALSE;

  *part = (GalleyEntryPart) { .form = GALLEY_ENTRY_FORM_NUMBERED, .start = block->start };
  part->number = (GalleySlice) { ordinal.start, ordinal.end };
  part->head_end = block->line_end;
  if (galley_entry_head_read (ordinal.after, block->line_end, &part->head)
      && galley_issue_parser_resolve (self, &part->head))
    return TRUE;
  galley_entry_head_read_plain (ordinal.after, block->line_end, &part->head);

  return plain;
}

static gboolean
read_heading (const GalleyIssueParser *self, const GalleyIssueBlock *block, GalleyEntryPart *part)
{
  const char *text = block->first;
  GalleyOrdinal ordinal;

  *part = (GalleyEntryPart) { .form = GALLEY_ENTRY_FORM_HEADING, .start = block->start };
  part->number = (GalleySlice) { text, text };
  part->head_end = block->after_line;
  if (galley_ordinal_read (text, block->line_end, &ordinal))
    {
      part->number = (GalleySlice) { ordinal.start, ordinal.end };
      text = ordinal.after;
    }
  galley_entry_head_read_plain (text, block->line_end, &part->head);
  if (!galley_issue_parser_resolve (self, &part->head))
    {
      const char *end = block->line_end;

      part->head.title = part->head.label = (GalleySlice) { text, end };
      part->head.url = part->head.reference = (GalleySlice) { end, end };
      part->head.separator = part->head.text = part->head.url;
    }

  return part->head.url.end > part->head.url.start
         || part->head.reference.end > part->head.reference.start;
}

static const char *
trim_end (const char *start, const char *end)
{
  while (end > start && strchr (" \t\r\n", end[-1]) != NULL)
    end--;

  return end;
}

/* Reads the item that starts at *@p and goes on to the next one. Says whether it is an entry: one
 * with a link, or among such with @bold one with a title in bold. */
static gboolean
read_item (const GalleyIssueParser *self,
           const char **p,
           const char *end,
           gboolean bold,
           GalleyEntryPart *part)
{
  const char *start = *p;
  const char *line_end = trim_end (start, galley_line_find_next (start, end));
  GalleyListMarker marker;
  GalleyListMarker other;
  const char *text;

  *p = galley_line_find_next (start, end);
  if (!galley_list_marker_read (start, line_end, &marker))
    return FALSE;
  while (*p < end
         && !(galley_list_marker_read (*p, trim_end (*p, galley_line_find_next (*p, end)), &other)
              && other.indent < marker.content))
    *p = galley_line_find_next (*p, end);

  text = marker.after;
  if (line_end - text > 4 && *text == '[' && strchr (" xX", text[1]) != NULL && text[2] == ']'
      && text[3] == ' ')
    text += 4;

  *part = (GalleyEntryPart) { .form = GALLEY_ENTRY_FORM_LIST, .start = start };
  part->end = trim_end (start, *p);
  part->number = marker.number;
  part->head_end = line_end;
  part->indent = marker.content;

  return galley_entry_head_read (text, line_end, &part->head)
         && galley_issue_parser_resolve (self, &part->head)
         && (*part->head.title.start == '[' || part->head.url.end > part->head.url.start
             || part->head.reference.end > part->head.reference.start
             || (bold && galley_entry_head_has_separator (&part->head)));
}

static guint
count_items (const GalleyIssueParser *self, const GalleyIssueBlock *block)
{
  GalleyEntryPart part;
  guint n = 0;

  if (block->kind != GALLEY_ISSUE_BLOCK_LIST)
    return 0;
  for (const char *p = block->start; p < block->end;)
    n += read_item (self, &p, block->end, FALSE, &part);

  return n;
}

/* How many entries of other forms the block would be. */
static guint
count_entries (const GalleyIssueParser *self, const GalleyIssueBlock *block)
{
  GalleyEntryPart part;

  return count_items (self, block)
         + (read_paragraph (self, block, &part) || read_numbered (self, block, FALSE, &part));
}

/* Headings of level 3 are entries, or they are over several entries each. */
static gboolean
has_heading_entries (const GalleyIssueParser *self, guint first, guint end)
{
  gboolean found = FALSE;

  for (guint i = first; i < end; i++)
    {
      GalleyEntryPart part;
      guint n = 0;

      if (!is_heading (get_block (self, i), 3))
        continue;
      if (read_heading (self, get_block (self, i), &part))
        return TRUE;
      found = TRUE;
      /* Where there are words first, the links below belong to what they tell of. */
      for (guint j = i + 1; j < end && !is_heading (get_block (self, j), 3); j++)
        {
          guint more = count_entries (self, get_block (self, j));

          if (more == 0 && n == 0 && get_block (self, j)->kind != GALLEY_ISSUE_BLOCK_RULE)
            break;
          n += more;
        }
      if (n >= 2)
        return FALSE;
    }

  return found;
}

/* The form of a section is that of its first entry. */
static GalleyEntryForm
choose_form (const GalleyIssueParser *self, guint first, guint end)
{
  GalleyEntryPart part;
  gboolean plain = FALSE;

  if (has_heading_entries (self, first, end))
    return GALLEY_ENTRY_FORM_HEADING;

  for (guint i = first; i < end; i++)
    {
      const GalleyIssueBlock *block = get_block (self, i);

      if (read_paragraph (self, block, &part))
        return GALLEY_ENTRY_FORM_PARAGRAPH;
      if (read_numbered (self, block, FALSE, &part))
        return GALLEY_ENTRY_FORM_NUMBERED;
      if (count_items (self, block) > 0)
        return GALLEY_ENTRY_FORM_LIST;
      plain = plain || read_numbered (self, block, TRUE, &part);
    }

  return plain ? GALLEY_ENTRY_FORM_NUMBERED : GALLEY_ENTRY_FORM_NONE;
}

static gboolean
starts_entry (const GalleyIssueParser *self,
              GalleyEntryForm form,
              const GalleyIssueBlock *block,
              GalleyEntryPart *part)
{
  switch (form)
    {
    case GALLEY_ENTRY_FORM_HEADING:
      if (!is_heading (block, 3))
        return FALSE;
      read_heading (self, block, part);
      return TRUE;

    case GALLEY_ENTRY_FORM_NUMBERED:
      return read_numbered (self, block, TRUE, part);

    case GALLEY_ENTRY_FORM_PARAGRAPH:
    case GALLEY_ENTRY_FORM_LIST:
      return read_paragraph (self, block, part) || read_numbered (self, block, FALSE, part);

    default:
      return FALSE;
    }
}

static gboolean
ends_entry (GalleyEntryForm form, const GalleyIssueBlock *block)
{
  if (block->kind == GALLEY_ISSUE_BLOCK_DIVIDER)
    return TRUE;
  if (form == GALLEY_ENTRY_FORM_HEADING)
    return FALSE;

  return block->kind == GALLEY_ISSUE_BLOCK_RULE || is_heading (block, 3);
}

static void
finish_entry (const GalleyIssueParser *self,
              GalleySection *section,
              GalleyEntryPart *part,
              guint last_block)
{
  /* Rules between headings separate them. */
  while (last_block > part->block && get_block (self, last_block)->kind == GALLEY_ISSUE_BLOCK_RULE)
    last_block--;
  part->last_block = last_block;
  part->end = get_block (self, last_block)->end;
  g_ptr_array_add (section->entries, galley_entry_new (self, part));
}

static void
add_items (const GalleyIssueParser *self, GalleySection *section, guint i)
{
  const GalleyIssueBlock *block = get_block (self, i);

  for (const char *p = block->start; p < block->end;)
    {
      GalleyEntryPart part;

      if (!read_item (self, &p, block->end, TRUE, &part))
        continue;
      part.block = part.last_block = i;
      g_ptr_array_add (section->entries, galley_entry_new (self, &part));
    }
}

static void
add_entries (const GalleyIssueParser *self, GalleySection *section, guint first, guint end)
{
  GalleyEntryPart open;
  gboolean is_open = FALSE;

  for (guint i = first; i < end; i++)
    {
      const GalleyIssueBlock *block = get_block (self, i);
      GalleyEntryPart part;
      gboolean starts = starts_entry (self, section->form, block, &part);
      gboolean items = section->form == GALLEY_ENTRY_FORM_LIST && count_items (self, block) > 0;

      if (is_open && (starts || items || ends_entry (section->form, block)))
        {
          finish_entry (self, section, &open, i - 1);
          is_open = FALSE;
        }
      if (starts)
        {
          open = part;
          open.block = i;
          is_open = TRUE;
        }
      else if (items)
        {
          add_items (self, section, i);
        }
    }

  if (is_open)
    finish_entry (self, section, &open, end - 1);
}

/* At the end of the issue, words behind a rule, and definitions, belong to all of it. */
static gsize
find_own_end (const GalleyIssueParser *self, const GalleySection *section, guint i, guint end)
{
  gsize section_end = section->span.offset + section->span.length;
  const GalleyEntry *last;
  guint own = end;

  if (end < self->blocks->len)
    return section_end;

  last = section->entries->len > 0 ? g_ptr_array_index (section->entries, section->entries->len - 1)
                                   : NULL;
  for (guint j = end; last != NULL && j-- > i + 1;)
    {
      const GalleyIssueBlock *block = get_block (self, j);
      gsize offset = galley_body_get_source_offset (self->body, block->start - self->body->text);

      if (offset < last->span.offset + last->span.length)
        break;
      if (block->kind == GALLEY_ISSUE_BLOCK_RULE && j + 1 < end)
        own = j;
    }

  return galley_body_get_source_offset (self->body,
                                        get_block (self, own - 1)->end - self->body->text);
}

static GalleySection *
section_new (const GalleyIssueParser *self, guint i, guint end)
{
  GalleySection *section = g_new0 (GalleySection, 1);
  const GalleyIssueBlock *heading = get_block (self, i);
  const char *text = heading->first;
  const char *number = text;
  const char *number_end = text;
  GalleyOrdinal ordinal;
  gsize intro_end;

  /* A larger number is a year. */
  if (galley_ordinal_read (text, heading->line_end, &ordinal) && ordinal.value < 1000)
    {
      number = ordinal.start;
      number_end = ordinal.end;
      text = ordinal.after;
    }
  section->number = galley_issue_parser_get_span (self, number, number_end);
  section->name_span = galley_issue_parser_get_span (self, text, heading->line_end);
  section->name =
    galley_inline_dup_plain (text, heading->line_end, self->body->context.reading->dialect);
  section->kind = galley_section_words_find (self->body->context.reading->words, section->name);
  section->hash = galley_bytes_hash (section->name, strlen (section->name));
  section->heading = galley_issue_parser_get_span (self, heading->start, heading->after_line);
  section->span =
    galley_issue_parser_get_span (self, heading->start, get_block (self, end - 1)->full_end);
  galley_issue_parser_set_lines (self, section->span, &section->line, &section->end_line);

  section->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_entry_free);
  section->form = choose_form (self, i + 1, end);
  add_entries (self, section, i + 1, end);

  intro_end = section->entries->len > 0
                ? ((GalleyEntry *) g_ptr_array_index (section->entries, 0))->span.offset
                : section->span.offset + section->span.length;
  section->intro.offset = section->heading.offset + section->heading.length;
  section->intro.length = intro_end - section->intro.offset;
  section->own_end = find_own_end (self, section, i, end);

  return section;
}

void
galley_section_free (GalleySection *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * galley_issue_parse:
 * @proof: a proof
 *
 * Finds the sections of an issue and their entries.
 *
 * Returns: (transfer full) (element-type GalleySection): the sections, without ids
 */
GPtrArray *
galley_issue_parse (GalleyProof *proof)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_section_free);
  g_autoptr (GArray) blocks = galley_issue_blocks_new (proof);
  g_autoptr (GHashTable) references = NULL;
  g_autoptr (GalleyLineIndex) lines = NULL;
  GBytes *text = galley_proof_get_text (proof);
  GalleyIssueParser parser = {
    .body = galley_proof_peek_body (proof),
    .blocks = blocks,
  };

  lines = galley_line_index_new (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  references = galley_issue_references_new (parser.body->text, parser.body->length);
  parser.lines = lines;
  parser.references = references;

  for (guint i = 0; i < blocks->len;)
    {
      guint end = i + 1;

      if (!is_heading (get_block (&parser, i), 2))
        {
          i++;
          continue;
        }
      while (end < blocks->len && !is_heading (get_block (&parser, end), 1)
             && !is_heading (get_block (&parser, end), 2))
        end++;
      g_ptr_array_add (sections, section_new (&parser, i, end));
      i = end;
    }

  return sections;
}
