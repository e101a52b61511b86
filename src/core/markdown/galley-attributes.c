/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-attributes.h"

#include <string.h>

/* Lists and maps in lists and maps are read, but nobody writes them this deep. */
#define DEPTH_MAX 16

/**
 * GalleyAttributes:
 *
 * What is written as `{#id .class key="value"}`, by goldmark's grammar. Several classes are one
 * attribute; of other names the last counts.
 */
struct _GalleyAttributes
{
  GArray *items;
};

typedef struct
{
  const char *p;
  const char *end;
  guint depth;
} Reader;

static gboolean read_attributes (Reader *self, GArray *items);

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

static void
attribute_clear (GalleyAttribute *self)
{
  g_free (self->name);
  g_free (self->value);
}

static GArray *
make_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (GalleyAttribute));

  g_array_set_clear_func (items, (GDestroyNotify) attribute_clear);
  return items;
}

static GalleyAttribute *
find (GArray *items, const char *name)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (g_array_index (items, GalleyAttribute, i).name, name))
      return &g_array_index (items, GalleyAttribute, i);

  return NULL;
}

static void
add (GArray *items, const char *name, const char *value, gboolean is_text)
{
  GalleyAttribute *known = find (items, name);
  GalleyAttribute attribute;

  if (known != NULL)
    {
      g_autofree char *old = g_steal_pointer (&known->value);

      known->value =
        g_str_equal (name, "class") ? g_strconcat (old, " ", value, NULL) : g_strdup (value);
      known->is_text = is_text;
      return;
    }

  attribute = (GalleyAttribute) { g_strdup (name), g_strdup (value), is_text };
  g_array_append_val (items, attribute);
}

static char *
read_word (Reader *self)
{
  const char *start = self->p;

  if (!g_ascii_isalpha (peek (self)) && peek (self) != '_' && peek (self) != ':')
    return NULL;
  while (self->p < self->end && (g_ascii_isalnum (*self->p) || strchr ("_:.-", *self->p) != NULL)
         && *self->p != '\0')
    self->p++;

  return g_strndup (start, self->p - start);
}

/* With the escapes of JSON, but for those of four digits. */
static char *
read_string (Reader *self)
{
  static const char escapes[] = "\"\"//\\\\b\bf\fn\nr\rt\t";
  g_autoptr (GString) value = g_string_new (NULL);

  for (self->p++; self->p < self->end && *self->p != '\n'; self->p++)
    {
      const char *escape = NULL;

      if (*self->p == '"')
        {
          self->p++;
          return g_string_free_and_steal (g_steal_pointer (&value));
        }
      if (*self->p == '\\' && self->p + 1 < self->end)
        for (guint i = 0; i + 1 < sizeof escapes && escape == NULL; i += 2)
          if (escapes[i] == self->p[1])
            escape = &escapes[i + 1];
      g_string_append_c (value, escape != NULL ? *escape : *self->p);
      self->p += escape != NULL;
    }

  return NULL;
}

static char *
read_number (Reader *self)
{
  const char *start = self->p;
  g_autofree char *text = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (*self->p == '-' || *self->p == '+')
    self->p++;
  if (!g_ascii_isdigit (peek (self)))
    return NULL;
  while (g_ascii_isdigit (peek (self)))
    self->p++;
  if (peek (self) == '.')
    for (self->p++; g_ascii_isdigit (peek (self));)
      self->p++;
  if (peek (self) == 'e' || peek (self) == 'E')
    for (self->p += self->p + 1 < self->end && strchr ("+-", self->p[1]) != NULL ? 2 : 1;
         g_ascii_isdigit (peek (self));)
      self->p++;
  if (self->p > self->end)
    self->p = self->end;

  text = g_strndup (start, self->p - start);
  return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", g_ascii_strtod (text, NULL)));
}

static gboolean read_value (Reader *self, char **value, gboolean *is_text);

static gboolean
read_array (Reader *self)
{
  self->p++;
  for (guint i = 0;; i++)
    {
      g_autofree char *value = NULL;
      gboolean is_text;
      gboolean comma = i > 0 && peek (self) == ',';

      self->p += comma;
      if (peek (self) == ']')
        {
          self->p++;
          return !comma;
        }
      skip_spaces (self);
      if (!read_value (self, &value, &is_text))
        return FALSE;
      skip_spaces (self);
    }
}

static gboolean
read_nested (Reader *self)
{
  gboolean valid = FALSE;

  if (self->depth >= DEPTH_MAX)
    return FALSE;

  self->depth++;
  if (*self->p == '{')
    {
      g_autoptr (GArray) ignored = make_items ();

      valid = read_attributes (self, ignored);
    }
  else
    {
      valid = read_array (self);
    }
  self->depth--;

  return valid;
}

static gboolean
read_value (Reader *self, char **value, gboolean *is_text)
{
  static const char *const words[] = { "true", "false", "null", NULL };
  char c = peek (self);

  *is_text = FALSE;
  if (c == '{' || c == '[')
    {
      *value = g_strdup ("");
      return read_nested (self);
    }
  if (g_ascii_isdigit (c) || c == '-' || c == '+')
    return (*value = read_number (self)) != NULL;

  *value = c == '"' ? read_string (self) : read_word (self);
  if (*value == NULL)
    return FALSE;

  *is_text = c == '"' || !g_strv_contains (words, *value);
  if (g_str_equal (*value, "null") && !*is_text)
    g_set_str (value, "");

  return TRUE;
}

static gboolean
read_short (Reader *self, GArray *items)
{
  const char *name = *self->p++ == '#' ? "id" : "class";
  const char *start = self->p;
  g_autofree char *value = NULL;

  while (self->p < self->end && !g_ascii_isspace (*self->p)
         && (!g_ascii_ispunct (*self->p) || strchr ("_-:.", *self->p) != NULL))
    self->p++;

  value = g_strndup (start, self->p - start);
  add (items, name, value, TRUE);

  return TRUE;
}

static gboolean
read_named (Reader *self, GArray *items)
{
  g_autofree char *name = read_word (self);
  g_autofree char *value = NULL;
  gboolean is_text;

  if (name == NULL)
    return FALSE;

  skip_spaces (self);
  if (peek (self) != '=')
    return FALSE;

  self->p++;
  skip_spaces (self);
  if (!read_value (self, &value, &is_text) || (g_str_equal (name, "class") && !is_text))
    return FALSE;

  add (items, name, value, is_text);
  return TRUE;
}

static gboolean
read_attributes (Reader *self, GArray *items)
{
  self->p++;
  for (skip_spaces (self); peek (self) != '}'; skip_spaces (self))
    {
      char c = peek (self);

      if (self->p >= self->end
          || !(c == '#' || c == '.' ? read_short (self, items) : read_named (self, items)))
        return FALSE;
      skip_spaces (self);
      if (peek (self) == ',')
        self->p++;
    }

  self->p++;
  return TRUE;
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
  Reader reader = { .p = text, .end = text + length };
  g_autoptr (GArray) items = make_items ();
  GalleyAttributes *self;

  if (!read_attributes (&reader, items))
    return NULL;

  self = g_new0 (GalleyAttributes, 1);
  self->items = g_steal_pointer (&items);
  *end = reader.p - text;

  return self;
}

void
galley_attributes_free (GalleyAttributes *self)
{
  g_array_unref (self->items);
  g_free (self);
}

/**
 * galley_attributes_get:
 * @self: (nullable): attributes
 * @name: a name
 *
 * Returns: (nullable): its value
 */
const char *
galley_attributes_get (const GalleyAttributes *self, const char *name)
{
  const GalleyAttribute *attribute = self != NULL ? find (self->items, name) : NULL;

  return attribute != NULL ? attribute->value : NULL;
}

/**
 * galley_attributes_list:
 * @self: attributes
 * @n_attributes: (out): how many there are
 *
 * Returns: (array length=n_attributes) (transfer none): all of them, as they are written
 */
const GalleyAttribute *
galley_attributes_list (const GalleyAttributes *self, guint *n_attributes)
{
  *n_attributes = self->items->len;
  return (const GalleyAttribute *) (gpointer) self->items->data;
}
