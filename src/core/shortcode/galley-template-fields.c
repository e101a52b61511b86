/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-template-private.h"

#include <string.h>

static gboolean
matches (const char *text, gboolean with_point)
{
  gsize digits;

  text += *text == '-' || *text == '+';
  digits = strspn (text, "0123456789");
  if (digits == 0)
    return FALSE;
  text += digits;
  if (with_point)
    {
      if (*text++ != '.' || !g_ascii_isdigit (*text))
        return FALSE;
      text += strspn (text, "0123456789");
    }

  return *text == '\0';
}

/* Without quotes a parameter is what it looks like. */
static void
read_param (const GalleyShortcodeParam *param, GalleyTemplateValue *result)
{
  const char *text = param->value;

  result->kind = GALLEY_TEMPLATE_STRING;
  result->text = text;
  if (param->quoted)
    return;

  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    {
      result->kind = GALLEY_TEMPLATE_BOOLEAN;
      result->integer = *text == 't';
    }
  else if (matches (text, FALSE)
           && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &result->integer, NULL))
    {
      result->kind = GALLEY_TEMPLATE_INTEGER;
    }
  else if (matches (text, TRUE))
    {
      result->kind = GALLEY_TEMPLATE_FLOAT;
      result->number = g_ascii_strtod (text, NULL);
    }
}

static gboolean
is_named (const GalleyShortcode *shortcode)
{
  return shortcode->params->len > 0
         && g_array_index (shortcode->params, GalleyShortcodeParam, 0).name != NULL;
}

/* A parameter that is not there is nothing; asking for one kind where there is the other, too. */
static gboolean
get_param (GalleyTemplateRun *run, const GalleyTemplateValue *key, GalleyTemplateValue *result)
{
  const GalleyShortcode *shortcode = run->call->shortcode;
  gboolean by_name = key->kind == GALLEY_TEMPLATE_STRING;

  memset (result, 0, sizeof *result);
  if (!by_name && key->kind != GALLEY_TEMPLATE_INTEGER)
    return FALSE;
  if (is_named (shortcode) != by_name)
    return TRUE;

  /* Of one name the last counts. */
  for (guint i = shortcode->params->len; i-- > 0;)
    {
      const GalleyShortcodeParam *param =
        &g_array_index (shortcode->params, GalleyShortcodeParam, i);

      if (by_name ? g_strcmp0 (param->name, key->text) == 0 : (gint64) i == key->integer)
        {
          read_param (param, result);
          break;
        }
    }

  return TRUE;
}

/* The lines of a text without the indentation of the shortcode. */
static char *
dup_deindented (const char *text, const char *indentation)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (indentation);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], indentation))
      memmove (lines[i], lines[i] + length, strlen (lines[i]) - length + 1);

  return g_strjoinv ("\n", lines);
}

/* Hugo's rule: an action that names `.Inner`. */
gboolean
galley_template_finds_inner (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; (p = memmem (p, end - p, "{{", 2)) != NULL;)
    {
      const char *close = memmem (p, end - p, "}}", 2);
      const char *inner = close != NULL ? memmem (p, close - p, ".Inner", 6) : NULL;
      const char *comment = close != NULL ? memmem (p, MIN (close - p, 6), "/*", 2) : NULL;

      if (close == NULL)
        return FALSE;
      if (comment != NULL)
        {
          close = memmem (comment, end - comment, "*/", 2);
          if (close == NULL)
            return FALSE;
        }
      else if (inner != NULL
               && (!(g_ascii_isalnum (inner[6]) || inner[6] == '_')
                   || g_str_has_prefix (inner + 6, "Deindent")))
        return TRUE;
      p = close + 2;
    }

  return FALSE;
}

/* Whether a template may ask for it. */
gboolean
galley_template_is_field (const char *fields)
{
  static const char *const known[] = {
    "Get", "Inner", "InnerDeindent", "IsNamedParams", "Name", "Params", "Page.RenderString", NULL,
  };

  return g_strv_contains (known, fields)
         || (g_str_has_prefix (fields, "Params.") && strchr (fields + 7, '.') == NULL);
}

gboolean
galley_template_get_field (GalleyTemplateRun *run,
                           const char *fields,
                           const GalleyTemplateValue *arguments,
                           guint n_arguments,
                           GalleyTemplateValue *result)
{
  GalleyTemplateValue key = { .kind = GALLEY_TEMPLATE_STRING };

  if (g_str_equal (fields, "Get"))
    return n_arguments == 1 && get_param (run, &arguments[0], result);
  if (g_str_equal (fields, "Page.RenderString"))
    return galley_template_call (run, "markdownify", arguments, n_arguments, result);
  if (n_arguments > 0)
    return FALSE;

  if (g_str_has_prefix (fields, "Inner"))
    {
      result->kind = GALLEY_TEMPLATE_HTML;
      result->text = run->call->inner;
      if (fields[5] != '\0')
        result->text =
          galley_template_keep (run, g_string_new_take (dup_deindented (run->call->inner,
                                                                        run->call->indentation)));
    }
  else if (g_str_equal (fields, "Name"))
    {
      result->kind = GALLEY_TEMPLATE_STRING;
      result->text = run->call->shortcode->name;
    }
  else if (g_str_equal (fields, "IsNamedParams"))
    {
      result->kind = GALLEY_TEMPLATE_BOOLEAN;
      result->integer = is_named (run->call->shortcode);
    }
  else if (g_str_equal (fields, "Params"))
    {
      result->kind = GALLEY_TEMPLATE_PARAMS;
    }
  else
    {
      key.text = fields + strlen ("Params.");
      return get_param (run, &key, result);
    }

  return TRUE;
}
