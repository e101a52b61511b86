/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-blocks.h"

#include "galley-block-attributes.h"
#include "galley-bytes.h"
#include "galley-definition-list.h"
#include "galley-html.h"
#include "galley-line-index.h"
#include "galley-node.h"
#include "galley-open-tags.h"
#include "galley-template.h"

#include <string.h>

/* A part of the Markdown that is parsed by itself, and how its lines are told. */
typedef struct
{
  const GalleyBody *body;
  gsize start;
  gsize end;
  guint first_line;
  gsize source_start;
  GalleyLineIndex *lines;
  GalleyLineIndex *source_lines;
} Region;

static void
block_clear (GalleyBlock *block)
{
  g_ref_string_release (block->html);
}

static void
place_clear (GalleyBlockState *place)
{
  g_clear_pointer (&place->ids, g_ptr_array_unref);
}

static void
region_init (Region *self, const GalleyBody *body, gsize start, gsize end, guint first_line)
{
  self->body = body;
  self->start = start;
  self->end = end;
  self->first_line = first_line;
  self->source_start = galley_body_get_source_offset (body, start);
  self->lines = galley_line_index_new (body->text + start, end - start);
  self->source_lines = NULL;
  /* A shortcode over several lines is one word of Markdown. */
  if (body->buffer != NULL)
    self->source_lines =
      galley_line_index_new (body->source + self->source_start,
                             galley_body_get_source_offset (body, end) - self->source_start);
}

static void
region_clear (Region *self)
{
  g_clear_pointer (&self->lines, galley_line_index_free);
  g_clear_pointer (&self->source_lines, galley_line_index_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Region, region_clear)

static guint
region_get_source_line (const Region *self, gsize source_offset)
{
  const GalleyLineIndex *lines = self->source_lines != NULL ? self->source_lines : self->lines;

  return self->first_line + galley_line_index_get_line (lines, source_offset - self->source_start)
         - 1;
}

static guint
region_get_line (guint line, gpointer user_data)
{
  const Region *self = user_data;
  gsize offset = self->start + galley_line_index_get_offset (self->lines, line);

  return region_get_source_line (self, galley_body_get_source_offset (self->body, offset));
}

/* The HTML that a top-level node is: that of the text, or of the template of a shortcode. */
static const char *
find_html (const GalleyBody *body, cmark_node *node)
{
  cmark_node *child = cmark_node_first_child (node);
  const GalleyShortcode *shortcode;
  const GalleyTemplate *template;
  const char *text;

  if (cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK)
    return cmark_node_get_literal (node);
  if (cmark_node_get_type (node) != CMARK_NODE_PARAGRAPH || child == NULL
      || cmark_node_get_type (child) != CMARK_NODE_TEXT)
    return NULL;

  text = cmark_node_get_literal (child);
  shortcode = galley_body_match_placeholder (body, text, strlen (text));
  if (shortcode == NULL || shortcode->kind != GALLEY_SHORTCODE_CALL)
    return NULL;
  template = galley_shortcode_set_get_template (body->context.reading->shortcodes, shortcode->name);

  return template != NULL && galley_template_get_obstacle (template) == NULL
           ? galley_template_get_tags (template)
           : NULL;
}

/* For each top-level node the first node it must be shown together with, since raw HTML opens an
 * element in one block and closes it in another. */
static GArray *
group_nodes (const GalleyBody *body, cmark_node *document, gboolean *independent)
{
  g_autoptr (GalleyOpenTags) tags = galley_open_tags_new ();
  GArray *first = g_array_new (FALSE, FALSE, sizeof (guint));
  guint reach = G_MAXUINT;
  guint i = 0;

  for (cmark_node *node = cmark_node_first_child (document); node != NULL;
       node = cmark_node_next (node), i++)
    {
      const char *html = find_html (body, node);
      guint opener = i;

      /* Definition lists in a row are one. */
      if (i > 0 && galley_definition_list_continues (node))
        opener = i - 1;
      if (i > 0 && galley_block_attributes_is (node))
        opener = i - 1;
      /* cmark-gfm loses the place of lines that stand right above a table. */
      if (i > 0 && cmark_node_get_start_line (cmark_node_previous (node)) <= 0)
        opener = i - 1;
      if (html != NULL)
        {
          gboolean balanced;
          guint reached = galley_open_tags_add (tags, html, i, &balanced);

          opener = MIN (opener, reached);
          *independent = *independent && balanced;
        }
      g_array_append_val (first, opener);
    }

  /* A group that reaches back takes all in between with it. */
  for (guint j = first->len; j-- > 0;)
    {
      reach = MIN (reach, g_array_index (first, guint, j));
      g_array_index (first, guint, j) = reach;
      if (reach == j)
        reach = G_MAXUINT;
    }

  return first;
}

static gsize
trim_end (const char *text, gsize start, gsize end)
{
  while (end > start && strchr (" \t\r\n", text[end - 1]) != NULL)
    end--;
  return end;
}

/* Whether a mark of strong emphasis stands in the HTML of a block as text, and not in code. */
static gboolean
shows_mark (const GString *html)
{
  /* Most have none. */
  if (memchr (html->str, '*', html->len) == NULL)
    return FALSE;

  for (const char *p = html->str; (p = strpbrk (p, "<*")) != NULL;)
    {
      const char *end = NULL;

      if (strncmp (p, "**", 2) == 0)
        return TRUE;
      if (strncmp (p, "<pre", 4) == 0)
        end = strstr (p, "</pre>");
      else if (strncmp (p, "<code", 5) == 0)
        end = strstr (p, "</code>");
      else if (*p == '<')
        end = strchr (p, '>');
      p = end != NULL ? end + 1 : p + 1;
    }

  return FALSE;
}

static void
finish_block (GalleyBlocks *self, const Region *region, gsize start, gsize end, GalleyHtml *html)
{
  const char *text = region->body->text + region->start;
  GalleyBlock block = { 0 };
  GalleyBlockState place = {
    .offset = region->start + start,
    .length = trim_end (text, start, end) - start,
    .after = html->typographer,
    .ids = galley_ids_take_given (html->ids),
    .shows_mark = shows_mark (html->out),
  };

  block.html = g_ref_string_new_len (html->out->str, html->out->len);
  block.hash = galley_bytes_hash (html->out->str, html->out->len);
  block.offset = galley_body_get_source_offset (region->body, place.offset);
  block.length =
    galley_body_get_source_offset (region->body, place.offset + place.length) - block.offset;
  block.start_line = region_get_source_line (region, block.offset);
  block.end_line = region_get_source_line (region, block.offset + MAX (block.length, 1) - 1);

  g_array_append_val (self->items, block);
  g_array_append_val (self->places, place);
  g_string_truncate (html->out, 0);
}

static guint
get_node_line (cmark_node *node)
{
  int line = cmark_node_get_start_line (node);

  if (galley_node_get_kind (node) == GALLEY_NODE_DEFINITION_LIST)
    return galley_definition_list_get_line (node);
  if (line <= 0 && cmark_node_next (node) != NULL)
    line = cmark_node_get_start_line (cmark_node_next (node));

  return MAX (line, 1);
}

static gsize
get_node_offset (const Region *region, cmark_node *node)
{
  return galley_line_index_get_offset (region->lines, get_node_line (node));
}

static void
render_nodes (GalleyBlocks *self,
              const Region *region,
              cmark_node *document,
              const GalleyBodyPart *part,
              GalleyIds *ids)
{
  g_autoptr (GArray) first = group_nodes (region->body, document, &self->independent);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GHashTable) footnotes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GalleyHtml html = {
    .out = out,
    .dialect = region->body->context.reading->dialect,
    .body = region->body->buffer != NULL ? region->body : NULL,
    .output = self->output,
    .line_func = region_get_line,
    .line_data = (gpointer) region,
    .footnotes = footnotes,
    .ids = ids,
    .typographer = part->before,
    .link_resolver = part->link_resolver,
  };
  cmark_node *node = cmark_node_first_child (document);
  gsize start = 0;

  galley_html_number_footnotes (&html, document);
  for (guint i = 0; node != NULL && cmark_node_get_type (node) != CMARK_NODE_FOOTNOTE_DEFINITION;
       i++)
    {
      cmark_node *next = cmark_node_next (node);
      gboolean ends_group = next == NULL || g_array_index (first, guint, i + 1) == i + 1;
      gsize end = region->end - region->start;

      if (g_array_index (first, guint, i) == i)
        {
          start = get_node_offset (region, node);
          html.first_line = region_get_line (get_node_line (node), (gpointer) region);
        }
      galley_html_render (&html, node);
      if (next != NULL && cmark_node_get_type (next) != CMARK_NODE_FOOTNOTE_DEFINITION)
        end = get_node_offset (region, next);
      if (ends_group)
        finish_block (self, region, start, MAX (start, end), &html);
      node = next;
    }

  if (node != NULL)
    {
      start = get_node_offset (region, node);
      html.first_line = region_get_line (get_node_line (node), (gpointer) region);
      galley_html_render_footnotes (&html, document);
      finish_block (self, region, start, region->end - region->start, &html);
      self->has_footnotes = TRUE;
    }
}

/**
 * galley_blocks_alloc:
 * @output: what they are for
 * @n_blocks: how many there will be
 *
 * Returns: (transfer full): no blocks yet
 */
GalleyBlocks *
galley_blocks_alloc (GalleyOutput output, guint n_blocks)
{
  GalleyBlocks *self = g_new0 (GalleyBlocks, 1);

  self->output = output;
  self->items = g_array_sized_new (FALSE, FALSE, sizeof (GalleyBlock), n_blocks);
  g_array_set_clear_func (self->items, (GDestroyNotify) block_clear);
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (GalleyBlockState), n_blocks);
  g_array_set_clear_func (self->places, (GDestroyNotify) place_clear);
  self->independent = TRUE;
  return self;
}

/**
 * galley_blocks_new:
 * @body: a body that has a reading
 * @part: what to parse of it
 * @output: what it is for
 *
 * Parses and renders a part of a body, or all of it.
 *
 * Returns: (transfer full) (nullable): its blocks; %NULL when its headings are others than those
 *   that were given the ids of @part
 */
GalleyBlocks *
galley_blocks_new (const GalleyBody *body, const GalleyBodyPart *part, GalleyOutput output)
{
  GalleyDialect *dialect = body->context.reading->dialect;
  const char *text = body->text + part->start;
  gsize length = part->end - part->start;
  g_autoptr (GalleyBlocks) self = galley_blocks_alloc (output, 16);
  g_autoptr (GalleyIds) ids = galley_ids_new (dialect->heading_ids, part->ids);
  g_autoptr (GalleyMarkdown) markdown = galley_markdown_new (text, length, dialect);
  g_auto (Region) region = { 0 };

  region_init (&region, body, part->start, part->end, part->first_line);
  render_nodes (self, &region, markdown->document, part, ids);
  if (galley_ids_has_failed (ids))
    return NULL;

  /* A definition of a link or a footnote changes blocks far from it. */
  if (self->independent)
    self->independent = galley_bytes_find (text, text + length, "]:") == NULL;

  return g_steal_pointer (&self);
}

void
galley_blocks_free (GalleyBlocks *self)
{
  g_array_unref (self->items);
  g_array_unref (self->places);
  g_free (self);
}
