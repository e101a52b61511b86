/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-inner-text.h"

#include "galley-fragment.h"

#include <string.h>

/* Inside another shortcode, one that is Markdown has its inner text rendered first. */
static GalleyBody *
new_inner (const GalleyBody *body, const GalleyShortcode *shortcode)
{
  GalleyBody *inner = galley_body_new_inner (body, shortcode);
  g_autoptr (GString) html = NULL;

  if (!shortcode->markdown || body->context.depth == 0 || inner->length == 0)
    return inner;

  html = g_string_new (NULL);
  galley_fragment_append_markdown (html, inner, inner->text, inner->length,
                                   memchr (inner->text, '\n', inner->length) != NULL);
  galley_body_take_text (inner, g_steal_pointer (&html));
  return inner;
}

/**
 * galley_inner_text_get:
 * @body: a body
 * @shortcode: a shortcode of it
 *
 * Gets the inner text of a shortcode, made once.
 *
 * Returns: (transfer none): the inner text, empty when there is none
 */
const GalleyBody *
galley_inner_text_get (const GalleyBody *body, const GalleyShortcode *shortcode)
{
  GalleyBody *inner = g_hash_table_lookup (body->context.inner_texts, shortcode);

  if (inner == NULL)
    {
      inner = new_inner (body, shortcode);
      g_hash_table_insert (body->context.inner_texts, (gpointer) shortcode, inner);
    }

  return inner;
}
