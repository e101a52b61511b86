/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-entry.h"

#include "galley-bytes.h"
#include "galley-entry-source.h"
#include "galley-issue-private.h"
#include "galley-line.h"

#include <string.h>

/**
 * galley_issue_parser_get_span:
 * @self: a parser
 * @start: where something starts in the Markdown of the body
 * @end: where it ends
 *
 * Returns: where it is in the file
 */
GalleySpan
galley_issue_parser_get_span (const GalleyIssueParser *self, const char *start, const char *end)
{
  gsize from = galley_body_get_source_offset (self->body, start - self->body->text);
  gsize to = galley_body_get_source_offset (self->body, end - self->body->text);

  return (GalleySpan) { from, to - from };
}

/**
 * galley_issue_parser_set_lines:
 * @self: a parser
 * @span: a piece of the file
 * @line: (out): its first line, from 1
 * @end_line: (out): its last line
 *
 * Tells the lines of a piece.
 */
void
galley_issue_parser_set_lines (const GalleyIssueParser *self,
                               GalleySpan span,
                               guint *line,
                               guint *end_line)
{
  *line = galley_line_index_get_line (self->lines, span.offset);
  *end_line = galley_line_index_get_line (self->lines, span.offset + MAX (span.length, 1) - 1);
}

static char *
dup_source (const GalleyIssueParser *self, const char *start, const char *end)
{
  GalleySpan span = galley_issue_parser_get_span (self, start, end);

  return g_strndup (self->body->source + span.offset, span.length);
}

static char *
dup_url (const GalleyIssueParser *self, const GalleyEntryHead *head)
{
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;

  if (head->url.end > head->url.start)
    return dup_source (self, head->url.start, head->url.end);
  if (head->reference.end == head->reference.start || self->references == NULL)
    return NULL;

  name = g_strndup (head->reference.start, head->reference.end - head->reference.start);
  key = g_utf8_casefold (g_strstrip (name), -1);
  return g_strdup (g_hash_table_lookup (self->references, key));
}

/**
 * galley_issue_parser_resolve:
 * @self: a parser
 * @head: a head
 *
 * Looks whether the link of a head is one, if its address is defined elsewhere.
 *
 * Returns: whether the head has a title
 */
gboolean
galley_issue_parser_resolve (const GalleyIssueParser *self, GalleyEntryHead *head)
{
  g_autofree char *url = NULL;

  if (head->reference.end == head->reference.start)
    return TRUE;
  url = dup_url (self, head);
  if (url != NULL)
    return TRUE;

  /* Bold text in brackets. */
  if (*head->title.start != '*' && *head->title.start != '_')
    return FALSE;
  head->label = (GalleySlice) { head->title.start + 2, head->title.end - 2 };
  head->reference.end = head->reference.start;
  return TRUE;
}

/* Words, and not a picture, a shortcode, code or another list. */
static gboolean
is_words (const char *p, const char *end)
{
  GalleyListMarker marker;

  if (p >= end || galley_starts_with (p, end, "![")
      || galley_starts_with (p, end, GALLEY_PLACEHOLDER_START) || galley_starts_with (p, end, "```")
      || galley_starts_with (p, end, "~~~") || *p == '<')
    return FALSE;

  return !galley_list_marker_read (p, end, &marker);
}

/* From @p on the lines of a paragraph that are words. */
static const char *
find_words_end (const char *p, const char *end)
{
  const char *words_end = galley_line_find_end (p, end);

  for (;;)
    {
      const char *text = galley_skip_blanks (galley_line_skip_end (words_end, end), end);

      if (text >= end || galley_is_line_end (*text) || !is_words (text, end))
        return words_end;
      words_end = galley_line_find_end (text, end);
    }
}

static gboolean
find_paragraph (const GalleyIssueParser *self, const GalleyEntryPart *part, GalleySlice *words)
{
  for (guint i = part->block + 1; i <= part->last_block; i++)
    {
      const GalleyIssueBlock *block = &g_array_index (self->blocks, GalleyIssueBlock, i);

      if (block->kind != GALLEY_ISSUE_BLOCK_PARAGRAPH || !is_words (block->first, block->end))
        continue;
      *words = (GalleySlice) { block->first, find_words_end (block->first, block->end) };
      return TRUE;
    }

  return FALSE;
}

static GalleySlice
find_description (const GalleyIssueParser *self, const GalleyEntryPart *part)
{
  const GalleyIssueBlock *block = &g_array_index (self->blocks, GalleyIssueBlock, part->block);
  const GalleyEntryHead *head = &part->head;
  gboolean in_head = head->text.end > head->text.start;
  const char *end = part->form == GALLEY_ENTRY_FORM_LIST ? part->end : block->end;
  GalleySlice words = head->text;
  const char *below;

  /* What follows the title of a numbered entry on its line is a remark. */
  if (part->form == GALLEY_ENTRY_FORM_NUMBERED && !galley_entry_head_has_separator (head)
      && find_paragraph (self, part, &words))
    return words;
  if (in_head && is_words (head->text.start, head->text.end))
    {
      if (part->form != GALLEY_ENTRY_FORM_HEADING)
        words.end = find_words_end (head->text.start, end);
      return words;
    }

  below = galley_skip_space (part->head_end, end);
  if (part->form != GALLEY_ENTRY_FORM_HEADING && is_words (below, end))
    return (GalleySlice) { below, find_words_end (below, end) };
  find_paragraph (self, part, &words);

  return words;
}

/* No address is as long as a line that someone made to cost time. */
#define IMAGE_MAX 4096

static void
add_markdown_images (const GalleyIssueParser *self,
                     const char *start,
                     const char *end,
                     GStrvBuilder *images)
{
  const char *p = start;

  while ((p = memmem (p, end - p, "![", 2)) != NULL)
    {
      GalleyEntryHead head;
      const char *after =
        galley_entry_head_read_link (p + 1, galley_line_find_end (p, p + MIN (end - p, IMAGE_MAX)),
                                     &head);

      if (after != NULL)
        {
          char *url = dup_url (self, &head);

          if (url != NULL)
            g_strv_builder_take (images, url);
        }
      p = after != NULL ? after : p + 2;
    }
}

static void
add_html_images (const char *start, const char *end, GStrvBuilder *images)
{
  const char *p = start;

  while ((p = memmem (p, end - p, "<img", 4)) != NULL)
    {
      const char *tag_end = memchr (p, '>', MIN (end - p, IMAGE_MAX));
      const char *source = tag_end != NULL ? memmem (p, tag_end - p, "src=", 4) : NULL;

      p += 4;
      if (source != NULL && source + 5 < tag_end && (source[4] == '"' || source[4] == '\''))
        {
          const char *close = memchr (source + 5, source[4], tag_end - source - 5);

          if (close != NULL)
            g_strv_builder_take (images, g_strndup (source + 5, close - source - 5));
        }
    }
}

/* The first of the body's shortcodes at @offset or behind. */
static guint
find_shortcode (const GalleyBody *body, gsize offset)
{
  guint low = 0;
  guint high = body->shortcodes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const GalleyShortcode *shortcode = g_ptr_array_index (body->shortcodes, middle);

      if (shortcode->offset < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
read_shortcode (GalleyEntry *entry, const GalleyShortcode *shortcode, GStrvBuilder *images)
{
  static const char *const hosts[] = { "bilibili", "youtube", "vimeo" };
  const char *image;

  if (shortcode->kind != GALLEY_SHORTCODE_CALL)
    return;

  for (guint i = 0; entry->video == NULL && i < G_N_ELEMENTS (hosts); i++)
    if (g_ascii_strcasecmp (shortcode->name, hosts[i]) == 0)
      {
        const char *id = galley_shortcode_get_param (shortcode, "id", 0);

        if (id == NULL)
          id = galley_shortcode_get_param (shortcode, "src", 0);
        entry->video = g_strdup (id);
        entry->video_host = hosts[i];
      }

  image = g_ascii_strcasecmp (shortcode->name, "figure") == 0
            ? galley_shortcode_get_param (shortcode, "src", 0)
            : NULL;
  if (image != NULL)
    g_strv_builder_add (images, image);
}

static void
read_media (const GalleyIssueParser *self, const GalleyEntryPart *part, GalleyEntry *entry)
{
  g_autoptr (GStrvBuilder) images = g_strv_builder_new ();

  for (guint i = part->block; i <= part->last_block; i++)
    {
      const GalleyIssueBlock *block = &g_array_index (self->blocks, GalleyIssueBlock, i);
      const char *start = MAX (block->start, part->start);
      const char *end = MIN (block->end, part->end);

      if (block->kind == GALLEY_ISSUE_BLOCK_CODE || start >= end)
        continue;
      add_markdown_images (self, start, end, images);
      add_html_images (start, end, images);
    }

  for (guint i = find_shortcode (self->body, entry->span.offset); i < self->body->shortcodes->len;
       i++)
    {
      const GalleyShortcode *shortcode = g_ptr_array_index (self->body->shortcodes, i);

      if (shortcode->offset >= entry->span.offset + entry->span.length)
        break;
      read_shortcode (entry, shortcode, images);
    }
  entry->images = g_strv_builder_end (images);

  /* Most links lead elsewhere, and to take an address apart costs more than all the rest. */
  if (entry->video == NULL && entry->url != NULL
      && (strstr (entry->url, "bilibili") != NULL || strstr (entry->url, "youtu") != NULL
          || strstr (entry->url, "vimeo") != NULL))
    {
      g_autoptr (GalleyEntrySource) source = galley_entry_source_new (entry->url);

      if (source != NULL && source->video != NULL)
        {
          entry->video = g_strdup (source->video);
          entry->video_host = source->video_host;
        }
    }
}

/**
 * galley_entry_new:
 * @parser: a parser
 * @part: where the entry is in the Markdown
 *
 * Returns: (transfer full): the entry, without id
 */
GalleyEntry *
galley_entry_new (const GalleyIssueParser *parser, const GalleyEntryPart *part)
{
  GalleyEntry *self = g_new0 (GalleyEntry, 1);
  const GalleyEntryHead *head = &part->head;
  GalleySlice words = find_description (parser, part);

  self->form = part->form;
  self->span = galley_issue_parser_get_span (parser, part->start, part->end);
  galley_issue_parser_set_lines (parser, self->span, &self->line, &self->end_line);
  self->hash = galley_bytes_hash (parser->body->source + self->span.offset, self->span.length);

  self->title = galley_inline_dup_plain (head->label.start, head->label.end,
                                         parser->body->context.reading->dialect);
  self->url = dup_url (parser, head);
  self->description = dup_source (parser, words.start, words.end);

  self->number = galley_issue_parser_get_span (parser, part->number.start, part->number.end);
  self->head_title = galley_issue_parser_get_span (parser, head->title.start, head->title.end);
  self->label = galley_issue_parser_get_span (parser, head->label.start, head->label.end);
  self->separator =
    galley_issue_parser_get_span (parser, head->separator.start, head->separator.end);
  self->head_text = galley_issue_parser_get_span (parser, head->text.start, head->text.end);
  self->head_end = galley_issue_parser_get_span (parser, part->head_end, part->head_end).offset;
  self->indent = part->indent;
  read_media (parser, part, self);

  return self;
}

void
galley_entry_free (GalleyEntry *self)
{
  g_free (self->title);
  g_free (self->url);
  g_free (self->description);
  g_strfreev (self->images);
  g_free (self->video);
  g_free (self);
}
