/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue-blocks.h"

#include "galley-bytes.h"
#include "galley-line.h"
#include "galley-proof-private.h"

#include <string.h>

/* `]: ` after a bracket at the start of a line: a definition of a link or of a footnote. */
static gboolean
is_definition (const char *line, const char *end)
{
  const char *close;

  if (line >= end || *line != '[')
    return FALSE;
  end = galley_line_find_end (line, end);
  close = memchr (line, ']', end - line);

  return close != NULL && close > line + 1 && close + 1 < end && close[1] == ':';
}

/* Definitions leave no block, and so stand at the end of the one before. */
static const char *
find_definitions (const char *start, const char *end)
{
  const char *p = start;
  gboolean blank = FALSE;

  while (p < end)
    {
      const char *line_end = galley_line_find_end (p, end);

      if (blank && is_definition (p, end))
        break;
      blank = galley_line_is_blank (p, line_end);
      p = galley_line_skip_end (line_end, end);
    }
  while (p > start && p <= end && strchr (" \t\r\n", p[-1]) != NULL)
    p--;

  return p;
}

/* The end of the text of a heading, without closing marks and attributes. */
static const char *
trim_heading (const char *start, const char *end)
{
  const char *p = galley_trim_blanks (start, end);
  const char *marks;

  if (p > start && p[-1] == '}')
    {
      const char *open = memrchr (start, '{', p - start);

      if (open != NULL && open > start && (open[-1] == ' ' || open[-1] == '\t') && open + 1 < p
          && strchr ("#.", open[1]) != NULL)
        p = galley_trim_blanks (start, open);
    }
  for (marks = p; marks > start && marks[-1] == '#'; marks--)
    ;
  if (marks == start || marks[-1] == ' ' || marks[-1] == '\t')
    p = galley_trim_blanks (start, marks);

  return p;
}

/* The line below a heading that is underlined. */
static const char *
find_underline (const char *p, const char *end)
{
  while (p < end)
    {
      const char *line_end = galley_line_find_end (p, end);
      const char *mark = p;

      while (mark < line_end && *mark == ' ')
        mark++;
      while (mark < line_end && (*mark == '=' || *mark == '-'))
        mark++;
      while (mark < line_end && (*mark == ' ' || *mark == '\t'))
        mark++;
      if (mark == line_end && mark > p)
        return line_end;
      p = galley_line_skip_end (line_end, end);
    }

  return end;
}

static void
read_heading (GalleyIssueBlock *self)
{
  self->kind = GALLEY_ISSUE_BLOCK_HEADING;
  if (*self->first != '#')
    {
      self->after_line =
        find_underline (galley_line_skip_end (self->line_end, self->end), self->end);
      self->line_end = trim_heading (self->first, self->line_end);
      return;
    }

  while (self->first < self->line_end && *self->first == '#')
    self->first++;
  while (self->first < self->line_end && (*self->first == ' ' || *self->first == '\t'))
    self->first++;
  self->line_end = trim_heading (self->first, self->line_end);
}

/* What a block is can be told from the HTML it became; that raw HTML says the same means nothing.
 */
static void
judge (GalleyIssueBlock *self, const char *html)
{
  char c = *self->first;

  if (c == '<'
      && !(g_str_has_prefix (html, "<p>") && galley_starts_with (self->first, self->end, "<http")))
    {
      if (galley_starts_with (self->first, self->end, "<!--more-->"))
        self->kind = GALLEY_ISSUE_BLOCK_DIVIDER;
      return;
    }
  if (self->first - self->start > 3 || c == '`' || c == '~')
    self->kind =
      g_str_has_prefix (html, "<p>") ? GALLEY_ISSUE_BLOCK_PARAGRAPH : GALLEY_ISSUE_BLOCK_CODE;
  else if (html[0] == '<' && html[1] == 'h' && html[2] >= '1' && html[2] <= '6')
    {
      self->level = (guint) (html[2] - '0');
      read_heading (self);
    }
  else if (g_str_has_prefix (html, "<hr"))
    self->kind = GALLEY_ISSUE_BLOCK_RULE;
  else if ((g_str_has_prefix (html, "<ul") || g_str_has_prefix (html, "<ol"))
           && (strchr ("-*+", c) != NULL || g_ascii_isdigit (c)))
    self->kind = GALLEY_ISSUE_BLOCK_LIST;
  else if (g_str_has_prefix (html, "<p>") || g_str_has_prefix (html, "<p "))
    self->kind = GALLEY_ISSUE_BLOCK_PARAGRAPH;
}

/**
 * galley_issue_blocks_new:
 * @proof: a proof
 *
 * Returns: (transfer full) (element-type GalleyIssueBlock): its blocks, with pointers into the
 *   Markdown of its body
 */
GArray *
galley_issue_blocks_new (GalleyProof *proof)
{
  const GalleyBody *body = galley_proof_peek_body (proof);
  const GalleyBlocks *blocks = galley_proof_peek_blocks (proof);
  gboolean has_definitions =
    galley_bytes_find (body->text, body->text + body->length, "]:") != NULL;
  /* Footnotes are gathered at the end of the page, and are where they are in the text. */
  guint n = blocks->items->len - (blocks->has_footnotes ? 1 : 0);
  GArray *self = g_array_sized_new (FALSE, FALSE, sizeof (GalleyIssueBlock), n);

  for (guint i = 0; i < n; i++)
    {
      const GalleyBlockState *place = &g_array_index (blocks->places, GalleyBlockState, i);
      GalleyIssueBlock block = { 0 };

      block.start = block.first = body->text + place->offset;
      block.end = block.full_end = block.start + place->length;
      if (place->length == 0)
        continue;
      while (block.first < block.end && (*block.first == ' ' || *block.first == '\t'))
        block.first++;
      block.line_end = block.after_line = galley_line_find_end (block.first, block.end);
      judge (&block, g_array_index (blocks->items, GalleyBlock, i).html);
      if (has_definitions && block.kind != GALLEY_ISSUE_BLOCK_CODE)
        block.end = MAX (find_definitions (block.start, block.full_end), block.after_line);
      g_array_append_val (self, block);
    }

  return self;
}

static char *
make_key (const char *start, const char *end)
{
  g_autofree char *name = g_strndup (start, end - start);

  return g_utf8_casefold (g_strstrip (name), -1);
}

/**
 * galley_issue_references_new:
 * @text: Markdown
 * @length: its length in bytes
 *
 * Finds the definitions of links, `[name]: address`.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the address of each case-folded name
 */
GHashTable *
galley_issue_references_new (const char *text, gsize length)
{
  GHashTable *self = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *end = text + length;
  const char *p = text;

  while ((p = galley_bytes_find (p, end, "]:")) != NULL)
    {
      const char *start = p;
      const char *url = p + 2;
      const char *url_end;
      g_autofree char *key = NULL;

      while (start > text && p - start < 1000 && start[-1] != '\n' && start[-1] != '\r')
        start--;
      while (start < p && *start == ' ')
        start++;
      while (url < end && (*url == ' ' || *url == '\t' || *url == '<'))
        url++;
      for (url_end = url; url_end < end && strchr (" \t\r\n>", *url_end) == NULL; url_end++)
        ;
      if (*start == '[' && start + 1 < p && start[1] != '^' && url_end > url)
        {
          key = make_key (start + 1, p);
          if (!g_hash_table_contains (self, key))
            g_hash_table_insert (self, g_steal_pointer (&key), g_strndup (url, url_end - url));
        }
      p += 2;
    }

  return self;
}
