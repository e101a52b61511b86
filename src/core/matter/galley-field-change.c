/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-change.h"

#include "galley-line.h"
#include "galley-value-data.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * galley_field_change_refuse:
 * @self: a change
 * @offset: the place that is to blame, in bytes
 * @format: why, for people
 * @...: its arguments
 *
 * Says why the change is not made.
 *
 * Returns: %FALSE
 */
gboolean
galley_field_change_refuse (GalleyFieldChange *self, gsize offset, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (self->failure == NULL)
    self->failure = galley_diagnostic_new (GALLEY_SEVERITY_ERROR, "front-matter", offset, 0,
                                           g_strdup_vprintf (format, args));
  va_end (args);

  return FALSE;
}

/**
 * galley_field_change_copy_value:
 * @self: a change
 * @value: a new value
 * @offset: the place it is for, in bytes
 *
 * Copies what the value says, for a writer to make it one of its language.
 *
 * Returns: (transfer full) (nullable): the copy, or %NULL when it is refused
 */
GalleyValue *
galley_field_change_copy_value (GalleyFieldChange *self, const GalleyValue *value, gsize offset)
{
  GalleyValue *copy = galley_value_copy_data (value);

  if (copy == NULL)
    galley_field_change_refuse (self, offset, _ ("the new value is too large"));

  return copy;
}

/**
 * galley_field_change_quote_name:
 * @self: a change
 * @key: the name of a field in a copied value
 * @offset: the place the value is for, in bytes
 *
 * Has the name written as a text, which is all that a name can be but in YAML.
 *
 * Returns: whether it can be
 */
gboolean
galley_field_change_quote_name (GalleyFieldChange *self, GalleyValue *key, gsize offset)
{
  if (key->text == NULL)
    return galley_field_change_refuse (self, offset, _ ("a name must be a text"));

  key->kind = GALLEY_VALUE_STRING;
  key->style = GALLEY_VALUE_STYLE_DOUBLE;
  return TRUE;
}

/**
 * galley_field_change_add:
 * @self: a change
 * @offset: where the replaced text starts, in bytes
 * @end: where it ends
 * @replacement: the new text
 *
 * Adds an edit; the order is free, but edits at one place stay in the order they come in.
 */
void
galley_field_change_add (GalleyFieldChange *self, gsize offset, gsize end, const char *replacement)
{
  GalleyEdit edit = { offset, end - offset, NULL };

  g_return_if_fail (offset <= end);

  if (offset == end && *replacement == '\0')
    return;
  edit.replacement = g_strdup (replacement);
  g_array_append_val (self->edits, edit);
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  const GalleyEdit *first = a;
  const GalleyEdit *second = b;

  if (first->offset != second->offset)
    return first->offset < second->offset ? -1 : 1;
  /* What is put in goes before what is replaced. */
  return first->length == second->length ? 0 : first->length < second->length ? -1 : 1;
}

/**
 * galley_field_change_sort:
 * @self: a change
 *
 * Puts the edits into the order of the text.
 */
void
galley_field_change_sort (GalleyFieldChange *self)
{
  g_array_sort (self->edits, compare_edits);
}

/**
 * galley_field_change_get_line_start:
 * @self: a change
 * @offset: a place in the front matter, in bytes
 *
 * Returns: where its line starts, or the front matter when it does on this line
 */
gsize
galley_field_change_get_line_start (const GalleyFieldChange *self, gsize offset)
{
  return galley_line_find_start (self->text + self->start, self->text + offset) - self->text;
}

/**
 * galley_field_change_get_line_end:
 * @self: a change
 * @offset: a place in the front matter, in bytes
 *
 * Returns: where its line ends, before the line end
 */
gsize
galley_field_change_get_line_end (const GalleyFieldChange *self, gsize offset)
{
  return galley_line_end_at (self->text, self->end, offset);
}

/**
 * galley_field_change_get_next_line:
 * @self: a change
 * @offset: a place in the front matter, in bytes
 *
 * Returns: where the next line starts
 */
gsize
galley_field_change_get_next_line (const GalleyFieldChange *self, gsize offset)
{
  return galley_line_next_at (self->text, self->end, offset);
}

/**
 * galley_field_change_skip_blanks:
 * @self: a change
 * @offset: a place in the front matter, in bytes
 *
 * Returns: the next place on the line that is no blank
 */
gsize
galley_field_change_skip_blanks (const GalleyFieldChange *self, gsize offset)
{
  return galley_skip_blanks_at (self->text, self->end, offset);
}

/**
 * galley_field_change_skip_comments:
 * @self: a change
 * @offset: a place in the front matter, in bytes, not inside a value
 *
 * Returns: the next place that is neither white space nor part of a comment
 */
gsize
galley_field_change_skip_comments (const GalleyFieldChange *self, gsize offset)
{
  for (;;)
    {
      while (offset < self->end && g_ascii_isspace (self->text[offset]))
        offset++;
      if (offset >= self->end || self->text[offset] != '#')
        return offset;
      offset = galley_field_change_get_line_end (self, offset);
    }
}

/**
 * galley_field_change_is_blank:
 * @self: a change
 * @start: where to start, in bytes
 * @end: where to end
 *
 * Returns: whether there is nothing but white space
 */
gboolean
galley_field_change_is_blank (const GalleyFieldChange *self, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (!g_ascii_isspace (self->text[i]))
      return FALSE;

  return TRUE;
}

/**
 * galley_field_change_is_first:
 * @self: a change
 * @offset: a place in the front matter, in bytes
 *
 * Returns: whether nothing but blanks stands before it on its line
 */
gboolean
galley_field_change_is_first (const GalleyFieldChange *self, gsize offset)
{
  gsize start = galley_field_change_get_line_start (self, offset);

  /* The line of the opening mark is not the front matter's own. */
  return galley_field_change_is_blank (self, start, offset)
         && (start > self->start || start == 0 || galley_is_line_end (self->text[start - 1]));
}

/**
 * galley_field_change_dup_indent:
 * @self: a change
 * @offset: a place in the front matter, in bytes
 *
 * Makes the blanks that put something below this place.
 *
 * Returns: (transfer full): blanks
 */
char *
galley_field_change_dup_indent (const GalleyFieldChange *self, gsize offset)
{
  gsize start = galley_field_change_get_line_start (self, offset);

  if (galley_field_change_is_blank (self, start, offset))
    return g_strndup (self->text + start, offset - start);
  return g_strnfill (g_utf8_strlen (self->text + start, offset - start), ' ');
}
