/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-reference-check.h"

#include "galley-diagnostic.h"
#include "galley-shortcode-embedded.h"
#include "galley-shortcode-html.h"
#include "galley-site-pages.h"

#include <glib/gi18n.h>
#include <string.h>

/* A text with more of them has one mistake, and not so many. */
#define PROBLEMS_MAX 1000

static char *
dup_page_problem (const GalleyBody *body, const GalleyShortcode *shortcode)
{
  const char *from_path;
  GalleySitePages *pages = galley_shortcode_set_get_pages (body->context.set, &from_path);
  const char *ref = galley_shortcode_get_param (shortcode, "path", 0);
  const char *instead;

  if (pages == NULL || ref == NULL || *ref == '\0'
      || galley_site_pages_contains (pages, ref, from_path,
                                     galley_shortcode_get_param (shortcode, "lang", G_MAXUINT)))
    return NULL;

  instead = galley_shortcode_set_get_fallback (body->context.set);
  if (instead == NULL)
    /* Translators: what a reference calls a page of the site */
    return g_strdup_printf (_ ("The site has no page “%s”; Hugo will stop here"), ref);
  /* Translators: what a reference calls a page of the site */
  return g_strdup_printf (_ ("The site has no page “%s”; the reference will lead nowhere"), ref);
}

static char *
dup_param_problem (const GalleyBody *body, const GalleyShortcode *shortcode)
{
  const char *name = galley_shortcode_get_param (shortcode, NULL, 0);

  /* A theme that is not here can bring settings, too. */
  if (name == NULL || !galley_shortcode_set_is_complete (body->context.set)
      || galley_shortcode_has_value (body, name))
    return NULL;

  /* Translators: the name of a field */
  return g_strdup_printf (_ ("Neither the front matter nor the site’s settings give “%s” a value; "
                             "unless its section does, Hugo will not publish the site"),
                          name);
}

/**
 * galley_reference_dup_problem:
 * @body: a body
 * @shortcode: a shortcode of it
 *
 * Finds out whether a `ref`, `relref` or `param` of Hugo asks for what is not there.
 *
 * Returns: (transfer full) (nullable): what is wrong, for people, %NULL when nothing is known to be
 */
char *
galley_reference_dup_problem (const GalleyBody *body, const GalleyShortcode *shortcode)
{
  if (shortcode->kind != GALLEY_SHORTCODE_CALL || body->context.set == NULL
      || galley_shortcode_set_get_template (body->context.set, shortcode->name) != NULL)
    return NULL;
  if (g_ascii_strcasecmp (shortcode->name, "ref") == 0
      || g_ascii_strcasecmp (shortcode->name, "relref") == 0)
    return dup_page_problem (body, shortcode);
  if (g_ascii_strcasecmp (shortcode->name, "param") == 0)
    return dup_param_problem (body, shortcode);

  return NULL;
}

static void
check_inner (const GalleyBody *body, const GalleyShortcode *shortcode, GPtrArray *diagnostics)
{
  if (shortcode->paired && body->context.depth < GALLEY_BODY_DEPTH_MAX
      && memmem (body->source + shortcode->inner_offset, shortcode->inner_length, "{{", 2) != NULL)
    galley_reference_check (galley_shortcode_html_get_inner (body, shortcode), diagnostics);
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
  if (body->context.set == NULL)
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
