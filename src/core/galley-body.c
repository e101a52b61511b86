/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-body.h"

#include <string.h>

/* From @offset of the Markdown on, text comes from @source_offset; a placeholder all comes from
 * one place. */
typedef struct
{
  gsize offset;
  gsize source_offset;
  gboolean placeholder;
} Segment;

static guint64
add_to_hash (guint64 hash, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash;
}

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

/**
 * galley_body_hash:
 * @bytes: anything
 * @length: its length in bytes
 *
 * Returns: a hash of it (64-bit FNV-1a)
 */
guint64
galley_body_hash (const char *bytes, gsize length)
{
  return add_to_hash (G_GUINT64_CONSTANT (0xcbf29ce484222325), bytes, length);
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
replace_shortcodes (GalleyBody *self, gsize start, gsize end)
{
  GString *buffer = g_string_sized_new (end - start);
  gsize reached = start;

  self->by_hash = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->shortcodes->len; i++)
    {
      GalleyShortcode *shortcode = g_ptr_array_index (self->shortcodes, i);
      const char *code = self->source + start + shortcode->offset;
      /* Known by what it says and not by its number, so that the Markdown elsewhere stays the
       * same when one is added. */
      guint64 hash = add_to_hash (get_seed (), code, shortcode->length);

      g_string_append_len (buffer, self->source + reached, start + shortcode->offset - reached);
      if (shortcode->kind == GALLEY_SHORTCODE_ESCAPE)
        {
          append_literal (self, buffer, shortcode, start + shortcode->offset);
        }
      else
        {
          add_segment (self, buffer->len, start + shortcode->offset, TRUE);
          g_string_append_printf (buffer,
                                  GALLEY_PLACEHOLDER_START "%016" G_GINT64_MODIFIER
                                                           "x" GALLEY_PLACEHOLDER_END,
                                  hash);
          g_hash_table_insert (self->by_hash, g_memdup2 (&hash, sizeof hash), shortcode);
        }
      reached = start + shortcode->offset + shortcode->length;
      add_segment (self, buffer->len, reached, FALSE);
    }

  g_string_append_len (buffer, self->source + reached, end - reached);
  self->length = buffer->len;
  self->text = self->buffer = g_string_free (buffer, FALSE);
}

/**
 * galley_body_new:
 * @source: a text, which must outlive the body
 * @start: where the body starts in @source, in bytes
 * @end: where it ends
 * @base_offset: where @source starts in the file, in bytes; for the diagnostics
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong with the shortcodes
 *
 * Returns: (transfer full): the body; without shortcodes it copies nothing
 */
GalleyBody *
galley_body_new (const char *source,
                 gsize start,
                 gsize end,
                 gsize base_offset,
                 GPtrArray *diagnostics)
{
  GalleyBody *self = g_new0 (GalleyBody, 1);

  self->source = source;
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->shortcodes =
    galley_shortcode_scan (source + start, end - start, base_offset + start, diagnostics);
  add_segment (self, 0, start, FALSE);

  if (self->shortcodes->len > 0)
    {
      replace_shortcodes (self, start, end);
    }
  else
    {
      self->text = source + start;
      self->length = end - start;
    }

  /* Offsets of shortcodes count in @source from here on. */
  for (guint i = 0; i < self->shortcodes->len; i++)
    {
      GalleyShortcode *shortcode = g_ptr_array_index (self->shortcodes, i);

      shortcode->offset += start;
      shortcode->inner_offset += start;
    }

  return self;
}

/**
 * galley_body_free:
 * @self: (transfer full): a body
 *
 * Frees it.
 */
void
galley_body_free (GalleyBody *self)
{
  g_free (self->buffer);
  g_array_unref (self->segments);
  g_clear_pointer (&self->by_hash, g_hash_table_unref);
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
  guint low = 0;
  guint high = self->segments->len;
  const Segment *segment;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->segments, Segment, middle).offset <= offset)
        low = middle;
      else
        high = middle;
    }

  segment = &g_array_index (self->segments, Segment, low);
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
