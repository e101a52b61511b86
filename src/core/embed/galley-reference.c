/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-reference.h"

#include "galley-site-pages.h"

#include <glib/gi18n.h>

static const GalleyValue *
find_value (const GalleyValue *root, const char *path)
{
  const GalleyValue *value = galley_value_get (root, path);
  g_auto (GStrv) names = NULL;

  if (value != NULL)
    return value;

  names = g_strsplit (path, ".", 16);
  value = root;
  for (guint i = 0; names[i] != NULL && value != NULL; i++)
    value = galley_value_get (value, names[i]);

  return value;
}

/* Dates are in Go's own form. */
static gboolean
is_date_name (const char *name)
{
  return g_ascii_strcasecmp (name, "date") == 0 || g_ascii_strcasecmp (name, "lastmod") == 0
         || g_ascii_strcasecmp (name, "publishdate") == 0
         || g_ascii_strcasecmp (name, "expirydate") == 0;
}

/* For what is not there, and for nothing, Hugo has an error. */
static gboolean
is_nothing (const GalleyValue *value)
{
  return value == NULL
         || (value->text != NULL
             && (*value->text == '\0'
                 || (value->kind != GALLEY_VALUE_STRING
                     && (g_str_equal (value->text, "0")
                         || g_ascii_strcasecmp (value->text, "false") == 0))));
}

/**
 * galley_reference_find_param:
 * @body: a body
 * @name: the name of a field
 *
 * Returns: (nullable): what the shortcode `param` finds by that name in the front matter, or in the
 *   site's parameters; %NULL for what Hugo itself has a value for, and for what it takes for none
 */
const GalleyValue *
galley_reference_find_param (const GalleyBody *body, const char *name)
{
  const GalleyValue *value = find_value (body->context.page, name);

  if (value == NULL)
    value = find_value (galley_shortcode_set_get_params (body->context.reading->shortcodes), name);

  return is_date_name (name) || is_nothing (value) ? NULL : value;
}

static char *
dup_page_problem (const GalleyBody *body, const GalleyShortcode *shortcode)
{
  GalleySitePages *pages = body->context.reading->pages;
  const char *ref = galley_shortcode_get_param (shortcode, "path", 0);
  const char *instead;

  if (pages == NULL || ref == NULL || *ref == '\0'
      || galley_site_pages_contains (pages, ref, body->context.reading->path,
                                     galley_shortcode_get_param (shortcode, "lang", G_MAXUINT)))
    return NULL;

  instead = body->context.reading->fallback;
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
  if (name == NULL || !galley_shortcode_set_is_complete (body->context.reading->shortcodes)
      || is_date_name (name) || galley_reference_find_param (body, name) != NULL)
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
  if (shortcode->kind != GALLEY_SHORTCODE_CALL || body->context.reading->shortcodes == NULL
      || galley_shortcode_set_get_template (body->context.reading->shortcodes, shortcode->name)
           != NULL)
    return NULL;
  if (g_ascii_strcasecmp (shortcode->name, "ref") == 0
      || g_ascii_strcasecmp (shortcode->name, "relref") == 0)
    return dup_page_problem (body, shortcode);
  if (g_ascii_strcasecmp (shortcode->name, "param") == 0)
    return dup_param_problem (body, shortcode);

  return NULL;
}
