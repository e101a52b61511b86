/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-json.h"

#include "galley-diagnostic.h"
#include "galley-line.h"

#include <glib/gi18n.h>
#include <string.h>

/* As for YAML: what is deeper or longer is an attack or an accident. */
#define DEPTH_MAX 64
#define LENGTH_MAX (256 * 1024)

typedef struct
{
  const char *text;
  gsize length;
  gsize base_offset;
  gsize at;
  GPtrArray *diagnostics;
} Reader;

G_GNUC_PRINTF (5, 6)
static void
report (Reader *self, GalleySeverity severity, gsize offset, gsize length, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->diagnostics,
                   galley_diagnostic_new (severity, "syntax", self->base_offset + offset, length,
                                          g_strdup_vprintf (format, args)));
  va_end (args);
}

static GalleyValue *
fail (Reader *self, const char *message)
{
  report (self, GALLEY_SEVERITY_ERROR, MIN (self->at, self->length), 1, "%s", message);
  return NULL;
}

static gboolean
read_char (Reader *self, char c)
{
  self->at = galley_skip_space_at (self->text, self->length, self->at);
  if (self->at >= self->length || self->text[self->at] != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
read_hex (Reader *self, gunichar *c)
{
  *c = 0;
  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (self->at >= self->length || !g_ascii_isxdigit (self->text[self->at]))
        return FALSE;
      *c = *c * 16 + (gunichar) g_ascii_xdigit_value (self->text[self->at]);
    }

  return TRUE;
}

/* Two escapes can be one character; half of one, and NUL, which no text can hold, are none. */
static gboolean
read_unicode (Reader *self, GString *out)
{
  gunichar c, low;

  if (!read_hex (self, &c))
    return FALSE;
  if (c >= 0xd800 && c < 0xdc00 && self->length - self->at >= 6 && self->text[self->at] == '\\'
      && self->text[self->at + 1] == 'u')
    {
      gsize before = self->at;

      self->at += 2;
      if (!read_hex (self, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      else
        self->at = before;
    }

  g_string_append_unichar (out, c == 0 || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c);
  return TRUE;
}

static gboolean
read_escape (Reader *self, GString *out)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (++self->at >= self->length)
    return FALSE;
  if (self->text[self->at] == 'u')
    {
      self->at++;
      return read_unicode (self, out);
    }
  found = self->text[self->at] != '\0' ? strchr (letters, self->text[self->at]) : NULL;
  if (found == NULL)
    return FALSE;

  g_string_append_c (out, meanings[found - letters]);
  self->at++;
  return TRUE;
}

static GalleyValue *
read_string (Reader *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize start = self->at++;
  GalleyValue *value;

  while (self->at < self->length && self->text[self->at] != '"')
    {
      char c = self->text[self->at];

      if ((guchar) c < 0x20)
        return fail (self, _ ("a line end or a tab in a text is written as “\\n” or “\\t”"));
      if (c != '\\')
        {
          g_string_append_c (out, c);
          self->at++;
        }
      else if (!read_escape (self, out))
        return fail (self, _ ("this “\\” escape is unknown: double the “\\”"));
    }
  if (self->at >= self->length)
    {
      self->at = start;
      return fail (self, _ ("a quotation mark is never closed"));
    }

  self->at++;
  value = galley_value_new (GALLEY_VALUE_STRING, self->base_offset + start, self->at - start);
  value->style = GALLEY_VALUE_STYLE_DOUBLE;
  value->text = g_strdup (out->str);
  return value;
}

static gboolean
is_number (const char *text)
{
  return g_regex_match_simple ("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", text,
                               G_REGEX_DOLLAR_ENDONLY, 0);
}

static GalleyValue *
read_word (Reader *self)
{
  gsize start = self->at;
  gsize end = start;
  g_autofree char *word = NULL;
  GalleyValueKind kind;
  GalleyValue *value;

  while (end < self->length
         && (g_ascii_isalnum (self->text[end])
             || (self->text[end] != '\0' && strchr ("+-.", self->text[end]) != NULL)))
    end++;
  word = g_strndup (self->text + start, end - start);

  if (g_str_equal (word, "null"))
    kind = GALLEY_VALUE_NULL;
  else if (g_str_equal (word, "true") || g_str_equal (word, "false"))
    kind = GALLEY_VALUE_BOOLEAN;
  else if (is_number (word))
    kind = GALLEY_VALUE_NUMBER;
  else
    return fail (self, *word == '\0' ? _ ("a value is missing here") : _ ("text needs quotes"));

  self->at = end;
  value = galley_value_new (kind, self->base_offset + start, end - start);
  value->text = g_steal_pointer (&word);
  return value;
}

static void
check_duplicate (Reader *self, GHashTable *seen, GalleyValue *key)
{
  const GalleyValue *first = g_hash_table_lookup (seen, key->text);

  if (first == NULL)
    g_hash_table_insert (seen, key->text, key);
  else
    report (self, GALLEY_SEVERITY_WARNING, key->offset - self->base_offset, key->length,
            _ ("“%s” is already set on line %u; only one can count"), key->text,
            1
              + galley_line_count_ends (self->text - self->base_offset,
                                        self->text - self->base_offset + first->offset));
}

static GalleyValue *read_value (Reader *self, guint depth);

static GalleyValue *
read_key (Reader *self, GHashTable *seen)
{
  g_autoptr (GalleyValue) key = NULL;

  self->at = galley_skip_space_at (self->text, self->length, self->at);
  if (self->at >= self->length || self->text[self->at] != '"')
    return fail (self, _ ("a name in quotes is expected here"));
  key = read_string (self);
  if (key == NULL)
    return NULL;
  if (!read_char (self, ':'))
    return fail (self, _ ("a name lacks its “:”"));

  check_duplicate (self, seen, key);
  return g_steal_pointer (&key);
}

static GalleyValue *
read_collection (Reader *self, guint depth)
{
  gboolean is_map = self->text[self->at] == '{';
  char close = is_map ? '}' : ']';
  gsize start = self->at++;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GalleyValue) value =
    galley_value_new (is_map ? GALLEY_VALUE_MAP : GALLEY_VALUE_LIST, self->base_offset + start, 0);

  if (depth >= DEPTH_MAX)
    return fail (self, _ ("it is nested too deeply or too long to be read"));

  for (gboolean first = TRUE; !read_char (self, close); first = FALSE)
    {
      g_autoptr (GalleyValue) key = NULL;
      GalleyValue *item;

      if (!first && !read_char (self, ','))
        return fail (self, is_map ? _ ("the group “{…}” lacks a comma or its “}”")
                                  : _ ("the list “[…]” lacks a comma or its “]”"));
      if (is_map && (key = read_key (self, seen)) == NULL)
        return NULL;
      item = read_value (self, depth + 1);
      if (item == NULL)
        return NULL;

      value->height = MAX (value->height, item->height + 1);
      g_ptr_array_add (value->items, item);
      if (key != NULL)
        g_ptr_array_add (value->keys, g_steal_pointer (&key));
    }

  value->length = self->at - start;
  return g_steal_pointer (&value);
}

static GalleyValue *
read_value (Reader *self, guint depth)
{
  self->at = galley_skip_space_at (self->text, self->length, self->at);
  if (self->at < self->length && (self->text[self->at] == '{' || self->text[self->at] == '['))
    return read_collection (self, depth);
  if (self->at < self->length && self->text[self->at] == '"')
    return read_string (self);
  return read_word (self);
}

/**
 * galley_json_parse:
 * @text: UTF-8 text, part of a file that is in memory from its first byte on
 * @length: its length in bytes
 * @base_offset: where @text starts in the file, in bytes
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong, without saying in which file
 *
 * Parses JSON as strictly as Hugo does, with the place of each value. Input is not trusted: length
 * and depth are limited.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL when @text does not parse
 */
GalleyValue *
galley_json_parse (const char *text, gsize length, gsize base_offset, GPtrArray *diagnostics)
{
  Reader reader = {
    .text = text, .length = length, .base_offset = base_offset, .diagnostics = diagnostics
  };
  g_autoptr (GalleyValue) root = NULL;

  if (length > LENGTH_MAX)
    return fail (&reader, _ ("it is nested too deeply or too long to be read"));

  root = read_value (&reader, 0);
  reader.at = galley_skip_space_at (reader.text, reader.length, reader.at);
  if (root != NULL && reader.at < length)
    return fail (&reader, _ ("something follows the value"));

  return g_steal_pointer (&root);
}
