/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-reference-check.h"

#include "galley-diagnostic.h"
#include "galley-inner-text.h"
#include "galley-reference.h"

#include <string.h>

/* A text with more of them has one mistake, and not so many. */
#define PROBLEMS_MAX 1000

static void
check_inner (const GalleyBody *body, const GalleyShortcode *shortcode, GPtrArray *diagnostics)
{
  if (shortcode->paired && body->context.depth < GALLEY_BODY_DEPTH_MAX
      && memmem (body->source + shortcode->inner_offset, shortcode->inner_length, "{{", 2) != NULL)
    galley_reference_check (galley_inner_text_get (body, shortcode), diagnostics);
}

/**
 * galley_reference_check:
 * @body: a body
 * @diagnostics: (element-type GalleyDiagnostic): takes a warning for each reference to what is not
 *   there
 *
 * Checks the references to pages and values that are made with shortcodes.
 */
void
galley_reference_check (const GalleyBody *body, GPtrArray *diagnostics)
{
  if (body->context.reading->shortcodes == NULL)
    return;

  for (guint i = 0; i < body->shortcodes->len && diagnostics->len < PROBLEMS_MAX; i++)
    {
      const GalleyShortcode *shortcode = g_ptr_array_index (body->shortcodes, i);
      char *problem = galley_reference_dup_problem (body, shortcode);

      if (problem != NULL)
        g_ptr_array_add (diagnostics,
                         galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "reference",
                                                shortcode->offset, shortcode->length, problem));
      if (shortcode->kind == GALLEY_SHORTCODE_CALL)
        check_inner (body, shortcode, diagnostics);
    }
}
