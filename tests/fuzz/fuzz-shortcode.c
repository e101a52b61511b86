/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-body.h"
#include "galley-diagnostic.h"

#include <string.h>

static void
check_shortcode (const GalleyShortcode *shortcode, size_t size, gsize *reached)
{
  g_assert_cmpuint (shortcode->offset, >=, *reached);
  *reached = shortcode->offset + shortcode->length;
  g_assert_cmpuint (*reached, <=, size);
  g_assert_true ((shortcode->kind == GALLEY_SHORTCODE_ESCAPE) == (shortcode->name == NULL));
  if (shortcode->paired)
    g_assert_cmpuint (shortcode->inner_offset + shortcode->inner_length, <, *reached);

  for (guint i = 0; i < shortcode->params->len; i++)
    {
      const GalleyShortcodeParam *param =
        &g_array_index (shortcode->params, GalleyShortcodeParam, i);

      g_assert_true (g_utf8_validate (param->value, -1, NULL));
    }
}

/* The input is the body of an issue. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyBody) body = NULL;
  gsize reached = 0;

  if (!g_utf8_validate_len (text, size, NULL))
    return 0;

  body = galley_body_new (text, 0, size, 0, NULL, diagnostics);
  for (guint i = 0; i < body->shortcodes->len; i++)
    check_shortcode (g_ptr_array_index (body->shortcodes, i), size, &reached);

  reached = 0;
  for (gsize i = 0; i <= body->length; i++)
    {
      gsize offset = galley_body_get_source_offset (body, i);

      g_assert_cmpuint (offset, >=, reached);
      reached = offset;
    }
  g_assert_cmpuint (reached, ==, size);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpuint (diagnostic->offset, <=, size);
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
    }

  return 0;
}
