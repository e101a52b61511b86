/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-elements.h"

#include "galley-bytes.h"

#include <string.h>

/* What is nested deeper is taken as one. */
#define DEPTH_MAX 256
#define ATTRIBUTES_MAX 64

typedef struct
{
  guint name;
  gboolean hidden;
} Element;

typedef struct
{
  const char *html;
  const char *p;
  const char *end;

  GArray *pieces;
  const char *start;

  /* What the piece means, so far. */
  GString *meaning;
  GArray *stack;
  guint n_pre;
  gboolean space;
  gboolean at_edge;
} Splitter;

typedef struct
{
  char *name;
  char *value;
} Attribute;

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* White space beside these is not shown. */
static gboolean
is_block (const char *name)
{
  static const char *const names[] = {
    "address",  "article",    "aside",   "blockquote", "br",      "caption", "col",
    "colgroup", "dd",         "details", "div",        "dl",      "dt",      "figure",
    "footer",   "figcaption", "form",    "h1",         "h2",      "h3",      "h4",
    "h5",       "h6",         "header",  "hr",         "li",      "main",    "nav",
    "ol",       "p",          "pre",     "section",    "summary", "table",   "tbody",
    "td",       "th",         "thead",   "tfoot",      "tr",      "ul",      NULL,
  };

  return is_one_of (name, names);
}

static gboolean
is_void (const char *name)
{
  static const char *const names[] = { "area",  "base", "br",   "col",    "embed", "hr",  "img",
                                       "input", "link", "meta", "source", "track", "wbr", NULL };

  return is_one_of (name, names);
}

static void
append_entity (GString *out, const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    const char *text;
  } entities[] = {
    { "amp", "&" },       { "lt", "<" },    { "gt", ">" },     { "quot", "\"" }, { "apos", "'" },
    { "nbsp", "\u00a0" }, { "ldquo", "“" }, { "rdquo", "”" },  { "lsquo", "‘" }, { "rsquo", "’" },
    { "ndash", "–" },     { "mdash", "—" }, { "hellip", "…" }, { "laquo", "«" }, { "raquo", "»" },
  };

  if (length > 1 && *name == '#')
    {
      gboolean is_hex = name[1] == 'x' || name[1] == 'X';
      guint64 c = g_ascii_strtoull (name + (is_hex ? 2 : 1), NULL, is_hex ? 16 : 10);

      if (c > 0 && c <= 0x10ffff && g_unichar_validate ((gunichar) c))
        {
          g_string_append_unichar (out, (gunichar) c);
          return;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, name, length) == 0)
      {
        g_string_append (out, entities[i].text);
        return;
      }

  g_string_append_printf (out, "&%.*s;", (int) length, name);
}

/* The length of the name of the character reference at @p, 0 when there is none. */
static gsize
get_entity_length (const char *p, const char *end)
{
  gsize length = 0;

  while (p + 1 + length < end && length < 32
         && (g_ascii_isalnum (p[1 + length]) || (length == 0 && p[1] == '#')))
    length++;

  return p + 1 + length < end && p[1 + length] == ';' ? length : 0;
}

static void
flush_space (Splitter *self)
{
  if (self->space && !self->at_edge)
    g_string_append_c (self->meaning, ' ');
  self->space = FALSE;
  self->at_edge = FALSE;
}

static void
append_text (Splitter *self, const char *text, const char *end)
{
  for (const char *p = text; p < end; p++)
    {
      gsize length;

      if (self->n_pre == 0 && g_ascii_isspace (*p))
        {
          self->space = TRUE;
          continue;
        }

      flush_space (self);
      length = *p == '&' ? get_entity_length (p, end) : 0;
      if (length > 0)
        {
          append_entity (self->meaning, p + 1, length);
          p += length + 1;
        }
      else if (*p == '<' || *p == '\1')
        g_string_append_printf (self->meaning, "\1%c", *p);
      else
        g_string_append_c (self->meaning, *p);
    }
}

static void
begin_piece (Splitter *self, const char *start)
{
  if (self->start != NULL)
    return;

  self->start = start;
  self->at_edge = TRUE;
  self->space = FALSE;
}

static void
end_piece (Splitter *self, const char *end)
{
  GalleyHtmlElement piece = { 0 };

  if (self->start == NULL)
    return;

  piece.offset = self->start - self->html;
  piece.length = end - self->start;
  piece.hash = galley_bytes_hash (self->meaning->str, self->meaning->len);
  g_array_append_val (self->pieces, piece);
  g_string_truncate (self->meaning, 0);
  self->start = NULL;
}

static void
attribute_clear (Attribute *self)
{
  g_free (self->name);
  g_free (self->value);
}

static int
compare_attributes (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Attribute *) a)->name, ((const Attribute *) b)->name);
}

static char *
dup_value (const char *name, const char *start, const char *end)
{
  GString *value = g_string_new (NULL);
  gboolean is_style = g_str_equal (name, "style");
  gboolean space = FALSE;

  for (const char *p = start; p < end; p++)
    {
      gsize length = *p == '&' ? get_entity_length (p, end) : 0;

      if (g_ascii_isspace (*p))
        {
          space = TRUE;
          continue;
        }
      if (space && value->len > 0 && !is_style)
        g_string_append_c (value, ' ');
      space = FALSE;
      if (length > 0)
        {
          append_entity (value, p + 1, length);
          p += length + 1;
        }
      else
        g_string_append_c (value, *p);
    }
  if (is_style && value->len > 0 && value->str[value->len - 1] == ';')
    g_string_truncate (value, value->len - 1);

  return g_string_free (value, FALSE);
}

static const char *
skip_spaces (const char *p, const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;

  return p;
}

/* Reads one attribute at @p and returns where it ends. */
static const char *
read_attribute (const char *p, const char *end, GArray *attributes)
{
  const char *name = p;
  const char *value;
  Attribute attribute = { 0 };

  while (p < end && !g_ascii_isspace (*p) && *p != '=' && *p != '>' && (*p != '/' || p == name))
    p++;
  attribute.name = g_ascii_strdown (name, p - name);
  value = skip_spaces (p, end);
  if (value < end && *value == '=')
    {
      const char *close;

      value = skip_spaces (value + 1, end);
      if (value < end && (*value == '"' || *value == '\''))
        {
          close = memchr (value + 1, *value, end - value - 1);
          close = close != NULL ? close : end;
          attribute.value = dup_value (attribute.name, value + 1, close);
          p = MIN (close + 1, end);
        }
      else
        {
          for (close = value; close < end && !g_ascii_isspace (*close) && *close != '>';)
            close++;
          attribute.value = dup_value (attribute.name, value, close);
          p = close;
        }
    }

  if (attributes->len < ATTRIBUTES_MAX)
    g_array_append_val (attributes, attribute);
  else
    attribute_clear (&attribute);

  return p;
}

static const char *
get_class (GArray *attributes)
{
  for (guint i = 0; i < attributes->len; i++)
    if (g_str_equal (g_array_index (attributes, Attribute, i).name, "class"))
      return g_array_index (attributes, Attribute, i).value;

  return NULL;
}

static void
append_open (Splitter *self, const char *name, GArray *attributes)
{
  gboolean in_code = self->n_pre > 0 || g_str_equal (name, "pre");

  /* Of highlighted code only the text counts. */
  if (self->n_pre > 0 && !g_str_equal (name, "pre"))
    return;

  if (is_block (name))
    {
      self->space = FALSE;
      self->at_edge = TRUE;
    }
  else
    flush_space (self);

  g_string_append_printf (self->meaning, "<%s", name);
  if (!in_code)
    {
      g_array_sort (attributes, compare_attributes);
      for (guint i = 0; i < attributes->len; i++)
        {
          const Attribute *attribute = &g_array_index (attributes, Attribute, i);

          g_string_append_printf (self->meaning, " %s=\"%s\"", attribute->name,
                                  attribute->value != NULL ? attribute->value : "");
        }
    }
  g_string_append_c (self->meaning, '>');
}

static void
append_close (Splitter *self, const char *name)
{
  gboolean is_pre = g_str_equal (name, "pre");

  if (self->n_pre > 0 && !is_pre)
    return;

  if (is_pre)
    {
      gsize length = self->meaning->len;

      while (length > 0 && self->meaning->str[length - 1] == '\n')
        length--;
      g_string_truncate (self->meaning, length);
      self->n_pre -= self->n_pre > 0;
    }
  if (is_block (name))
    {
      self->space = FALSE;
      self->at_edge = TRUE;
    }
  g_string_append_printf (self->meaning, "</%s>", name);
}

/* The content of these is no HTML. */
static const char *
find_raw_end (const char *name, const char *p, const char *end)
{
  static const char *const names[] = { "script", "style", NULL };
  gsize length = strlen (name);

  if (!is_one_of (name, names))
    return p;

  for (; p + 2 + length <= end; p++)
    if (p[0] == '<' && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0)
      return p;

  return end;
}

static void
read_open (Splitter *self)
{
  g_autoptr (GArray) attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  const char *start = self->p;
  const char *p = start + 1;
  g_autofree char *name = NULL;
  const char *class_name;
  const char *raw_end;
  Element element;

  g_array_set_clear_func (attributes, (GDestroyNotify) attribute_clear);
  while (p < self->end && !g_ascii_isspace (*p) && *p != '>' && *p != '/')
    p++;
  name = g_ascii_strdown (start + 1, p - start - 1);
  for (p = skip_spaces (p, self->end); p < self->end && *p != '>'; p = skip_spaces (p, self->end))
    p = *p == '/' ? p + 1 : read_attribute (p, self->end, attributes);
  p = MIN (p + 1, self->end);
  self->p = p;

  if (self->stack->len == 0)
    {
      end_piece (self, start);
      begin_piece (self, start);
    }

  class_name = get_class (attributes);
  element.name = g_str_hash (name);
  element.hidden =
    g_str_equal (name, "div") && class_name != NULL && g_str_has_prefix (class_name, "highlight");
  if (!element.hidden)
    append_open (self, name, attributes);
  if (g_str_equal (name, "pre"))
    self->n_pre++;

  raw_end = find_raw_end (name, p, self->end);
  if (raw_end > p)
    {
      g_string_append_len (self->meaning, p, raw_end - p);
      self->p = raw_end;
    }

  if (!is_void (name) && self->stack->len < DEPTH_MAX)
    g_array_append_val (self->stack, element);
  else if (self->stack->len == 0)
    end_piece (self, p);
}

static void
read_close (Splitter *self)
{
  const char *start = self->p;
  const char *close = memchr (start, '>', self->end - start);
  const char *p = start + 2;
  g_autofree char *name = NULL;
  guint hash;

  while (p < self->end && g_ascii_isalnum (*p))
    p++;
  name = g_ascii_strdown (start + 2, p - start - 2);
  self->p = close != NULL ? close + 1 : self->end;
  hash = g_str_hash (name);

  for (guint i = self->stack->len; i > 0; i--)
    {
      const Element *element = &g_array_index (self->stack, Element, i - 1);

      if (element->name != hash)
        continue;

      if (!element->hidden)
        append_close (self, name);
      g_array_set_size (self->stack, i - 1);
      if (i == 1)
        {
          self->n_pre = 0;
          end_piece (self, self->p);
        }
      return;
    }
}

static void
read_text (Splitter *self, const char *end)
{
  const char *text = self->p;

  self->p = end;
  if (self->stack->len == 0)
    {
      const char *first = skip_spaces (text, end);

      if (first == end)
        return;
      begin_piece (self, first);
    }
  append_text (self, text, end);
}

static const char *
find (const char *p, const char *end, const char *what)
{
  const char *found = g_strstr_len (p, end - p, what);

  return found != NULL ? found + strlen (what) : end;
}

/**
 * galley_html_elements_new:
 * @html: the HTML of a page, without `<html>`
 * @length: its length, in bytes
 *
 * Splits a page into the elements at its top, each with a hash of what it means: how tags are
 * written, the order of attributes, white space that is not shown, comments, and the colours of
 * code do not count.
 *
 * Returns: (transfer full) (element-type GalleyHtmlElement): the pieces, in order
 */
GArray *
galley_html_elements_new (const char *html, gsize length)
{
  Splitter self = { .html = html, .p = html, .end = html + length };
  g_autoptr (GString) meaning = g_string_new (NULL);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Element));

  self.pieces = g_array_new (FALSE, FALSE, sizeof (GalleyHtmlElement));
  self.meaning = meaning;
  self.stack = stack;
  while (self.p < self.end)
    {
      const char *next = memchr (self.p + 1, '<', self.end - self.p - 1);
      char second = self.p + 1 < self.end ? self.p[1] : '\0';

      if (self.end - self.p >= 4 && memcmp (self.p, "<!--", 4) == 0)
        self.p = find (self.p + 4, self.end, "-->");
      else if (*self.p == '<' && (second == '!' || second == '?'))
        self.p = find (self.p, self.end, ">");
      else if (*self.p == '<' && second == '/')
        read_close (&self);
      else if (*self.p == '<' && g_ascii_isalpha (second))
        read_open (&self);
      else
        read_text (&self, next != NULL ? next : self.end);
    }
  end_piece (&self, self.end);

  return self.pieces;
}
