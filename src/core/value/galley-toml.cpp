/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-toml.h"

#include "galley-diagnostic.h"

#include <algorithm>
#include <exception>
#include <glib/gi18n.h>
#include <string_view>
#include <toml++/toml.hpp>
#include <vector>

namespace
{

/* Settings are a page or two. What is longer or deeper is an attack or an accident: the parser
 * searches lists and recurses, so that it must not see it. */
constexpr gsize SIZE_MAX_BYTES = 256 * 1024;
constexpr guint DEPTH_MAX = 64;

constexpr std::string_view BOM = "\xEF\xBB\xBF";

/* The parser counts lines and characters; the rest of Galley counts bytes. */
class Positions
{
public:
  explicit Positions (std::string_view text) : length (text.size ())
  {
    lines.push_back (0);
    for (gsize i = 0; i < text.size (); i++)
      {
        if ((static_cast<guchar> (text[i]) & 0xc0) == 0x80)
          continue;
        characters.push_back (static_cast<guint32> (i));
        if (text[i] == '\n')
          lines.push_back (static_cast<guint32> (characters.size ()));
      }
  }

  gsize
  get_offset (const toml::source_position &position) const
  {
    if (position.line == 0 || position.line > lines.size ())
      return length;

    gsize character = lines[position.line - 1] + std::max (position.column, 1u) - 1;

    return character < characters.size () ? characters[character] : length;
  }

private:
  gsize length;
  std::vector<guint32> characters;
  std::vector<guint32> lines;
};

/* How deep the parser would go: it has no limit of its own for keys such as `a.b.c`, and takes
 * them, and what they leave, apart by recursion. */
class DepthMeter
{
public:
  explicit DepthMeter (std::string_view text_to_measure) : text (text_to_measure)
  {
  }

  /* Returns the offset of the place that is too deep, or the length of the text. */
  gsize
  find_too_deep ()
  {
    while (i < text.size ())
      {
        char c = text[i];

        if (c == '"' || c == '\'')
          skip_string (c);
        else if (c == '#')
          i = std::min (text.find ('\n', i), text.size ());
        else
          {
            count (c);
            i++;
          }
        if (depth > DEPTH_MAX)
          return std::min (i, text.size ());
      }

    return text.size ();
  }

private:
  void
  count (char c)
  {
    if (c == '.')
      depth++;
    else if (c == '[' || c == '{')
      outer.push_back (depth++);
    else if ((c == ']' || c == '}') && !outer.empty ())
      {
        depth = outer.back ();
        outer.pop_back ();
      }
    else if (c == ',')
      depth = outer.empty () ? 0 : outer.back () + 1;
    else if (c == '\n' && outer.empty ())
      depth = 0;
  }

  void
  skip_string (char quote)
  {
    const char marks[] = { quote, quote, quote, '\0' };
    bool is_long = text.substr (i, 3) == marks;

    for (i += is_long ? 3 : 1; i < text.size (); i++)
      if (text[i] == '\\' && quote == '"')
        i++;
      else if (is_long ? text.substr (i, 3) == marks : text[i] == quote || text[i] == '\n')
        break;

    /* Up to two more marks before the last three are content. */
    if (is_long)
      for (i += 3; i < text.size () && text[i] == quote;)
        i++;
    else
      i++;
  }

  std::string_view text;
  std::vector<guint> outer;
  guint depth = 0;
  gsize i = 0;
};

/* The library speaks to programmers; these are the mistakes people make, in their words. */
const char *
explain (std::string_view problem)
{
  static const struct
  {
    std::string_view part;
    const char *explanation;
  } table[] = {
    { "cannot redefine", N_ ("this is already set above") },
    { "could not determine value type", N_ ("text needs quotes") },
    { "could not be interpreted as a value", N_ ("text needs quotes") },
    { "expected value-terminator", N_ ("text needs quotes") },
    { "expected 'true'", N_ ("text needs quotes") },
    { "expected 'false'", N_ ("text needs quotes") },
    { "expected '='", N_ ("a name lacks its “=”") },
    { "expected bare key starting character", N_ ("a name is expected here") },
    { "while parsing array", N_ ("the list “[…]” lacks a comma or its “]”") },
    { "while parsing inline table", N_ ("the group “{…}” lacks a comma or its “}”") },
    { "while parsing table header", N_ ("the heading “[…]” lacks its “]”") },
    { "while parsing string", N_ ("a quotation mark is never closed, or a “\\” is not doubled") },
    { "expected a comment or whitespace", N_ ("something follows the value on its line") },
  };

  for (const auto &row : table)
    if (problem.find (row.part) != std::string_view::npos)
      return _ (row.explanation);

  return nullptr;
}

class Reader
{
public:
  Reader (std::string_view source, gsize base_offset)
      : text (source), positions (source), base (base_offset)
  {
  }

  gsize
  get_offset (const toml::source_position &position) const
  {
    return base + positions.get_offset (position);
  }

  GalleyValue *
  read_root (const toml::table &table) const
  {
    g_autoptr (GalleyValue) root = galley_value_new (GALLEY_VALUE_MAP, base, text.size ());

    root->style = GALLEY_VALUE_STYLE_SECTION;
    read_items (root, table, 0, 0);
    return static_cast<GalleyValue *> (g_steal_pointer (&root));
  }

private:
  GalleyValue *
  make (GalleyValueKind kind, const toml::source_region &region) const
  {
    gsize start = get_offset (region.begin);
    gsize end = get_offset (region.end);

    return galley_value_new (kind, start, end > start ? end - start : 0);
  }

  /* The library sorts by name; people, and edits, care for the order of the text. */
  void
  read_items (GalleyValue *map, const toml::table &table, guint depth, guint n_keys) const
  {
    std::vector<std::pair<const toml::key *, const toml::node *> > pairs;

    for (auto &&[key, node] : table)
      pairs.emplace_back (&key, &node);
    std::sort (pairs.begin (), pairs.end (), [] (const auto &a, const auto &b) {
      return a.first->source ().begin < b.first->source ().begin;
    });

    for (const auto &[key, node] : pairs)
      {
        GalleyValue *name = make (GALLEY_VALUE_STRING, key->source ());

        name->text = g_strndup (key->data (), key->length ());
        name->style = GALLEY_VALUE_STYLE_DOUBLE;
        g_ptr_array_add (map->keys, name);
        g_ptr_array_add (map->items, read_node (*node, depth + 1, n_keys + 1));
      }
  }

  GalleyValue *
  read_node (const toml::node &node, guint depth, guint n_keys) const
  {
    if (depth > 2 * DEPTH_MAX)
      return make (GALLEY_VALUE_NULL, node.source ());

    if (const toml::table *table = node.as_table ())
      {
        GalleyValue *map = make (GALLEY_VALUE_MAP, node.source ());

        map->style = get_table_style (*table, map, n_keys);
        read_items (map, *table, depth, n_keys);
        return map;
      }
    if (const toml::array *array = node.as_array ())
      {
        GalleyValue *list = make (GALLEY_VALUE_LIST, node.source ());

        if (!array->empty () && array->front ().is_table ()
            && !array->front ().as_table ()->is_inline ())
          list->style = GALLEY_VALUE_STYLE_SECTION;
        for (const toml::node &item : *array)
          g_ptr_array_add (list->items, read_node (item, depth + 1, n_keys));
        return list;
      }

    return read_scalar (node);
  }

  /* A heading `[a.b]` makes an “a”, too, which has no heading of its own. */
  GalleyValueStyle
  get_table_style (const toml::table &table, const GalleyValue *map, guint n_keys) const
  {
    std::string_view source = text.substr (map->offset - base, map->length);
    guint n_parts = 1;
    char quote = 0;

    if (table.is_inline ())
      return GALLEY_VALUE_STYLE_FLOW;
    if (source.empty () || source.front () != '[')
      return GALLEY_VALUE_STYLE_DOTTED;

    for (gsize i = 0; i < source.size (); i++)
      if (quote == '"' && source[i] == '\\')
        i++;
      else if (quote != 0)
        quote = source[i] == quote ? 0 : quote;
      else if (source[i] == '"' || source[i] == '\'')
        quote = source[i];
      else
        n_parts += source[i] == '.';

    return n_parts == n_keys ? GALLEY_VALUE_STYLE_SECTION : GALLEY_VALUE_STYLE_DOTTED;
  }

  GalleyValueStyle
  get_string_style (const GalleyValue *value) const
  {
    std::string_view source = text.substr (value->offset - base, value->length);

    if (source.substr (0, 3) == "\"\"\"")
      return GALLEY_VALUE_STYLE_DOUBLE_LONG;
    if (source.substr (0, 3) == "'''")
      return GALLEY_VALUE_STYLE_SINGLE_LONG;
    return source.substr (0, 1) == "'" ? GALLEY_VALUE_STYLE_SINGLE : GALLEY_VALUE_STYLE_DOUBLE;
  }

  GalleyValue *
  read_scalar (const toml::node &node) const
  {
    GalleyValueKind kind = node.is_boolean ()  ? GALLEY_VALUE_BOOLEAN
                           : node.is_number () ? GALLEY_VALUE_NUMBER
                                               : GALLEY_VALUE_STRING;
    GalleyValue *value = make (kind, node.source ());

    if (const toml::value<std::string> *string = node.as_string ())
      {
        value->text = g_strndup (string->get ().data (), string->get ().size ());
        value->style = get_string_style (value);
      }
    else if (const toml::value<int64_t> *integer = node.as_integer ())
      value->text = g_strdup_printf ("%" G_GINT64_FORMAT, static_cast<gint64> (integer->get ()));
    else
      value->text = dup_source (value);

    return value;
  }

  /* Dates keep the text they are written in, and so do fractions: 1.10 is not 1.1. */
  char *
  dup_source (const GalleyValue *value) const
  {
    std::string source (text.substr (value->offset - base, value->length));

    if (value->kind == GALLEY_VALUE_NUMBER)
      source.erase (std::remove (source.begin (), source.end (), '_'), source.end ());
    return g_strstrip (g_strndup (source.data (), source.size ()));
  }

  std::string_view text;
  Positions positions;
  gsize base;
};

void
report (GPtrArray *diagnostics, gsize offset, const char *message)
{
  g_ptr_array_add (diagnostics, galley_diagnostic_new (GALLEY_SEVERITY_ERROR, "syntax", offset, 1,
                                                       g_strdup (message)));
}

GalleyValue *
parse (std::string_view text, gsize base_offset, GPtrArray *diagnostics)
{
  if (text.size () > SIZE_MAX_BYTES)
    {
      report (diagnostics, base_offset, _ ("it is too long to be read"));
      return nullptr;
    }

  gsize too_deep = DepthMeter (text).find_too_deep ();

  if (too_deep < text.size ())
    {
      report (diagnostics, base_offset + too_deep, _ ("it is nested too deeply to be read"));
      return nullptr;
    }

  Reader reader (text, base_offset);

  try
    {
      return reader.read_root (toml::parse (text));
    }
  catch (const toml::parse_error &error)
    {
      const char *explanation = explain (error.description ());
      g_autofree char *problem =
        g_strndup (error.description ().data (), error.description ().size ());

      report (diagnostics, reader.get_offset (error.source ().begin),
              explanation != nullptr ? explanation : problem);
      return nullptr;
    }
}

} // namespace

/**
 * galley_toml_parse:
 * @text: UTF-8 text, part of a file that is in memory
 * @length: its length in bytes
 * @base_offset: where @text starts in the file, in bytes
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong, without saying in which file
 *
 * Parses a TOML document. Dates are strings, as they are written. A map's place is that of its
 * braces, of its `[heading]`, or of the first key that goes through it. Input is not trusted:
 * length and depth are limited.
 *
 * Returns: (transfer full) (nullable): the root, a map, or %NULL when @text does not parse
 */
extern "C" GalleyValue *
galley_toml_parse (const char *text, gsize length, gsize base_offset, GPtrArray *diagnostics)
{
  try
    {
      std::string_view view (text, length);

      if (view.substr (0, BOM.size ()) == BOM)
        {
          view.remove_prefix (BOM.size ());
          base_offset += BOM.size ();
        }
      return parse (view, base_offset, diagnostics);
    }
  catch (const std::exception &exception)
    {
      report (diagnostics, base_offset, exception.what ());
      return nullptr;
    }
}
