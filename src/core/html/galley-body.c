/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-body.h"

#include "galley-bytes.h"
#include "galley-shortcode-scan.h"

#include <string.h>

/* From @offset of the Markdown on, text comes from @source_offset; a placeholder all comes from
 * one place. */
typedef struct
{
  gsize offset;
  gsize source_offset;
  gboolean placeholder;
} Segment;

/* How much the shortcodes of a page may come to together, and how much one of them. */
#define OUTPUT_SUM_MAX (32 * 1024 * 1024)
#define OUTPUT_MAX (256 * 1024)
#define OUTPUT_MIN (2 * 1024)

/* A text can spell a placeholder, in entities even. No text knows where this hash starts, so that
 * none can call up a shortcode that is not there, or a long one many times. */
static guint64
get_seed (void)
{
  static gsize ready = 0;
  static guint64 seed;

  if (g_once_init_enter (&ready))
    {
      seed = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&ready, 1);
    }

  return seed;
}

static void
add_segment (GalleyBody *self, gsize offset, gsize source_offset, gboolean placeholder)
{
  Segment segment = { offset, source_offset, placeholder };

  g_array_append_val (self->segments, segment);
}

/* An escape is its source without the comment marks, and may be many lines long. */
static void
append_literal (GalleyBody *self,
                GString *buffer,
                const GalleyShortcode *shortcode,
                gsize source_offset)
{
  add_segment (self, buffer->len, source_offset, FALSE);
  add_segment (self, buffer->len + strlen ("{{<"), source_offset + strlen ("{{</*"), FALSE);
  g_string_append (buffer, shortcode->literal);
  add_segment (self, buffer->len - strlen (">}}"),
               source_offset + shortcode->length - strlen (">}}"), FALSE);
}

static void
append_placeholder (GalleyBody *self, GString *buffer, GalleyShortcode *shortcode)
{
  /* Known by what it says and not by its number, so that the Markdown elsewhere stays the same
   * when one is added. */
  guint64 hash =
    galley_bytes_add_to_hash (get_seed (), self->source + shortcode->offset, shortcode->length);

  g_string_append_printf (buffer,
                          GALLEY_PLACEHOLDER_START "%016" G_GINT64_MODIFIER
                                                   "x" GALLEY_PLACEHOLDER_END,
                          hash);
  g_hash_table_insert (self->by_hash, g_memdup2 (&hash, sizeof hash), shortcode);
}

/* In an output that is Markdown, cards stand for the shortcodes inside. */
static void
take_inner (GalleyBody *self, const GalleyShortcode *shortcode)
{
  const GalleyBody *inner = g_hash_table_lookup (self->context.inner_texts, shortcode);
  GHashTableIter iter;
  gpointer hash;
  gpointer nested;

  if (inner == NULL || inner->by_hash == NULL)
    return;

  g_hash_table_iter_init (&iter, inner->by_hash);
  while (g_hash_table_iter_next (&iter, &hash, &nested))
    g_hash_table_insert (self->by_hash, g_memdup2 (hash, sizeof (guint64)), nested);
}

/* What has no inner text keeps the place in a list that its call has. */
static void
append_indented (const GalleyBody *self,
                 GString *buffer,
                 const char *html,
                 const GalleyShortcode *shortcode)
{
  gsize length;
  const char *indentation = galley_shortcode_get_indentation (self->source, shortcode, &length);

  for (const char *p = html; *p != '\0'; p++)
    {
      g_string_append_c (buffer, *p);
      if (*p == '\n' && p[1] != '\0' && !shortcode->paired)
        g_string_append_len (buffer, indentation, length);
    }
}

/* Hugo puts in what is written as Markdown before it parses, and of what stands inside another
 * shortcode everything; the rest when all is rendered. */
static void
append_call (GalleyBody *self, GString *buffer, GalleyShortcode *shortcode)
{
  gboolean is_text = shortcode->markdown || self->context.depth > 0;
  g_autoptr (GString) html = g_string_new (NULL);

  if (!is_text || self->context.append_shortcode == NULL
      || !self->context.append_shortcode (html, self, shortcode, GALLEY_PLACE_MARKDOWN))
    {
      append_placeholder (self, buffer, shortcode);
      return;
    }

  take_inner (self, shortcode);
  if (shortcode->markdown)
    append_indented (self, buffer, html->str, shortcode);
  else
    g_string_append_len (buffer, html->str, html->len);
}

/* The text between shortcodes. Where the summary ends Hugo starts a new block, whatever was open,
 * with the first word that follows; inside a shortcode the mark is just gone. */
static void
append_text (GalleyBody *self, GString *buffer, gsize start, gsize end)
{
  gsize after = self->context.summary_end;
  gsize mark = after - strlen (GALLEY_SUMMARY_MARK);

  if (after == 0 || mark < start || after > end)
    {
      g_string_append_len (buffer, self->source + start, end - start);
      return;
    }

  g_string_append_len (buffer, self->source + start, mark - start);
  add_segment (self, buffer->len, mark, TRUE);
  if (self->context.depth == 0)
    g_string_append (buffer, "\n\n" GALLEY_SUMMARY_END "\n\n");
  while (after < end && g_ascii_isspace (self->source[after]))
    after++;
  add_segment (self, buffer->len, after, FALSE);
  g_string_append_len (buffer, self->source + after, end - after);
}

static void
replace_shortcodes (GalleyBody *self, gsize start, gsize end)
{
  GString *buffer = g_string_sized_new (end - start);
  gsize reached = start;

  self->by_hash = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (self->context.inner_texts == NULL)
    {
      self->context.inner_texts =
        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) galley_body_free);
      self->owns_inner_texts = TRUE;
    }
  for (guint i = 0; i < self->shortcodes->len; i++)
    {
      GalleyShortcode *shortcode = g_ptr_array_index (self->shortcodes, i);

      append_text (self, buffer, reached, shortcode->offset);
      if (shortcode->kind == GALLEY_SHORTCODE_ESCAPE)
        {
          append_literal (self, buffer, shortcode, shortcode->offset);
        }
      else
        {
          add_segment (self, buffer->len, shortcode->offset, TRUE);
          append_call (self, buffer, shortcode);
        }
      reached = shortcode->offset + shortcode->length;
      add_segment (self, buffer->len, reached, FALSE);
    }

  append_text (self, buffer, reached, end);
  self->length = buffer->len;
  self->text = self->buffer = g_string_free (buffer, FALSE);
}

/* The shortcode that @offset is in. */
static const GalleyShortcode *
find_shortcode (const GalleyBody *self, gsize offset)
{
  guint low = 0;
  guint high = self->shortcodes->len;
  const GalleyShortcode *shortcode;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      shortcode = g_ptr_array_index (self->shortcodes, middle);
      if (shortcode->offset <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  shortcode = low > 0 ? g_ptr_array_index (self->shortcodes, low - 1) : NULL;
  return shortcode != NULL && offset < shortcode->offset + shortcode->length ? shortcode : NULL;
}

/* The first mark counts that is no part of a shortcode's own words; none in a text that has the
 * character in it that stands for the mark. */
static gsize
find_summary_end (const GalleyBody *self, gsize start, gsize end)
{
  const char *last = self->source + end;

  for (const char *p = self->source + start;
       (p = galley_bytes_find (p, last, GALLEY_SUMMARY_MARK)) != NULL;)
    {
      gsize offset = p - self->source;
      const GalleyShortcode *shortcode = find_shortcode (self, offset);

      p += strlen (GALLEY_SUMMARY_MARK);
      if (shortcode == NULL
          || (shortcode->paired && offset >= shortcode->inner_offset
              && offset < shortcode->inner_offset + shortcode->inner_length))
        {
          const char *text = self->source + start;

          return galley_bytes_find (text, last, GALLEY_SUMMARY_END) == NULL ? p - self->source : 0;
        }
    }

  return 0;
}

/* A page of many shortcodes gets less for each, so that no template makes a flood of it. In
 * steps of two, since what is kept of a page before must have been made with the same. */
static gsize
get_output_max (guint n_shortcodes)
{
  gsize max = OUTPUT_MAX;

  for (guint n = OUTPUT_SUM_MAX / OUTPUT_MAX; n < n_shortcodes && max > OUTPUT_MIN; n *= 2)
    max /= 2;

  return max;
}

/**
 * galley_body_new:
 * @source: a text, which must outlive the body
 * @start: where the body starts in @source, in bytes
 * @end: where it ends
 * @base_offset: where @source starts in the file, in bytes; for the diagnostics
 * @context: (nullable): what shortcodes depend on; its output_max is found here when it is 0
 * @diagnostics: (nullable) (element-type GalleyDiagnostic): takes what is wrong with the
 *   shortcodes
 *
 * Returns: (transfer full): the body; without shortcodes it copies nothing
 */
GalleyBody *
galley_body_new (const char *source,
                 gsize start,
                 gsize end,
                 gsize base_offset,
                 const GalleyBodyContext *context,
                 GPtrArray *diagnostics)
{
  GalleyBody *self = g_new0 (GalleyBody, 1);

  self->source = source;
  if (context != NULL)
    self->context = *context;
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->shortcodes =
    galley_shortcode_scan (source + start, end - start, base_offset + start,
                           self->context.reading != NULL ? self->context.reading->shortcodes : NULL,
                           diagnostics);
  add_segment (self, 0, start, FALSE);
  if (self->context.output_max == 0)
    self->context.output_max = get_output_max (self->shortcodes->len);

  /* Offsets of shortcodes count in @source from here on. */
  for (guint i = 0; i < self->shortcodes->len; i++)
    {
      GalleyShortcode *shortcode = g_ptr_array_index (self->shortcodes, i);

      shortcode->offset += start;
      shortcode->inner_offset += start;
    }

  if (self->context.depth == 0)
    self->context.summary_end = find_summary_end (self, start, end);

  if (self->shortcodes->len > 0
      || (self->context.summary_end > start && self->context.summary_end <= end))
    {
      replace_shortcodes (self, start, end);
    }
  else
    {
      self->text = source + start;
      self->length = end - start;
    }

  return self;
}

/**
 * galley_body_new_inner:
 * @self: a body
 * @shortcode: a shortcode of it, or of a body inside it
 *
 * Makes the inner text of a shortcode as its template gets it: with the output of the shortcodes
 * in it, or a placeholder where that is a card. @self must outlive it.
 *
 * Returns: (transfer full): the inner text, empty when it is nested too deep
 */
GalleyBody *
galley_body_new_inner (const GalleyBody *self, const GalleyShortcode *shortcode)
{
  GalleyBodyContext context = self->context;
  gsize start = shortcode->inner_offset;
  gsize length = shortcode->paired ? shortcode->inner_length : 0;

  if (++context.depth > GALLEY_BODY_DEPTH_MAX)
    length = 0;

  return galley_body_new (self->source, start, start + length, 0, &context, NULL);
}

/**
 * galley_body_take_text:
 * @self: a body made by galley_body_new_inner()
 * @text: (transfer full): what it has come to
 *
 * Puts another text in place of that of the body; it may have its placeholders in it.
 */
void
galley_body_take_text (GalleyBody *self, GString *text)
{
  g_free (self->buffer);
  self->length = text->len;
  self->text = self->buffer = g_string_free (text, FALSE);
}

void
galley_body_free (GalleyBody *self)
{
  g_free (self->buffer);
  g_array_unref (self->segments);
  g_clear_pointer (&self->by_hash, g_hash_table_unref);
  if (self->owns_inner_texts)
    g_hash_table_unref (self->context.inner_texts);
  g_ptr_array_unref (self->shortcodes);
  g_free (self);
}

/**
 * galley_body_get_source_offset:
 * @self: a body
 * @offset: a place in its Markdown, in bytes
 *
 * Returns: the same place in the source, in bytes; inside a placeholder, the start of the shortcode
 */
gsize
galley_body_get_source_offset (const GalleyBody *self, gsize offset)
{
  guint hint = G_MAXUINT;

  return galley_body_get_source_offset_near (self, offset, &hint);
}

static guint
find_segment (const GalleyBody *self, gsize offset)
{
  guint low = 0;
  guint high = self->segments->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->segments, Segment, middle).offset <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Whether @offset belongs to segment @i. */
static gboolean
is_in_segment (const GalleyBody *self, guint i, gsize offset)
{
  return i < self->segments->len && g_array_index (self->segments, Segment, i).offset <= offset
         && (i + 1 == self->segments->len
             || g_array_index (self->segments, Segment, i + 1).offset > offset);
}

/**
 * galley_body_get_source_offset_near:
 * @self: a body
 * @offset: a place in its Markdown, in bytes
 * @hint: (inout): where the search starts; 0 at first
 *
 * Finds one place after another: galley_body_get_source_offset() that is fast for places in their
 * order.
 *
 * Returns: the same place in the source, in bytes
 */
gsize
galley_body_get_source_offset_near (const GalleyBody *self, gsize offset, guint *hint)
{
  const Segment *segment;

  for (guint i = 0; i < 2 && !is_in_segment (self, *hint, offset); i++)
    *hint += *hint < self->segments->len;
  if (!is_in_segment (self, *hint, offset))
    *hint = find_segment (self, offset);

  segment = &g_array_index (self->segments, Segment, *hint);
  return segment->source_offset + (segment->placeholder ? 0 : offset - segment->offset);
}

/**
 * galley_body_match_placeholder:
 * @self: a body
 * @text: text of it, at a place that may be a placeholder
 * @length: how much text there is, in bytes
 *
 * Returns: (nullable): the shortcode, when @text begins with %GALLEY_PLACEHOLDER_LENGTH bytes
 *   that stand for one
 */
const GalleyShortcode *
galley_body_match_placeholder (const GalleyBody *self, const char *text, gsize length)
{
  guint64 hash = 0;

  if (self->by_hash == NULL || length < GALLEY_PLACEHOLDER_LENGTH
      || memcmp (text, GALLEY_PLACEHOLDER_START, 3) != 0
      || memcmp (text + 19, GALLEY_PLACEHOLDER_END, 3) != 0)
    return NULL;

  for (guint i = 3; i < 19; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return NULL;
      hash = hash << 4 | (guint) digit;
    }

  return g_hash_table_lookup (self->by_hash, &hash);
}

/**
 * galley_body_next_shortcode:
 * @self: (nullable): a body
 * @place: (inout): where the search starts; where the placeholder was found
 * @end: where it ends
 *
 * Returns: (nullable): the first shortcode that a placeholder stands for, %NULL when there is none
 */
const GalleyShortcode *
galley_body_next_shortcode (const GalleyBody *self, const char **place, const char *end)
{
  const char *p = *place;

  while (self != NULL && (p = galley_bytes_find (p, end, GALLEY_PLACEHOLDER_START)) != NULL)
    {
      const GalleyShortcode *shortcode = galley_body_match_placeholder (self, p, end - p);

      *place = p;
      if (shortcode != NULL)
        return shortcode;
      p += strlen (GALLEY_PLACEHOLDER_START);
    }

  return NULL;
}
