/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-attributes.h"

#include "galley-html.h"

#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
  char *id;
  GString *classes;
  GString *others;
} Reader;

static char
peek (const Reader *self)
{
  return self->p < self->end ? *self->p : '\0';
}

static void
skip_spaces (Reader *self)
{
  while (self->p < self->end && g_ascii_isspace (*self->p))
    self->p++;
}

static char *
read_until (Reader *self, const char *signs)
{
  const char *start = self->p;

  while (self->p < self->end && !g_ascii_isspace (*self->p) && strchr (signs, *self->p) == NULL)
    self->p++;

  return g_strndup (start, self->p - start);
}

static char *
read_value (Reader *self)
{
  char quote = peek (self);
  const char *close;
  char *value;

  if (quote != '"' && quote != '\'')
    return read_until (self, "}");

  close = memchr (self->p + 1, quote, self->end - self->p - 1);
  if (close == NULL)
    return NULL;

  value = g_strndup (self->p + 1, close - self->p - 1);
  self->p = close + 1;
  return value;
}

static void
add_class (Reader *self, const char *name)
{
  if (self->classes->len > 0)
    g_string_append_c (self->classes, ' ');
  g_string_append (self->classes, name);
}

static void
add_other (Reader *self, const char *name, const char *value)
{
  /* An event handler is a script in disguise, and a name may be more than a name. */
  if (g_ascii_strncasecmp (name, "on", 2) == 0 || strpbrk (name, "\"'<>&") != NULL)
    return;

  g_string_append_printf (self->others, " %s=\"", name);
  galley_html_append_text (self->others, value, -1);
  g_string_append_c (self->others, '"');
}

static gboolean
read_short (Reader *self)
{
  gboolean is_id = *self->p++ == '#';
  const char *start = self->p;
  g_autofree char *value = NULL;

  while (self->p < self->end && !g_ascii_isspace (*self->p)
         && (!g_ascii_ispunct (*self->p) || strchr ("_-:.", *self->p) != NULL))
    self->p++;
  if (self->p == start)
    return FALSE;

  value = g_strndup (start, self->p - start);
  if (is_id)
    g_set_str (&self->id, value);
  else
    add_class (self, value);

  return TRUE;
}

static gboolean
read_named (Reader *self)
{
  g_autofree char *name = read_until (self, "=/}");
  g_autofree char *value = NULL;

  if (*name == '\0')
    return FALSE;

  skip_spaces (self);
  if (peek (self) != '=')
    return FALSE;

  self->p++;
  skip_spaces (self);
  value = read_value (self);
  if (value == NULL)
    return FALSE;

  if (g_str_equal (name, "id"))
    g_set_str (&self->id, value);
  else if (g_str_equal (name, "class"))
    add_class (self, value);
  else
    add_other (self, name, value);

  return TRUE;
}

static GalleyAttributes *
finish (Reader *self)
{
  GalleyAttributes *attributes = g_new0 (GalleyAttributes, 1);
  g_autoptr (GString) html = g_string_new (NULL);

  if (self->classes->len > 0)
    {
      g_string_append (html, " class=\"");
      galley_html_append_text (html, self->classes->str, self->classes->len);
      g_string_append_c (html, '"');
    }
  g_string_append (html, self->others->str);
  attributes->id = g_steal_pointer (&self->id);
  attributes->html = g_string_free_and_steal (g_steal_pointer (&html));

  return attributes;
}

/**
 * galley_attributes_parse:
 * @text: text that starts with an opening brace
 * @length: its length in bytes
 * @end: (out): where the text goes on behind the closing brace, in bytes
 *
 * Returns: (transfer full) (nullable): the attributes, %NULL when these are none
 */
GalleyAttributes *
galley_attributes_parse (const char *text, gsize length, gsize *end)
{
  Reader reader = { .p = text + 1, .end = text + length };
  GalleyAttributes *attributes = NULL;
  gboolean valid = TRUE;

  reader.classes = g_string_new (NULL);
  reader.others = g_string_new (NULL);
  for (skip_spaces (&reader); valid && peek (&reader) != '}'; skip_spaces (&reader))
    {
      char c = peek (&reader);

      valid = reader.p < reader.end
              && (c == '#' || c == '.' ? read_short (&reader) : read_named (&reader));
      if (valid && peek (&reader) == ',')
        reader.p++;
    }

  if (valid)
    {
      attributes = finish (&reader);
      *end = reader.p + 1 - text;
    }

  g_free (reader.id);
  g_string_free (reader.classes, TRUE);
  g_string_free (reader.others, TRUE);
  return attributes;
}

/**
 * galley_attributes_free:
 * @self: (transfer full): attributes
 *
 * Frees them.
 */
void
galley_attributes_free (GalleyAttributes *self)
{
  g_free (self->id);
  g_free (self->html);
  g_free (self);
}
