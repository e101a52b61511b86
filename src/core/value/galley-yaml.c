/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-yaml.h"

#include "galley-diagnostic.h"
#include "galley-line.h"
#include "galley-value-merge.h"

#include <glib/gi18n.h>
#include <yaml.h>

/* Front matter is a page of settings. What is deeper or longer than this is an attack or an
 * accident, and must not cost memory or stack. */
#define DEPTH_MAX 64
#define NODES_MAX 100000
#define LENGTH_MAX (256 * 1024)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (yaml_parser_t, yaml_parser_delete)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (yaml_event_t, yaml_event_delete)

typedef struct
{
  yaml_parser_t *parser;
  const char *text;
  gsize length;
  gsize base_offset;
  GPtrArray *diagnostics;
  GHashTable *anchors;
  guint n_nodes;
  guint base_line;

  /* libyaml counts characters; this is the last place that was told in both units. */
  gsize known_char;
  gsize known_byte;
} Reader;

static gsize
reader_get_byte (Reader *self, gsize char_index)
{
  if (char_index < self->known_char)
    self->known_char = self->known_byte = 0;

  while (self->known_char < char_index && self->known_byte < self->length)
    {
      const char *next = g_utf8_next_char (self->text + self->known_byte);

      self->known_byte = MIN ((gsize) (next - self->text), self->length);
      self->known_char++;
    }

  return self->known_byte;
}

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

static void
report_too_much (Reader *self, gsize offset)
{
  report (self, GALLEY_SEVERITY_ERROR, offset, 1,
          _ ("it is nested too deeply or too long to be read"));
}

/* libyaml speaks to programmers; these are the mistakes people make, in their words. */
static const char *
explain (const char *problem)
{
  static const struct
  {
    const char *problem;
    const char *explanation;
  } table[] = {
    { "mapping values are not allowed",
      N_ ("a value with “: ” in it needs quotes, or the line is indented too far") },
    { "did not find expected ',' or ']'", N_ ("the list “[…]” lacks a comma or its “]”") },
    { "did not find expected ',' or '}'", N_ ("the group “{…}” lacks a comma or its “}”") },
    { "found unexpected end of stream", N_ ("a quotation mark is never closed") },
    { "found character that cannot start any token",
      N_ ("a value cannot start with this character (a tab, “@”, “`” or “%”); put it in quotes") },
    { "did not find expected key",
      N_ (
        "this line does not fit the ones above: check its indentation and the quotes before it") },
    { "could not find expected ':'", N_ ("a key lacks its “:”") },
    { "did not find expected '-' indicator", N_ ("the items of a list are indented unevenly") },
    { "found undefined tag handle", N_ ("a value cannot start with “!”; put it in quotes") },
    { "found unknown escape character",
      N_ ("this “\\” escape is unknown; use single quotes or double the “\\”") },
    { "while scanning an anchor", N_ ("a value cannot start with “&”; put it in quotes") },
    { "while scanning an alias", N_ ("a value cannot start with “*”; put it in quotes") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (problem != NULL && g_str_has_prefix (problem, table[i].problem))
      return _ (table[i].explanation);

  return problem != NULL ? problem : _ ("it is not valid YAML");
}

static void
report_parser_error (Reader *self)
{
  const yaml_parser_t *parser = self->parser;
  const char *problem = explain (parser->problem);
  gsize offset;

  if (parser->error == YAML_READER_ERROR)
    offset = MIN (parser->problem_offset, self->length);
  /* A quotation mark that is never closed is wrong where it opens, not where the text ends. */
  else if (g_strcmp0 (parser->context, "while scanning a quoted scalar") == 0)
    offset = reader_get_byte (self, parser->context_mark.index);
  else
    offset = reader_get_byte (self, parser->problem_mark.index);

  if (problem == parser->problem && parser->context != NULL
      && explain (parser->context) != parser->context)
    problem = explain (parser->context);

  report (self, GALLEY_SEVERITY_ERROR, offset, 1, "%s", problem);
}

static gboolean
next_event (Reader *self, yaml_event_t *event)
{
  if (yaml_parser_parse (self->parser, event))
    return TRUE;

  report_parser_error (self);
  return FALSE;
}

static GalleyValueKind
resolve_plain (const char *text)
{
  static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
  static const char *const booleans[] = { "true", "True", "TRUE", "false", "False", "FALSE", NULL };
  char *end = NULL;

  if (g_strv_contains (nulls, text))
    return GALLEY_VALUE_NULL;
  if (g_strv_contains (booleans, text))
    return GALLEY_VALUE_BOOLEAN;
  if (g_ascii_isdigit (*text) || *text == '-' || *text == '+' || *text == '.')
    {
      g_ascii_strtod (text, &end);
      if (end != text && *end == '\0')
        return GALLEY_VALUE_NUMBER;
    }

  return GALLEY_VALUE_STRING;
}

static GalleyValueStyle
get_scalar_style (yaml_scalar_style_t style)
{
  switch (style)
    {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return GALLEY_VALUE_STYLE_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return GALLEY_VALUE_STYLE_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
      return GALLEY_VALUE_STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
      return GALLEY_VALUE_STYLE_FOLDED;
    default:
      return GALLEY_VALUE_STYLE_PLAIN;
    }
}

static GalleyValue *
read_scalar (Reader *self, const yaml_event_t *event, gsize offset, gsize length)
{
  const char *text = (const char *) event->data.scalar.value;
  gboolean plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  GalleyValue *value =
    galley_value_new (plain ? resolve_plain (text) : GALLEY_VALUE_STRING, offset, length);

  value->style = get_scalar_style (event->data.scalar.style);
  value->text = g_strndup (text, event->data.scalar.length);
  return value;
}

/* The marks of libyaml begin at the anchor and the tag; the value itself comes after them, maybe
 * after comments, too. */
static void
note_properties (Reader *self,
                 GalleyValue *value,
                 const yaml_char_t *anchor,
                 const yaml_char_t *tag)
{
  const char *p = self->text + value->offset - self->base_offset;
  const char *end = self->text + self->length;
  const char *start = p;

  if (anchor == NULL && tag == NULL)
    return;
  if (value->items == NULL)
    end = p + value->length;

  while (p < end && (*p == '&' || *p == '!'))
    {
      while (p < end && !g_ascii_isspace (*p) && !(*p == ',' || *p == ']' || *p == '}'))
        p++;
      while (p < end && (g_ascii_isspace (*p) || *p == '#'))
        if (*p != '#')
          p++;
        else
          p = galley_line_find_end (p, end);
    }

  value->properties = p - start;
  value->tag = g_strdup ((const char *) tag);
}

static void
remember_anchor (Reader *self, const yaml_char_t *anchor, GalleyValue *value)
{
  if (anchor != NULL)
    g_hash_table_replace (self->anchors, g_strdup ((const char *) anchor),
                          galley_value_ref (value));
}

static GalleyValue *read_node (Reader *self, yaml_event_t *event, guint depth);

/* The line of the file that the text starts on, from 1. */
static guint
get_base_line (Reader *self)
{
  if (self->base_line == 0)
    self->base_line = 1 + galley_line_count_ends (self->text - self->base_offset, self->text);

  return self->base_line;
}

static void
check_duplicate (Reader *self, GHashTable *seen, const GalleyValue *key, guint line)
{
  gpointer first;

  if (key->text == NULL)
    return;

  if (g_hash_table_lookup_extended (seen, key->text, NULL, &first))
    report (self, GALLEY_SEVERITY_WARNING, key->offset - self->base_offset, key->length,
            _ ("“%s” is already set on line %u; only one can count"), key->text,
            get_base_line (self) + GPOINTER_TO_UINT (first));
  else
    g_hash_table_insert (seen, key->text, GUINT_TO_POINTER (line));
}

static void
add_item (GPtrArray *items, GalleyValue *self, GalleyValue *item)
{
  self->height = MAX (self->height, item->height + 1);
  g_ptr_array_add (items, item);
}

static gboolean
read_collection (Reader *self, GalleyValue *value, yaml_event_type_t end_type, guint depth)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (;;)
    {
      g_auto (yaml_event_t) event = { 0 };
      g_autoptr (GalleyValue) key = NULL;
      g_autoptr (GalleyValue) item = NULL;

      if (!next_event (self, &event))
        return FALSE;
      if (event.type == end_type)
        {
          value->length =
            self->base_offset + reader_get_byte (self, event.end_mark.index) - value->offset;
          return TRUE;
        }

      item = read_node (self, &event, depth + 1);
      if (item == NULL)
        return FALSE;

      if (value->kind == GALLEY_VALUE_MAP)
        {
          g_auto (yaml_event_t) value_event = { 0 };

          key = g_steal_pointer (&item);
          if (!next_event (self, &value_event))
            return FALSE;
          item = read_node (self, &value_event, depth + 1);
          if (item == NULL)
            return FALSE;
          check_duplicate (self, seen, key, event.start_mark.line);
          add_item (value->keys, value, g_steal_pointer (&key));
        }
      add_item (value->items, value, g_steal_pointer (&item));
    }
}

static GalleyValue *
read_alias (Reader *self, const yaml_event_t *event, gsize start, guint depth)
{
  const char *anchor = (const char *) event->data.alias.anchor;
  GalleyValue *value = g_hash_table_lookup (self->anchors, anchor);

  if (value != NULL && depth + value->height <= DEPTH_MAX)
    return galley_value_new_alias (value, self->base_offset + start, strlen (anchor) + 1);

  if (value != NULL)
    report_too_much (self, start);
  else
    report (self, GALLEY_SEVERITY_ERROR, start, strlen (anchor) + 1,
            _ ("there is no “&%s” above for this “*%s”"), anchor, anchor);
  return NULL;
}

static GalleyValue *
read_node (Reader *self, yaml_event_t *event, guint depth)
{
  gsize start = reader_get_byte (self, event->start_mark.index);
  gsize end = reader_get_byte (self, event->end_mark.index);
  g_autoptr (GalleyValue) value = NULL;

  if (depth > DEPTH_MAX || self->n_nodes++ > NODES_MAX)
    {
      report_too_much (self, start);
      return NULL;
    }

  switch (event->type)
    {
    case YAML_SCALAR_EVENT:
      value = read_scalar (self, event, self->base_offset + start, end - start);
      note_properties (self, value, event->data.scalar.anchor, event->data.scalar.tag);
      remember_anchor (self, event->data.scalar.anchor, value);
      break;

    case YAML_ALIAS_EVENT:
      return read_alias (self, event, start, depth);

    case YAML_SEQUENCE_START_EVENT:
      value = galley_value_new (GALLEY_VALUE_LIST, self->base_offset + start, 0);
      if (event->data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE)
        value->style = GALLEY_VALUE_STYLE_BLOCK;
      note_properties (self, value, event->data.sequence_start.anchor,
                       event->data.sequence_start.tag);
      if (!read_collection (self, value, YAML_SEQUENCE_END_EVENT, depth))
        return NULL;
      /* Known only when complete, so that no alias can point back into its own anchor. */
      remember_anchor (self, event->data.sequence_start.anchor, value);
      break;

    case YAML_MAPPING_START_EVENT:
      value = galley_value_new (GALLEY_VALUE_MAP, self->base_offset + start, 0);
      if (event->data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE)
        value->style = GALLEY_VALUE_STYLE_BLOCK;
      note_properties (self, value, event->data.mapping_start.anchor,
                       event->data.mapping_start.tag);
      if (!read_collection (self, value, YAML_MAPPING_END_EVENT, depth))
        return NULL;
      remember_anchor (self, event->data.mapping_start.anchor, value);
      break;

    default:
      return NULL;
    }

  return g_steal_pointer (&value);
}

/**
 * galley_yaml_parse_written:
 * @text: UTF-8 text, part of a file that is in memory from its first byte on
 * @length: its length in bytes
 * @base_offset: where @text starts in the file, in bytes
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong, without saying in which file
 *
 * Parses the first document of @text. JSON is YAML enough to be read by this, too. Input is
 * not trusted: length, depth and number of values are limited, and an alias is not copied but
 * shared, so that nothing multiplies. “<<” is a key like others here: galley_value_merge() tells
 * what it means.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL when @text is empty or does not parse
 */
GalleyValue *
galley_yaml_parse_written (const char *text,
                           gsize length,
                           gsize base_offset,
                           GPtrArray *diagnostics)
{
  g_auto (yaml_parser_t) parser = { 0 };
  g_autoptr (GHashTable) anchors =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) galley_value_unref);
  Reader reader = {
    .parser = &parser,
    .text = text,
    .length = length,
    .base_offset = base_offset,
    .diagnostics = diagnostics,
    .anchors = anchors,
  };

  if (length > LENGTH_MAX)
    {
      report_too_much (&reader, 0);
      return NULL;
    }
  if (!yaml_parser_initialize (&parser))
    return NULL;
  yaml_parser_set_encoding (&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&parser, (const unsigned char *) text, length);

  for (;;)
    {
      g_auto (yaml_event_t) event = { 0 };

      if (!next_event (&reader, &event) || event.type == YAML_STREAM_END_EVENT)
        return NULL;
      if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT)
        return read_node (&reader, &event, 0);
    }
}

/**
 * galley_yaml_parse:
 * @text: UTF-8 text, part of a file that is in memory from its first byte on
 * @length: its length in bytes
 * @base_offset: where @text starts in the file, in bytes
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong, without saying in which file
 *
 * Parses the first document of @text, and takes over what its “<<” say.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL when @text is empty or does not parse
 */
GalleyValue *
galley_yaml_parse (const char *text, gsize length, gsize base_offset, GPtrArray *diagnostics)
{
  g_autoptr (GalleyValue) written =
    galley_yaml_parse_written (text, length, base_offset, diagnostics);

  return written != NULL ? galley_value_merge (written, diagnostics) : NULL;
}
