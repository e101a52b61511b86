/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcode.h"

/**
 * galley_shortcode_get_param:
 * @self: a shortcode
 * @name: (nullable): the name of a named parameter
 * @position: which of the positional ones, from 0
 *
 * Returns: (nullable): the value of the parameter called @name, or of the one at @position when
 *   the parameters have no names
 */
const char *
galley_shortcode_get_param (const GalleyShortcode *self, const char *name, guint position)
{
  for (guint i = 0; i < self->params->len; i++)
    {
      const GalleyShortcodeParam *param = &g_array_index (self->params, GalleyShortcodeParam, i);

      if (param->name == NULL ? i == position : g_strcmp0 (param->name, name) == 0)
        return param->value;
    }

  return NULL;
}

/**
 * galley_shortcode_is_inline:
 * @self: a shortcode
 *
 * Returns: whether it brings its own template, as `x.inline` does
 */
gboolean
galley_shortcode_is_inline (const GalleyShortcode *self)
{
  return self->name != NULL && g_str_has_suffix (self->name, ".inline");
}

/**
 * galley_shortcode_get_indentation:
 * @text: the text that the shortcode is in
 * @self: a shortcode
 * @length: (out): how many bytes it is indented by
 *
 * Returns: the blanks before it when there is nothing else on its line
 */
const char *
galley_shortcode_get_indentation (const char *text, const GalleyShortcode *self, gsize *length)
{
  const char *end = text + self->offset;
  const char *start = end;

  while (start > text && (start[-1] == ' ' || start[-1] == '\t'))
    start--;
  *length = start == text || start[-1] == '\n' ? end - start : 0;

  return start;
}
