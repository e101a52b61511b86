/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-front-matter.h"

#include "galley-diagnostic.h"
#include "galley-json.h"
#include "galley-line.h"
#include "galley-toml.h"
#include "galley-value-merge.h"
#include "galley-yaml.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

G_GNUC_PRINTF (4, 5)
static void
report (GPtrArray *diagnostics, gsize offset, gsize length, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (diagnostics,
                   galley_diagnostic_new (GALLEY_SEVERITY_ERROR, "front-matter", offset, length,
                                          g_strdup_vprintf (format, args)));
  va_end (args);
}

/* Hugo takes the first later line that begins with the three marks for the end, whatever
 * follows them on that line: that is body already. */
static gboolean
find_marks (GalleyFrontMatter *self, const char *text, gsize length, gsize start, char mark)
{
  const char marks[] = { mark, mark, mark, '\0' };
  const char *p = text + start + 3;
  const char *end = text + length;

  self->offset = galley_line_skip_end (text + start + 3, text + length) - text;
  if (self->offset > start + 3)
    p = text + self->offset - 1;

  for (; p < end; p++)
    if ((*p == '\n' || *p == '\r') && end - p > 3 && memcmp (p + 1, marks, 3) == 0)
      {
        self->length = p + 1 - text - self->offset;
        self->body_offset = galley_line_skip_end (p + 4, end) - text;
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_braces (GalleyFrontMatter *self, const char *text, gsize length, gsize start)
{
  gboolean quoted = FALSE;
  guint level = 0;

  self->offset = start;
  for (gsize i = start; i < length; i++)
    {
      if (text[i] == '\\')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && text[i] == '{')
        level++;
      else if (!quoted && text[i] == '}' && --level == 0)
        {
          self->length = i + 1 - start;
          self->body_offset = galley_line_skip_end (text + i + 1, text + length) - text;
          return TRUE;
        }
    }

  return FALSE;
}

static gsize
find_start (const char *text, gsize length, gsize *bom)
{
  gsize start;

  *bom = length >= strlen (BOM) && memcmp (text, BOM, strlen (BOM)) == 0 ? strlen (BOM) : 0;
  for (start = *bom; start < length && strchr (" \t\r\n\f\v", text[start]) != NULL;)
    start++;

  return start;
}

/**
 * galley_front_matter_split:
 * @self: (out caller-allocates): takes the kind and the places, and no fields
 * @text: the whole file
 * @length: its length in bytes
 *
 * Finds the front matter by Hugo's rules, and reads nothing of it. One that is not closed goes to
 * the end of the text.
 *
 * Returns: whether it is closed, or there is none
 */
gboolean
galley_front_matter_split (GalleyFrontMatter *self, const char *text, gsize length)
{
  gsize bom;
  gsize start = find_start (text, length, &bom);
  const char *p = text + start;
  gboolean closed;

  *self = (GalleyFrontMatter) { .body_offset = bom };
  if (length - start >= 3 && (memcmp (p, "---", 3) == 0 || memcmp (p, "+++", 3) == 0))
    {
      self->kind = *p == '-' ? GALLEY_FRONT_MATTER_YAML : GALLEY_FRONT_MATTER_TOML;
      closed = find_marks (self, text, length, start, *p);
    }
  /* Two are a shortcode, not an object: Hugo trips over it, people do not mean it. */
  else if (start < length && *p == '{' && !(length - start > 2 && p[1] == '{'))
    {
      self->kind = GALLEY_FRONT_MATTER_JSON;
      closed = find_braces (self, text, length, start);
    }
  else
    return TRUE;

  if (!closed)
    {
      self->length = length - self->offset;
      self->body_offset = length;
    }

  return closed;
}

static void
report_marks (GPtrArray *diagnostics, const char *text, gsize length)
{
  gsize bom;
  gsize start = find_start (text, length, &bom);

  if (start < length && (text[start] == '-' || text[start] == '+'))
    report (diagnostics, start, 1,
            _ ("The text starts with “%c”, which Hugo takes for front matter: put front matter or "
               "other words before it"),
            text[start]);
}

static void
report_open (GPtrArray *diagnostics, const char *text, gsize length, GalleyFrontMatterKind kind)
{
  gsize bom;
  gsize start = find_start (text, length, &bom);

  if (kind == GALLEY_FRONT_MATTER_JSON)
    report (diagnostics, start, 1, _ ("The front matter is never closed: its last “}” is missing"));
  else
    report (diagnostics, start, 3,
            _ ("The front matter is never closed: put a line “%s” after its last field"),
            kind == GALLEY_FRONT_MATTER_YAML ? "---" : "+++");
}

/* The parsers say what is wrong; here it is known of what. */
static void
name_front_matter (GPtrArray *diagnostics, guint start)
{
  for (guint i = start; i < diagnostics->len; i++)
    {
      GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autofree char *message = g_steal_pointer (&diagnostic->message);

      diagnostic->rule = "front-matter";
      diagnostic->message = g_strdup_printf (_ ("Front matter: %s"), message);
    }
}

static void
parse (GalleyFrontMatter *self, const char *text, GPtrArray *diagnostics)
{
  guint start = diagnostics->len;

  text += self->offset;
  if (self->kind == GALLEY_FRONT_MATTER_TOML)
    self->written = galley_toml_parse (text, self->length, self->offset, diagnostics);
  else if (self->kind == GALLEY_FRONT_MATTER_JSON)
    self->written = galley_json_parse (text, self->length, self->offset, diagnostics);
  else
    self->written = galley_yaml_parse_written (text, self->length, self->offset, diagnostics);
  if (self->written != NULL && self->kind == GALLEY_FRONT_MATTER_YAML)
    self->root = galley_value_merge (self->written, diagnostics);
  else if (self->written != NULL)
    self->root = galley_value_ref (self->written);
  name_front_matter (diagnostics, start);

  if (self->root != NULL && self->root->kind != GALLEY_VALUE_MAP)
    {
      report (diagnostics, self->root->offset, self->root->length,
              _ ("Front matter: fields are written as “name: value”, one a line"));
      g_clear_pointer (&self->root, galley_value_unref);
    }
  if (self->root == NULL)
    g_clear_pointer (&self->written, galley_value_unref);
}

/**
 * galley_front_matter_new:
 * @text: the whole file, valid UTF-8
 * @length: its length in bytes
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong
 *
 * Finds the front matter by Hugo's rules and reads it. What does not parse keeps its place
 * (@kind, @offset, @length), without fields; what has no end is no front matter.
 *
 * Returns: (transfer full): the front matter, of kind %GALLEY_FRONT_MATTER_NONE when there is none
 */
GalleyFrontMatter *
galley_front_matter_new (const char *text, gsize length, GPtrArray *diagnostics)
{
  GalleyFrontMatter *self = g_new0 (GalleyFrontMatter, 1);

  if (!galley_front_matter_split (self, text, length))
    {
      report_open (diagnostics, text, length, self->kind);
      *self = (GalleyFrontMatter) { 0 };
      find_start (text, length, &self->body_offset);
    }
  else if (self->kind != GALLEY_FRONT_MATTER_NONE)
    parse (self, text, diagnostics);
  else
    report_marks (diagnostics, text, length);

  return self;
}

void
galley_front_matter_free (GalleyFrontMatter *self)
{
  g_clear_pointer (&self->root, galley_value_unref);
  g_clear_pointer (&self->written, galley_value_unref);
  g_free (self);
}

/**
 * galley_front_matter_get_string:
 * @self: front matter
 * @key: the name of a field; case does not count
 *
 * Returns: (nullable): its text, %NULL when it is missing, empty, null or no scalar
 */
const char *
galley_front_matter_get_string (const GalleyFrontMatter *self, const char *key)
{
  return galley_value_get_string (galley_value_get (self->root, key));
}

/**
 * galley_front_matter_dup_strings:
 * @self: front matter
 * @key: the name of a field; case does not count
 *
 * Returns: (transfer full): the texts of a list, or the one text of a scalar
 */
GStrv
galley_front_matter_dup_strings (const GalleyFrontMatter *self, const char *key)
{
  return galley_value_dup_strings (galley_value_get (self->root, key));
}

/**
 * galley_front_matter_get_cover:
 * @self: front matter
 *
 * Themes name the cover image in many ways: a path, a map that has one, or a list of either.
 *
 * Returns: (nullable): the address of the cover image
 */
const char *
galley_front_matter_get_cover (const GalleyFrontMatter *self)
{
  static const char *const keys[] = { "cover",         "img",          "image",  "featured_image",
                                      "featuredImage", "featureimage", "images", "bigimg",
                                      "thumbnail",     "banner" };
  static const char *const members[] = { "src", "image", "url", "path" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const GalleyValue *value = galley_value_get (self->root, keys[i]);

      if (value != NULL && value->kind == GALLEY_VALUE_LIST && value->items->len > 0)
        value = g_ptr_array_index (value->items, 0);
      for (guint j = 0;
           value != NULL && value->kind == GALLEY_VALUE_MAP && j < G_N_ELEMENTS (members); j++)
        if (galley_value_get (value, members[j]) != NULL)
          value = galley_value_get (value, members[j]);
      if (value != NULL && value->kind == GALLEY_VALUE_STRING
          && galley_value_get_string (value) != NULL)
        return galley_value_get_string (value);
    }

  return NULL;
}
