/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-card.h"
#include "galley-fragment.h"
#include "galley-template.h"

#include <string.h>

#define OUTPUT_MAX 4096

static void
append_markdown (GString *out, const char *text, gboolean block, gpointer user_data)
{
  galley_fragment_append_markdown (out, user_data, text, strlen (text), block);
}

/* The input is a template and, after a nul byte, the text that calls it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  const char *nul = memchr (text, '\0', size);
  gsize length = nul != NULL ? (gsize) (nul - text) : size;
  g_autofree char *source = nul != NULL ? g_strndup (nul + 1, size - length - 1) : g_strdup ("");
  g_autoptr (GalleyTemplate) template = NULL;
  g_autoptr (GalleyReading) reading = NULL;
  g_autoptr (GalleyBody) body = NULL;

  if (size > 16 * 1024 || !g_utf8_validate_len (text, length, NULL)
      || !g_utf8_validate (source, -1, NULL))
    return 0;

  template = galley_template_new (text, length);
  reading = galley_reading_new (NULL, NULL);
  body = galley_body_new (source, 0, strlen (source), 0,
                          &(GalleyBodyContext) { .reading = reading,
                                                 .append_shortcode = galley_card_append },
                          NULL);
  for (guint i = 0; i < MIN (body->shortcodes->len, 4); i++)
    {
      const GalleyShortcode *shortcode = g_ptr_array_index (body->shortcodes, i);
      g_autofree char *inner =
        g_strndup (source + shortcode->inner_offset, shortcode->inner_length);
      g_autoptr (GString) out = g_string_new (NULL);
      GalleyTemplateCall call = {
        .shortcode = shortcode,
        .inner = inner,
        .indentation = "  ",
        .markdown = append_markdown,
        .markdown_data = body,
        .output_max = OUTPUT_MAX,
      };

      if (shortcode->kind != GALLEY_SHORTCODE_CALL)
        continue;
      if (galley_template_run (template, &call, out))
        {
          g_assert_cmpuint (out->len, <=, OUTPUT_MAX);
          g_assert_true (g_utf8_validate (out->str, out->len, NULL));
        }
      else
        g_assert_cmpuint (out->len, ==, 0);
    }

  return 0;
}
